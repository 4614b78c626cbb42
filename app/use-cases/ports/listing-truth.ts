// How one listing stands in the marketplace, also where it cannot be read there any more.
import type { ListingRow } from "./catalog-records.ts";
import type { MarketplaceListing, MarketplacePort } from "./marketplace.ts";
import { isPlatformError } from "./platform-error.ts";

export type Truth =
  | { readonly kind: "shown"; readonly listing: MarketplaceListing }
  | { readonly kind: "gone"; readonly state: "frozen" | "withdrawn" };

// Search takes up to ten SKUs; one that matches is enough to find a listing.
const SKUS_PER_SEARCH = 10;

/** By which SKUs a listing is searched for. */
export function searchedSkus(skus: ListingRow["skus"]): readonly string[] {
  return skus.slice(0, SKUS_PER_SEARCH).map((one) => one.sku);
}

/** Throws what the marketplace throws, but for its "not found". */
export async function readTruth(
  marketplace: MarketplacePort,
  marketplaceProductId: string,
  skus: ListingRow["skus"],
): Promise<Truth> {
  try {
    return { kind: "shown", listing: await marketplace.listing(marketplaceProductId) };
  } catch (error) {
    // Deleted and frozen listings cannot be read; the search still shows which of the two it is.
    if (!isPlatformError(error, "not-found")) throw error;
    const found = await marketplace.listingsBySku(searchedSkus(skus));
    const isFrozen = found.some(
      (one) => one.marketplaceProductId === marketplaceProductId && one.state === "frozen",
    );
    return { kind: "gone", state: isFrozen ? "frozen" : "withdrawn" };
  }
}
