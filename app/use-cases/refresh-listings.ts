// What the marketplace's review found: the truth is read there, kept here, and a rejection becomes an issue in its own
// words that the next approval clears.
import { listingGoneKey, listingPausedKey, listingRejectedKey } from "../domain/catalog-issues.ts";
import { as, type ListingId, type StoreId } from "../domain/ids.ts";
import type { ListingState, Rejection } from "../domain/listing.ts";
import { wasRefused } from "../domain/listing-history.ts";
import { isGone, isSwitchedOff, wasRejected } from "../domain/listing-issues.ts";
import type { ListingChange, ListingRow } from "./ports/catalog-records.ts";
import { STATES } from "./ports/comparison-shops.ts";
import type { ConnectionRow, WarehouseRow } from "./ports/foundation-records.ts";
import { retireDropped } from "./ports/listing-dropped.ts";
import { neverShown, readBack, wasNeverSeen } from "./ports/listing-read-back.ts";
import { shownInBulk } from "./ports/listing-results.ts";
import { readTruth } from "./ports/listing-truth.ts";
import { withheldMarks } from "./ports/listing-withheld.ts";
import type { MarketplaceListing } from "./ports/marketplace.ts";
import { createOnce, type Once } from "./ports/once.ts";
import type { Ports } from "./ports/ports.ts";
import type { RecordsInTransaction } from "./ports/records.ts";
import { type Batch, done, type Mark, type Outcome, type Outcomes, sideBySide } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "now">;

/** A webhook knows the marketplace's id only. */
const BY_MARKETPLACE_ID = "marketplace:";
// Listings read by themselves at the same time.
const WIDTH = 4;
const FIRST_WAIT_MS = 3_000;
// A review that takes days is looked at four times an hour; its webhook is faster anyway.
const LONGEST_WAIT_MS = 15 * 60_000;
// Listings are read by the hundred and kept one by one: what the platform's warehouses hold of them is asked together.
const TOGETHER_MS = 2_000;

/** Reads listings by our ids, or by "marketplace:" and the marketplace's. */
export async function refreshListings(ports: Needs, batch: Batch): Promise<Outcomes> {
  const once = createOnce();
  return sideBySide(batch, { width: WIDTH, isOver: () => false }, async (subject) => {
    const { catalog } = ports.records;
    const listing = subject.startsWith(BY_MARKETPLACE_ID)
      ? await catalog.listingByMarketplaceProduct(batch.storeId, subject.slice(BY_MARKETPLACE_ID.length))
      : await catalog.listing(batch.storeId, as<ListingId>(subject));
    // One that is not ours, or that the marketplace does not know yet.
    return listing?.marketplaceProductId ? refreshOne(ports, listing, once) : done;
  });
}

async function refreshOne(ports: Needs, listing: ListingRow, once: Once): Promise<Outcome> {
  const connection = await once(`connection ${listing.connectionId}`, () =>
    ports.records.stores.connection(listing.storeId, listing.connectionId),
  );
  if (connection?.state !== "active") return done;
  const shown = await shownInBulk(ports, { connection, listing, once });
  if (shown?.kind === "later") return shown;
  if (shown) return keep(ports, { listing, connection, once }, shown.truth);
  const marketplace = await ports.marketplaceFor(listing.connectionId);
  const truth = await readTruth(marketplace, listing.marketplaceProductId ?? "", listing.skus);
  return truth.kind === "gone"
    ? keepGone(ports, listing, truth.state)
    : keep(ports, { listing, connection, once }, truth.listing);
}

async function keepGone(ports: Needs, listing: ListingRow, state: "frozen" | "withdrawn"): Promise<Outcome> {
  const { storeId, id: listingId, productId } = listing;
  if (state === "withdrawn" && wasNeverSeen(listing)) return neverShown(ports, listing);
  const product = await ports.records.catalog.product(storeId, productId);
  await ports.records.transaction(async (tx) => {
    const change = { state, by: "seller", checkedAt: ports.now(), rejections: [] } as const;
    await tx.catalog.saveListing(storeId, listingId, change);
    // What we deleted ourselves is no surprise.
    if (state === "withdrawn" && listing.pausedFor === "product") return;
    await tx.issues.raise({ storeId, ...isGone({ listingId, title: product?.title ?? listingId }, state) });
  });
  return done;
}

type Read = { readonly listing: ListingRow; readonly connection: ConnectionRow; readonly once: Once };

