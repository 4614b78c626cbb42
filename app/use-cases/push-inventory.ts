// What the merchant's own warehouses can still promise becomes the marketplace's quantity, in every shop that shares
// the stock. Stock that the platform holds itself is never pushed: the platform counts it.
import { stockRefusedKey } from "../domain/catalog-issues.ts";
import { as, type ProductId } from "../domain/ids.ts";
import { stockRefused } from "../domain/listing-issues.ts";
import type { ListingRow, ProductRow } from "./ports/catalog-records.ts";
import { hasGoneLive } from "./ports/listing-withheld.ts";
import { isPlatformError } from "./ports/platform-error.ts";
import type { Ports } from "./ports/ports.ts";
import { sentStockOf, sharingOf, type Unsent, unsentStock } from "./ports/stock-offers.ts";
import { type Batch, done, type Outcome, type Outcomes, sideBySide } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "now">;

// The first change goes at once; what follows so soon after it is collected into one write with the last value.
const COLLECT_MS = 1_200;
// A turn begins nothing new after this long: what changed meanwhile goes before the rest of a long backlog.
const TURN_MS = 500;
// Products under way at the same time.
const WIDTH = 4;

/** Pushes quantities of products by our ids; one that the marketplace has already is not sent again. */
export async function pushInventory(ports: Needs, batch: Batch): Promise<Outcomes> {
  const sharing = await sharingOf(ports.records, batch.storeId);
  const endAt = ports.now().getTime() + TURN_MS;
  const isOver = () => ports.now().getTime() >= endAt;
  return sideBySide(batch, { width: WIDTH, isOver }, async (subject) => {
    const unsent = await unsentStock(ports.records, sharing, as<ProductId>(subject));
    if (!unsent) return done;
    const { product, listings } = unsent;
    const waiting = soonAfter(ports, listings);
    if (waiting) return waiting;
    // Where less is offered than before goes first: no unit stands in two shops in between.
    for (const listing of [...listings].sort((a, b) => rise(a) - rise(b)))
      await pushOne(ports, product, listing).catch((error: unknown) =>
        readIfGone(ports, listing.listing, error),
      );
    return done;
  });
}

// The product is looked at again when the time is over: quantities are read then, not kept from now.
function soonAfter(ports: Needs, listings: readonly Unsent[]): Outcome | undefined {
  const sentAt = listings
    .filter((one) => one.skus.length > 0)
    .map((one) => one.listing.stockSentAt?.getTime() ?? 0);
  const dueAt = new Date(Math.max(0, ...sentAt) + COLLECT_MS);
  if (dueAt.getTime() <= ports.now().getTime()) return undefined;
  return { kind: "later", dueAt, reason: "Its stock was sent a moment ago; changes since then go together." };
}

/** By how many units the shop's offer grows. */
function rise({ skus }: Unsent): number {
  return skus.reduce((sum, { link, stock }) => sum + total(sentStockOf(stock)) - total(link.sentStock), 0);
}

function total(stock: Readonly<Record<string, number>>): number {
  return Object.values(stock).reduce((sum, quantity) => sum + quantity, 0);
}

// Deleted in the marketplace meanwhile: what became of it is read there.
async function readIfGone(ports: Needs, { storeId, id }: ListingRow, error: unknown): Promise<void> {
  if (!isPlatformError(error, "not-found")) throw error;
  await ports.records.work.mark([{ storeId, verb: "refresh-listings", subject: id }]);
}

async function pushOne(ports: Needs, product: ProductRow, { listing, skus }: Unsent): Promise<void> {
  if (skus.length === 0 || listing.marketplaceProductId === null) return;
  const marketplace = await ports.marketplaceFor(listing.connectionId);
  const answer = await marketplace.updateQuantities(
    listing.marketplaceProductId,
    skus.flatMap(({ marketplaceSkuId, stock }) => stock.map((row) => ({ marketplaceSkuId, ...row }))),
  );
  const reasons = new Map(answer.map((one) => [one.marketplaceSkuId, one.reason]));
  const taken = skus.filter((row) => !reasons.has(row.marketplaceSkuId));
  const dropped = new Set(listing.removed.map((link) => link.id));
  const refusals = skus.filter((row) => reasons.has(row.marketplaceSkuId));
  const refused = refusals.flatMap((row) => {
    const reason = reasons.get(row.marketplaceSkuId);
    return reason === undefined || dropped.has(row.link.id) ? [] : [{ sku: row.link.sku, reason }];
  });
  const { storeId } = product;
  await ports.records.transaction(async (tx) => {
    await tx.catalog.saveSent(
      storeId,
      taken.map((row) => ({ listingSkuId: row.link.id, sentStock: sentStockOf(row.stock) })),
    );
    if (taken.length > 0) await tx.catalog.saveListing(storeId, listing.id, { stockSentAt: ports.now() });
    // What the store no longer has may be gone there, too: that is read.
    if (refusals.length > refused.length)
      await tx.work.mark([{ storeId, verb: "refresh-listings", subject: listing.id }]);
    if (refused.length === 0) return tx.issues.clear(storeId, stockRefusedKey(listing.id));
    await tx.issues.raise({
      storeId,
      ...stockRefused({ listingId: listing.id, title: product.title }, refused),
    });
    if (await hasGoneLive(tx, listing))
      await tx.work.mark([{ storeId, verb: "push-inventory", subject: product.id }]);
  });
}
