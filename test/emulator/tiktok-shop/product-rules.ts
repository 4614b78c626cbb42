// Reads the content of a product from a request and refuses what the platform refuses, before anything changes.
import { objects, text } from "./body.ts";
import { leafOf } from "./categories.ts";
import { imageUrl } from "./images.ts";
import { checkParcel } from "./parcel-rules.ts";
import type { ProductAttribute, ProductContent } from "./product-rows.ts";
import { refuse } from "./refusal.ts";
import type { Json } from "./route.ts";
import { checkDescription, checkTitle } from "./text-rules.ts";
import type { Writing } from "./writing.ts";

export type ContentFields = Omit<ProductContent, "skus">;

/** Every field of a new or fully replaced product; what is missing becomes blank, or is refused where a listing needs it. */
export function readContent(writing: Writing, body: Json): ContentFields {
  const parcel = checkParcel(writing, body);
  const categoryId = readCategory(writing, body);
  return {
    title: readTitle(writing, body),
    description: readDescription(writing, body),
    categoryId,
    categoryVersion: text(body, "category_version") === "v2" ? "v2" : "v1",
    brandId: text(body, "brand_id") || null,
    mainImages: readMainImages(writing, body),
    attributes: readAttributes(writing, body, categoryId),
    ...parcel,
    externalProductId: readExternalId(body),
  };
}

/** The fields a partial edit names, each replaced as a whole; the rest stays. Category cannot be changed this way. */
export function readChanges(writing: Writing, body: Json, old: ContentFields): ContentFields {
  const isNamed = (name: string) => body[name] !== undefined && body[name] !== null;
  const changed = <T>(name: string, read: () => T, kept: T): T => (isNamed(name) ? read() : kept);
  const parcel = checkParcel(writing, {
    package_weight: changed<unknown>("package_weight", () => body["package_weight"], old.weight),
    package_dimensions: changed<unknown>(
      "package_dimensions",
      () => body["package_dimensions"],
      old.dimensions,
    ),
  });
  return {
    title: changed("title", () => readTitle(writing, body), old.title),
    description: changed("description", () => readDescription(writing, body), old.description),
    categoryId: old.categoryId,
    categoryVersion: old.categoryVersion,
    brandId: changed("brand_id", () => text(body, "brand_id") || null, old.brandId),
    mainImages: changed("main_images", () => readMainImages(writing, body), old.mainImages),
    attributes: changed(
      "product_attributes",
      () => readAttributes(writing, body, old.categoryId),
      old.attributes,
    ),
    ...parcel,
    externalProductId: changed("external_product_id", () => readExternalId(body), old.externalProductId),
  };
}

function readTitle({ shop, mode }: Writing, body: Json): string {
  const title = text(body, "title") ?? "";
  if (title !== "" || mode === "LISTING") checkTitle(title, shop.region);
  return title;
}

function readDescription({ core, shop, mode }: Writing, body: Json): string {
  const html = text(body, "description") ?? "";
  if (html === "" && mode === "AS_DRAFT") return html;
  const files = imageUrl(core, "");
  checkDescription(
    html,
    shop.region,
    (url) => url.startsWith(files) && core.state.images.has(url.slice(files.length)),
  );
  return html;
}

function readCategory({ shop, mode }: Writing, body: Json): string {
  const id = text(body, "category_id") ?? "";
  if (id === "" && mode === "AS_DRAFT") return id;
  if (id === "") refuse(12052025, "category_id is required");
  if (shop.region === "US" && text(body, "category_version") !== "v2") {
    refuse(12052217, "Category tree v2 must be used: set category_version to v2");
  }
  return leafOf(id).id;
}

function readMainImages({ core, mode }: Writing, body: Json): readonly string[] {
  const images = objects(body, "main_images") ?? [];
  if (images.length === 0 && mode === "LISTING") refuse(12052028, "At least one main image is required");
  if (images.length > 9) refuse(12052306, "A product can have at most 9 main images");
  return images.map((image) => {
    const row = core.state.images.get(text(image, "uri") ?? "");
    if (!row) refuse(12052722, `The image uri ${text(image, "uri") ?? ""} was not uploaded to TikTok Shop`);
    if (Math.min(row.width, row.height) < 300 || Math.max(row.width, row.height) > 4000) {
      refuse(12052303, "A main image must measure 300 to 4000 pixels on each side");
    }
    return row.uri;
  });
}

function readAttributes({ mode }: Writing, body: Json, categoryId: string): readonly ProductAttribute[] {
  const given = (objects(body, "product_attributes") ?? []).map((attribute) => ({
    id: text(attribute, "id") ?? refuse(12052240, "A product attribute has no id"),
    values: (objects(attribute, "values") ?? []).map((value) => readValue(value)),
  }));
  if (new Set(given.map((attribute) => attribute.id)).size < given.length)
    refuse(12052556, "A product attribute is given twice");
  if (mode === "AS_DRAFT" && categoryId === "") return given;
  for (const required of leafOf(categoryId).required ?? []) {
    const answered = given.some((attribute) => attribute.id === required.id && attribute.values.length > 0);
    if (!answered && mode === "LISTING")
      refuse(12052104, `The required attribute ${required.name} (${required.id}) is missing`);
  }
  return given;
}

function readValue(value: Json): { id?: string; name?: string } {
  const [id, name] = [text(value, "id"), text(value, "name")];
  if (!id && !name) refuse(12052241, "An attribute value has neither id nor name");
  if (name && name.length > 2000) refuse(12052242, "An attribute value is longer than 2000 characters");
  // The id wins over the name.
  return id ? { id } : { name: name ?? "" };
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

/** Certifications and size charts are taken but not kept; the answer says so, as the platform does of cleared fields. */
export function clearedFields(body: Json): readonly { message: string }[] {
  const cleared = ["certifications", "size_chart", "video"].filter((name) => body[name] !== undefined);
  return cleared.map((name) => ({
    message: `The [${name}] field is not supported here and has been cleared`,
  }));
}
