// A product should stand in the marketplace as it stands in the store: check what the marketplace demands, find or make
// its listing, and send the least that makes it true. What the merchant must put right becomes an issue.
import { listingRejectedKey, listingUnmetKey, SAID_BY_CATALOG } from "../domain/catalog-issues.ts";
import { as, type ProductId, type StoreId } from "../domain/ids.ts";
import { listedProduct } from "../domain/listed-product.ts";
import type { UnmetRequirement } from "../domain/listing.ts";
import { wasRefused } from "../domain/listing-history.ts";
import { cannotBeListed, wasRejected } from "../domain/listing-issues.ts";
import { unmetRequirements } from "../domain/listing-requirements.ts";
import type { ListingSettings } from "../domain/listing-settings.ts";
import { mayHaveDefaultWeight } from "../domain/package-choice.ts";
import { lacksRate } from "../domain/price-rule.ts";
import { unmet as lacking } from "../domain/requirement.ts";
import type { ListingRow, ProductRow } from "./ports/catalog-records.ts";
import type { ConnectionRow } from "./ports/foundation-records.ts";
import { listAnew } from "./ports/listing-anew.ts";
import { dayWasFull, waitForDay } from "./ports/listing-days.ts";
import { prepareListing } from "./ports/listing-preparation.ts";
import { type Listed, sendListing } from "./ports/listing-sending.ts";
import { createOnce, type Once } from "./ports/once.ts";
import { isPlatformError } from "./ports/platform-error.ts";
import type { Ports } from "./ports/ports.ts";
import { type Batch, done, type Outcome, type Outcomes, sideBySide } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "fetchImage" | "now" | "log">;
type Pair = {
  readonly product: ProductRow;
  readonly connection: ConnectionRow;
  readonly listing: ListingRow;
  readonly settings: ListingSettings;
  readonly once: Once;
};

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
  { connection, once }: Pick<Pair, "connection" | "once">,
): Promise<Outcome> {
  const { catalog } = ports.records;
  if (product.status !== "active") return stopOffering(ports, product, connection);
  const { settings } = await ports.records.settings.listingSettings(product.storeId, connection.id);
  // Said once for the shop, not once for every product.
  const currency = product.variants[0]?.price.currency ?? connection.currency;
  if (lacksRate(settings.price, currency, connection.currency)) return done;
  const listing = await returned(
    ports,
    await catalog.ensureListing(product.storeId, connection.id, product.id),
  );
  if (listing.state === "frozen" || listing.state === "withdrawn") return done;
  const pair = {
    product: listedProduct(product, settings, connection.currency),
    connection,
    listing,
    settings,
    once,
  };
  const unmet = await demandsOf(ports, pair);
  if (unmet.length > 0) return cannotList(ports, pair, unmet);
  const later = await waitForDay(ports, { connection, listing, perDay: settings.listingsPerDay });
  return later ?? prepareAndSend(ports, pair);
}

async function prepareAndSend(ports: Needs, pair: Pair): Promise<Outcome> {
  const marketplace = await ports.marketplaceFor(pair.connection.id);
  const prepared = await prepareListing(ports, marketplace, pair);
  if (prepared.kind === "ready") return send(ports, pair, { marketplace, ready: prepared.ready });
  const { unmet: found, mayPass } = prepared;
  const { productType } = pair.product;
  const category = lacking("category", { value: productType, of: productType });
  const answer = await cannotList(ports, pair, prepared.noCategory ? [...found, category] : found);
  if (!mayPass) return answer;
  const dueAt = new Date(ports.now().getTime() + IMAGE_AGAIN_MS);
  return { kind: "later", dueAt, reason: found.map((one) => one.sentence).join(" ") };
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
  const { product, listing } = pair;
  const named = { listingId: listing.id, title: product.title, isLive: listing.state === "live" };
  try {
    await sendListing(ports, { ...pair, ...how });
  } catch (error) {
    const { connection, settings } = pair;
    const later = await dayWasFull(ports, { connection, listing, perDay: settings.listingsPerDay }, error);
    if (later) return later;
    // A no to this content: it stands on the listing and as an issue, and the next change of the product is a new try.
    if (isPlatformError(error, "not-found") && listing.marketplaceProductId !== null)
      return isGone(ports, listing);
    if (!isPlatformError(error, "rejected")) throw error;
    const rejections = [{ reasons: [error.facts.detail], suggestions: [] }];
    await ports.records.transaction(async (tx) => {
      const state = listing.marketplaceProductId === null ? "rejected" : listing.state;
      await tx.catalog.saveListing(product.storeId, listing.id, {
        state,
        rejections,
        unmet: [],
        intentAt: null,
      });
      await tx.catalog.noteListing(product.storeId, listing.id, wasRefused(error.facts.detail));
      await tx.issues.clear(product.storeId, listingUnmetKey(listing.id));
      await tx.issues.raise({ storeId: product.storeId, ...wasRejected(named, rejections) });
    });
  }
  return done;
}

