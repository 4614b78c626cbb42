// A listing's history, what was last sent of it and how the marketplace last showed it.
import type { ListingId, ProductId, StoreId } from "../../domain/ids.ts";
import type { ListingEvent } from "../../domain/listing-history.ts";
import type { SentListing, ShownFacts } from "../../domain/read-back.ts";

export type SeenListing = {
  readonly sent: SentListing | null;
  readonly shown: ShownFacts | null;
  /** The marketplace's own moment of the last change it showed. */
  readonly shownAt: Date | null;
};

export interface ListingLifeRecords {
  /** Adds to the history, which keeps its newest hundred; the same again says nothing new. */
  noteListing(storeId: StoreId, listingId: ListingId, event: ListingEvent): Promise<void>;
  /** Lines of orders that have not left and name a variant of the product, removed ones too. */
  openOrderLines(storeId: StoreId, productId: ProductId): Promise<number>;
  listingSeen(storeId: StoreId, listingId: ListingId): Promise<SeenListing>;
  /** Only what is given changes. */
  saveSeen(storeId: StoreId, listingId: ListingId, seen: Partial<SeenListing>): Promise<void>;
}
