// What the merchant asks of listings, carried out in the marketplace: pause, put back, list again; each twice.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import type { MerchantAct } from "../domain/listing-acts.ts";

const DEACTIVATE = "POST /product/202309/products/deactivate";
const ACTIVATE = "POST /product/202309/products/activate";
const CREATE = "POST /product/202309/products";
const EDIT = "PUT /product/202309/products/{id}";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
});
afterEach(() => world.close());

async function publish(count = 1): Promise<void> {
  const products = Array.from({ length: count }, (_, at) =>
    aProduct({
      handle: `soap-${at}`,
      title: `Oat milk soap bar ${at}`,
      variants: [aVariant({ sku: `SOAP-${at}` })],
    }),
  );
  world.twin.shopify.importProducts(DEMO_STORE, products);
  await world.connect();
  await world.settle();
}

const all = () => world.prisma.listing.findMany({ orderBy: { id: "asc" } });
const listing = () => world.prisma.listing.findFirstOrThrow();
const statuses = () => world.shop().products.map((one) => one.status);
const asked = async (act: MerchantAct) => {
  const listings = (await all()).map(({ id, productId }) => ({ listingId: id, productId }));
  const { done, left } = await world.application.actOnListings({ storeId: world.storeId, act, listings });
  return [done.length, ...left];
};
const history = async () => {
  const rows = await world.prisma.listingEvent.findMany({ orderBy: { seq: "asc" } });
  return rows.map((row) => row.text);
};

describe("a listing the merchant pauses", () => {
  it("is off sale once, stays off while its product changes, and returns when it is put back", async () => {
    await publish();
    expect(await asked("pause")).toEqual([1]);
    expect(await asked("pause")).toEqual([0, ["off-already", 1]]);
    await world.settle();
    expect(statuses()).toEqual(["SELLER_DEACTIVATED"]);
    expect(world.calls(DEACTIVATE)).toBe(1);
    world.twin.shopify.updateProduct(DEMO_STORE, "soap-0", { title: "Oat milk soap bar, large" });
    await world.twin.clock.advance(2_000);
    await world.run("import-products", world.store().products[0]?.id ?? "");
    await world.settle();
    expect(await listing()).toMatchObject({ state: "paused", pausedFor: "merchant" });
    expect(await asked("resume")).toEqual([1]);
    await world.settle();
    expect(await asked("resume")).toEqual([0, ["on-already", 1]]);
    await world.settle();
    expect(statuses()).toEqual(["ACTIVATE"]);
    expect(await listing()).toMatchObject({ state: "live", pausedFor: null });
    expect(world.calls(ACTIVATE)).toBe(1);
    expect(world.shop().products[0]?.skus[0]?.stock).toMatchObject([{ quantity: 7 }]);
    expect(await world.issues()).toEqual([]);
  });

  it("tells in its history who did it", async () => {
    await publish();
    await asked("pause");
    await world.settle();
    await asked("resume");
    await world.settle();
    expect((await history()).slice(2)).toEqual([
      "Live: buyers can see and buy it.",
      "You paused it.",
      "Off sale in TikTok Shop, because you paused it.",
      "You asked to put it back on sale.",
      "TikTok Shop is reviewing it.",
      "Live: buyers can see and buy it.",
    ]);
  });

  it("and thinks better of it at once is never off sale", async () => {
    await publish();
    await asked("pause");
    expect(await asked("resume")).toEqual([1]);
    await world.settle();
    expect(world.calls(DEACTIVATE)).toBe(0);
    expect(await listing()).toMatchObject({ state: "live", pausedFor: null });
  });

  it("while it is in review is off sale as soon as the review has ended", async () => {
    world.twin.change({ actors: "manual" });
    world.twin.shopify.importProducts(DEMO_STORE, [aProduct()]);
    await world.connect();
    await world.run("import-products", world.store().products[0]?.id ?? "");
    await world.run("publish-listings", (await world.prisma.product.findFirstOrThrow()).id);
    expect(await asked("pause")).toEqual([1]);
    await world.run("withdraw-listings", (await listing()).id);
    expect(world.calls(DEACTIVATE)).toBe(0);
    world.twin.tiktokShop.decideAudit(world.shop().products[0]?.id ?? "", { approve: true });
    await world.settle();
    expect(statuses()).toEqual(["SELLER_DEACTIVATED"]);
    expect(await listing()).toMatchObject({ state: "paused", pausedFor: "merchant" });
  });

  it("stays off sale when its product goes and returns", async () => {
    await publish();
    await asked("pause");
    await world.settle();
    for (const status of ["ARCHIVED", "ACTIVE"] as const) {
      world.twin.shopify.updateProduct(DEMO_STORE, "soap-0", { status });
      await world.twin.clock.advance(2_000);
      await world.run("import-products", world.store().products[0]?.id ?? "");
      await world.settle();
    }
    expect(statuses()).toEqual(["SELLER_DEACTIVATED"]);
    expect(world.calls(ACTIVATE)).toBe(0);
  });

  it("and puts back in TikTok Shop itself is paused no longer", async () => {
    await publish();
    await asked("pause");
    await world.settle();
    const { connectionId, marketplaceProductId, id } = await listing();
    const port = await world.ports.marketplaceFor(
      connectionId as Parameters<typeof world.ports.marketplaceFor>[0],
    );
    await port.switchListings("activate", [marketplaceProductId ?? ""]);
    await world.twin.clock.advance(10_000);
    for (const _again of [1, 2]) await world.run("refresh-listings", id);
    expect(await listing()).toMatchObject({ state: "live", pausedFor: null });
    expect((await history()).at(-1)).toBe("Live: it was put back on sale in TikTok Shop itself.");
  });
});

