// Whether a listing should be on sale, as its product and the merchant would have it, and the one move that leads there.
import type { ListingState } from "./listing.ts";
import type { ProductStatus } from "./product.ts";

/** Why we took a listing off sale. What the seller or the marketplace switched off by themselves is theirs to undo. */
export type PausedFor = "product" | "merchant";

export type Standing = {
  readonly state: ListingState;
  readonly isSent: boolean;
  readonly pausedFor: PausedFor | null;
  readonly product: ProductStatus | "deleted";
  /** Variants of the product that carry a SKU: without any there is nothing of it to sell. */
  readonly sellable: number;
  /** Lines of orders that name it and have not left. */
  readonly openOrderLines: number;
};

export type SwitchMove = "activate" | "deactivate" | "delete";

/** The next move, "wait" when orders must leave first, or null when it stands as it should. */
export function nextMove(listing: Standing): SwitchMove | "wait" | null {
  if (!listing.isSent || listing.state === "withdrawn" || listing.state === "frozen") return null;
  if (listing.product === "deleted") return gone(listing);
  if (!shouldSell(listing)) return listing.state === "live" ? "deactivate" : null;
  return listing.state === "paused" && listing.pausedFor === "product" ? "activate" : null;
}

function shouldSell({ product, sellable, pausedFor }: Standing): boolean {
  return product === "active" && sellable > 0 && pausedFor !== "merchant";
}

// Off sale at once; gone once nobody waits for a parcel of it.
function gone(listing: Standing): SwitchMove | "wait" {
  if (listing.openOrderLines === 0) return "delete";
  return listing.state === "live" ? "deactivate" : "wait";
}
