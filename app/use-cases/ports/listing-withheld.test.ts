// What a review or a freeze withheld of a listing is sent after it, and only that: a clean listing costs nothing more.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, type CatalogWorld, createCatalogWorld } from "../../../test/catalog-world.ts";
import { DEMO_STORE } from "../../../test/emulator/settings.ts";
import { SAME_PRICE } from "../../domain/price-rule.ts";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
  world.twin.change({ actors: "manual" });
  world.twin.shopify.importProducts(DEMO_STORE, [aProduct()]);
  await world.connect();
  const { storeProductId } = await imported();
  await world.run("publish-listings", (await product()).id);
  expect(storeProductId).toBe(world.store().products[0]?.id);
  await restock();
  await world.prisma.workItem.deleteMany();
});
afterEach(() => world.close());

const EDIT = "PUT /product/202309/products/{id}";
const STOCK = "POST /product/202309/products/{id}/inventory/update";
const PRICES = "POST /product/202309/products/{id}/prices/update";

const product = () => world.prisma.product.findFirstOrThrow();
const listing = () => world.prisma.listing.findFirstOrThrow({ include: { skus: true } });
const shown = () => world.shop().products[0];
const quantities = () => shown()?.skus.flatMap((sku) => sku.stock.map((one) => one.quantity));

async function imported() {
  await world.twin.clock.advance(1_000);
  await world.run("import-products", world.store().products[0]?.id ?? "");
  return product();
}

async function change(changes: Parameters<CatalogWorld["twin"]["shopify"]["updateProduct"]>[2]) {
  world.twin.shopify.updateProduct(DEMO_STORE, "oat-soap", changes);
  await imported();
}

/** Of the product's only SKU, pushed as far as it goes now. */
async function restock(quantity = 7): Promise<void> {
  await world.twin.clock.advance(2_000);
  world.twin.shopify.setStock(DEMO_STORE, "SOAP-1", quantity);
  const { inventoryItemId } = await world.prisma.variant.findFirstOrThrow();
  await world.run("import-inventory", inventoryItemId);
  await world.run("push-inventory", (await product()).id);
}

async function approve(): Promise<void> {
  world.twin.tiktokShop.decideAudit(shown()?.id ?? "", { approve: true });
  await refresh();
}

/** What follows from it alone, of the listing's content and stock. */
async function refresh(): Promise<void> {
  await world.prisma.workItem.deleteMany();
  await world.run("refresh-listings", (await listing()).id);
}

const marked = async () =>
  (await world.marked())
    .map(([verb]) => verb ?? "")
    .filter((verb) => ["publish-listings", "push-inventory", "withdraw-listings"].includes(verb))
    .sort();

/** While it holds, the marketplace refuses what is sent of the SKU. */
async function withWrongSku(work: () => Promise<unknown>): Promise<void> {
  const { id, skus } = await listing();
  const link = (marketplaceSkuId: string) =>
    world.prisma.listingSku.updateMany({ where: { listingId: id }, data: { marketplaceSkuId } });
  await link("1729000000000000404");
  await work();
  await link(skus[0]?.marketplaceSkuId ?? "");
}

