// What a merchant must put right in the catalogue itself, whatever it is listed on. Keys make raising twice raising once.

type Severity = "blocks" | "warns";
type Subject = { readonly kind: "store" | "product" | "listing" | "connection"; readonly id: string };
export type CatalogIssue = {
  readonly key: string;
  readonly severity: Severity;
  readonly subject: Subject;
  readonly title: string;
  readonly advice: string;
};

/** Requirements that the catalogue's own issues name already: they are not said twice. */
export const SAID_BY_CATALOG: ReadonlySet<string> = new Set(["sku-present", "sku-unique"]);

const MOST_NAMED = 5;

export const skuMissingKey = (productId: string) => `sku-missing:${productId}`;
export const skuSharedKey = (sku: string) => `sku-shared:${sku}`;
export const listingUnmetKey = (listingId: string) => `listing-unmet:${listingId}`;
export const listingRejectedKey = (listingId: string) => `listing-rejected:${listingId}`;
export const listingGoneKey = (listingId: string) => `listing-gone:${listingId}`;
export const listingPausedKey = (listingId: string) => `listing-paused:${listingId}`;
export const listingSwitchKey = (listingId: string) => `listing-switch:${listingId}`;
export const listingUnheededKey = (listingId: string) => `listing-unheeded:${listingId}`;
export const stockRefusedKey = (listingId: string) => `stock-refused:${listingId}`;

/** Variants without a SKU can neither be listed nor found again in an order. */
export function skuMissing(
  product: { id: string; title: string },
  variants: readonly string[],
): CatalogIssue {
  const named = variants.map((title) => `"${title}"`);
  return {
    key: skuMissingKey(product.id),
    severity: "warns",
    subject: { kind: "product", id: product.id },
    title: `Product "${product.title}" has variants without a SKU: ${shortened(named)}.`,
    advice: "Give each of them a SKU in your store. The product is listed as soon as all have one.",
  };
}

/** One SKU on two variants: an order for it could mean either. */
export function skuShared(sku: string, storeId: string, productTitles: readonly string[]): CatalogIssue {
  const titles = [...new Set(productTitles)].sort().map((title) => `"${title}"`);
  return {
    key: skuSharedKey(sku),
    severity: "blocks",
    subject: { kind: "store", id: storeId },
    title: `SKU ${sku} stands on ${productTitles.length} variants: ${shortened(titles)}.`,
    advice: "Give each variant its own SKU in your store. Until then none of these products is listed.",
  };
}

/** A product of the store that could not be kept, or a line of the export that could not be read. */
export function unreadable(subject: Subject, where: string, reason: string): CatalogIssue {
  return {
    key: `catalog-line:${where}`,
    severity: "warns",
    subject,
    title: `${where} of your store's catalogue could not be read: ${reason}`,
    advice: "Correct the product in your store and save it. The others were imported.",
  };
}

function shortened(names: readonly string[]): string {
  if (names.length <= MOST_NAMED) return names.join(", ");
  return `${names.slice(0, MOST_NAMED).join(", ")} and ${names.length - MOST_NAMED} more`;
}