async function keep(
  ports: Needs,
  { listing, connection, once }: Read,
  truth: MarketplaceListing,
): Promise<Outcome> {
  const { storeId } = listing;
  const now = ports.now();
  // A draft the seller keeps beside it says nothing of a listing that was sent.
  const state = truth.state === "draft" ? listing.state : STATES[truth.state];
  const { rejections, imageCount } = truth;
  const warehouses = await once("warehouses", () => ports.records.stores.warehouses(storeId));
  const isFirstApproval = state === "live" && listing.publishedAt === null;
  const isPausedHere = state === "live" && listing.pausedFor === "merchant";
  const isResumedElsewhere = isPausedHere && listing.state === "paused";
  return ports.records.transaction(async (tx) => {
    await linkAndMark(tx, { listing, truth, warehouses, now });
    await retireDropped(tx, { listing, truth, now });
    await tx.catalog.saveListing(storeId, listing.id, {
      ...{ state, ...turnedBy(listing, truth), checkedAt: now, rejections, imageCount },
      ...(isFirstApproval ? { publishedAt: now } : {}),
      ...(isResumedElsewhere ? { pausedFor: null } : {}),
    });
    const product = await tx.catalog.product(storeId, listing.productId);
    await tx.work.mark(await withheldMarks(tx, { listing, connection, product, state }));
    const named = { listingId: listing.id, title: product?.title ?? listing.id };
    await say(tx, storeId, { named, state, rejections, isSwitchedOff: truth.isSwitchedOff });
    const lookAt = await readBack(tx, { listing, truth, title: named.title, now });
    // It was paused during its review: now it can be taken off sale.
    if (isPausedHere && !isResumedElsewhere)
      await tx.work.mark([{ storeId, verb: "withdraw-listings", subject: listing.id }]);
    if (lookAt)
      return { kind: "later", dueAt: lookAt, reason: "Whether the changes show is looked at again." };
    return truth.state === "in-review" ? lookAgain(now, listing) : done;
  });
}

// Whose doing it is that it stands otherwise than we left it.
function turnedBy({ state, pausedFor }: ListingRow, truth: MarketplaceListing): Pick<ListingChange, "by"> {
  if (truth.state === "live" && state === "paused" && pausedFor === "merchant") return { by: "seller" };
  if (truth.state !== "paused" || pausedFor === "product") return {};
  if (pausedFor === "merchant") return { by: "merchant" };
  return { by: truth.isSwitchedOff ? "marketplace" : "seller" };
}

type Found = {
  readonly named: { readonly listingId: ListingId; readonly title: string };
  readonly state: ListingState;
  readonly rejections: readonly Rejection[];
  readonly isSwitchedOff: boolean;
};

// A live listing may carry the rejection of its next version: the merchant must see that, too.
async function say(
  tx: RecordsInTransaction,
  storeId: StoreId,
  { named, state, rejections, isSwitchedOff: isOff }: Found,
): Promise<void> {
  const { listingId } = named;
  const isRefused = state === "rejected" || rejections.length > 0;
  await tx.issues.clear(
    storeId,
    listingGoneKey(listingId),
    ...(isOff ? [] : [listingPausedKey(listingId)]),
    ...(state === "live" && !isRefused ? [listingRejectedKey(listingId)] : []),
  );
  if (isOff) await tx.issues.raise({ storeId, ...isSwitchedOff(named) });
  if (isRefused) {
    const issue = wasRejected({ ...named, isLive: state === "live" }, rejections);
    await tx.issues.raise({ storeId, ...issue });
    await tx.catalog.noteListing(storeId, listingId, wasRefused(reasonsOf(rejections)));
  }
}

function reasonsOf(rejections: readonly Rejection[]): string {
  return rejections.flatMap((one) => one.reasons).join("; ") || "no reason was given";
}

type Linking = {
  readonly listing: ListingRow;
  readonly truth: MarketplaceListing;
  readonly warehouses: readonly WarehouseRow[];
  readonly now: Date;
};

// A SKU newly linked may be one the platform's warehouses hold.
async function linkAndMark(
  tx: RecordsInTransaction,
  { listing, truth, warehouses, now }: Linking,
): Promise<void> {
  const { storeId } = listing;
  // What is linked to a SKU that stands there stays linked: a live version may still carry a SKU's former code.
  const there = new Set(truth.skus.map((sku) => sku.marketplaceSkuId));
  const open = listing.skus.filter((sku) => !there.has(sku.marketplaceSkuId ?? ""));
  const taken = new Set(listing.skus.map((sku) => sku.marketplaceSkuId));
  const known = new Set(open.map((sku) => sku.sku));
  const links = truth.skus.filter((sku) => known.has(sku.sku) && !taken.has(sku.marketplaceSkuId));
  const linked = await tx.catalog.linkSkus(storeId, listing.id, links);
  const isFresh = listing.checkedAt === null;
  const variants = isFresh ? listing.skus.map((sku) => sku.variantId) : linked;
  const hasPlatformWarehouse = warehouses.some(
    (one) => one.connectionId === listing.connectionId && one.fbtWarehouseId !== null,
  );
  if (!hasPlatformWarehouse || variants.length === 0) return;
  const dueAt = new Date(now.getTime() + TOGETHER_MS);
  await tx.work.mark(
    variants.map((subject): Mark => ({ storeId, verb: "record-warehouse-stock", subject, dueAt })),
  );
}

function lookAgain(at: Date, listing: ListingRow): Outcome {
  const now = at.getTime();
  const age = now - (listing.submittedAt ?? at).getTime();
  const wait = Math.min(Math.max(age / 2, FIRST_WAIT_MS), LONGEST_WAIT_MS);
  return { kind: "later", dueAt: new Date(now + wait), reason: "TikTok Shop is reviewing this listing." };
}
