// What the link doctor's page may do, bound to the ports.
import { as, type StoreId } from "./domain/ids.ts";
import type { LinkFindingKind } from "./domain/link-finding.ts";
import { type ListingAnswer, linkListing } from "./use-cases/link-listing.ts";
import { acceptFindings, type LinkAnswer, linkByHand } from "./use-cases/link-skus.ts";
import type { Ports } from "./use-cases/ports/ports.ts";

export type LinkDoctor = {
  /** Agrees to one finding or to all of a kind; answers how many are mended now. */
  readonly accept: (
    storeId: StoreId,
    which: { readonly id: string } | { readonly kind: LinkFindingKind },
  ) => Promise<number>;
  /** Says which variant a SKU of the marketplace is; a SKU of null: nothing of this store. */
  readonly link: (
    storeId: StoreId,
    wish: { readonly connectionId: string; readonly marketplaceSkuId: string; readonly sku: string | null },
  ) => Promise<LinkAnswer>;
  /** Says which listing a product is; null for a new one. */
  readonly chooseListing: (
    storeId: StoreId,
    listingId: string,
    chosen: string | null,
  ) => Promise<ListingAnswer>;
  readonly compare: (storeId: StoreId) => Promise<void>;
};

export function createLinkDoctor(ports: Ports): LinkDoctor {
  return {
    accept: (storeId, which) => acceptFindings(ports, storeId, which),
    link: (storeId, { connectionId, ...wish }) =>
      linkByHand(ports, { storeId, connectionId: as(connectionId), ...wish }),
    chooseListing: (storeId, listingId, chosen) =>
      linkListing(ports, { storeId, listingId: as(listingId), chosen }),
    compare: (storeId) => ports.records.work.mark([{ storeId, verb: "reconcile-links", subject: "all" }]),
  };
}
