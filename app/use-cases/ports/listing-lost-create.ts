// A create was sent and its answer never came: whether a listing stands is found out before anything else is decided of
// the product, even where it is not for sale any more. Nobody else would ever take that listing off sale.
import type { ListingRow } from "./catalog-records.ts";
import { adoptStanding } from "./listing-adoption.ts";
import { searchedSkus } from "./listing-truth.ts";
import type { Ports } from "./ports.ts";
import type { Outcome } from "./work.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "now" | "log">;
type Later = Extract<Outcome, { kind: "later" }>;

// A new listing may be found by the search some moments after it was made: what it does not show by then was never made.
const SHOWS_WITHIN_MS = 60_000;
const LOOK_AGAIN_MS = 20_000;

export type Known = { readonly kind: "known"; readonly listing: ListingRow } | Later;

/** The listing with what became of its lost create; "later" while that is open. Repeatable. */
export async function resolveLostCreate(ports: Needs, listing: ListingRow): Promise<Known> {
  const { storeId, intentAt } = listing;
  if (intentAt === null || listing.marketplaceProductId !== null) return { kind: "known", listing };
  const skus = searchedSkus([...listing.skus, ...listing.removed]);
  const marketplace = await ports.marketplaceFor(listing.connectionId);
  const found = await marketplace.listingsBySku(skus);
  const product = await ports.records.catalog.product(storeId, listing.productId);
  const adopted = product
    ? await adoptStanding(ports, { listing, product }, found)
    : { kind: "none" as const };
  if (adopted.kind === "adopted") {
    await ports.records.work.mark([{ storeId, verb: "refresh-listings", subject: listing.id }]);
    return { kind: "known", listing: adopted.listing };
  }
  if (adopted.kind === "asked") return { kind: "known", listing };
  const now = ports.now().getTime();
  if (now - intentAt.getTime() < SHOWS_WITHIN_MS) return notYet(now);
  await ports.records.catalog.saveListing(storeId, listing.id, { intentAt: null });
  return { kind: "known", listing: { ...listing, intentAt: null } };
}

function notYet(now: number): Later {
  const reason = "TikTok Shop did not answer whether it made this listing: it is looked for.";
  return { kind: "later", dueAt: new Date(now + LOOK_AGAIN_MS), reason };
}
