// What the merchant sells, as far as a listing needs it. The store is the truth for all of it.
import type { Money } from "./money.ts";

export type ProductStatus = "active" | "draft" | "archived" | "unlisted";

export type ProductImage = { readonly url: string; readonly altText: string | null };

export type VariantOption = { readonly name: string; readonly value: string };

export type Metafield = { readonly namespace: string; readonly key: string; readonly value: string };

/** A variant as the store tells it. `sku` may be missing: then it cannot be listed and an issue says so. */
export type StoreVariant = {
  readonly storeVariantId: string;
  readonly inventoryItemId: string;
  readonly sku: string | null;
  readonly title: string;
  readonly position: number;
  readonly options: readonly VariantOption[];
  readonly price: Money;
  readonly compareAtPrice: Money | null;
  readonly barcode: string | null;
  /** Grams; null when the store has no weight. */
  readonly weightGrams: number | null;
  /** The variant's own image, when it has one. */
  readonly imageUrl: string | null;
  /** The store goes on selling it when nothing is left. */
  readonly sellsWithoutStock: boolean;
};

export type StoreProduct = {
  readonly storeProductId: string;
  readonly title: string;
  readonly descriptionHtml: string;
  readonly vendor: string;
  readonly productType: string;
  readonly tags: readonly string[];
  /** Titles of the collections it is in. */
  readonly collections: readonly string[];
  /** Those that a mapping reads. */
  readonly metafields: readonly Metafield[];
  readonly status: ProductStatus;
  readonly images: readonly ProductImage[];
  readonly variants: readonly StoreVariant[];
  readonly updatedAt: Date;
};

// The store's stand-in for "no options at all": one variant whose only option is this pair.
const NO_OPTION = { name: "Title", value: "Default Title" };

/** The options a buyer chooses between: none for a product sold in one form only. */
export function buyerOptions(options: readonly VariantOption[]): readonly VariantOption[] {
  return options.filter((option) => option.name !== NO_OPTION.name || option.value !== NO_OPTION.value);
}

// The database keeps minor units and grams as 32-bit integers.
const LARGEST = 2_147_483_647;

/** Why a product cannot be kept as the store tells it, in words for the merchant; undefined when it can. */
export function unkeepable(product: StoreProduct): string | undefined {
  for (const variant of product.variants) {
    const numbers = [
      variant.price.minor,
      variant.compareAtPrice?.minor ?? 0,
      variant.weightGrams ?? 0,
      variant.position,
    ];
    if (numbers.every((number) => Number.isInteger(number) && Math.abs(number) <= LARGEST)) continue;
    return `Variant "${variant.title}"${variant.sku ? ` (SKU ${variant.sku})` : ""} has a price or weight beyond what can be kept.`;
  }
  return undefined;
}
