// A connected store with a small catalogue on a twin of its own and a database of its own, for tests of the steps an
// order takes. Lanes are not run: a test works the marks of the verbs it is about, in order, until none is due.
import { afterAll, afterEach, beforeAll } from "vitest";
import { createRecords } from "../app/adapters/database/records.ts";
import { createDownload } from "../app/adapters/http/download.ts";
import { createRequest } from "../app/adapters/http/request.ts";
import { createAdminLimit } from "../app/adapters/shopify/client.ts";
import { createOfflineTokens } from "../app/adapters/shopify/offline-tokens.ts";
import { createStore } from "../app/adapters/shopify/store.ts";
import { createMarketplace, createWarehouse } from "../app/adapters/tiktok-shop/marketplace.ts";
import { exchangeCode } from "../app/adapters/tiktok-shop/tokens.ts";
import type { ConnectionId, StoreId } from "../app/domain/ids.ts";
import type { OrderRow } from "../app/use-cases/ports/order-rows.ts";
import type { Ports } from "../app/use-cases/ports/ports.ts";
import type { Batch, Outcomes, Verb } from "../app/use-cases/ports/work.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";
import { type Interception, interceptWith } from "./emulator/intercept.ts";
import { DEMO_SHOP, DEMO_STORE } from "./emulator/settings.ts";
import { aPng } from "./emulator/tiktok-shop/a-shop.ts";
import { createTwin, type Twin } from "./emulator/twin.ts";
import { installedSession, memorySessions } from "./sessions.ts";
import { product } from "./shopify-store.ts";

export type OrderWorld = {
  readonly twin: Twin;
  readonly ports: Ports;
  readonly storeId: StoreId;
  readonly connectionId: ConnectionId;
  readonly database: TestDatabase;
};

export type Step = (ports: Ports, batch: Batch) => Promise<Outcomes>;
export type Steps = Partial<Record<Verb, Step>>;

/** How far the store's search lags behind its writes, in the twin's time. */
export const SEARCH_LAG_MS = 8_000;

/** SKU of a product the merchant ships, and of one that the platform's warehouse stocks. */
export const OWN = "own-1";
export const FBT = "fbt-1";

/** Registers the hooks of a test file. The world is made once: every test places orders of its own. */
export function orderWorld(): { readonly at: OrderWorld } {
  const box: { at?: OrderWorld } = {};
  let interception: Interception;
  beforeAll(async () => {
    const settings = { actors: "manual", timing: { searchLagMs: SEARCH_LAG_MS, bulkMs: 1 } } as const;
    const twin = createTwin({ settings });
    interception = interceptWith(twin);
    box.at = await connected(twin);
  });
  afterEach(() => box.at?.twin.faults.disarm());
  afterAll(async () => {
    interception.close();
    box.at?.twin.stop();
    await box.at?.database.close();
  });
  return {
    get at() {
      if (!box.at) throw new Error("the world is made before the first test");
      return box.at;
    },
  };
}

async function connected(twin: Twin): Promise<OrderWorld> {
  twin.shopify.install(DEMO_STORE);
  twin.shopify.importProducts(DEMO_STORE, [product("own", 1), product("fbt", 1)]);
  // The store's search sees the products once it has caught up.
  await twin.clock.advance(SEARCH_LAG_MS);
  const database = await createTestDatabase();
  const now = () => new Date(twin.clock.now());
  const records = createRecords({
    database: database.database,
    secrets: { current: "a secret of tests" },
    now,
  });
  const store = await openStore(twin, now);
  const marketplaceParts = await openMarketplace(twin, now);
  const marketplace = createMarketplace(marketplaceParts);
  const ports: Ports = {
    records,
    storeFor: async () => store,
    marketplaceFor: async () => marketplace,
    warehouseFor: async () => createWarehouse(marketplaceParts),
    fetchImage: () => Promise.reject(new Error("no images are read here")),
    now,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    publicUrl: "https://app.reeldock.test",
  };
  const { name, currency, timeZone } = await store.details();
  const { id: storeId } = await records.stores.saveInstalled({
    domain: DEMO_STORE,
    name,
    currency,
    timeZone,
    at: now(),
  });
  const service = await store.ensureFulfillmentService({
    name: "TikTok",
    callbackUrl: "https://app.reeldock.test/fs",
  });
  await records.stores.saveFulfillmentService(storeId, service);
  const connectionId = await connect(ports, twin, storeId);
  const world = { twin, ports, storeId, connectionId, database };
  await saveWarehouses(world, service.storeLocationId);
  await publish(world);
  return world;
}

