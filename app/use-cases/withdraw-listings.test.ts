// Off sale and back, deleted and listed anew: the marketplace follows the store.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_SHOP, DEMO_STORE } from "../../test/emulator/settings.ts";
import type { ConnectionId } from "../domain/ids.ts";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
});
afterEach(() => world.close());

const DEACTIVATE = "POST /product/202309/products/deactivate";
const ACTIVATE = "POST /product/202309/products/activate";
const DELETE = "DELETE /product/202309/products";

async function publish(...products: Parameters<CatalogWorld["twin"]["shopify"]["importProducts"]>[1]) {
  world.twin.shopify.importProducts(DEMO_STORE, products);
  await world.connect();
  await world.settle();
}

async function reimport(): Promise<void> {
  await world.twin.clock.advance(1_000);
  const { storeId } = world;
  await world.ports.records.work.mark([{ storeId, verb: "import-catalog", subject: "catalog" }]);
  await world.settle();
}

const listing = () => world.prisma.listing.findFirstOrThrow();
const statuses = () => world.shop().products.map((product) => product.status);
const setStatus = (status: "ACTIVE" | "ARCHIVED" | "DRAFT") =>
  world.twin.shopify.updateProduct(DEMO_STORE, "oat-soap", { status });
const history = async () => {
  const rows = await world.prisma.listingEvent.findMany({ orderBy: { seq: "asc" } });
  return rows.map((row) => row.text);
};

describe("a product that is not sold any more", () => {
  it.each(["ARCHIVED", "DRAFT"] as const)(
    "%s is off sale in the marketplace, once, and returns",
    async (status) => {
      await publish(aProduct());
      setStatus(status);
      await reimport();
      expect(statuses()).toEqual(["SELLER_DEACTIVATED"]);
      expect(await listing()).toMatchObject({ state: "paused", pausedFor: "product" });
      await world.run("withdraw-listings", (await listing()).id);
      expect(world.calls(DEACTIVATE)).toBe(1);
      setStatus("ACTIVE");
      await reimport();
      expect(statuses()).toEqual(["ACTIVATE"]);
      expect(await listing()).toMatchObject({ state: "live", pausedFor: null });
      await world.run("withdraw-listings", (await listing()).id);
      expect(world.calls(ACTIVATE)).toBe(1);
      expect(world.shop().products[0]?.skus[0]?.stock).toMatchObject([{ quantity: 7 }]);
      expect(await world.issues()).toEqual([]);
    },
  );

  it("deleted is deleted in the marketplace, and its history says so", async () => {
    await publish(aProduct());
    world.twin.shopify.deleteProduct(DEMO_STORE, "oat-soap");
    await reimport();
    expect(statuses()).toEqual(["DELETED"]);
    expect(await listing()).toMatchObject({ state: "withdrawn" });
    await world.run("withdraw-listings", (await listing()).id);
    await world.run("refresh-listings", (await listing()).id);
    expect(world.calls(DELETE)).toBe(1);
    expect(await world.issues()).toEqual([]);
    expect(await history()).toEqual([
      'Sent to TikTok Shop: title "Oat milk soap bar", 1 picture, 1 variant.',
      "TikTok Shop is reviewing it.",
      "Live: buyers can see and buy it.",
      "No longer in TikTok Shop, because its product was deleted in your store.",
    ]);
  });

  it("deleted while an order waits for it is off sale, and deleted once that has left", async () => {
    await publish(aProduct());
    const variant = await world.prisma.variant.findFirstOrThrow();
    const { storeId } = world;
    const order = await world.prisma.order.create({
      data: {
        storeId,
        origin: "marketplace",
        originOrderId: "1",
        name: "1",
        state: "routed",
        shippedBy: "merchant",
        originStatus: "awaiting-shipment",
        currency: "USD",
        totalMinor: 1200,
        placedAt: new Date(world.twin.clock.now()),
        originUpdatedAt: new Date(world.twin.clock.now()),
        lines: {
          create: [
            {
              storeId,
              lineKey: "1",
              title: "Soap",
              variantId: variant.id,
              quantity: 1,
              unitPriceMinor: 1200,
            },
          ],
        },
      },
    });
    world.twin.shopify.deleteProduct(DEMO_STORE, "oat-soap");
    await world.run("import-products", world.store().products[0]?.id ?? "", variant.productId);
    const product = await world.prisma.product.findFirstOrThrow();
    await world.run("import-products", product.storeProductId);
    await world.run("publish-listings", product.id);
    const first = await world.run("withdraw-listings", (await listing()).id);
    expect(statuses()).toEqual(["SELLER_DEACTIVATED"]);
    expect([...first.values()]).toMatchObject([{ kind: "later" }]);
    expect([...(await world.run("withdraw-listings", (await listing()).id)).values()]).toMatchObject([
      { kind: "later" },
    ]);
    await world.prisma.order.update({ where: { id: order.id }, data: { state: "shipped" } });
    await world.run("withdraw-listings", (await listing()).id);
    expect(statuses()).toEqual(["DELETED"]);
  });

  it("in review is off sale as soon as it is live", async () => {
    world.twin.change({ actors: "manual" });
    await publish();
    world.twin.shopify.importProducts(DEMO_STORE, [aProduct()]);
    await world.run("import-products", world.store().products[0]?.id ?? "");
    const product = await world.prisma.product.findFirstOrThrow();
    await world.run("publish-listings", product.id);
    setStatus("ARCHIVED");
    await world.run("import-products", product.storeProductId);
    await world.run("publish-listings", product.id);
    await world.run("withdraw-listings", (await listing()).id);
    expect(world.calls(DEACTIVATE)).toBe(0);
    world.twin.tiktokShop.decideAudit(world.shop().products[0]?.id ?? "", { approve: true });
    await world.settle();
    expect(statuses()).toEqual(["SELLER_DEACTIVATED"]);
  });
});

