// What a title and a description may say, per market, with the code of every refusal.
import { refuse } from "./refusal.ts";

const LONG_TITLES = ["BR", "MX"];
const FREE_TITLES = ["DE", "ES", "FR", "IE", "IT", "JP", "GB", "US"];
const LONGEST_DESCRIPTION = 10_000;
const MOST_IMAGES = 30;

/** What a title may not hold, each with its code. */
const TITLE_FAULTS: readonly {
  readonly code: number;
  readonly says: string;
  readonly has: (title: string) => boolean;
}[] = [
  {
    code: 12052931,
    says: "Title contains emoji",
    has: (title) => /\p{Extended_Pictographic}/u.test(title.replaceAll(/[©®™]/g, "")),
  },
  {
    code: 12052932,
    says: "Title contains HTML escapes",
    has: (title) => /&(?:[a-z]+|#\d+|#x[\da-f]+);/i.test(title),
  },
  { code: 12052933, says: "Title contains control characters", has: (title) => /\p{Cc}/u.test(title) },
  { code: 12052934, says: "Title consists of symbols only", has: (title) => !/[\p{L}\p{N}]/u.test(title) },
  {
    code: 12052935,
    says: "Title repeats a character more than 9 times",
    has: (title) => /(.)\1{9}/u.test(title),
  },
];

export function checkTitle(title: string, region: string): void {
  if (title.trim() === "") refuse(12052261, "Title is empty");
  const longest = LONG_TITLES.includes(region) ? 300 : 255;
  const length = [...title].length;
  if (length > longest) refuse(12052051, `Title is longer than ${longest} characters`);
  const isFree = FREE_TITLES.includes(region) || LONG_TITLES.includes(region);
  if (!isFree && length < 25) refuse(12052051, "Title must have at least 25 characters");
  if (isChinese(title, region)) refuse(12052262, "Title contains Chinese characters");
  const fault = TITLE_FAULTS.find(({ has }) => has(title));
  if (fault) refuse(fault.code, fault.says);
}

function isChinese(words: string, region: string): boolean {
  return region !== "JP" && /\p{Script=Han}/u.test(words);
}

/** `isOurs` tells whether an image's address is one the platform handed out. */
export function checkDescription(html: string, region: string, isOurs: (url: string) => boolean): void {
  const isEmpty = html.replaceAll(/<[^>]*>|&nbsp;|\s/g, "") === "" && !/<img\b/i.test(html);
  if (isEmpty) refuse(12052015, "Description is required");
  if (html.length > LONGEST_DESCRIPTION) {
    refuse(12052013, `Description is longer than ${LONGEST_DESCRIPTION} characters`);
  }
  if (isChinese(html, region)) refuse(12052346, "Description contains Chinese characters");
  if (/<[^>]*$/.test(html)) refuse(12052344, "Description HTML has a syntax error");
  if (/<(?:script|style|iframe|form|input)\b/i.test(html)) {
    refuse(12052345, "Description HTML holds an unsupported tag");
  }
  const images = html.match(/<img\b[^>]*>/gi) ?? [];
  if (images.length > MOST_IMAGES) refuse(12052056, `Description holds more than ${MOST_IMAGES} images`);
  for (const image of images) checkImage(image, isOurs);
}

function checkImage(image: string, isOurs: (url: string) => boolean): void {
  const src = /\bsrc\s*=\s*["']([^"']*)["']/i.exec(image)?.[1];
  const isMeasured = /\bwidth\s*=/i.test(image) && /\bheight\s*=/i.test(image);
  if (!src || !isMeasured) refuse(12052348, "An image of the description lacks src, width or height");
  if (!isOurs(src)) refuse(12052340, "An image of the description is not hosted by TikTok Shop");
}
