// A product should stand in the marketplace as it stands in the store: check what the marketplace demands, find or make
// its listing, and send the least that makes it true. What the merchant must put right becomes an issue.
import { listingUnmetKey } from "../domain/catalog-issues.ts";
import { as, type ProductId, type StoreId } from "../domain/ids.ts";
import { listedProduct } from "../domain/listed-product.ts";
import { lacksRate } from "../domain/price-rule.ts";
import type { ListingRow, ProductRow } from "./ports/catalog-records.ts";
import type { ConnectionRow } from "./ports/foundation-records.ts";
import { keptImages } from "./ports/image-reading.ts";
import { listAnew } from "./ports/listing-anew.ts";
import { dayWasFull, waitForDay } from "./ports/listing-days.ts";
import { resolveLostCreate } from "./ports/listing-lost-create.ts";
import { judgeListing, type Lacking, prepareListing, type ToPrepare } from "./ports/listing-preparation.ts";
import { keepRejection, keepUnmet } from "./ports/listing-refusals.ts";
import { type Listed, sendListing } from "./ports/listing-sending.ts";
import { hasGoneLive } from "./ports/listing-withheld.ts";
import { CATEGORY_CHANGED } from "./ports/marketplace.ts";
import { createOnce, type Once } from "./ports/once.ts";
import { isPlatformError } from "./ports/platform-error.ts";
import type { Ports } from "./ports/ports.ts";
import { renewCategory } from "./ports/preflight-known.ts";
import { type Batch, done, type Outcome, type Outcomes, sideBySide } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "fetchImage" | "now" | "log">;

// A turn begins nothing new after this long: other lanes and other stores wait for it.
const TURN_MS = 5_000;
// Products under way at the same time. Each waits for the platforms most of its time, and for its turn in their quota.
const WIDTH = 16;
// A picture that could not be read for now is tried again after this long.
const IMAGE_AGAIN_MS = 10 * 60_000;

/** Publishes products by our ids on every active connection. */
export async function publishListings(ports: Needs, batch: Batch): Promise<Outcomes> {
  const { storeId } = batch;
  const connections = (await ports.records.stores.connections(storeId)).filter(
    (one) => one.state === "active",
  );
  const once = createOnce();
  const endAt = ports.now().getTime() + TURN_MS;
  const isOver = () => ports.now().getTime() >= endAt;
  return sideBySide(batch, { width: WIDTH, isOver }, (subject) =>
    publishEverywhere(ports, { storeId, productId: as<ProductId>(subject), connections, once }),
  );
}

type Task = {
  readonly storeId: StoreId;
  readonly productId: ProductId;
  readonly connections: readonly ConnectionRow[];
  readonly once: Once;
};

async function publishEverywhere(ports: Needs, task: Task): Promise<Outcome> {
  const { storeId, productId, connections, once } = task;
  const product = await ports.records.catalog.product(storeId, productId);
  if (!product) return done;
  let outcome: Outcome = done;
  for (const connection of connections) {
    const next = await publishOne(ports, product, { connection, once });
    if (next.kind !== "done") outcome = next;
  }
  return outcome;
}

async function publishOne(
  ports: Needs,
  product: ProductRow,
  { connection, once }: Pick<ToPrepare, "connection" | "once">,
): Promise<Outcome> {
  const { catalog } = ports.records;
  if (product.status !== "active") return stopOffering(ports, product, connection);
  const { settings } = await once(`settings ${connection.id}`, () =>
    ports.records.settings.listingSettings(product.storeId, connection.id),
  );
  // Said once for the shop, not once for every product.
  const currency = product.variants[0]?.price.currency ?? connection.currency;
  if (lacksRate(settings.price, currency, connection.currency)) return done;
  const listing = await returned(
    ports,
    await catalog.ensureListing(product.storeId, connection.id, product.id),
  );
  if (listing.state === "frozen" || listing.state === "withdrawn") return done;
  if (isHeldBack(connection, listing)) return done;
  const pair: Pair = {
    product: listedProduct(product, settings, connection.currency),
    connection,
    listing,
    settings,
    once,
    kept: keptImages(),
  };
  try {
    return await publish(ports, pair);
  } finally {
    pair.kept.releaseAll();
  }
}

// The merchant stopped new listings: it is marked again when they go on. A create whose answer was lost is followed up.
function isHeldBack(connection: ConnectionRow, listing: ListingRow): boolean {
  return (
    connection.publishPausedAt !== null && listing.marketplaceProductId === null && listing.intentAt === null
  );
}

type Pair = ToPrepare & {
  /** What the marketplace refused of it just now, before its category was read anew. */
  readonly refused?: { readonly contentHash: string; readonly detail: string };
};