// Deleted in the marketplace meanwhile: what became of it is read there.
async function isGone(ports: Needs, { storeId, id }: ListingRow): Promise<Outcome> {
  await ports.records.work.mark([{ storeId, verb: "refresh-listings", subject: id }]);
  return done;
}

async function demandsOf(
  ports: Needs,
  { product, connection, settings }: Pair,
): Promise<readonly UnmetRequirement[]> {
  const { records } = ports;
  const skus = product.variants.flatMap((variant) => variant.sku ?? []);
  const carriers = Map.groupBy(
    await records.catalog.variantsBySku(product.storeId, skus),
    (variant) => variant.sku ?? "",
  );
  const shared = new Set([...carriers].filter(([, variants]) => variants.length > 1).map(([sku]) => sku));
  // A default for its category may make up for a weight that the store lacks: that is known once the category is.
  const unmet = unmetRequirements(product, {
    market: connection,
    on: ports.now(),
    sharedSkus: shared,
  }).filter((one) => one.rule !== "weight" || !mayHaveDefaultWeight(settings.packages));
  const warehouses = await records.stores.warehouses(product.storeId);
  const hasPlace = warehouses.some(
    (one) =>
      one.connectionId === connection.id && one.owner === "merchant" && one.marketplaceWarehouseId !== null,
  );
  return hasPlace ? unmet : [...unmet, lacking("warehouse")];
}

// A listing that stands already stays as it is: the marketplace still shows what it last accepted.
async function cannotList(ports: Needs, pair: Pair, unmet: readonly UnmetRequirement[]): Promise<Outcome> {
  const { product, listing } = pair;
  const state = listing.marketplaceProductId === null ? "draft" : listing.state;
  const unsaid = unmet.filter((one) => !SAID_BY_CATALOG.has(one.rule));
  const sellsNothing = product.variants.every((variant) => variant.sku === null);
  const named = { listingId: listing.id, title: product.title };
  await ports.records.transaction(async (tx) => {
    await tx.catalog.saveListing(product.storeId, listing.id, { state, unmet });
    const text = `Not sent: ${unmet.map((one) => one.sentence).join(" ")}`;
    await tx.catalog.noteListing(product.storeId, listing.id, { kind: "unmet", text });
    if (state === "draft") await tx.issues.clear(product.storeId, listingRejectedKey(listing.id));
    else if (sellsNothing)
      await tx.work.mark([{ storeId: product.storeId, verb: "withdraw-listings", subject: listing.id }]);
    if (unsaid.length === 0) await tx.issues.clear(product.storeId, listingUnmetKey(listing.id));
    else await tx.issues.raise({ storeId: product.storeId, ...cannotBeListed(named, unsaid) });
  });
  return done;
}

// Not for sale in the store any more: what stands in the marketplace is taken off sale. In review it cannot be: then the
// stock it is given offers nothing, and once it is live this is looked at again.
async function stopOffering(ports: Needs, product: ProductRow, connection: ConnectionRow): Promise<Outcome> {
  const { storeId } = product;
  const listings = await ports.records.catalog.listingsOfProduct(storeId, product.id);
  const listing = listings.find((one) => one.connectionId === connection.id);
  if (!listing) return done;
  const stands = listing.marketplaceProductId !== null && listing.state !== "withdrawn";
  await ports.records.transaction(async (tx) => {
    await tx.issues.clear(storeId, listingUnmetKey(listing.id));
    if (!stands) return;
    await tx.work.mark([{ storeId, verb: "withdraw-listings", subject: listing.id }]);
    if (listing.state === "in-review")
      await tx.work.mark([{ storeId, verb: "push-inventory", subject: product.id }]);
  });
  return done;
}
