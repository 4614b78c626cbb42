// One installed store on a twin of its own, and the adapter's port to it, for tests of the Shopify adapter.
import { afterAll, beforeAll, beforeEach } from "vitest";
import { createDownload } from "../app/adapters/http/download.ts";
import { createRequest } from "../app/adapters/http/request.ts";
import { createAdminLimit } from "../app/adapters/shopify/client.ts";
import { createOfflineTokens } from "../app/adapters/shopify/offline-tokens.ts";
import { createStore } from "../app/adapters/shopify/store.ts";
import { isPlatformError } from "../app/use-cases/ports/platform-error.ts";
import type { StorePort } from "../app/use-cases/ports/store.ts";
import { type Interception, interceptWith } from "./emulator/intercept.ts";
import type { SeedProduct } from "./emulator/platform.ts";
import { DEMO_STORE } from "./emulator/settings.ts";
import { createTwin, type Twin } from "./emulator/twin.ts";
import { installedSession, memorySessions } from "./sessions.ts";

export type StoreWorld = { twin: Twin; store: StorePort };

/** Registers the hooks of a test file: a fresh, installed, empty store before each test. */
export function storeWorld(): StoreWorld {
  const twin = createTwin({ clock: "real", settings: { timing: { searchLagMs: 0, bulkMs: 1 } } });
  const world: { twin: Twin; store: StorePort } = { twin, store: unopened };
  let interception: Interception;
  beforeAll(() => {
    interception = interceptWith(twin);
  });
  afterAll(() => {
    interception.close();
    twin.stop();
  });
  beforeEach(async () => {
    twin.reset();
    twin.shopify.install(DEMO_STORE);
    world.store = await openStore(twin);
  });
  return world;
}

const unopened = new Proxy({} as StorePort, {
  get() {
    throw new Error("the store opens before each test");
  },
});

async function openStore(twin: Twin): Promise<StorePort> {
  const { apiKey, apiSecret } = twin.settings.shopify;
  const sessionStorage = memorySessions();
  await sessionStorage.storeSession(await installedSession(twin, DEMO_STORE));
  const send = createRequest();
  const tokens = createOfflineTokens({
    apiKey,
    apiSecret,
    sessionStorage,
    send,
    now: () => new Date(),
    withStoreLock: (_domain, work) => work(),
  });
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

/** A product of so many variants ("bag-1", "bag-2", …), seven of each in stock. */
export function product(
  handle: string,
  variants: number,
  status: SeedProduct["status"] = "ACTIVE",
): SeedProduct {
  return {
    handle,
    title: `Title of ${handle}`,
    descriptionHtml: "<p>Good</p>",
    vendor: "Fernweh",
    productType: "Bags",
    tags: ["outdoor"],
    status,
    images: [{ url: "https://example.com/a.jpg", altText: "front" }],
    variants: Array.from({ length: variants }, (_, index) => ({
      sku: `${handle}-${index + 1}`,
      options: [{ name: "Size", value: String(index + 1) }],
      price: "19.99",
      compareAtPrice: null,
      barcode: null,
      weightGrams: 250,
      requiresShipping: true,
      quantity: 7,
      imageUrl: null,
      taxable: true,
      inventoryPolicy: "DENY",
    })),
  };
}

/** The kind of PlatformError that a piece of work ends in. */
export async function kindOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!isPlatformError(error)) throw new Error("expected a PlatformError", { cause: error });
  return error.facts.kind;
}
