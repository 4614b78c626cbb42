// What a title and a description may say, per market, with the code of every refusal.
import { checkHtml } from "./html-rules.ts";
import type { MarketRules } from "./market-rule-rows.ts";
import { ruleFor } from "./market-rules.ts";
import { refuse } from "./refusal.ts";
import type { Writing } from "./writing.ts";

/** What a title may not hold, each with its code. */
const TITLE_FAULTS: readonly {
  readonly code: number;
  readonly says: string;
  readonly has: (title: string) => boolean;
}[] = [
  {
    code: 12052931,
    says: "Title contains emoji",
    // Flags are pairs of regional letters, boxed digits end in a keycap: neither counts as a pictograph to Unicode.
    has: (title) =>
      /[\p{Extended_Pictographic}\p{Regional_Indicator}\u20E3]/u.test(title.replaceAll(/[©®™]/g, "")),
  },
  {
    code: 12052932,
    says: "Title contains HTML escapes",
    has: (title) => /&(?:[a-z][a-z\d]*|#\d+|#x[\da-f]+);/i.test(title),
  },
  { code: 12052933, says: "Title contains control characters", has: (title) => /\p{Cc}/u.test(title) },
  { code: 12052934, says: "Title consists of symbols only", has: (title) => !/[\p{L}\p{N}]/u.test(title) },
  {
    code: 12052935,
    says: "Title repeats a character more than 9 times",
    has: (title) => /(.)\1{9}/u.test(title),
  },
];

export function checkTitle({ core, shop }: Writing, title: string): void {
  if (title.trim() === "") refuse(12052261, "Title is empty");
  const { least, most } = ruleFor(core, shop, "title");
  const length = [...title].length;
  if (length > most) refuse(12052051, `Title is longer than ${most} characters`);
  // No code of its own is known for a title that is too short.
  if (length < least) refuse(12052051, `Title must have at least ${least} characters`);
  if (!ruleFor(core, shop, "chinese") && isChinese(title))
    refuse(12052262, "Title contains Chinese characters");
  const fault = TITLE_FAULTS.find(({ has }) => has(title));
  if (fault) refuse(fault.code, fault.says);
}

function isChinese(words: string): boolean {
  return /\p{Script=Han}/u.test(words);
}

/** `isOurs` tells whether an image's address is one the platform handed out. */
export function checkDescription(
  { core, shop }: Writing,
  html: string,
  isOurs: (url: string) => boolean,
): void {
  const isEmpty = html.replaceAll(/<[^>]*>|&nbsp;|\s/g, "") === "" && !/<img\b/i.test(html);
  if (isEmpty) refuse(12052015, "Description is required");
  const rule = ruleFor(core, shop, "description");
  if (html.length > rule.mostCharacters)
    refuse(12052013, `Description is longer than ${rule.mostCharacters} characters`);
  if (!ruleFor(core, shop, "chinese") && isChinese(html))
    refuse(12052346, "Description contains Chinese characters");
  checkHtml(html, rule);
  const images = html.match(/<img\b[^>]*>/gi) ?? [];
  if (images.length > rule.mostImages)
    refuse(12052056, `Description holds more than ${rule.mostImages} images`);
  for (const image of images) checkImage(image, rule, isOurs);
}

function checkImage(
  image: string,
  { longestSide }: MarketRules["description"],
  isOurs: (url: string) => boolean,
): void {
  const src = attributeOf(image, "src");
  const sides = [attributeOf(image, "width"), attributeOf(image, "height")];
  if (!src || sides.includes(undefined))
    refuse(12052348, "An image of the description lacks src, width or height");
  if (sides.some((side) => !(Number.parseInt(side ?? "", 10) < longestSide)))
    refuse(12052341, `An image of the description must measure less than ${longestSide} pixels`);
  if (!isOurs(src)) refuse(12052340, "An image of the description is not hosted by TikTok Shop");
}

function attributeOf(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`, "i").exec(tag)?.[1];
}
