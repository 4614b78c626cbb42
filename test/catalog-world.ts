// One store and one marketplace shop on a twin, a database of its own, and the application's ports between them, for
// step tests of catalogue, listings and stock. Work is run step by step, on virtual time.
import { createSeal } from "../app/adapters/database/seal.ts";
import { createSessionStorage } from "../app/adapters/database/sessions.ts";
import { reviveSession } from "../app/adapters/shopify/revive-session.ts";
import { type Application, createApplication } from "../app/application.server.ts";
import type { StoreId } from "../app/domain/ids.ts";
import type { Env } from "../app/env.server.ts";
import { applySettings } from "../app/use-cases/apply-settings.ts";
import { checkListings } from "../app/use-cases/check-listings.ts";
import { importCatalog } from "../app/use-cases/import-catalog.ts";
import { importCollections } from "../app/use-cases/import-collections.ts";
import { importInventory } from "../app/use-cases/import-inventory.ts";
import { importLocations } from "../app/use-cases/import-locations.ts";
import { importProducts } from "../app/use-cases/import-products.ts";
import { importStore } from "../app/use-cases/import-store.ts";
import { installStore } from "../app/use-cases/install-store.ts";
import { linkSkus } from "../app/use-cases/link-skus.ts";
import { markProducts } from "../app/use-cases/mark-products.ts";
import type { Ports } from "../app/use-cases/ports/ports.ts";
import type { Batch, Outcomes } from "../app/use-cases/ports/work.ts";
import { publishListings } from "../app/use-cases/publish-listings.ts";
import { pushInventory } from "../app/use-cases/push-inventory.ts";
import { reconcileInventory } from "../app/use-cases/reconcile-inventory.ts";
import { reconcileLinks } from "../app/use-cases/reconcile-links.ts";
import { reconcileListings } from "../app/use-cases/reconcile-listings.ts";
import { recordWarehouseStock } from "../app/use-cases/record-warehouse-stock.ts";
import { refreshListings } from "../app/use-cases/refresh-listings.ts";
import { withdrawListings } from "../app/use-cases/withdraw-listings.ts";
import { createTestDatabase } from "./database.ts";
import { interceptWith } from "./emulator/intercept.ts";
import type { SeedProduct, SeedVariant } from "./emulator/platform.ts";
import { DEMO_SHOP, DEMO_STORE, defaultSettings } from "./emulator/settings.ts";
import { createTwin, type Twin } from "./emulator/twin.ts";
import { installedSession } from "./sessions.ts";

const STEPS = {
  "import-catalog": importCatalog,
  "import-products": importProducts,
  "import-collections": importCollections,
  "import-store": importStore,
  "import-locations": importLocations,
  "import-inventory": importInventory,
  "publish-listings": publishListings,
  "apply-settings": applySettings,
  "mark-products": markProducts,
  "check-listings": checkListings,
  "refresh-listings": refreshListings,
  "withdraw-listings": withdrawListings,
  "push-inventory": pushInventory,
  "record-warehouse-stock": recordWarehouseStock,
  "link-skus": linkSkus,
} as const;
const SWEEPS = {
  "reconcile-listings": reconcileListings,
  "reconcile-inventory": reconcileInventory,
  "reconcile-links": reconcileLinks,
} as const;
type Step = keyof typeof STEPS;

const MOST_ROUNDS = 200;
const ROUND_MS = 500;
export const encryptionKey = "a test's key, long enough to seal with";

export type CatalogWorld = Awaited<ReturnType<typeof createCatalogWorld>>;

export type WorldOptions = { readonly shops?: readonly TwinShop[] };
type TwinShop = (typeof defaultSettings.tiktokShop.shops)[number];

/** A further shop of the marketplace; name only what matters. */
export function aShop(change: Partial<TwinShop>): TwinShop {
  const [shop] = defaultSettings.tiktokShop.shops;
  if (!shop) throw new Error("the twin has no shop");
  return { ...shop, ...change };
}