async function publish(ports: Needs, pair: Pair): Promise<Outcome> {
  const { connection, listing, settings, refused } = pair;
  const { id } = connection;
  const marketplace = await pair.once(`marketplace ${id}`, () => ports.marketplaceFor(id));
  const judged = await judgeListing(ports, marketplace, pair);
  if (judged.kind === "lacking") return cannotList(ports, pair, judged);
  const later = await waitForDay(ports, { connection, listing, perDay: settings.listingsPerDay });
  if (later) return later;
  const prepared = await prepareListing(ports, marketplace, { ...pair, judged });
  if (prepared.kind === "lacking") return cannotList(ports, pair, prepared);
  // Nothing that was read anew explains the refusal: it stands in the marketplace's words.
  if (refused && refused.contentHash === prepared.ready.contentHash) return reject(ports, pair, refused);
  return send(ports, pair, { marketplace, ready: prepared.ready });
}

async function cannotList(ports: Needs, pair: Pair, { unmet, mayPass }: Lacking): Promise<Outcome> {
  const known = await resolveLostCreate(ports, pair.listing);
  await keepUnmet(ports, known.kind === "known" ? { ...pair, listing: known.listing } : pair, unmet);
  if (known.kind === "later") return known;
  if (!mayPass) return done;
  const dueAt = new Date(ports.now().getTime() + IMAGE_AGAIN_MS);
  return { kind: "later", dueAt, reason: unmet.map((one) => one.sentence).join(" ") };
}

// The product is sold again: what was taken off sale for it returns, what was deleted for it is listed anew.
async function returned(ports: Needs, listing: ListingRow): Promise<ListingRow> {
  if (listing.pausedFor !== "product") return listing;
  const { storeId, id } = listing;
  if (listing.state === "paused")
    await ports.records.work.mark([{ storeId, verb: "withdraw-listings", subject: id }]);
  if (listing.state !== "withdrawn") return listing;
  await ports.records.transaction((tx) => listAnew(tx, listing));
  return (await ports.records.catalog.listing(storeId, id)) ?? listing;
}

async function send(ports: Needs, pair: Pair, how: Pick<Listed, "marketplace" | "ready">): Promise<Outcome> {
  const { listing, connection, settings } = pair;
  try {
    await sendListing(ports, { ...pair, ...how });
  } catch (error) {
    const later = await dayWasFull(ports, { connection, listing, perDay: settings.listingsPerDay }, error);
    if (later) return later;
    if (isPlatformError(error, "not-found") && listing.marketplaceProductId !== null)
      return isGone(ports, listing);
    if (!isPlatformError(error, "rejected")) throw error;
    const { code, detail } = error.facts;
    const refused = { contentHash: how.ready.contentHash, detail };
    if (code !== CATEGORY_CHANGED || pair.refused) return reject(ports, pair, refused);
    return publishRenewed(ports, { ...pair, refused }, how.ready.content.categoryId);
  }
  return done;
}

async function reject(ports: Needs, pair: Pair, { detail }: { readonly detail: string }): Promise<Outcome> {
  await keepRejection(ports, pair, detail);
  return done;
}

// The category, or what it demands, is not as we knew it: with both read anew the product is judged once more, and put
// elsewhere or sent where that makes another listing of it.
async function publishRenewed(ports: Needs, pair: Pair, categoryId: string): Promise<Outcome> {
  const { catalog } = ports.records;
  const { storeId, id } = pair.listing;
  await renewCategory(ports, pair, categoryId);
  await catalog.saveListing(storeId, id, { intentAt: null });
  return publish(ports, { ...pair, listing: (await catalog.listing(storeId, id)) ?? pair.listing });
}

// Deleted in the marketplace meanwhile: what became of it is read there.
async function isGone(ports: Needs, { storeId, id }: ListingRow): Promise<Outcome> {
  await ports.records.work.mark([{ storeId, verb: "refresh-listings", subject: id }]);
  return done;
}

// Not for sale in the store any more: what stands in the marketplace is taken off sale. In review it cannot be: then the
// stock it is given offers nothing, and once it is live this is looked at again.
async function stopOffering(ports: Needs, product: ProductRow, connection: ConnectionRow): Promise<Outcome> {
  const { storeId } = product;
  const listings = await ports.records.catalog.listingsOfProduct(storeId, product.id);
  const here = listings.find((one) => one.connectionId === connection.id);
  if (!here) return done;
  const known = await resolveLostCreate(ports, here);
  if (known.kind === "later") return known;
  const { listing } = known;
  const stands = listing.marketplaceProductId !== null && listing.state !== "withdrawn";
  await ports.records.transaction(async (tx) => {
    await tx.issues.clear(storeId, listingUnmetKey(listing.id));
    if (listing.unmet.length > 0) await tx.catalog.saveListing(storeId, listing.id, { unmet: [] });
    if (!stands) return;
    await tx.work.mark([{ storeId, verb: "withdraw-listings", subject: listing.id }]);
    if (listing.state === "in-review" && !(await hasGoneLive(tx, listing)))
      await tx.work.mark([{ storeId, verb: "push-inventory", subject: product.id }]);
  });
  return done;
}
