// Whether a product stands in the marketplace already, by its SKUs. What is beyond doubt is adopted; whatever could be
// meant otherwise is asked, because a wrong guess makes a second listing or deletes somebody's SKUs.
import { foldedSku } from "./sku-spelling.ts";

export type ShownSku = { readonly marketplaceSkuId: string; readonly sku: string };
export type ShownCandidate = {
  readonly marketplaceProductId: string;
  readonly title: string;
  readonly skus: readonly ShownSku[];
};

/** What speaks against adopting at once. */
export type AdoptionDoubt =
  /** More than one listing carries SKUs of the product. */
  | "several"
  /** The listing has only some of the product's SKUs. */
  | "partial"
  /** The listing has SKUs the product lacks: an edit would delete them. */
  | "extra"
  /** A SKU is spelled otherwise. */
  | "spelling"
  /** The listing carries one SKU twice. */
  | "repeated";

export type AdoptionCandidate = {
  readonly marketplaceProductId: string;
  readonly title: string;
  readonly doubts: readonly AdoptionDoubt[];
  /** SKUs in common, by the product's own spelling. */
  readonly links: readonly ShownSku[];
  /** The product's SKUs that the listing lacks. */
  readonly lacking: readonly string[];
  /** The listing's SKUs that the product lacks. */
  readonly foreign: readonly ShownSku[];
};

export type Adoption =
  | { readonly kind: "none" }
  | { readonly kind: "adopt"; readonly candidate: AdoptionCandidate }
  | { readonly kind: "ask"; readonly candidates: readonly AdoptionCandidate[] };

/** Compares a product's SKUs with listings of the marketplace that no other product of ours holds. */
export function adoptionOf(productSkus: readonly string[], shown: readonly ShownCandidate[]): Adoption {
  const matching = shown.flatMap((one) => compared(productSkus, one) ?? []);
  const several: readonly AdoptionDoubt[] = matching.length > 1 ? ["several"] : [];
  const candidates = matching.map((one) => ({ ...one, doubts: [...several, ...one.doubts] }));
  const [first] = candidates;
  if (!first) return { kind: "none" };
  return first.doubts.length === 0 ? { kind: "adopt", candidate: first } : { kind: "ask", candidates };
}

function compared(productSkus: readonly string[], listing: ShownCandidate): AdoptionCandidate | undefined {
  const bySku = Map.groupBy(listing.skus, (one) => one.sku);
  const byFold = Map.groupBy(listing.skus, (one) => foldedSku(one.sku));
  const pairs = productSkus.map((sku) => ({
    sku,
    isExact: bySku.has(sku),
    same: bySku.get(sku) ?? byFold.get(foldedSku(sku)) ?? [],
  }));
  const links = pairs.flatMap(({ sku, same: [first] }) =>
    first ? [{ sku, marketplaceSkuId: first.marketplaceSkuId }] : [],
  );
  if (links.length === 0) return undefined;
  const linked = new Set(links.map((one) => one.marketplaceSkuId));
  const foreign = listing.skus.filter((one) => !linked.has(one.marketplaceSkuId));
  const lacking = pairs.filter((pair) => pair.same.length === 0).map((pair) => pair.sku);
  const isRepeated = linked.size < links.length || pairs.some((pair) => pair.same.length > 1);
  const speaks: readonly (readonly [AdoptionDoubt, boolean])[] = [
    ["extra", foreign.length > 0],
    ["partial", lacking.length > 0],
    ["repeated", isRepeated],
    ["spelling", pairs.some((pair) => !pair.isExact && pair.same.length > 0)],
  ];
  const { marketplaceProductId, title } = listing;
  const doubts = speaks.flatMap(([doubt, holds]) => (holds ? [doubt] : []));
  return { marketplaceProductId, title, doubts, links, lacking, foreign };
}