/** Installed, not yet connected, nothing imported. */
export async function createCatalogWorld({ shops }: WorldOptions = {}) {
  const test = await createTestDatabase();
  const { tiktokShop } = defaultSettings;
  const twin = createTwin(shops ? { settings: { tiktokShop: { ...tiktokShop, shops } } } : {});
  const interception = interceptWith(twin);
  // Nobody listens: these tests say themselves what is to be looked at.
  twin.faults.arm({ channel: "webhook", fault: { kind: "lost" } });
  const { prisma } = test.database;
  const now = () => new Date(twin.clock.now());
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const application = createApplication({ env: envOf(twin), database: test.database, log: silent, now });
  twin.shopify.install(DEMO_STORE);
  const sessions = createSessionStorage(
    prisma,
    createSeal({ current: encryptionKey }, "session"),
    reviveSession,
  );
  await sessions.storeSession(await installedSession(twin, DEMO_STORE));
  const { ports } = application;
  const storeId = await installStore(ports, { domain: DEMO_STORE });
  return {
    twin,
    ports,
    application,
    prisma,
    database: test,
    storeId,
    /** The merchant opens the app again: a session is exchanged anew. */
    reopen: async () => sessions.storeSession(await installedSession(twin, DEMO_STORE)),
    connect: (shopId = DEMO_SHOP) => connect(application, { twin, storeId, shopId }),
    run: (verb: Step, ...subjects: string[]) => STEPS[verb](ports, { storeId, subjects }),
    /** Runs a sweep's one item. */
    sweep: (verb: keyof typeof SWEEPS) => SWEEPS[verb](ports, { storeId, subjects: ["all"] }),
    marked: async () => {
      const items = await prisma.workItem.findMany({ where: { storeId }, orderBy: { subject: "asc" } });
      return items.map((item) => [item.verb, item.subject]);
    },
    settle: () => settle({ twin, ports, prisma, storeId }),
    issues: async () => {
      const rows = await prisma.issue.findMany({
        where: { storeId, clearedAt: null },
        orderBy: { openedAt: "asc" },
      });
      return rows.map((row) => ({ code: row.code, title: row.title }));
    },
    calls: (name: string) =>
      twin.history
        .all()
        .filter((entry) => entry.kind === "call" && entry.operation === name && (entry.status ?? 500) < 400)
        .length,
    shop: () => twin.tiktokShop.view(DEMO_SHOP),
    store: () => twin.shopify.view(DEMO_STORE),
    close: async () => {
      interception.close();
      twin.stop();
      await application.close();
      await test.close();
    },
  };
}

type Connecting = { readonly twin: Twin; readonly storeId: StoreId; readonly shopId: string };

async function connect(application: Application, { twin, storeId, shopId }: Connecting) {
  const state = new URL(application.marketplaceAuthorizeUrl(storeId)).searchParams.get("state") ?? "";
  return application.finishConnect(new URLSearchParams({ code: twin.tiktokShop.authorize(shopId), state }));
}

type Running = {
  readonly twin: Twin;
  readonly ports: Ports;
  readonly prisma: Application["database"];
  readonly storeId: StoreId;
};

/** Works what is due, moves time on, and ends when nothing of the catalogue waits any more. A failure is thrown. */
async function settle({ twin, ports, prisma, storeId }: Running): Promise<void> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const items = await prisma.workItem.findMany({ where: { storeId, verb: { in: Object.keys(STEPS) } } });
    if (items.length === 0) return;
    const due = items.filter((item) => item.dueAt.getTime() <= twin.clock.now());
    for (const [verb, group] of Map.groupBy(due, (item) => item.verb as Step)) {
      const batch = { storeId, subjects: group.map((item) => item.subject) };
      // Taken before it is worked: what is marked meanwhile stands again.
      await prisma.workItem.deleteMany({ where: { storeId, verb, subject: { in: batch.subjects } } });
      await keepOutcomes(ports, { verb, batch, outcomes: await STEPS[verb](ports, batch) });
    }
    if (due.length === 0) await twin.clock.advance(ROUND_MS);
  }
  throw new Error("the catalogue's work does not come to an end");
}

async function keepOutcomes(
  ports: Ports,
  work: { verb: Step; batch: Batch; outcomes: Outcomes },
): Promise<void> {
  for (const [subject, outcome] of work.outcomes) {
    if (outcome.kind === "failed") throw outcome.error;
    if (outcome.kind === "done") continue;
    await ports.records.work.mark([
      { storeId: work.batch.storeId, verb: work.verb, subject, dueAt: outcome.dueAt },
    ]);
  }
}

/** The application's environment against a twin. */
export function envOf(twin: Twin): Env {
  const { shopify, tiktokShop, origins } = twin.settings;
  return {
    shopify: { apiKey: shopify.apiKey, apiSecret: shopify.apiSecret, standIn: undefined },
    tiktokShop: {
      appKey: tiktokShop.appKey,
      appSecret: tiktokShop.appSecret,
      serviceId: tiktokShop.serviceId,
      apiUrl: origins.tiktokApi,
      authUrl: origins.tiktokAuth,
      authorizeUrl: "https://services.tiktokshop.com/open/authorize",
    },
    appUrl: shopify.appUrl,
    encryptionKey,
    databaseUrl: undefined,
    dataFolder: "",
    port: 0,
    logLevel: "error",
    worker: "off",
    appBridgeUrl: undefined,
    adminShellOrigin: undefined,
    sweepSeconds: 60,
  };
}

/** An ordinary variant; name only what matters. */
export function aVariant(change: Partial<SeedVariant> = {}): SeedVariant {
  return {
    sku: "SOAP-1",
    options: [],
    price: "12.00",
    compareAtPrice: null,
    barcode: null,
    weightGrams: 120,
    requiresShipping: true,
    quantity: 7,
    imageUrl: null,
    taxable: true,
    inventoryPolicy: "DENY",
    ...change,
  };
}

/** An ordinary product; name only what matters. */
export function aProduct(change: Partial<SeedProduct> = {}): SeedProduct {
  return {
    handle: "oat-soap",
    title: "Oat milk soap bar",
    descriptionHtml: "<p>Made by <b>hand</b> from oat milk.</p>",
    vendor: "Fernweh",
    productType: "Soap",
    tags: [],
    status: "ACTIVE",
    images: [{ url: "https://example.com/soap.jpg", altText: null }],
    variants: [aVariant()],
    ...change,
  };
}