describe("a listing that goes live after its review", () => {
  it("is not looked at again where nothing was withheld, nor when it is read once more", async () => {
    await approve();
    expect((await listing()).state).toBe("live");
    expect(await marked()).toEqual([]);
    await refresh();
    expect(await marked()).toEqual([]);
  });

  it("is sent the prices that changed meanwhile, once", async () => {
    world.twin.shopify.setVariantPrice(DEMO_STORE, "SOAP-1", "9.50");
    await imported();
    for (const _ of [1, 2]) await world.run("publish-listings", (await product()).id);
    expect(shown()?.skus[0]?.price).toBe("12.00");
    await approve();
    expect(await marked()).toEqual(["publish-listings"]);
    await world.settle();
    expect(shown()?.skus[0]?.price).toBe("9.50");
    await refresh();
    expect(await marked()).toEqual([]);
    expect([world.calls(PRICES), world.calls(EDIT)]).toEqual([1, 0]);
  });

  it("is sent the prices of settings that changed meanwhile", async () => {
    const price = { ...SAME_PRICE, change: { kind: "percent", basisPoints: 1_000 } };
    await world.prisma.connection.updateMany({ data: { listingSettings: { price } } });
    await world.run("publish-listings", (await product()).id);
    await approve();
    await world.settle();
    expect(shown()?.skus[0]?.price).toBe("13.20");
  });

  it("is not asked about prices that no rate converts", async () => {
    await world.prisma.variant.updateMany({ data: { currency: "EUR", priceMinor: 1 } });
    await approve();
    expect(await marked()).toEqual([]);
  });

  it("is taken off sale where its product was archived meanwhile", async () => {
    await change({ status: "ARCHIVED" });
    await world.run("publish-listings", (await product()).id);
    await world.run("withdraw-listings", (await listing()).id);
    await world.run("push-inventory", (await product()).id);
    expect([shown()?.status, quantities()]).toEqual(["PENDING", [0]]);
    await approve();
    expect(await marked()).toEqual(["publish-listings"]);
    await world.settle();
    expect(shown()?.status).toBe("SELLER_DEACTIVATED");
  });

  it("is told the stock that was refused meanwhile, once", async () => {
    await withWrongSku(() => restock(3));
    expect(await world.issues()).toMatchObject([{ code: "stock-refused" }]);
    await refresh();
    expect(await marked()).toEqual([]);
    await approve();
    expect(await marked()).toEqual(["push-inventory"]);
    const before = world.calls(STOCK);
    await world.settle();
    expect([quantities(), world.calls(STOCK) - before]).toEqual([[3], 1]);
    expect(await world.issues()).toEqual([]);
  });

  it("is told the stock of a SKU that this reading linked", async () => {
    await world.prisma.listingSku.updateMany({ data: { marketplaceSkuId: null } });
    await approve();
    expect(await marked()).toEqual(["publish-listings", "push-inventory"]);
  });

  it("is sent the edit that was refused meanwhile, also where it was read in between", async () => {
    await withWrongSku(async () => {
      await change({ title: "Oat soap" });
      await world.run("publish-listings", (await product()).id);
    });
    expect(await world.issues()).toMatchObject([{ code: "listing-rejected" }]);
    expect(await listing()).toMatchObject({ state: "in-review", unmet: [] });
    for (const _ of [1, 2]) await refresh();
    await approve();
    expect(await marked()).toEqual(["publish-listings"]);
    const before = world.calls(EDIT);
    await world.settle();
    expect(world.calls(EDIT) - before).toBe(1);
    world.twin.tiktokShop.decideAudit(shown()?.id ?? "", { approve: true });
    await world.settle();
    expect(shown()?.title).toBe("Oat soap");
    expect(await world.issues()).toEqual([]);
  });

  it.each([["publish-listings"], ["push-inventory"]] as const)(
    "is looked at again where its %s had come to a stop",
    async (verb) => {
      const subject = (await product()).id;
      const { storeId } = world;
      await world.ports.records.issues.raise({
        ...{ storeId, key: `work-failed:${verb}:${subject}`, severity: "blocks" },
        ...{ subject: { kind: "work", id: `${verb}:${subject}` }, title: "It stopped.", advice: "Retry." },
      });
      await approve();
      expect(await marked()).toEqual([verb]);
    },
  );
});

describe("a listing that was frozen while its product changed", () => {
  const suspend = async (what: "freeze" | "unfreeze") => {
    world.twin.tiktokShop.catalog.suspend(shown()?.id ?? "", { what, reason: "complaints" });
    await refresh();
  };
  const frozenMeanwhile = async () => {
    await suspend("freeze");
    await change({ title: "Oat soap" });
    await world.run("publish-listings", (await product()).id);
    await restock(3);
    expect([(await listing()).state, world.calls(EDIT), quantities()]).toEqual(["frozen", 0, [7]]);
  };
  const isSent = async () => {
    await world.run("publish-listings", (await product()).id);
    await world.run("push-inventory", (await product()).id);
    expect([world.calls(EDIT), quantities()]).toEqual([1, [3]]);
    world.twin.tiktokShop.decideAudit(shown()?.id ?? "", { approve: true });
    await world.settle();
    expect(shown()).toMatchObject({ title: "Oat soap", status: "ACTIVATE" });
  };

  it("is sent content and stock when it is live again", async () => {
    await approve();
    await frozenMeanwhile();
    await suspend("unfreeze");
    expect((await listing()).state).toBe("live");
    expect(await marked()).toEqual(["publish-listings", "push-inventory"]);
    await isSent();
  });

  it("is sent both when it is in review again, and is live after it", async () => {
    await frozenMeanwhile();
    await suspend("unfreeze");
    expect((await listing()).state).toBe("in-review");
    expect(await marked()).toEqual(["publish-listings", "push-inventory"]);
    await isSent();
  });

  it("is looked at once: read again it is not marked", async () => {
    await approve();
    await suspend("freeze");
    await suspend("unfreeze");
    await world.settle();
    await refresh();
    expect(await marked()).toEqual([]);
    expect([world.calls(EDIT), world.calls(PRICES)]).toEqual([0, 0]);
  });
});