async function openStore(twin: Twin, now: () => Date) {
  const { apiKey, apiSecret } = twin.settings.shopify;
  const sessionStorage = memorySessions();
  await sessionStorage.storeSession(await installedSession(twin, DEMO_STORE));
  const send = createRequest();
  const withStoreLock = <T>(_domain: string, work: () => Promise<T>) => work();
  const tokens = createOfflineTokens({ apiKey, apiSecret, sessionStorage, send, now, withStoreLock });
  const limit = createAdminLimit();
  return createStore({
    domain: DEMO_STORE,
    send,
    tokens,
    limit,
    download: createDownload(),
    currency: "USD",
  });
}

async function openMarketplace(twin: Twin, now: () => Date) {
  const { appKey, appSecret, serviceId, shops } = twin.settings.tiktokShop;
  const { tiktokApi, tiktokAuth } = twin.settings.origins;
  const urls = { apiUrl: tiktokApi, authUrl: tiktokAuth, authorizeUrl: `${tiktokAuth}/open/authorize` };
  const app = { appKey, appSecret, serviceId, ...urls, send: createRequest(), now };
  let { tokens } = await exchangeCode(app, twin.tiktokShop.authorize(DEMO_SHOP));
  const tokenStore = {
    load: async () => tokens,
    save: async (renewed: typeof tokens) => void (tokens = renewed),
    withConnectionLock: <T>(work: () => Promise<T>) => work(),
  };
  return { app, cipher: shops[0]?.cipher ?? "", region: "US", tokenStore };
}

async function connect(ports: Ports, twin: Twin, storeId: StoreId): Promise<ConnectionId> {
  const shop = twin.settings.tiktokShop.shops[0];
  if (!shop) throw new Error("the twin has no shop");
  const expiry = new Date(ports.now().getTime() + 7 * 24 * 3_600_000);
  const { id } = await ports.records.stores.saveConnection({
    storeId,
    marketplaceShopId: shop.id,
    shopName: shop.name,
    region: shop.region,
    currency: shop.currency,
    openId: shop.openId,
    cipher: shop.cipher,
    accessToken: "kept elsewhere",
    accessTokenExpiresAt: expiry,
    refreshToken: "kept elsewhere",
    refreshTokenExpiresAt: expiry,
  });
  return id;
}

async function saveWarehouses(world: Omit<OrderWorld, "database">, serviceLocationId: string): Promise<void> {
  const { ports, storeId, connectionId } = world;
  const store = await ports.storeFor(storeId);
  const common = { priority: 100, active: true };
  const own = (await store.locations())
    .filter((location) => !location.isFulfillmentService)
    .map(({ storeLocationId, name, countryCode }) => ({
      ...common,
      owner: "merchant" as const,
      connectionId: null,
      name,
      storeLocationId,
      countryCode,
      marketplaceWarehouseId: null,
      fbtWarehouseId: null,
    }));
  const theirs = (await (await ports.marketplaceFor(connectionId)).warehouses())
    .filter((warehouse) => warehouse.owner === "marketplace")
    .map(({ marketplaceWarehouseId, fbtWarehouseId, name }) => ({
      ...common,
      owner: "marketplace" as const,
      connectionId,
      name,
      storeLocationId: serviceLocationId,
      countryCode: "US",
      marketplaceWarehouseId,
      fbtWarehouseId,
    }));
  await ports.records.stores.saveWarehouses(storeId, [...own, ...theirs]);
}

/** Makes both products live in the marketplace, links them here, and stocks one at the platform's warehouse. */
async function publish(world: OrderWorld): Promise<void> {
  const { ports, storeId, connectionId, twin } = world;
  const { records } = ports;
  const store = await ports.storeFor(storeId);
  const marketplace = await ports.marketplaceFor(connectionId);
  const changed = await store.productsUpdatedSince(new Date(0), 50);
  const read = await store.products(changed.map((of) => of.storeProductId));
  await records.catalog.saveProducts(
    storeId,
    read.map((of) => of.product),
    ports.now(),
  );
  const sellerWarehouse = (await marketplace.warehouses()).find((of) => of.owner === "merchant");
  for (const { product: one, levels } of read) {
    const variants = await records.catalog.variantsByInventoryItem(
      storeId,
      one.variants.map((of) => of.inventoryItemId),
    );
    await saveLevels(world, levels, variants);
    const [variant] = variants;
    if (!variant?.sku) throw new Error("a product without a SKU");
    const listing = await records.catalog.ensureListing(storeId, connectionId, variant.productId);
    const image = await marketplace.uploadImage({
      bytes: aPng(600, 600),
      contentType: "image/png",
      use: "main",
    });
    const published = await marketplace.createListing({
      idempotencyKey: listing.id,
      title: `${one.title}, long enough for a listing`,
      descriptionHtml: "<p>Weighs next to nothing.</p>",
      categoryId: "603126",
      imageUris: [image.uri],
      packageWeightGrams: 250,
      skus: [
        {
          marketplaceSkuId: null,
          sku: variant.sku,
          price: { minor: 2400, currency: "USD" },
          quantity: 10_000,
          marketplaceWarehouseId: sellerWarehouse?.marketplaceWarehouseId ?? "",
          options: [{ name: "Size", value: "One" }],
          imageUri: null,
        },
      ],
    });
    twin.tiktokShop.decideAudit(published.marketplaceProductId, { approve: true });
    await records.catalog.saveListing(storeId, listing.id, {
      marketplaceProductId: published.marketplaceProductId,
      state: "live",
    });
    await records.catalog.linkSkus(storeId, listing.id, published.skus);
  }
  await stockService(
    world,
    read.flatMap((of) => of.product.variants.map((variant) => variant.inventoryItemId)),
  );
  const { goodsId } = twin.tiktokShop.stockFbt(DEMO_SHOP, { sellerSku: FBT, quantity: 100 });
  const [stocked] = await records.catalog.variantsBySku(storeId, [FBT]);
  const [link] = stocked ? await records.catalog.linksOfVariant(storeId, stocked.id) : [];
  if (link) await records.catalog.saveGoods(storeId, link.id, goodsId);
}

