// One connected shop of the twin behind the marketplace's ports, for tests of the whole adapter.
import { afterEach, beforeEach } from "vitest";
import { createRequest } from "../app/adapters/http/request.ts";
import { createAuthorize } from "../app/adapters/tiktok-shop/authorize.ts";
import type { TikTokShopApp } from "../app/adapters/tiktok-shop/client.ts";
import { createMarketplace, createWarehouse } from "../app/adapters/tiktok-shop/marketplace.ts";
import type { TokenStore, Tokens } from "../app/adapters/tiktok-shop/tokens.ts";
import { as, type StoreId } from "../app/domain/ids.ts";
import { NO_PARTIES } from "../app/domain/party.ts";
import type { MarketplacePort, NewListing } from "../app/use-cases/ports/marketplace.ts";
import { isPlatformError, type PlatformErrorFacts } from "../app/use-cases/ports/platform-error.ts";
import { interceptWith } from "./emulator/intercept.ts";
import { DEMO_SHOP } from "./emulator/settings.ts";
import { createTwin, type Twin } from "./emulator/twin.ts";

export const DAY = 24 * 60 * 60 * 1000;

export type MarketplaceWorld = Awaited<ReturnType<typeof connected>>;

/** Registers the hooks of a test file: each of its tests has a shop of its own. */
export function marketplaceWorld(): { readonly at: MarketplaceWorld } {
  let at: MarketplaceWorld | undefined;
  beforeEach(async () => {
    at = await connected();
  });
  afterEach(() => at?.close());
  return {
    get at() {
      if (!at) throw new Error("the world is made before each test");
      return at;
    },
  };
}

async function connected() {
  const twin = createTwin({ settings: { actors: "manual" } });
  const interception = interceptWith(twin);
  const clock = { skewMs: 0 };
  const app = appOf(twin, () => new Date(twin.clock.now() + clock.skewMs));
  const granted = await connect(twin, app);
  if (granted.kind !== "granted") throw new Error(granted.reason);
  const saved: Tokens[] = [granted.grant.tokens];
  const [shop] = granted.shops;
  const tokenStore = tokensIn(saved);
  const deps = { app, cipher: shop?.cipher ?? "", region: shop?.region ?? "", tokenStore };
  const marketplace = createMarketplace(deps);
  return {
    ...{ twin, marketplace, saved, clock },
    warehouse: createWarehouse(deps),
    aListing: (changes: Partial<NewListing> = {}) => aListing(marketplace, changes),
    published: async () => {
      const listing = await aListing(marketplace);
      const made = await marketplace.createListing(listing);
      twin.tiktokShop.decideAudit(made.marketplaceProductId, { approve: true });
      return { ...made, listing, warehouseId: listing.skus[0]?.stock[0]?.marketplaceWarehouseId ?? "" };
    },
    close: () => {
      interception.close();
      twin.stop();
    },
  };
}

function appOf(twin: Twin, now: () => Date): TikTokShopApp {
  const { appKey, appSecret, serviceId } = twin.settings.tiktokShop;
  return {
    ...{ appKey, appSecret, serviceId, now },
    apiUrl: twin.settings.origins.tiktokApi,
    authUrl: twin.settings.origins.tiktokAuth,
    authorizeUrl: "https://services.us.tiktokshop.com/open/authorize",
    send: createRequest(),
  };
}

/** Tokens in memory, the newest last, behind a lock that lets one at a time through. */
export function tokensIn(saved: Tokens[]): TokenStore {
  let turn: Promise<unknown> = Promise.resolve();
  return {
    load: async () => saved.at(-1) as Tokens,
    save: async (tokens) => void saved.push(tokens),
    withConnectionLock: (work) => {
      const mine = turn.then(work, work);
      turn = mine.catch(() => undefined);
      return mine;
    },
  };
}

function connect(twin: Twin, app: TikTokShopApp) {
  const authorize = createAuthorize(app, "state-key");
  const state = new URL(authorize.url(as<StoreId>("store-1"))).searchParams.get("state") ?? "";
  return authorize.finish(new URLSearchParams({ state, code: twin.tiktokShop.authorize(DEMO_SHOP) }));
}

/** The first bytes of a PNG of 600 by 600 and its last chunk: all that the platform looks at. */
function png(): Uint8Array {
  const head = Buffer.alloc(64);
  head.write("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
  head.writeUInt32BE(600, 16);
  head.writeUInt32BE(600, 20);
  head.write("IEND", 40, "latin1");
  return head;
}

async function aListing(
  marketplace: MarketplacePort,
  changes: Partial<NewListing> = {},
): Promise<NewListing> {
  const title = "Enamel camping mug with a steel rim, 350 ml";
  const descriptionHtml = "<p>Keeps coffee warm on the coldest mornings outdoors.</p>";
  const categoryId = await marketplace.recommendCategory({ title, descriptionHtml });
  if (categoryId === undefined) throw new Error("no category");
  const image = await marketplace.uploadImage({ bytes: png(), contentType: "image/png", use: "main" });
  const places = await marketplace.warehouses();
  const place = places.find((one) => one.owner === "merchant" && one.isDefault) ?? places[0];
  const sku = (name: string, quantity: number) => ({
    marketplaceSkuId: null,
    sku: `MUG-${name.toUpperCase()}`,
    price: { minor: 1900, currency: "USD" },
    compareAt: null,
    stock: [{ marketplaceWarehouseId: place?.marketplaceWarehouseId ?? "", quantity }],
    options: [{ name: "Color", value: name }],
    imageUri: null,
  });
  return {
    idempotencyKey: "listing-1",
    title,
    descriptionHtml,
    categoryId,
    imageUris: [image.uri],
    packageWeightGrams: 350,
    packageSize: null,
    brandId: null,
    parties: NO_PARTIES,
    attributes: [],
    skus: [sku("Green", 12), sku("Blue", 0)],
    ...changes,
  };
}

/** What a platform failure says; undefined for whatever else comes. */
export async function factsOf(promise: Promise<unknown>): Promise<PlatformErrorFacts | undefined> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  return isPlatformError(error) ? error.facts : undefined;
}
