// Finds what a lost webhook hid from the catalogue and the listings. Looks at a bounded page of each source of truth and
// marks the very items the webhook would have marked; it repairs nothing itself.
import type { StoreId } from "../domain/ids.ts";
import type { ConnectionRow } from "./ports/foundation-records.ts";
import type { Ports } from "./ports/ports.ts";
import { type Batch, done, each, type Mark, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "storeFor" | "marketplaceFor" | "now">;

// A page of 250 ids costs one call; with a run every few minutes a store of 50,000 products is far inside its budget.
const PRODUCTS_PER_RUN = 250;
const LISTINGS_PER_RUN = 100;
// Younger changes are on their way by webhook.
const SETTLED_MS = 15_000;
const UNCHECKED_MS = 60 * 60_000;
// What an update search cannot show, deletions, a whole export does.
const WHOLE_EVERY_MS = 24 * 60 * 60_000;
// Both ends of a search are inclusive and clocks differ a little.
const OVERLAP_MS = 60_000;

const PRODUCTS = "reconcile-products";
const listingsOf = (connection: ConnectionRow) => `reconcile-listings:${connection.id}`;

/** Works the one subject "all". */
export async function reconcileListings(ports: Needs, batch: Batch): Promise<Outcomes> {
  const { storeId } = batch;
  return each(batch, async () => {
    const store = await ports.records.stores.byId(storeId);
    // Without a first import everything is new: that import is what must run.
    if (
      !store ||
      store.catalogImportedAt === null ||
      olderThan(ports, store.catalogImportedAt, WHOLE_EVERY_MS)
    ) {
      await ports.records.work.mark([{ storeId, verb: "import-catalog", subject: "catalog" }]);
      if (!store?.catalogImportedAt) return done;
    }
    await compareProducts(ports, storeId, store.catalogImportedAt);
    const connections = await ports.records.stores.connections(storeId);
    for (const connection of connections.filter((one) => one.state === "active"))
      await compareListings(ports, connection);
    await markUnchecked(ports, storeId);
    return done;
  });
}

function olderThan(ports: Needs, moment: Date, ms: number): boolean {
  return moment.getTime() < ports.now().getTime() - ms;
}

async function compareProducts(ports: Needs, storeId: StoreId, importedAt: Date): Promise<void> {
  const { records } = ports;
  const since =
    moment(await records.work.checkpoint(storeId, PRODUCTS)) ??
    new Date(importedAt.getTime() - WHOLE_EVERY_MS);
  const store = await ports.storeFor(storeId);
  const page = await store.productsUpdatedSince(since, PRODUCTS_PER_RUN);
  const settled = page.filter((one) => olderThan(ports, one.updatedAt, SETTLED_MS));
  const ours = await records.catalog.sourceUpdates(
    storeId,
    settled.map((one) => one.storeProductId),
  );
  const drifted = settled.filter(
    (one) => (ours.get(one.storeProductId)?.getTime() ?? 0) < one.updatedAt.getTime(),
  );
  const isWhole = page.length < PRODUCTS_PER_RUN;
  await records.transaction(async (tx) => {
    await tx.work.mark(
      drifted.map((one): Mark => ({ storeId, verb: "import-products", subject: one.storeProductId })),
    );
    const last = settled.at(-1);
    if (last)
      await tx.work.saveCheckpoint(storeId, PRODUCTS, {
        since: nextSince(page, since, last.updatedAt).toISOString(),
      });
    if (isWhole) await tx.catalog.saveVerified(storeId, ports.now());
  });
}

// A page filled by one single moment would be read for ever: step over it.
function nextSince(page: readonly unknown[], since: Date, last: Date): Date {
  const isStuck = page.length >= PRODUCTS_PER_RUN && last.getTime() <= since.getTime();
  return isStuck ? new Date(since.getTime() + 1) : last;
}

async function compareListings(ports: Needs, connection: ConnectionRow): Promise<void> {
  const { records } = ports;
  const { storeId } = connection;
  const name = listingsOf(connection);
  const checkpoint = await records.work.checkpoint(storeId, name);
  const startedAt = ports.now();
  const since = moment(checkpoint) ?? new Date(startedAt.getTime() - UNCHECKED_MS);
  const marketplace = await ports.marketplaceFor(connection.id);
  const page = await marketplace.listingsUpdatedSince(since, field(checkpoint, "pageToken"));
  const marks: Mark[] = [];
  for (const { marketplaceProductId, updatedAt } of page.listings) {
    const listing = await records.catalog.listingByMarketplaceProduct(storeId, marketplaceProductId);
    if (!listing || (listing.checkedAt !== null && listing.checkedAt > updatedAt)) continue;
    if (olderThan(ports, updatedAt, SETTLED_MS))
      marks.push({ storeId, verb: "refresh-listings", subject: listing.id });
  }
  // A cycle's pages all belong to the moment it began: the next one starts there.
  const begunAt = field(checkpoint, "begunAt") ?? startedAt.toISOString();
  const next = page.nextPageToken
    ? { since: since.toISOString(), pageToken: page.nextPageToken, begunAt }
    : { since: new Date(Date.parse(begunAt) - OVERLAP_MS).toISOString() };
  await records.transaction(async (tx) => {
    await tx.work.mark(marks);
    await tx.work.saveCheckpoint(storeId, name, next);
  });
}

async function markUnchecked(ports: Needs, storeId: StoreId): Promise<void> {
  const since = new Date(ports.now().getTime() - UNCHECKED_MS);
  const listings = await ports.records.catalog.listingsUncheckedSince(storeId, since, LISTINGS_PER_RUN);
  await ports.records.work.mark(
    listings
      .filter(
        (listing) =>
          listing.checkedAt !== null || olderThan(ports, listing.submittedAt ?? ports.now(), SETTLED_MS),
      )
      .map((listing): Mark => ({ storeId, verb: "refresh-listings", subject: listing.id })),
  );
}

function moment(checkpoint: unknown): Date | undefined {
  const since = field(checkpoint, "since");
  return since === null ? undefined : new Date(since);
}

function field(checkpoint: unknown, name: string): string | null {
  if (typeof checkpoint !== "object" || checkpoint === null) return null;
  const value = (checkpoint as Record<string, unknown>)[name];
  return typeof value === "string" ? value : null;
}