/** Both products can be asked for at our service's location, also the one that the warehouse does not stock. */
async function stockService(
  { ports, storeId }: OrderWorld,
  inventoryItemIds: readonly string[],
): Promise<void> {
  const storeLocationId =
    (await ports.records.stores.byId(storeId))?.fulfillmentService?.storeLocationId ?? "";
  const rows = inventoryItemIds.map((inventoryItemId) => ({
    inventoryItemId,
    quantity: 100,
    expected: null,
  }));
  await (await ports.storeFor(storeId)).setServiceStock({
    idempotencyKey: "stock of the tests",
    storeLocationId,
    rows,
  });
}

type Variants = Awaited<ReturnType<Ports["records"]["catalog"]["variantsByInventoryItem"]>>;
type Levels = Awaited<ReturnType<Awaited<ReturnType<Ports["storeFor"]>>["inventoryLevels"]>>;

async function saveLevels({ ports, storeId }: OrderWorld, levels: Levels, variants: Variants): Promise<void> {
  const warehouses = await ports.records.stores.warehouses(storeId);
  const rows = levels.flatMap((level) => {
    const warehouse = warehouses.find(
      (of) => of.storeLocationId === level.storeLocationId && of.owner === "merchant",
    );
    const variant = variants.find((of) => of.inventoryItemId === level.inventoryItemId);
    if (!warehouse || !variant) return [];
    return [
      {
        warehouseId: warehouse.id,
        variantId: variant.id,
        available: 5_000,
        sourceUpdatedAt: level.updatedAt,
      },
    ];
  });
  await ports.records.inventory.saveLevels(storeId, rows);
}

/** Marks and works one thing, and then whatever is due of the given verbs, batch by batch, until nothing is. */
export async function work(
  world: OrderWorld,
  steps: Steps,
  start?: { verb: Verb; subject: string },
): Promise<void> {
  if (start) await world.ports.records.work.mark([{ storeId: world.storeId, ...start }]);
  for (let turn = 0; turn < 50; turn++) {
    if (!(await workOneBatch(world, steps))) return;
  }
  throw new Error("the work does not come to an end");
}

async function workOneBatch({ ports, storeId, database }: OrderWorld, steps: Steps): Promise<boolean> {
  const { workItem } = database.database.prisma;
  const due = await workItem.findMany({
    where: { verb: { in: Object.keys(steps) }, dueAt: { lte: ports.now() } },
    orderBy: { createdAt: "asc" },
  });
  const [first] = due;
  if (!first) return false;
  const step = steps[first.verb as Verb];
  const items = due.filter((item) => item.verb === first.verb).slice(0, 50);
  const outcomes = await step?.(ports, { storeId, subjects: items.map((item) => item.subject) });
  for (const { verb, subject, version } of items) {
    const outcome = outcomes?.get(subject);
    if (outcome?.kind === "failed") throw outcome.error;
    if (outcome?.kind === "done") await workItem.deleteMany({ where: { verb, subject, version } });
    if (outcome?.kind === "later") {
      await workItem.updateMany({ where: { verb, subject, version }, data: { dueAt: outcome.dueAt } });
    }
  }
  return true;
}

/** The order as we have it. */
export async function orderOf({ ports, storeId }: OrderWorld, originOrderId: string): Promise<OrderRow> {
  const found = await ports.records.orders.ordersByOrigin(storeId, "marketplace", [originOrderId]);
  const order = found[0] ?? (await ports.records.orders.ordersByOrigin(storeId, "store", [originOrderId]))[0];
  if (!order) throw new Error(`we do not have order ${originOrderId}`);
  return order;
}

/** Open issues whose key begins with a code, for one subject. */
export async function issuesOf(
  { database }: OrderWorld,
  code: string,
  subjectId: string,
): Promise<readonly string[]> {
  const rows = await database.database.prisma.issue.findMany({
    where: { code, subjectId, openKey: { not: null } },
  });
  return rows.map((row) => row.title);
}
