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
import type { Ports } from "../app/use-cases/ports/ports.ts";
import { createTestDatabase } from "./database.ts";
import { type Interception, interceptWith } from "./emulator/intercept.ts";
import { DEMO_SHOP, DEMO_STORE } from "./emulator/settings.ts";
import { createTwin, type Twin } from "./emulator/twin.ts";
import { publish, saveWarehouses } from "./order-catalog.ts";
import type { OrderWorld } from "./order-work.ts";
import { installedSession, memorySessions } from "./sessions.ts";
import { product } from "./shopify-store.ts";

/** How far the store's search lags behind its writes, in the twin's time. */
export const SEARCH_LAG_MS = 8_000;

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
