// What the marketplace's review found: the truth is read there, kept here, and a rejection becomes an issue in its own
// words that the next approval clears.
import { listingGoneKey, listingRejectedKey } from "../domain/catalog-issues.ts";
import { as, type ListingId, type StoreId } from "../domain/ids.ts";
import { type ListingState, mayBecome, type Rejection } from "../domain/listing.ts";
import { isGone, wasRejected } from "../domain/listing-issues.ts";
import type { ListingRow } from "./ports/catalog-records.ts";
import { shownInBulk } from "./ports/listing-results.ts";
import type { MarketplaceListing, MarketplaceListingState } from "./ports/marketplace.ts";
import { createOnce, type Once } from "./ports/once.ts";
import { isPlatformError } from "./ports/platform-error.ts";
import type { Ports } from "./ports/ports.ts";
import type { RecordsInTransaction } from "./ports/records.ts";
import { type Batch, done, each, type Mark, type Outcome, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "now">;

/** A webhook knows the marketplace's id only. */
const BY_MARKETPLACE_ID = "marketplace:";
const FIRST_WAIT_MS = 3_000;
// A review that takes days is looked at four times an hour; its webhook is faster anyway.
const LONGEST_WAIT_MS = 15 * 60_000;

const STATES = {
  draft: "draft",
  "in-review": "in-review",
  live: "live",
  rejected: "rejected",
  paused: "paused",
  frozen: "frozen",
  deleted: "withdrawn",
} satisfies Record<MarketplaceListingState, ListingState>;

/** Reads listings by our ids, or by "marketplace:" and the marketplace's. */
export async function refreshListings(ports: Needs, batch: Batch): Promise<Outcomes> {
  const once = createOnce();
  return each(batch, async (subject) => {
    const { catalog } = ports.records;
    const listing = subject.startsWith(BY_MARKETPLACE_ID)
      ? await catalog.listingByMarketplaceProduct(batch.storeId, subject.slice(BY_MARKETPLACE_ID.length))
      : await catalog.listing(batch.storeId, as<ListingId>(subject));
    // One that is not ours, or that the marketplace does not know yet.
    return listing?.marketplaceProductId ? refreshOne(ports, listing, once) : done;
  });
}

async function refreshOne(ports: Needs, listing: ListingRow, once: Once): Promise<Outcome> {
  const connection = await ports.records.stores.connection(listing.storeId, listing.connectionId);
  if (connection?.state !== "active") return done;
  const shown = await shownInBulk(ports, { connection, listing, once });
  if (shown?.kind === "later") return shown;
  const truth = shown?.truth ?? (await read(ports, listing, listing.marketplaceProductId ?? ""));
  await keep(ports, listing, truth);
  return truth?.state === "in-review" ? lookAgain(ports, listing) : done;
}

async function read(ports: Needs, listing: ListingRow, id: string): Promise<MarketplaceListing | undefined> {
  const marketplace = await ports.marketplaceFor(listing.connectionId);
  try {
    return await marketplace.listing(id);
  } catch (error) {
    // Deleted and frozen listings cannot be read.
    if (isPlatformError(error, "not-found")) return undefined;
    throw error;
  }
}

async function keep(ports: Needs, listing: ListingRow, truth: MarketplaceListing | undefined): Promise<void> {
  const { storeId } = listing;
  const now = ports.now();
  const told = truth ? STATES[truth.state] : "withdrawn";
  // A draft the seller keeps beside it says nothing of a listing that was sent.
  const state = mayBecome(listing.state, told) ? told : listing.state;
  const rejections = truth?.rejections ?? [];
  const product = await ports.records.catalog.product(storeId, listing.productId);
  const named = { listingId: listing.id, title: product?.title ?? listing.id };
  const isFirstApproval = state === "live" && listing.publishedAt === null;
  await ports.records.transaction(async (tx) => {
    if (truth) await linkAndMark(tx, listing, truth);
    await tx.catalog.saveListing(storeId, listing.id, {
      state,
      checkedAt: now,
      rejections,
      ...(truth ? { imageCount: truth.imageCount } : {}),
      ...(isFirstApproval ? { publishedAt: now } : {}),
    });
    await say(tx, storeId, { named, state, rejections });
    if (state === "live" && listing.state !== "live") await tx.work.mark(onceLive(listing));
  });
}

type Found = {
  readonly named: { readonly listingId: ListingId; readonly title: string };
  readonly state: ListingState;
  readonly rejections: readonly Rejection[];
};

// A live listing may carry the rejection of its next version: the merchant must see that, too.
async function say(
  tx: RecordsInTransaction,
  storeId: StoreId,
  { named, state, rejections }: Found,
): Promise<void> {
  if (state === "rejected" || rejections.length > 0) {
    await tx.issues.raise({ storeId, ...wasRejected(named, rejections) });
  } else if (state === "live") await tx.issues.clear(storeId, listingRejectedKey(named.listingId));
  if (state === "frozen" || state === "withdrawn")
    await tx.issues.raise({ storeId, ...isGone(named, state) });
  else await tx.issues.clear(storeId, listingGoneKey(named.listingId));
}

// What could not be changed during the review: prices, and stock the marketplace may have refused.
function onceLive(listing: ListingRow): Mark[] {
  const { storeId, productId } = listing;
  return [
    { storeId, verb: "publish-listings", subject: productId },
    { storeId, verb: "push-inventory", subject: productId },
  ];
}

// A SKU newly linked may be one the platform's warehouses hold.
async function linkAndMark(
  tx: RecordsInTransaction,
  listing: ListingRow,
  truth: MarketplaceListing,
): Promise<void> {
  const { storeId } = listing;
  const known = new Set(listing.skus.map((sku) => sku.sku));
  const links = truth.skus.filter((sku) => known.has(sku.sku));
  const linked = await tx.catalog.linkSkus(storeId, listing.id, links);
  const isFresh = listing.checkedAt === null;
  const variants = isFresh ? listing.skus.map((sku) => sku.variantId) : linked;
  const warehouses = await tx.stores.warehouses(storeId);
  const hasPlatformWarehouse = warehouses.some(
    (one) => one.connectionId === listing.connectionId && one.fbtWarehouseId !== null,
  );
  if (!hasPlatformWarehouse || variants.length === 0) return;
  await tx.work.mark(variants.map((subject): Mark => ({ storeId, verb: "record-warehouse-stock", subject })));
}

function lookAgain(ports: Needs, listing: ListingRow): Outcome {
  const now = ports.now().getTime();
  const age = now - (listing.submittedAt ?? ports.now()).getTime();
  const wait = Math.min(Math.max(age / 2, FIRST_WAIT_MS), LONGEST_WAIT_MS);
  return { kind: "later", dueAt: new Date(now + wait), reason: "TikTok Shop is reviewing this listing." };
}
