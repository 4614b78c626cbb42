// Reads the content of a product from a request and refuses what the platform refuses, before anything changes.
import { readAttributes } from "./attribute-rules.ts";
import { objects, text } from "./body.ts";
import { checkBrand } from "./brands.ts";
import { checkStanding, rulesOf } from "./category-rules.ts";
import { leafIn, type TreeVersion, treeOf } from "./category-tree.ts";
import { imageUrl } from "./images.ts";
import { ruleFor } from "./market-rules.ts";
import { checkParcel } from "./parcel-rules.ts";
import { readExtras } from "./product-extras.ts";
import type { ProductContent } from "./product-rows.ts";
import { refuse } from "./refusal.ts";
import type { Json } from "./route.ts";
import { checkDescription, checkTitle } from "./text-rules.ts";
import type { Writing } from "./writing.ts";

export type ContentFields = Omit<ProductContent, "skus">;

/** Fields of products that no product of this twin can have; with a value they are refused by name. */
const NOT_HELD = [
  "video",
  "primary_combined_product_id",
  "combined_skus",
  "is_pre_owned",
  "shipping_insurance_requirement",
  "subscribe_info",
  "prescription_requirement",
];

/** Every field of a new or fully replaced product; what is missing becomes blank, or is refused where a listing needs it. */
export function readContent(writing: Writing, body: Json): ContentFields {
  const { core, shop } = writing;
  const foreign = NOT_HELD.find((name) => hasValue(body[name]));
  if (foreign) refuse(12052910, `The field ${foreign} is not supported here`);
  const title = readTitle(writing, body);
  const description = readDescription(writing, body);
  const { categoryId, categoryVersion } = readCategory(writing, body);
  const rules = rulesOf(core, shop, categoryId);
  const { weight, dimensions } = checkParcel(writing, body, rules.asks.has("package-dimensions"));
  // Written out in full: objects made by spreading have hidden classes of their own each, and many are held.
  return {
    title,
    description,
    categoryId,
    categoryVersion,
    brandId: readBrand(writing, body),
    mainImages: readMainImages(writing, body),
    attributes: readAttributes(writing, body, categoryId),
    weight,
    dimensions,
    externalProductId: readExternalId(body),
    extras: readExtras(writing, body, rules),
  };
}

function hasValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return ![undefined, null, "", false].includes(value as null);
}

function readTitle(writing: Writing, body: Json): string {
  const title = text(body, "title") ?? "";
  if (title !== "" || writing.mode === "LISTING") checkTitle(writing, title);
  return title;
}

function readDescription(writing: Writing, body: Json): string {
  const { core, mode } = writing;
  const html = text(body, "description") ?? "";
  if (html === "" && mode === "AS_DRAFT") return html;
  const files = imageUrl(core, "");
  checkDescription(
    writing,
    html,
    (url) => url.startsWith(files) && core.state.images.has(url.slice(files.length)),
  );
  return html;
}

function readCategory(
  { core, shop, mode }: Writing,
  body: Json,
): { categoryId: string; categoryVersion: TreeVersion } {
  const id = text(body, "category_id") ?? "";
  if (id === "" && mode === "AS_DRAFT") return { categoryId: "", categoryVersion: "v1" };
  if (id === "") refuse(12052025, "category_id is required");
  const categoryVersion = treeOf(core, shop, text(body, "category_version"));
  const categoryId = leafIn(categoryVersion, id).id;
  checkStanding(core, shop, categoryId);
  return { categoryId, categoryVersion };
}

function readBrand({ core, shop }: Writing, body: Json): string | null {
  const brandId = text(body, "brand_id") || null;
  if (brandId) checkBrand(core, shop, brandId);
  return brandId;
}

function readMainImages({ core, shop, mode }: Writing, body: Json): readonly string[] {
  const images = objects(body, "main_images") ?? [];
  const { count, side } = ruleFor(core, shop, "mainImages");
  if (images.length < count.least && mode === "LISTING")
    refuse(12052028, "At least one main image is required");
  if (images.length > count.most) refuse(12052306, `A product can have at most ${count.most} main images`);
  return images.map((image) => {
    const row = core.state.images.get(text(image, "uri") ?? "");
    if (!row) refuse(12052722, `The image uri ${text(image, "uri") ?? ""} was not uploaded to TikTok Shop`);
    if (Math.min(row.width, row.height) < side.least || Math.max(row.width, row.height) > side.most)
      refuse(12052303, `A main image must measure ${side.least} to ${side.most} pixels on each side`);
    const ratio = row.width / row.height;
    if (ratio < 3 / 4 || ratio > 4 / 3)
      refuse(12052304, "A main image's sides must be between 3:4 and 4:3: upload it as MAIN_IMAGE");
    return row.uri;
  });
}

function readExternalId(body: Json): string | null {
  const id = text(body, "external_product_id") || null;
  if (id && id.length > 999) refuse(12052992, "external_product_id is longer than 999 characters");
  return id;
}

export function saveMode(body: Json): Writing["mode"] {
  const mode = text(body, "save_mode") ?? "LISTING";
  return mode === "LISTING" || mode === "AS_DRAFT" ? mode : refuse(12052910, "save_mode is invalid");
}
