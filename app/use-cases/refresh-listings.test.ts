// The marketplace's review, as its auditors decide it.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_SHOP, DEMO_STORE } from "../../test/emulator/settings.ts";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
  world.twin.change({ actors: "manual" });
  world.twin.shopify.importProducts(DEMO_STORE, [aProduct()]);
  await world.connect();
  const { storeId } = world;
  await world.run("import-catalog", "catalog");
  await world.twin.clock.advance(2_000);
  await world.run("import-catalog", "catalog");
  const product = await world.prisma.product.findFirstOrThrow({ where: { storeId } });
  await world.run("publish-listings", product.id);
});
afterEach(() => world.close());

const listing = () => world.prisma.listing.findFirstOrThrow({ include: { skus: true } });
const marketplaceId = () => world.shop().products[0]?.id ?? "";
const refresh = async () => [...(await world.run("refresh-listings", (await listing()).id)).values()][0];

describe("a listing in review", () => {
  it("is looked at again later and later", async () => {
    const first = await refresh();
    await world.twin.clock.advance(60_000);
    const second = await refresh();
    const waits = [first, second].map((one) => (one?.kind === "later" ? one.dueAt.getTime() : 0));
    expect(waits[0]).toBeGreaterThan(0);
    expect((waits[1] ?? 0) - world.twin.clock.now()).toBe(30_000);
    expect((await listing()).state).toBe("in-review");
  });

  it("is live once approved, linked by SKU, and again without a change", async () => {
    world.twin.tiktokShop.decideAudit(marketplaceId(), { approve: true });
    expect(await refresh()).toEqual({ kind: "done" });
    const live = await listing();
    expect(live).toMatchObject({
      state: "live",
      imageCount: 1,
      skus: [{ marketplaceSkuId: world.shop().products[0]?.skus[0]?.id }],
    });
    await refresh();
    expect((await listing()).publishedAt).toEqual(live.publishedAt);
  });

  it("is found by the marketplace's id as a webhook names it", async () => {
    world.twin.tiktokShop.decideAudit(marketplaceId(), { approve: true });
    await world.run("refresh-listings", `marketplace:${marketplaceId()}`);
    expect((await listing()).state).toBe("live");
  });

  it("rejected raises an issue in the marketplace's own words; the next approval clears it", async () => {
    world.twin.tiktokShop.decideAudit(marketplaceId(), {
      approve: false,
      reasons: ["The picture shows a watermark"],
    });
    await refresh();
    await refresh();
    expect(await listing()).toMatchObject({ state: "rejected" });
    expect(await world.issues()).toMatchObject([
      { code: "listing-rejected", title: expect.stringContaining("watermark") as string },
    ]);
    world.twin.shopify.updateProduct(DEMO_STORE, "oat-soap", { title: "Better soap" });
    await world.run("import-products", world.store().products[0]?.id ?? "");
    await world.run("publish-listings", (await listing()).productId);
    world.twin.tiktokShop.decideAudit(marketplaceId(), { approve: true });
    await refresh();
    expect((await listing()).state).toBe("live");
    expect(await world.issues()).toEqual([]);
  });

  it("that nobody knows is settled", async () => {
    const outcomes = await world.run("refresh-listings", "marketplace:404", "no-such-listing");
    expect([...outcomes.values()]).toEqual([{ kind: "done" }, { kind: "done" }]);
  });
});

describe("stock of the platform's warehouses", () => {
  beforeEach(async () => {
    world.twin.tiktokShop.decideAudit(marketplaceId(), { approve: true });
    await refresh();
  });

  const variantId = async () => (await listing()).skus[0]?.variantId ?? "";
  const mirrored = () => {
    const service = world.store().locations.find((place) => place.isFulfillmentService);
    return world.store().products[0]?.variants[0]?.levels.find((level) => level.locationId === service?.id)
      ?.available;
  };

  it("is kept, and shown to the store at our service's location, once", async () => {
    const { goodsId } = world.twin.tiktokShop.stockFbt(DEMO_SHOP, { sellerSku: "SOAP-1", quantity: 12 });
    await world.run("record-warehouse-stock", await variantId());
    expect(mirrored()).toBe(12);
    expect((await listing()).skus[0]?.goodsId).toBe(goodsId);
    const writes = world.calls("inventorySetQuantities");
    await world.run("record-warehouse-stock", await variantId(), `goods:${goodsId}`);
    expect(world.calls("inventorySetQuantities")).toBe(writes);
  });

  it("follows every change", async () => {
    for (const quantity of [5, 3, 3]) {
      const before = mirrored() ?? 0;
      world.twin.tiktokShop.stockFbt(DEMO_SHOP, { sellerSku: "SOAP-1", quantity: quantity });
      await world.twin.clock.advance(1_000);
      await world.run("record-warehouse-stock", await variantId());
      expect(mirrored()).toBe(before + quantity);
    }
  });

  it("that the store sold from meanwhile is written over from what is there now", async () => {
    world.twin.tiktokShop.stockFbt(DEMO_SHOP, { sellerSku: "SOAP-1", quantity: 12 });
    await world.run("record-warehouse-stock", await variantId());
    const service = world.store().locations.find((place) => place.isFulfillmentService);
    await world.twin.clock.advance(1_000);
    world.twin.shopify.setStock(DEMO_STORE, "SOAP-1", 99, service?.id);
    await world.run("record-warehouse-stock", await variantId());
    expect(mirrored()).toBe(12);
  });

  it("is never pushed as the merchant's own", async () => {
    world.twin.tiktokShop.stockFbt(DEMO_SHOP, { sellerSku: "SOAP-1", quantity: 12 });
    await world.run("record-warehouse-stock", await variantId());
    await world.run("push-inventory", (await listing()).productId);
    expect((await listing()).skus[0]?.sentQuantity).toBe(7);
  });

  it("of a variant the warehouses do not know is nothing to record", async () => {
    await world.run("record-warehouse-stock", await variantId());
    expect(mirrored()).toBeUndefined();
    expect(await world.prisma.inventoryLevel.count()).toBe(1);
  });

  it("that no webhook told is found by the sweep, and then no longer", async () => {
    world.twin.tiktokShop.stockFbt(DEMO_SHOP, { sellerSku: "SOAP-1", quantity: 4 });
    await world.prisma.workItem.deleteMany();
    await world.sweep("reconcile-inventory");
    expect(await world.marked()).toContainEqual(["record-warehouse-stock", await variantId()]);
    await world.run("record-warehouse-stock", await variantId());
    await world.prisma.workItem.deleteMany();
    await world.sweep("reconcile-inventory");
    expect(await world.marked()).toEqual([]);
  });
});

