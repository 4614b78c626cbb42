// Coming and going: install, connect, leave. Each twice.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_SHOP, DEMO_STORE } from "../../test/emulator/settings.ts";
import { connectMarketplace } from "./connect-marketplace.ts";
import { disconnectStore } from "./disconnect-store.ts";
import { installStore, SERVICE_NAME } from "./install-store.ts";
import { markProducts } from "./mark-products.ts";
import { reconnectKey } from "./ports/platform-error.ts";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
});
afterEach(() => world.close());

/** Works the marks of pages until none is left, and nothing else. */
async function markAll(): Promise<void> {
  const { prisma, ports, storeId } = world;
  for (;;) {
    const pages = { storeId, verb: "mark-products" };
    const items = await prisma.workItem.findMany({ where: pages });
    if (items.length === 0) return;
    await prisma.workItem.deleteMany({ where: pages });
    await markProducts(ports, { storeId, subjects: items.map((one) => one.subject) });
  }
}

const warehouses = () => world.prisma.warehouse.findMany({ orderBy: [{ owner: "asc" }, { name: "asc" }] });

describe("installing", () => {
  it("knows the store, its locations, and stands in it as one fulfillment service, however often it is repeated", async () => {
    await installStore(world.ports, { domain: DEMO_STORE });
    const store = await world.prisma.store.findFirstOrThrow();
    expect(store).toMatchObject({
      name: "Fernweh Outfitters",
      currency: "USD",
      timeZone: "America/New_York",
      state: "installed",
    });
    const services = world.store().locations.filter((place) => place.isFulfillmentService);
    expect(services).toEqual([
      { id: store.serviceLocationId, name: SERVICE_NAME, isFulfillmentService: true },
    ]);
    const own = world.store().locations.filter((place) => !place.isFulfillmentService);
    expect((await warehouses()).map((one) => one.storeLocationId).sort()).toEqual(
      own.map((place) => place.id).sort(),
    );
    expect(await world.marked()).toEqual([["import-catalog", "catalog"]]);
  });
});

describe("connecting", () => {
  it("saves the connection and its warehouses, asks for webhooks, and repeats without a second of anything", async () => {
    expect(await world.connect()).toMatchObject({ kind: "connected" });
    const before = await warehouses();
    expect(await world.connect()).toMatchObject({ kind: "connected", shopNames: ["Fernweh on TikTok"] });
    expect(await warehouses()).toEqual(before);
    expect(await world.prisma.connection.findMany()).toMatchObject([
      { state: "active", marketplaceShopId: DEMO_SHOP },
    ]);
    const store = await world.prisma.store.findFirstOrThrow();
    const platform = before.filter((one) => one.owner === "marketplace");
    expect(platform.length).toBeGreaterThan(0);
    for (const one of platform)
      expect(one).toMatchObject({
        storeLocationId: store.serviceLocationId,
        fbtWarehouseId: expect.any(String) as string,
      });
    expect(before.some((one) => one.owner === "merchant" && one.marketplaceWarehouseId !== null)).toBe(true);
    for (const webhook of world.shop().webhooks)
      expect(webhook.address).toBe(`${world.ports.publicUrl}/webhooks/tiktok-shop`);
    expect(world.shop().webhooks.length).toBeGreaterThan(3);
  });

  it("again after the import marks every active product", async () => {
    world.twin.shopify.importProducts(DEMO_STORE, [
      aProduct(),
      aProduct({ handle: "draft", status: "DRAFT" }),
    ]);
    await world.settle();
    await world.connect();
    await markAll();
    const product = await world.prisma.product.findFirstOrThrow({ where: { status: "active" } });
    expect(await world.marked()).toEqual([["publish-listings", product.id]]);
  });

  it("while the first import runs marks what it has read so far as well", async () => {
    world.twin.shopify.importProducts(DEMO_STORE, [aProduct()]);
    await world.settle();
    await world.prisma.store.updateMany({ data: { catalogImportedAt: null } });
    await world.connect();
    await markAll();
    const product = await world.prisma.product.findFirstOrThrow();
    expect((await world.marked()).sort()).toEqual([
      ["import-catalog", "catalog"],
      ["publish-listings", product.id],
    ]);
  });

  it("a shop in another currency is connected, lists nothing, and is said once to need a rate", async () => {
    await world.prisma.store.updateMany({ data: { currency: "EUR" } });
    expect(await world.connect()).toMatchObject({ kind: "connected" });
    await world.connect();
    expect(await world.prisma.connection.count()).toBe(1);
    expect(await world.issues()).toMatchObject([
      {
        code: "rate-missing",
        title:
          'TikTok Shop "Fernweh on TikTok" sells in USD, your store in EUR: nothing is listed there yet.',
      },
    ]);
    await world.prisma.store.updateMany({ data: { currency: "USD" } });
    await world.connect();
    expect(await world.issues()).toEqual([]);
  });

  it("clears the request to reconnect", async () => {
    await world.connect();
    // As the lane raises it: the platform's refusal does not name the connection.
    const subject = { kind: "connection", id: "tiktok-shop" } as const;
    await world.ports.records.issues.raise({
      storeId: world.storeId,
      key: reconnectKey("tiktok-shop"),
      severity: "blocks",
      subject,
      title: "t",
      advice: "a",
    });
    await world.connect();
    expect(await world.issues()).toEqual([]);
  });

  it("without a shop is refused", async () => {
    const at = new Date(0);
    const tokens = {
      accessToken: "a",
      accessTokenExpiresAt: at,
      refreshToken: "r",
      refreshTokenExpiresAt: at,
    };
    const answer = await connectMarketplace(world.ports, {
      storeId: world.storeId,
      openId: "o",
      tokens,
      shops: [],
    });
    expect(answer).toMatchObject({ kind: "refused", reason: "no-shop" });
  });
});

describe("leaving", () => {
  it("stops work and forgets every token, and again", async () => {
    await world.connect();
    for (let time = 0; time < 2; time++)
      await disconnectStore(world.ports, { storeId: world.storeId, subjects: ["store"] });
    expect(await world.prisma.store.findFirst()).toMatchObject({ state: "uninstalled" });
    const [connection] = await world.prisma.connection.findMany();
    expect(connection).toMatchObject({ state: "paused" });
    expect(connection?.accessTokenSealed.byteLength).toBe(0);
    expect(await world.prisma.session.count()).toBe(0);
    expect(await world.marked()).toEqual([]);
  });

  it("and coming back finds the store as it was", async () => {
    await disconnectStore(world.ports, { storeId: world.storeId, subjects: ["store"] });
    await world.reopen();
    expect(await installStore(world.ports, { domain: DEMO_STORE })).toBe(world.storeId);
    expect(await world.prisma.store.findMany()).toMatchObject([
      { state: "installed", name: "Fernweh Outfitters" },
    ]);
  });
});
