// One store in three marketplace shops: each in its own currency, all on one pool of stock, and no unit sold twice.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, aVariant } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import { createShopsWorld, SHOPS, type ShopsWorld } from "../../test/shops-world.ts";
import { STORES_OWN } from "../domain/listing-settings.ts";

const MARKETS = ["US", "GB", "ID"] as const;
const SKU = "SOAP-1";
const PRICES = "POST /product/202309/products/{id}/prices/update";
const STOCK = "POST /product/202309/products/{id}/inventory/update";

let world: ShopsWorld;
beforeEach(async () => {
  world = await createShopsWorld();
  world.twin.shopify.importProducts(DEMO_STORE, [
    aProduct({
      title: "Oat milk soap bar, made by hand in small batches",
      variants: [aVariant({ sku: SKU, price: "12.00", compareAtPrice: "15.00", quantity: 7 })],
    }),
  ]);
});
afterEach(() => world.close());

const offers = () => MARKETS.map((market) => world.offered(market, SKU));
const productId = async () => (await world.prisma.product.findFirstOrThrow()).id;

describe("shops in other currencies", () => {
  it("list nothing before there is a rate, then the converted price; saved again nothing is written", async () => {
    await world.settle();
    expect(MARKETS.map((market) => world.twin.tiktokShop.view(SHOPS[market]).products.length)).toEqual([
      1, 0, 0,
    ]);
    expect((await world.issues()).map((issue) => issue.code)).toEqual(["rate-missing", "rate-missing"]);
    await world.setRates();
    await world.settle();
    expect(await world.issues()).toEqual([]);
    const prices = MARKETS.map((market) => world.skuIn(market, SKU)).map((sku) => [
      sku?.price,
      sku?.currency,
    ]);
    expect(prices).toEqual([
      ["12.00", "USD"],
      ["9.60", "GBP"],
      ["192000", "IDR"],
    ]);
    const writes = () => [world.calls(PRICES), world.calls(STOCK)];
    const before = writes();
    await world.setRates();
    await world.settle();
    expect(writes()).toEqual(before);
  });

  it("bring their orders to the store in both currencies, once", async () => {
    await world.setRates();
    await world.settle();
    const id = world.buy("GB", SKU, 2);
    world.twin.tiktokShop.advanceOrder(id);
    await world.importOrders(id);
    const order = await world.order(id);
    await world.route(order.id);
    await world.createInStore(order.id);
    await world.createInStore(order.id);
    const created = world.store().orders.filter((one) => one.sourceIdentifier === id);
    expect(created).toMatchObject([{ lines: [{ sku: SKU, quantity: 2 }] }]);
    const call = world.twin.history
      .all()
      .find((entry) => entry.kind === "call" && entry.operation === "orderCreate");
    expect(call).toMatchObject({ status: 200 });
    const store = await world.ports.storeFor(world.storeId);
    const read = await store.order((await world.order(id)).storeOrderId ?? "");
    expect(read.lines.map((line) => line.unitPrice)).toEqual([{ minor: 1200, currency: "USD" }]);
  });
});

describe("one pool of stock", () => {
  beforeEach(async () => {
    await world.setRates();
    await world.settle();
  });

  it("is divided evenly among the shops that list the product", () => {
    expect(offers()).toEqual([3, 2, 2]);
  });

  it("a sale lowers what the others offer at once, while the buyer may still change their mind", async () => {
    const id = world.buy("GB", SKU, 2);
    await world.importOrders(id);
    expect((await world.order(id)).originStatus).toBe("on-hold");
    await world.settle();
    expect(offers()).toEqual([2, 2, 1]);
    const before = world.calls(STOCK);
    await world.importOrders(id);
    await world.settle();
    expect(world.calls(STOCK)).toBe(before);
    world.twin.tiktokShop.cancelOrder(id);
    await world.importOrders(id);
    await world.settle();
    expect(offers()).toEqual([3, 2, 2]);
  });

  it("two orders racing for the last unit from two shops: one is routed, one is held", async () => {
    await world.ports.records.settings.saveStockPool(world.storeId, { kind: "all" });
    await world.stock(SKU, 1);
    expect(offers()).toEqual([1, 1, 1]);
    const ids = [world.buy("US", SKU), world.buy("GB", SKU)];
    for (const id of ids) world.twin.tiktokShop.advanceOrder(id);
    await world.importOrders(...ids);
    const orders = await Promise.all(ids.map((id) => world.order(id)));
    await Promise.all(orders.map((order) => world.route(order.id)));
    const states = await Promise.all(ids.map(async (id) => (await world.order(id)).state));
    expect([...states].sort()).toEqual(["on-hold", "routed"]);
    await world.settle();
    expect(offers()).toEqual([0, 0, 0]);
    // What comes in goes to the buyer who waits, not to a third.
    await world.stock(SKU, 2);
    expect(offers()).toEqual([0, 0, 0]);
  });

  it("goes to the shop the merchant put first, as far as its own rule allows", async () => {
    const order = ["ID", "GB", "US"].map((market) => world.connectionOf(market as "ID"));
    await world.ports.records.settings.saveStockPool(world.storeId, { kind: "priority", order });
    await world.change("ID", { stock: { ...STORES_OWN.stock, ceiling: 4 } });
    await world.settle();
    expect(offers()).toEqual([0, 3, 4]);
  });
});

