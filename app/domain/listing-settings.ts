// What a merchant decides about listings of one connection, as one value: saved whole, previewed whole. Where it is
// silent, the store's own words and numbers stand.
import type { CategoryRule } from "./category-choice.ts";
import type { PartyRule } from "./party.ts";
import { type PriceRule, SAME_PRICE } from "./price-rule.ts";
import { ALL_STOCK, type StockRule } from "./stock-rule.ts";

/** Where the value of a marketplace attribute comes from. */
export type AttributeSource =
  | { readonly kind: "fixed"; readonly value: string }
  | { readonly kind: "field"; readonly field: "vendor" | "product-type" | "title" | "barcode" }
  /** The value of a product option of this name; several values are given all. */
  | { readonly kind: "option"; readonly name: string }
  | { readonly kind: "metafield"; readonly namespace: string; readonly key: string };

export type AttributeRule = {
  /** The marketplace's id of the attribute. */
  readonly attributeId: string;
  /** Null: in every category that has it. A rule for the category beats one for all. */
  readonly categoryId: string | null;
  readonly source: AttributeSource;
};

/** What a parcel measures where the store does not say. */
export type PackageDefault = {
  /** Null: in every category. */
  readonly categoryId: string | null;
  readonly weightGrams: number | null;
  /** Centimeters; all or none. */
  readonly size: { readonly length: number; readonly width: number; readonly height: number } | null;
};

export type ListingSettings = {
  /** "{title}" stands for the store's; also {vendor}, {type}, {option:Name}. */
  readonly titleTemplate: string;
  /** "{description}" stands for the store's; otherwise as for titles. */
  readonly descriptionTemplate: string;
  /** The first that fits decides. */
  readonly categories: readonly CategoryRule[];
  readonly attributes: readonly AttributeRule[];
  /** By the store's vendor, folded to lower case: the marketplace's brand id. */
  readonly brands: Readonly<Record<string, string>>;
  readonly packages: readonly PackageDefault[];
  /** Who answers for products in the European Union: the first that fits decides, for each kind of its own. */
  readonly parties: readonly PartyRule[];
  readonly price: PriceRule;
  readonly stock: StockRule;
  /** New listings a day that the marketplace allows this shop, as the merchant was told. Null: no limit known. */
  readonly listingsPerDay: number | null;
};

/** Titles of collections that rules go by. */
export function collectionsIn({ categories, parties }: ListingSettings): readonly string[] {
  return [...categories, ...parties].flatMap((rule) => (rule.field === "collection" ? [rule.value] : []));
}

export const STORES_OWN: ListingSettings = {
  titleTemplate: "{title}",
  descriptionTemplate: "{description}",
  categories: [],
  attributes: [],
  brands: {},
  packages: [],
  parties: [],
  price: SAME_PRICE,
  stock: ALL_STOCK,
  listingsPerDay: null,
};
