// What a merchant says of an attribute of one product, before the marketplace's list is looked at: the choice for the
// product, else the first rule for the category that finds a value, else the first rule for all.
import type { AttributeRule, AttributeSource } from "./listing-settings.ts";
import type { StoreProduct } from "./product.ts";

export type AttributeChoices = {
  readonly categoryId: string;
  readonly rules: readonly AttributeRule[];
  readonly chosen: readonly { readonly attributeId: string; readonly values: readonly string[] }[];
};

export type Describable = Pick<StoreProduct, "vendor" | "productType" | "title" | "metafields" | "variants">;

export function wantedValues(
  product: Describable,
  attributeId: string,
  { categoryId, rules, chosen }: AttributeChoices,
): readonly string[] {
  const own = cleaned(chosen.find((one) => one.attributeId === attributeId)?.values ?? []);
  if (own.length > 0) return own;
  const fitting = rules.filter((rule) => rule.attributeId === attributeId);
  const byCategory = fitting.filter((rule) => rule.categoryId === categoryId);
  const forAll = fitting.filter((rule) => rule.categoryId === null);
  for (const { source } of [...byCategory, ...forAll]) {
    const values = cleaned(sourceValues(product, source));
    if (values.length > 0) return values;
  }
  return [];
}

function sourceValues(product: Describable, source: AttributeSource): readonly string[] {
  switch (source.kind) {
    case "fixed":
      return [source.value];
    case "field":
      return fieldValues(product, source.field);
    case "option": {
      const options = product.variants.flatMap((variant) => variant.options);
      return options.filter((one) => folded(one.name) === folded(source.name)).map((one) => one.value);
    }
    case "metafield":
      return product.metafields
        .filter((one) => one.namespace === source.namespace && one.key === source.key)
        .flatMap((one) => listOf(one.value));
  }
}

type Field = Extract<AttributeSource, { kind: "field" }>["field"];

function fieldValues(product: Describable, field: Field): readonly string[] {
  switch (field) {
    case "vendor":
      return [product.vendor];
    case "product-type":
      return [product.productType];
    case "title":
      return [product.title];
    case "barcode":
      return product.variants.slice(0, 1).flatMap((variant) => variant.barcode ?? []);
  }
}

// The store writes a list of texts as JSON.
function listOf(value: string): readonly string[] {
  if (!value.trimStart().startsWith("[")) return [value];
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? parsed.filter((one): one is string => typeof one === "string") : [value];
  } catch {
    return [value];
  }
}

function cleaned(values: readonly string[]): readonly string[] {
  const byFolded = new Map<string, string>();
  for (const value of values.map((one) => one.trim()))
    if (value !== "" && !byFolded.has(folded(value))) byFolded.set(folded(value), value);
  return [...byFolded.values()];
}

/** Two ways of writing one value are one value. */
export function folded(text: string): string {
  return text.trim().replace(/\s+/g, " ").toLocaleLowerCase("en");
}
