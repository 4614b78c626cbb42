// A listing's history, what was last sent of it and how the marketplace last showed it.
import type { ListingId, ProductId, StoreId } from "../../domain/ids.ts";
import type { ActStanding } from "../../domain/listing-acts.ts";
import type { ListingEvent } from "../../domain/listing-history.ts";
import type { PausedFor } from "../../domain/listing-life.ts";
import type { SentListing, ShownFacts } from "../../domain/read-back.ts";

export type SeenListing = {
  readonly sent: SentListing | null;
  readonly shown: ShownFacts | null;
  /** The marketplace's own moment of the last change it showed. */
  readonly shownAt: Date | null;
};

/** A listing as far as what may be asked of it depends on it. */
export type StandingListing = ActStanding & {
  readonly storeId: StoreId;
  readonly listingId: ListingId;
  readonly productId: ProductId;
};

export interface ListingLifeRecords {
  /** Adds to the history, which keeps its newest hundred; the same again says nothing new. */
  noteListing(storeId: StoreId, listingId: ListingId, event: ListingEvent): Promise<void>;
  /** The same for many. */
  noteListings(storeId: StoreId, listingIds: readonly ListingId[], event: ListingEvent): Promise<void>;
  /** How these listings stand; nobody else changes them until the transaction ends. */
  lockListings(storeId: StoreId, listingIds: readonly ListingId[]): Promise<readonly StandingListing[]>;
  savePausedFor(
    storeId: StoreId,
    listingIds: readonly ListingId[],
    pausedFor: PausedFor | null,
  ): Promise<void>;
  /** Lines of orders that have not left and name a variant of the product, removed ones too. */
  openOrderLines(storeId: StoreId, productId: ProductId): Promise<number>;
  listingSeen(storeId: StoreId, listingId: ListingId): Promise<SeenListing>;
  /** Only what is given changes. */
  saveSeen(storeId: StoreId, listingId: ListingId, seen: Partial<SeenListing>): Promise<void>;
}