describe("many listings", () => {
  it("are paused and put back twenty to a call, and one that is refused is told", async () => {
    await publish(21);
    const [first] = world.shop().products;
    world.twin.tiktokShop.catalog.suspend(first?.id ?? "", { what: "deactivate", reason: "checked" });
    expect(await asked("pause")).toEqual([21]);
    await world.run("withdraw-listings", ...(await all()).map((one) => one.id));
    expect(world.calls(DEACTIVATE)).toBe(2);
    expect(await world.issues()).toMatchObject([{ code: "listing-switch" }]);
    await world.settle();
    expect(await world.prisma.listing.count({ where: { state: "paused" } })).toBe(21);
    expect(await asked("resume")).toEqual([21]);
    await world.run("withdraw-listings", ...(await all()).map((one) => one.id));
    expect(world.calls(ACTIVATE)).toBe(2);
    await world.settle();
    expect(new Set(statuses())).toEqual(new Set(["ACTIVATE"]));
    expect(await world.issues()).toEqual([]);
  }, 60_000);
});

describe("a listing that is gone", () => {
  it("deleted in the marketplace is listed again as a new one, once", async () => {
    await publish();
    const { marketplaceProductId, connectionId, id } = await listing();
    const port = await world.ports.marketplaceFor(
      connectionId as Parameters<typeof world.ports.marketplaceFor>[0],
    );
    await port.switchListings("delete", [marketplaceProductId ?? ""]);
    await world.run("refresh-listings", id);
    expect((await history()).at(-1)).toBe("No longer in TikTok Shop: it was deleted there.");
    expect(await asked("pause")).toEqual([0, ["gone", 1]]);
    expect(await asked("list-again")).toEqual([1]);
    expect(await asked("list-again")).toEqual([0, ["listed-already", 1]]);
    await world.settle();
    expect(statuses().sort()).toEqual(["ACTIVATE", "DELETED"]);
    expect(world.calls(CREATE)).toBe(2);
    expect(await listing()).toMatchObject({ state: "live", round: 1 });
    expect(await world.issues()).toEqual([]);
  });

  it("of a product that is archived waits for the product", async () => {
    await publish();
    await world.prisma.listing.updateMany({ data: { state: "withdrawn" } });
    await world.prisma.product.updateMany({ data: { status: "archived" } });
    expect(await asked("list-again")).toEqual([0, ["not-active", 1]]);
    expect(await world.marked()).toEqual([]);
  });

  it("rejected by the review is handed to it once more, as it is", async () => {
    world.twin.change({ actors: "manual" });
    world.twin.shopify.importProducts(DEMO_STORE, [aProduct()]);
    await world.connect();
    await world.run("import-products", world.store().products[0]?.id ?? "");
    const { id: productId } = await world.prisma.product.findFirstOrThrow();
    await world.run("publish-listings", productId);
    const reasons = ["Blurred picture"];
    world.twin.tiktokShop.decideAudit(world.shop().products[0]?.id ?? "", { approve: false, reasons });
    await world.run("refresh-listings", (await listing()).id);
    await world.run("publish-listings", productId);
    expect(world.calls(EDIT)).toBe(0);
    expect(await asked("resume")).toEqual([0, ["rejected", 1]]);
    expect(await asked("list-again")).toEqual([1]);
    for (const _again of [1, 2]) await world.run("publish-listings", productId);
    expect(world.calls(EDIT)).toBe(1);
    world.twin.tiktokShop.decideAudit(world.shop().products[0]?.id ?? "", { approve: true });
    await world.settle();
    expect(await listing()).toMatchObject({ state: "live" });
    expect(await world.issues()).toEqual([]);
  });
});

describe("what the marketplace took away", () => {
  it("frozen is left frozen, whatever is asked", async () => {
    await publish();
    const id = world.shop().products[0]?.id ?? "";
    world.twin.tiktokShop.catalog.suspend(id, { what: "freeze", reason: "complaints" });
    await world.run("refresh-listings", (await listing()).id);
    for (const act of ["pause", "resume", "list-again"] as const)
      expect(await asked(act)).toEqual([0, ["frozen", 1]]);
    await world.settle();
    expect(statuses()).toEqual(["FREEZE"]);
    expect([world.calls(ACTIVATE), world.calls(DEACTIVATE), world.calls(CREATE)]).toEqual([0, 0, 1]);
    expect((await history()).at(-1)).toBe("Frozen by TikTok Shop: nobody can see or change it.");
  });

  it("switched off is said to be TikTok Shop's doing, and the merchant may put it back", async () => {
    await publish();
    const id = world.shop().products[0]?.id ?? "";
    world.twin.tiktokShop.catalog.suspend(id, { what: "deactivate", reason: "checked" });
    await world.run("refresh-listings", (await listing()).id);
    expect((await history()).at(-1)).toBe("Off sale: TikTok Shop switched it off.");
    expect(await asked("resume")).toEqual([1]);
    await world.settle();
    expect(statuses()).toEqual(["ACTIVATE"]);
    expect(await world.issues()).toEqual([]);
  });
});

describe("a product archived in the store", () => {
  it("is named in the history as the reason", async () => {
    await publish();
    world.twin.shopify.updateProduct(DEMO_STORE, "soap-0", { status: "ARCHIVED" });
    await world.twin.clock.advance(2_000);
    await world.run("import-products", world.store().products[0]?.id ?? "");
    await world.settle();
    expect((await history()).at(-1)).toBe(
      "Off sale in TikTok Shop, because its product was archived in your store.",
    );
    expect(await asked("resume")).toEqual([0, ["not-active", 1]]);
  });
});
