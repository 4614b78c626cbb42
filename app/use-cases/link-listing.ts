// The merchant says which listing of the marketplace a product is, or that it shall have a new one; then it is published.

import type { ListingId, StoreId } from "../domain/ids.ts";
import { adoptionOpenKey } from "../domain/link-issues.ts";
import type { Ports } from "./ports/ports.ts";

type Needs = Pick<Ports, "records">;

export type ListingWish = {
  readonly storeId: StoreId;
  readonly listingId: ListingId;
  /** The marketplace's listing; null for a new one. SKUs of it that the product lacks are deleted by that. */
  readonly chosen: string | null;
};

/** "gone": nobody asked, or it was answered before. "changed": what was chosen is not among the choices any more. */
export type ListingAnswer = { readonly kind: "linked" | "made-new" | "gone" | "changed" };

export async function linkListing(ports: Needs, wish: ListingWish): Promise<ListingAnswer> {
  const { storeId, listingId, chosen } = wish;
  return ports.records.transaction(async (tx) => {
    const question = await tx.links.question(storeId, listingId);
    const listing = await tx.catalog.listing(storeId, listingId);
    if (!question || !listing || listing.marketplaceProductId !== null) return { kind: "gone" };
    const offered = question.candidates.map((one) => one.marketplaceProductId);
    if (chosen !== null && !offered.includes(chosen)) return { kind: "changed" };
    const declined = chosen === null ? [...new Set([...question.declined, ...offered])] : question.declined;
    await tx.links.decide(storeId, listingId, {
      decision: chosen === null ? "new" : "adopt",
      chosen,
      declined,
    });
    // A new listing has SKUs of its own.
    if (chosen === null) await tx.links.unlinkListing(storeId, listingId);
    await tx.issues.clear(storeId, adoptionOpenKey(listingId));
    await tx.work.mark([{ storeId, verb: "publish-listings", subject: listing.productId }]);
    return { kind: chosen === null ? "made-new" : "linked" };
  });
}
