// The axes along which a product's SKUs differ: at most three, the same for every SKU, each combination once.
import { object, objects, text } from "./body.ts";
import type { Core } from "./core.ts";
import { ruleFor } from "./market-rules.ts";
import { refuse } from "./refusal.ts";
import type { Json } from "./route.ts";
import type { Writing } from "./writing.ts";

export type SalesAttributeInput = {
  readonly id: string | null;
  readonly name: string;
  readonly valueId: string | null;
  readonly valueName: string;
  readonly imageUri: string | null;
  readonly furtherUris: readonly string[];
};

/** By place: the attributes of each SKU given. */
export function readSalesAttributes(
  writing: Writing,
  skus: readonly Json[],
): readonly (readonly SalesAttributeInput[])[] {
  const read = skus.map((sku) =>
    (objects(sku, "sales_attributes") ?? []).map((attribute) => readOne(writing, attribute)),
  );
  const axes = read.map((attributes) => attributes.map((attribute) => attribute.id ?? attribute.name).sort());
  const { mostAttributes } = ruleFor(writing.core, writing.shop, "salesAttributes");
  if (axes.some((names) => names.length > mostAttributes))
    refuse(12052525, `A product can have at most ${mostAttributes} sales attributes`);
  if (axes.some((names) => new Set(names).size < names.length))
    refuse(12052555, "A SKU has a sales attribute twice");
  const isMissing = read.length > 1 && axes.some((names) => names.length === 0);
  const differ = axes.some((names) => names.join("\n") !== axes[0]?.join("\n"));
  if (isMissing || differ) refuse(12052550, "Every SKU needs all the sales attributes");
  const combinations = read.map((attributes) =>
    attributes
      .map((a) => `${a.id ?? a.name}=${a.valueId ?? a.valueName}`)
      .sort()
      .join("\n"),
  );
  if (read.length > 1 && new Set(combinations).size < combinations.length)
    refuse(12052554, "Two SKUs have the same sales attributes");
  const pictured = new Set(
    read.flat().flatMap((attribute) => (attribute.imageUri ? [attribute.id ?? attribute.name] : [])),
  );
  if (pictured.size > 1) refuse(12052528, "Only one sales attribute can have images");
  return read;
}

function readOne({ core, shop }: Writing, attribute: Json): SalesAttributeInput {
  const rule = ruleFor(core, shop, "salesAttributes");
  const read = readNames(attribute);
  if (!read.id && read.name === "") refuse(12019019, "A sales attribute has neither id nor name");
  if (!read.valueId && read.valueName === "") refuse(12052521, "A sales attribute has no value");
  if (read.name.length > rule.mostNameCharacters)
    refuse(12052522, `A sales attribute's name is longer than ${rule.mostNameCharacters} characters`);
  if (read.valueName.length > rule.mostValueCharacters)
    refuse(12052523, `A sales attribute's value is longer than ${rule.mostValueCharacters} characters`);
  const further = objects(attribute, "supplementary_sku_images") ?? [];
  if (further.length > rule.mostFurtherImages)
    refuse(
      12052357,
      `A sales attribute can have at most ${rule.mostFurtherImages} supplementary images here`,
    );
  const imageUri = readImage(core, object(attribute, "sku_img"));
  return { ...read, imageUri, furtherUris: further.flatMap((image) => readImage(core, image) ?? []) };
}

function readImage(core: Core, image: Json | undefined): string | null {
  if (!image) return null;
  const uri = text(image, "uri") ?? "";
  return core.state.images.has(uri)
    ? uri
    : refuse(12052722, `The image uri ${uri} was not uploaded to TikTok Shop`);
}

function readNames(attribute: Json): Omit<SalesAttributeInput, "imageUri" | "furtherUris"> {
  return {
    id: text(attribute, "id") || null,
    name: text(attribute, "name") ?? "",
    valueId: text(attribute, "value_id") || null,
    valueName: text(attribute, "value_name") ?? "",
  };
}
