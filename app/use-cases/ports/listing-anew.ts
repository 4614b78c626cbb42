// Listing a product once more where its former listing is gone: nothing that was sent before counts any longer.
import { listingGoneKey, listingRejectedKey, listingUnheededKey } from "../../domain/catalog-issues.ts";
import type { ListingChange, ListingRow } from "./catalog-records.ts";
import type { RecordsInTransaction } from "./records.ts";

/** Makes it a draft whose create is a new one, whatever the marketplace remembers of the last. */
export async function listAnew(
  tx: RecordsInTransaction,
  listing: ListingRow,
  change: ListingChange = {},
): Promise<void> {
  const { storeId, id: listingId } = listing;
  await tx.catalog.saveListing(storeId, listingId, {
    state: "draft",
    marketplaceProductId: null,
    contentHash: null,
    round: listing.round + 1,
    pausedFor: null,
    unheeded: 0,
    intentAt: null,
    submittedAt: null,
    publishedAt: null,
    checkedAt: null,
    rejections: [],
    ...change,
  });
  const said = [listingGoneKey, listingRejectedKey, listingUnheededKey];
  await tx.issues.clear(storeId, ...said.map((key) => key(listingId)));
}

/** The key that makes the create of this round repeatable. */
export function createKey(listing: Pick<ListingRow, "id" | "round">): string {
  return listing.round === 0 ? listing.id : `${listing.id}:${listing.round}`;
}