describe("stock by warehouse", () => {
  it("each location feeds its own warehouse, and one that feeds nothing any more is emptied", async () => {
    const reno = world.twin.shopify.addLocation(DEMO_STORE, "Reno");
    await world.settle();
    const [first] = world.store().locations.filter((place) => !place.isFulfillmentService);
    const places = (await world.ports.records.stores.warehouses(world.storeId)).filter(
      (one) => one.connectionId === world.connectionOf("US") && one.owner === "merchant",
    );
    const [main, other] = places.map((one) => one.marketplaceWarehouseId ?? "");
    world.twin.shopify.setStock(DEMO_STORE, SKU, 5, reno);
    await world.stock(SKU, 7);
    const feeds = [
      { storeLocationId: first?.id ?? "", marketplaceWarehouseId: main ?? "" },
      { storeLocationId: reno, marketplaceWarehouseId: other ?? "" },
    ];
    await world.change("US", { stock: { ...STORES_OWN.stock, feeds } });
    await world.settle();
    const levels = () =>
      Object.fromEntries((world.skuIn("US", SKU)?.stock ?? []).map((row) => [row.warehouseId, row.quantity]));
    expect(levels()).toEqual({ [main ?? ""]: 7, [other ?? ""]: 5 });
    await world.change("US", { stock: { ...STORES_OWN.stock, feeds: feeds.slice(0, 1) } });
    await world.settle();
    expect(levels()).toEqual({ [main ?? ""]: 7, [other ?? ""]: 0 });
    const before = world.calls(STOCK);
    await world.run("push-inventory", await productId());
    expect(world.calls(STOCK)).toBe(before);
  });

  it("what the store sells without stock is offered up to the ceiling", async () => {
    world.twin.shopify.importProducts(DEMO_STORE, [
      aProduct({
        handle: "poster",
        title: "Poster printed when it is ordered",
        variants: [aVariant({ sku: "POSTER", quantity: 0, inventoryPolicy: "CONTINUE" })],
      }),
    ]);
    await world.change("US", { stock: { ...STORES_OWN.stock, ceiling: 40 } });
    await world.settle();
    expect(world.offered("US", "POSTER")).toBe(40);
  });
});

describe("prices", () => {
  beforeEach(() => world.settle());

  it("a changed rule is one write; a rule that changes nothing is none", async () => {
    const before = world.calls(PRICES);
    const price = { ...STORES_OWN.price, change: { kind: "percent", basisPoints: 1000 } } as const;
    await world.change("US", { price });
    await world.settle();
    expect(world.skuIn("US", SKU)?.price).toBe("13.20");
    expect(world.calls(PRICES)).toBe(before + 1);
    await world.change("US", { price: { ...price, floorMinor: 1 } });
    await world.settle();
    expect(world.calls(PRICES)).toBe(before + 1);
  });

  it("the store's compare-at price is struck through by the same rule, once, and taken away again", async () => {
    const shown = async () => {
      const connectionId = world.connectionOf("US");
      return (await world.prisma.listingSku.findFirstOrThrow({ where: { connectionId } })).sentCompareAtMinor;
    };
    const before = world.calls(PRICES);
    await world.change("US", { price: { ...STORES_OWN.price, compareAt: "store" } });
    await world.settle();
    expect([world.calls(PRICES) - before, await shown()]).toEqual([1, 1500]);
    await world.run("publish-listings", await productId());
    expect(world.calls(PRICES) - before).toBe(1);
    await world.change("US", { price: STORES_OWN.price });
    await world.settle();
    // The marketplace keeps what is left out: the price itself takes its place.
    expect([world.calls(PRICES) - before, await shown()]).toEqual([2, 1200]);
    await world.run("publish-listings", await productId());
    expect(world.calls(PRICES) - before).toBe(2);
  });
});
