// A product as the marketplace should show it: which pictures are needed, and the content once they are there.
import type { ListingContent } from "./listing-changes.ts";
import { listingDescription } from "./listing-content.ts";
import { MOST_IMAGES } from "./market-rules-data.ts";
import { buyerOptions, type StoreProduct, type StoreVariant } from "./product.ts";

type Listable = Pick<StoreProduct, "title" | "descriptionHtml" | "images" | "variants">;

/** Addresses of the pictures a listing shows, at most nine, in the store's order. */
export function listedImageUrls(product: Listable): readonly string[] {
  return product.images.slice(0, MOST_IMAGES).map((image) => image.url);
}

/**
 * The picture of each variant, by the store's id of it. The marketplace shows pictures on one option only, so variants
 * with the same first option share the first picture among them; a product without options has none.
 */
export function variantImageUrls(product: Listable): ReadonlyMap<string, string> {
  const byValue = new Map<string, string>();
  for (const variant of product.variants) {
    const value = firstValue(variant);
    if (value !== undefined && variant.imageUrl && !byValue.has(value)) byValue.set(value, variant.imageUrl);
  }
  const byVariant = new Map<string, string>();
  for (const variant of product.variants) {
    const url = byValue.get(firstValue(variant) ?? "");
    if (url) byVariant.set(variant.storeVariantId, url);
  }
  return byVariant;
}

function firstValue(variant: StoreVariant): string | undefined {
  return buyerOptions(variant.options)[0]?.value;
}

type Hashes = {
  /** Content hash of a listed picture, by its address. */
  readonly main: ReadonlyMap<string, string>;
  /** The same of variants' pictures. */
  readonly variant: ReadonlyMap<string, string>;
};

/** What the merchant's settings and choices decide beyond the product's own words. */
export type ListingDetails = Pick<
  ListingContent,
  "categoryId" | "brandId" | "attributes" | "parties" | "packageWeightGrams" | "packageSize"
>;

/** What the marketplace's review looks at. Expects a product that meets the requirements. */
export function listingContent(product: Listable, details: ListingDetails, hashes: Hashes): ListingContent {
  const variantUrls = variantImageUrls(product);
  return {
    title: product.title,
    descriptionHtml: listingDescription(product.descriptionHtml),
    ...details,
    imageHashes: listedImageUrls(product).flatMap((url) => hashes.main.get(url) ?? []),
    skus: product.variants.map((variant) => ({
      sku: variant.sku ?? "",
      options: buyerOptions(variant.options),
      imageHash: hashes.variant.get(variantUrls.get(variant.storeVariantId) ?? "") ?? null,
    })),
  };
}
