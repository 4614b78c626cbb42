// What the merchant sells, as far as a listing needs it. The store is the truth for all of it.
import type { Money } from "./money.ts";

export type ProductStatus = "active" | "draft" | "archived" | "unlisted";

export type ProductImage = { readonly url: string; readonly altText: string | null };

export type VariantOption = { readonly name: string; readonly value: string };

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
};

export type StoreProduct = {
  readonly storeProductId: string;
  readonly title: string;
  readonly descriptionHtml: string;
  readonly vendor: string;
  readonly productType: string;
  readonly tags: readonly string[];
  readonly status: ProductStatus;
  readonly images: readonly ProductImage[];
  readonly variants: readonly StoreVariant[];
  readonly updatedAt: Date;
};