describe("what webhooks did not tell", () => {
  const settled = async () => {
    world.twin.tiktokShop.decideAudit(marketplaceId(), { approve: true });
    await world.settle();
    await world.twin.clock.advance(60_000);
  };

  it("a changed and a new product are marked by the sweep, and the same sweep again marks nothing else", async () => {
    await settled();
    await world.sweep("reconcile-listings");
    await world.settle();
    world.twin.shopify.updateProduct(DEMO_STORE, "oat-soap", { title: "Changed" });
    world.twin.shopify.importProducts(DEMO_STORE, [
      aProduct({ handle: "new", variants: [aVariant({ sku: "NEW" })] }),
    ]);
    await world.twin.clock.advance(60_000);
    await world.sweep("reconcile-listings");
    const marks = (await world.marked()).filter(([verb]) => verb === "import-products");
    expect(marks.map(([, subject]) => subject).sort()).toEqual(
      world
        .store()
        .products.map((product) => product.id)
        .sort(),
    );
    for (const [, subject = ""] of marks) await world.run("import-products", subject);
    await world.prisma.workItem.deleteMany();
    await world.sweep("reconcile-listings");
    expect((await world.marked()).filter(([verb]) => verb === "import-products")).toEqual([]);
  });

  it("a verified moment stands on the store after a complete comparison", async () => {
    await settled();
    await world.sweep("reconcile-listings");
    expect((await world.prisma.store.findFirst())?.lastVerifiedAt).toEqual(new Date(world.twin.clock.now()));
  });

  it("a level that changed in the store is marked", async () => {
    await settled();
    await world.sweep("reconcile-inventory");
    expect(await world.marked()).toEqual([]);
    world.twin.shopify.setStock(DEMO_STORE, "SOAP-1", 1);
    await world.sweep("reconcile-inventory");
    const variant = await world.prisma.variant.findFirstOrThrow();
    expect(await world.marked()).toEqual([["import-inventory", variant.inventoryItemId]]);
  });

  it("a listing nobody looked at for long is looked at again", async () => {
    await settled();
    await world.prisma.listing.updateMany({ data: { checkedAt: new Date(0) } });
    await world.sweep("reconcile-listings");
    expect(await world.marked()).toContainEqual(["refresh-listings", (await listing()).id]);
  });
});

describe("a listing the marketplace", () => {
  it("has no more is withdrawn and said once, and not made again by itself", async () => {
    await refresh();
    await world.prisma.listing.updateMany({ data: { marketplaceProductId: "1729000000000000404" } });
    await refresh();
    await refresh();
    expect((await listing()).state).toBe("withdrawn");
    expect((await world.issues()).map((issue) => issue.code)).toEqual(["listing-gone"]);
    await world.run("publish-listings", (await listing()).productId);
    expect(world.shop().products).toHaveLength(1);
  });

  it("refuses the stock of: the SKU is named, and cleared when it is taken", async () => {
    const { id, skus, productId } = await listing();
    const right = skus[0]?.marketplaceSkuId ?? "";
    const link = (marketplaceSkuId: string) =>
      world.prisma.listingSku.updateMany({
        where: { listingId: id },
        data: { marketplaceSkuId, sentStock: {} },
      });
    await link("1729000000000000404");
    await world.run("push-inventory", productId);
    expect(await world.issues()).toMatchObject([
      { code: "stock-refused", title: expect.stringContaining("SKU SOAP-1") as string },
    ]);
    await link(right);
    await world.run("push-inventory", productId);
    expect(await world.issues()).toEqual([]);
  });
});
