// A worker that is killed in the midst of an import: another goes on at its page, and nothing is written twice.
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSeal } from "../../app/adapters/database/seal.ts";
import { createSessionStorage } from "../../app/adapters/database/sessions.ts";
import { reviveSession } from "../../app/adapters/shopify/revive-session.ts";
import { aProduct, aVariant, encryptionKey } from "../catalog-world.ts";
import { createTestDatabase, type TestDatabase } from "../database.ts";
import { type Child, startChild } from "../demo/child.ts";
import { interceptWith } from "../emulator/intercept.ts";
import { type ServedTwin, serveTwin } from "../emulator/serve.ts";
import { DEMO_STORE } from "../emulator/settings.ts";
import { createTwin, type Twin } from "../emulator/twin.ts";
import { installedSession } from "../sessions.ts";

const PRODUCTS = 3_000;
const PER_PAGE = 50;
const MOMENT = new Date("2026-11-20T10:00:00Z");

let test: TestDatabase;
let twin: Twin;
let served: ServedTwin;
let logFolder: string;
let workers: Child[] = [];

beforeEach(async () => {
  test = await createTestDatabase();
  logFolder = await mkdtemp(path.join(os.tmpdir(), "reeldock-import-"));
  twin = createTwin({ clock: "real" });
  twin.shopify.install(DEMO_STORE);
  twin.faults.arm({ channel: "webhook", fault: { kind: "lost" } });
  const seal = createSeal({ current: encryptionKey }, "session");
  const interception = interceptWith(twin);
  const sessions = createSessionStorage(test.database.prisma, seal, reviveSession);
  await sessions.storeSession(await installedSession(twin, DEMO_STORE));
  interception.close();
  served = await serveTwin(twin, { port: 0 });
});

afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.kill()));
  workers = [];
  await served.close();
  twin.stop();
  await test.close();
  await rm(logFolder, { recursive: true, force: true });
});

const many = (count: number) =>
  Array.from({ length: count }, (_none, at) =>
    aProduct({ handle: `soap-${at}`, title: `Soap ${at}`, variants: [aVariant({ sku: `SOAP-${at}` })] }),
  );

async function aStore(): Promise<string> {
  const { id } = await test.database.prisma.store.create({
    data: {
      ...{ domain: DEMO_STORE, name: "Fernweh", currency: "USD", timeZone: "Europe/Berlin" },
      ...{ state: "installed", installedAt: MOMENT },
    },
  });
  await test.database.prisma.warehouse.create({
    data: {
      ...{ storeId: id, owner: "merchant", name: "Main warehouse" },
      storeLocationId: twin.shopify.view(DEMO_STORE).locations[0]?.id ?? "",
    },
  });
  return id;
}

async function startWorker(): Promise<Child> {
  const { shopify, tiktokShop, origins } = twin.settings;
  const since = new Date();
  const worker = await startChild({
    name: "worker",
    file: "app/worker.ts",
    logFolder,
    env: {
      ...{ SHOPIFY_API_KEY: shopify.apiKey, SHOPIFY_API_SECRET: shopify.apiSecret, APP_URL: shopify.appUrl },
      ...{ TIKTOK_SHOP_APP_KEY: tiktokShop.appKey, TIKTOK_SHOP_APP_SECRET: tiktokShop.appSecret },
      ...{ TIKTOK_SHOP_SERVICE_ID: tiktokShop.serviceId, TIKTOK_SHOP_API_URL: origins.tiktokApi },
      ...{ TIKTOK_SHOP_AUTH_URL: origins.tiktokAuth, SHOPIFY_STAND_IN: served.addresses.main },
      ...{ ENCRYPTION_KEY: encryptionKey, DATABASE_URL: test.url, SWEEP_SECONDS: "86400" },
    },
    isReady: async () =>
      (await test.database.prisma.workerBeat.count({ where: { startedAt: { gte: since } } })) > 0,
  });
  workers.push(worker);
  return worker;
}

const products = () =>
  test.database.prisma.product.findMany({ select: { storeProductId: true, updatedAt: true } });

describe("an import whose worker is killed", { timeout: 120_000 }, () => {
  it("goes on at its page when another takes over, and writes no product twice", async () => {
    const { prisma } = test.database;
    twin.shopify.importProducts(DEMO_STORE, many(PRODUCTS));
    await aStore();
    const first = await startWorker();
    await expect.poll(() => prisma.product.count(), { timeout: 60_000, interval: 5 }).toBeGreaterThan(300);
    await first.kill();
    const before = await products();
    expect(before.length).toBeLessThan(PRODUCTS);
    expect(before.length % PER_PAGE).toBe(0);
    expect((await prisma.store.findFirstOrThrow()).catalogImportedAt).toBeNull();

    await startWorker();
    const imported = async () => (await prisma.store.findFirstOrThrow()).catalogImportedAt;
    await expect.poll(imported, { timeout: 60_000, interval: 50 }).not.toBeNull();

    const after = new Map((await products()).map((one) => [one.storeProductId, one.updatedAt]));
    expect(after.size).toBe(PRODUCTS);
    expect(
      before.filter((one) => after.get(one.storeProductId)?.getTime() !== one.updatedAt.getTime()),
    ).toEqual([]);
    expect(await prisma.variant.count()).toBe(PRODUCTS);
    expect(await prisma.inventoryLevel.count()).toBe(PRODUCTS);
    // Of the catalogue and of its extras: neither was started again.
    const started = twin.history
      .all()
      .filter((one) => one.kind === "call" && one.operation === "bulkOperationRunQuery");
    expect(started).toHaveLength(2);
  });
});
