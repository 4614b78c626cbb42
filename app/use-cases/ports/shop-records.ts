// What the marketplace shows of a shop, ours or not, and how many new listings of its days are spoken for.
import type { ConnectionId, StoreId } from "../../domain/ids.ts";
import type { ShownListing } from "./marketplace.ts";

export type ShopScope = { readonly storeId: StoreId; readonly connectionId: ConnectionId };

export type ShownSkuRow = {
  readonly marketplaceProductId: string;
  readonly marketplaceSkuId: string;
  readonly sellerSku: string;
  readonly title: string;
  readonly state: ShownListing["state"];
  readonly wasRefused: boolean;
};

export interface ShopRecords {
  /** Keeps what a page showed: SKUs no longer in a listing, and listings that are deleted, go. */
  saveShown(scope: ShopScope, listings: readonly ShownListing[], seenAt: Date): Promise<void>;
  /** Every SKU of the listings in which one of these seller SKUs was last shown. */
  shownWithSkus(scope: ShopScope, sellerSkus: readonly string[]): Promise<readonly ShownSkuRow[]>;
  /** SKUs last shown of these listings. */
  shownListings(scope: ShopScope, marketplaceProductIds: readonly string[]): Promise<readonly ShownSkuRow[]>;
  /** How many listings are under review, counted up to `most`. */
  underReview(scope: ShopScope, most: number): Promise<number>;
  /**
   * Takes a place on the first day, from the given one on, that has fewer than `perDay` taken; answers the day
   * ("2026-11-27"). Two that ask at once get two places.
   */
  takeListingDay(scope: ShopScope, from: string, perDay: number): Promise<string>;
  /** Gives a place back. */
  leaveListingDay(scope: ShopScope, day: string): Promise<void>;
  /** The category recommended for another product of this type and vendor in this shop, if it is still there. */
  categoryOfLikes(
    scope: ShopScope,
    like: { readonly productType: string; readonly vendor: string },
  ): Promise<string | undefined>;
}
