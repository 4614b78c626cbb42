// Which category a product is listed in, and why: the merchant's choice for the product, else the first of the
// merchant's rules that fits, else what the marketplace recommends.
import type { StoreProduct } from "./product.ts";

export type CategoryRuleField = "product-type" | "collection" | "tag" | "vendor";

export type CategoryRule = {
  readonly field: CategoryRuleField;
  /** Compared without regard to case or surrounding space. */
  readonly value: string;
  readonly categoryId: string;
};

export type CategoryChoice = {
  readonly categoryId: string;
  readonly because:
    | { readonly kind: "chosen" }
    | { readonly kind: "rule"; readonly rule: CategoryRule }
    | { readonly kind: "recommended" };
};

export type Categorizable = Pick<StoreProduct, "productType" | "vendor" | "tags" | "collections">;

/** The merchant's own word on a product; undefined when there is none and the marketplace must be asked. */
export function merchantsCategory(
  product: Categorizable,
  rules: readonly CategoryRule[],
  chosenCategoryId: string | null,
): CategoryChoice | undefined {
  if (chosenCategoryId !== null) return { categoryId: chosenCategoryId, because: { kind: "chosen" } };
  const rule = rules.find((one) => fitsRule(product, one));
  return rule && { categoryId: rule.categoryId, because: { kind: "rule", rule } };
}

/** Compared without regard to case or surrounding space; an empty value fits nothing. */
export function fitsRule(product: Categorizable, rule: Pick<CategoryRule, "field" | "value">): boolean {
  const wanted = folded(rule.value);
  return wanted !== "" && valuesOf(product, rule.field).some((value) => folded(value) === wanted);
}

function valuesOf(product: Categorizable, field: CategoryRuleField): readonly string[] {
  switch (field) {
    case "product-type":
      return [product.productType];
    case "vendor":
      return [product.vendor];
    case "tag":
      return product.tags;
    case "collection":
      return product.collections;
  }
}

function folded(text: string): string {
  return text.trim().toLocaleLowerCase("en");
}
