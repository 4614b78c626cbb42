// What a listing's SKUs are to cost, beside what the marketplace last took.
import type { SentPrice } from "../../domain/listing-changes.ts";
import type { Money } from "../../domain/money.ts";
import type { ListingRow, ListingSkuRow, ProductRow, VariantRow } from "./catalog-records.ts";

/** Of every SKU the marketplace knows. The product has the listing's prices. */
export function pricesOf(product: ProductRow, listing: ListingRow): readonly SentPrice[] {
  const links = linksByVariant(listing);
  return product.variants.flatMap((variant) => {
    const link = links.get(variant.id);
    if (!link?.marketplaceSkuId) return [];
    const { price } = variant;
    const { marketplaceSkuId, sentPriceMinor: sentMinor, sentCompareAtMinor } = link;
    const compareAt = compareAtOf(variant, link);
    return [{ marketplaceSkuId, sentMinor, sentCompareAtMinor, price, compareAt }];
  });
}

/** Left out, the marketplace keeps the one it has: the price itself takes its place, and nothing is struck through. */
export function compareAtOf(variant: VariantRow, link: ListingSkuRow | undefined): Money | null {
  if (variant.compareAtPrice) return variant.compareAtPrice;
  return link && link.sentCompareAtMinor !== null ? variant.price : null;
}

export function linksByVariant(listing: ListingRow): ReadonlyMap<string, ListingSkuRow> {
  return new Map(listing.skus.map((sku) => [sku.variantId, sku]));
}
