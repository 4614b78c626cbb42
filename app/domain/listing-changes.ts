// Product against listing: the least that must be sent. Content goes back to review, prices go live at once, so a price
// alone never sends content.
import type { ListingAttribute } from "./attribute-choice.ts";
import type { Money } from "./money.ts";
import type { PackageSize } from "./package-choice.ts";
import type { ListingParties } from "./party.ts";
import type { VariantOption } from "./product.ts";

/** What a review looks at. Prices and quantities are no part of it. */
export type ListingContent = {
  readonly title: string;
  readonly descriptionHtml: string;
  readonly categoryId: string;
  /** Hashes of the pictures' bytes, in order. */
  readonly imageHashes: readonly string[];
  readonly packageWeightGrams: number;
  readonly packageSize: PackageSize | null;
  readonly brandId: string | null;
  readonly attributes: readonly ListingAttribute[];
  readonly parties: ListingParties;
  readonly skus: readonly {
    readonly sku: string;
    readonly options: readonly VariantOption[];
    readonly imageHash: string | null;
  }[];
};

/** One text per content: equal texts mean equal content, whatever order objects were built in. */
export function contentText(content: ListingContent): string {
  return JSON.stringify([
    content.title,
    content.descriptionHtml,
    content.categoryId,
    content.imageHashes,
    content.packageWeightGrams,
    content.skus.map((sku) => [
      sku.sku,
      sku.options.map((option) => [option.name, option.value]),
      sku.imageHash,
    ]),
    ...details(content),
    ...partyIds(content.parties),
  ]);
}

// Nothing where the merchant decided nothing: such content keeps the text it always had, and is not sent again.
function details({ brandId, attributes, packageSize }: ListingContent): readonly unknown[] {
  if (brandId === null && attributes.length === 0 && packageSize === null) return [];
  const size = packageSize && [packageSize.length, packageSize.width, packageSize.height];
  const values = attributes.map((one) => [
    one.attributeId,
    one.values.map((value) => [value.valueId, value.valueId === null ? value.name : null]),
  ]);
  return [brandId, values, size];
}

// Nothing where nobody is named, for the same reason.
function partyIds({ manufacturerId, responsiblePersonId }: ListingParties): readonly unknown[] {
  if (manufacturerId === null && responsiblePersonId === null) return [];
  return [{ manufacturerId, responsiblePersonId }];
}

export type SentPrice = {
  readonly marketplaceSkuId: string;
  readonly sentMinor: number | null;
  readonly sentCompareAtMinor: number | null;
  readonly price: Money;
  /** Struck through; null where none is and none ever was. */
  readonly compareAt: Money | null;
};

export type ListingUpdate =
  | { readonly kind: "create" }
  /** Every SKU goes along: one left out is deleted by the marketplace. Carries the prices as well. */
  | { readonly kind: "edit" }
  | { readonly kind: "prices"; readonly prices: readonly SentPrice[] }
  | { readonly kind: "none" };

/** The least update that makes the listing say what the product says. */
export function leastUpdate(
  listing: { readonly marketplaceProductId: string | null; readonly contentHash: string | null },
  contentHash: string,
  prices: readonly SentPrice[],
): ListingUpdate {
  if (listing.marketplaceProductId === null) return { kind: "create" };
  if (listing.contentHash !== contentHash) return { kind: "edit" };
  const changed = prices.filter(
    (price) =>
      price.sentMinor !== price.price.minor ||
      (price.compareAt !== null && price.compareAt.minor !== price.sentCompareAtMinor),
  );
  return changed.length > 0 ? { kind: "prices", prices: changed } : { kind: "none" };
}