describe("many listings", () => {
  it("are moved twenty a call, and each that was refused is named", async () => {
    await publish(aProduct());
    const { connectionId, marketplaceProductId } = await listing();
    const marketplace = await world.ports.marketplaceFor(connectionId as ConnectionId);
    const ids = [
      marketplaceProductId ?? "",
      ...Array.from({ length: 20 }, (_, index) => `17290000000000${index}`),
    ];
    const refused = await marketplace.switchListings("deactivate", ids);
    expect(world.calls(DEACTIVATE)).toBe(2);
    expect(refused.map((one) => one.marketplaceProductId)).toEqual(ids.slice(1));
    expect(refused[0]?.reason).toBe("Product does not exist");
    expect(statuses()).toEqual(["SELLER_DEACTIVATED"]);
  });

  it("are taken off sale in one call, and the one that was refused is named", async () => {
    const products = Array.from({ length: 3 }, (_, index) =>
      aProduct({
        handle: `soap-${index}`,
        title: `Soap ${index}`,
        variants: [aVariant({ sku: `S-${index}` })],
      }),
    );
    await publish(...products);
    const [refused] = world.shop().products;
    // The seller was faster with one of them: it is off sale already, and we do not know.
    await world.prisma.product.updateMany({ data: { status: "archived" } });
    world.twin.tiktokShop.catalog.suspend(refused?.id ?? "", { what: "deactivate", reason: "checked" });
    const ids = (await world.prisma.listing.findMany()).map((row) => row.id);
    await world.run("withdraw-listings", ...ids);
    expect(world.calls(DEACTIVATE)).toBe(1);
    expect(await world.prisma.listing.count({ where: { state: "paused" } })).toBe(2);
    expect(await world.issues()).toMatchObject([{ code: "listing-switch" }]);
    const left = await world.prisma.listing.findFirstOrThrow({ where: { state: "live" } });
    expect(left.marketplaceProductId).toBe(refused?.id);
    await world.run("refresh-listings", left.id);
    expect(await world.prisma.listing.count({ where: { state: "paused" } })).toBe(3);
  });
});

describe("a listing the marketplace took away", () => {
  it("frozen is said to be frozen, not deleted, and is live again when the freeze ends", async () => {
    await publish(aProduct());
    const id = world.shop().products[0]?.id ?? "";
    world.twin.tiktokShop.catalog.suspend(id, { what: "freeze", reason: "complaints" });
    for (const _ of [1, 2]) await world.run("refresh-listings", (await listing()).id);
    expect((await listing()).state).toBe("frozen");
    expect(await world.issues()).toMatchObject([
      { code: "listing-gone", title: expect.stringContaining("froze") as string },
    ]);
    world.twin.tiktokShop.catalog.suspend(id, { what: "unfreeze", reason: "" });
    await world.run("refresh-listings", (await listing()).id);
    expect((await listing()).state).toBe("live");
    expect(await world.issues()).toEqual([]);
  });

  it("switched off by the marketplace is the merchant's to look at, and is not switched on by us", async () => {
    await publish(aProduct());
    world.twin.tiktokShop.catalog.suspend(world.shop().products[0]?.id ?? "", {
      what: "deactivate",
      reason: "checks",
    });
    await world.run("refresh-listings", (await listing()).id);
    await world.run("publish-listings", (await listing()).productId);
    await world.settle();
    expect(statuses()).toEqual(["PLATFORM_DEACTIVATED"]);
    expect(await world.issues()).toMatchObject([{ code: "listing-paused" }]);
  });

  it("is listed anew when its product, once gone, is there again", async () => {
    await publish(aProduct());
    await world.prisma.product.updateMany({ data: { status: "deleted" } });
    await world.run("withdraw-listings", (await listing()).id);
    await world.prisma.product.updateMany({ data: { status: "active" } });
    for (const _ of [1, 2]) await world.run("publish-listings", (await listing()).productId);
    await world.settle();
    expect(statuses().sort()).toEqual(["ACTIVATE", "DELETED"]);
    expect(world.twin.tiktokShop.view(DEMO_SHOP).products).toHaveLength(2);
    expect(await listing()).toMatchObject({ state: "live", round: 1, pausedFor: null });
  });
});
