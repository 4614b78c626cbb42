// A variant goes from the store while orders for it are under way: they are routed, written into the store, shipped and
// reported all the same, whether they came before it went or after.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_SHOP, DEMO_STORE } from "../../test/emulator/settings.ts";
import { type OrderWorld, only, orderOf, work } from "../../test/order-work.ts";
import { answerFulfillmentRequests } from "./answer-fulfillment-requests.ts";
import { createStoreOrders } from "./create-store-orders.ts";
import { importOrders } from "./import-orders.ts";
import { recordShipments } from "./record-shipments.ts";
import { recordStoreShipments } from "./record-store-shipments.ts";
import { reportShipments } from "./report-shipments.ts";
import { routeOrders } from "./route-orders.ts";
import { submitFulfillmentOrders } from "./submit-fulfillment-orders.ts";

const STEPS = {
  "import-orders": importOrders,
  "route-orders": routeOrders,
  "create-store-orders": createStoreOrders,
  "answer-fulfillment-requests": answerFulfillmentRequests,
  "submit-fulfillment-orders": submitFulfillmentOrders,
  "record-shipments": recordShipments,
  "record-store-shipments": recordStoreShipments,
  "report-shipments": reportShipments,
};

let world: CatalogWorld;
let orders: OrderWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
  const variants = ["S", "M"].map((sku) => aVariant({ sku, options: [{ name: "Size", value: sku }] }));
  world.twin.shopify.importProducts(DEMO_STORE, [aProduct({ variants })]);
  await world.connect();
  await world.settle();
  world.twin.change({ actors: "manual" });
  const { id } = await world.prisma.connection.findFirstOrThrow();
  orders = { ...world, connectionId: id as OrderWorld["connectionId"] };
});
afterEach(() => world.close());

const approve = () =>
  world.twin.tiktokShop.decideAudit(world.shop().products[0]?.id ?? "", { approve: true });

/** "M" goes from the store, and from the marketplace: all of it worked, twice. */
async function removed(): Promise<void> {
  world.twin.shopify.removeVariant(DEMO_STORE, "M");
  await world.twin.clock.advance(2_000);
  const product = await world.prisma.product.findFirstOrThrow();
  const listing = await world.prisma.listing.findFirstOrThrow();
  for (const _again of [1, 2]) {
    await world.run("import-products", product.storeProductId);
    await world.run("push-inventory", product.id);
    await world.run("publish-listings", product.id);
  }
  approve();
  for (const _again of [1, 2]) await world.run("refresh-listings", listing.id);
  expect(world.shop().products[0]?.skus.map((sku) => sku.sellerSku)).toEqual(["S"]);
}

function bought(fulfillment: "FULFILLMENT_BY_SELLER" | "FULFILLMENT_BY_TIKTOK"): string {
  const line = { sellerSku: "M", quantity: 2 };
  const order = { lines: [line], fulfillment, shippingType: "SELLER" as const };
  const { orderId } = world.twin.tiktokShop.placeOrder(DEMO_SHOP, order);
  world.twin.tiktokShop.advanceOrder(orderId);
  return orderId;
}

const imported = (id: string) => work(orders, STEPS, { verb: "import-orders", subject: id });
const inStore = (id: string) =>
  only(world.twin.shopify.view(DEMO_STORE).orders.filter((order) => order.sourceIdentifier === id));
const inMarketplace = (id: string) => only(world.shop().orders.filter((order) => order.id === id));

async function shippedByMerchant(id: string): Promise<void> {
  const { name, id: storeOrderId } = inStore(id);
  const number = "9400110898825022579493";
  world.twin.shopify.fulfillAsMerchant(DEMO_STORE, name, { company: "USPS", number });
  for (const _again of [1, 2])
    await work(orders, STEPS, { verb: "record-store-shipments", subject: storeOrderId });
  expect(inMarketplace(id).lines.map((line) => line.trackingNumber)).toEqual([number, number]);
  expect((await orderOf(orders, id)).state).toBe("shipped");
}

describe("an order for a variant that the store removed", () => {
  it("and that was in the store already is shipped and reported", async () => {
    const id = bought("FULFILLMENT_BY_SELLER");
    await imported(id);
    await removed();
    for (const _again of [1, 2]) await imported(id);
    await shippedByMerchant(id);
  });

  it("and that was routed is written into the store by its words, once", async () => {
    const id = bought("FULFILLMENT_BY_SELLER");
    const { "create-store-orders": _later, ...towards } = STEPS;
    await work(orders, towards, { verb: "import-orders", subject: id });
    const order = await orderOf(orders, id);
    expect(order.state).toBe("routed");
    await removed();
    for (const _again of [1, 2])
      await work(orders, STEPS, { verb: "create-store-orders", subject: order.id });
    expect(inStore(id).lines).toMatchObject([{ sku: "M", quantity: 2 }]);
    await shippedByMerchant(id);
  });

  it("and that is told of after the SKU left the marketplace is routed all the same", async () => {
    const id = bought("FULFILLMENT_BY_SELLER");
    await removed();
    for (const _again of [1, 2]) await imported(id);
    const variant = await world.prisma.variant.findFirstOrThrow({ where: { sku: "M" } });
    expect(variant.removedAt).not.toBeNull();
    expect((await orderOf(orders, id)).lines).toMatchObject([
      { variantId: variant.id, storeVariantId: null },
    ]);
    await shippedByMerchant(id);
  });

  it("and that the platform's warehouse ships is recorded and reported", async () => {
    world.twin.tiktokShop.stockFbt(DEMO_SHOP, { sellerSku: "M", quantity: 9 });
    const variant = await world.prisma.variant.findFirstOrThrow({ where: { sku: "M" } });
    await world.run("record-warehouse-stock", variant.id);
    const id = bought("FULFILLMENT_BY_TIKTOK");
    await imported(id);
    await removed();
    world.twin.tiktokShop.advanceOrder(id);
    for (const _again of [1, 2]) await imported(id);
    const { trackingNumber } = inMarketplace(id).lines[0] ?? {};
    expect(trackingNumber).toBeTruthy();
    expect(inStore(id).fulfillments.map((one) => one.numbers)).toEqual([[trackingNumber]]);
  });

  it.each(["refundOrder", "editOrder"] as const)(
    "and of which units are given back in the store ships what is left of it: %s",
    async (giveBack) => {
      const id = bought("FULFILLMENT_BY_SELLER");
      await imported(id);
      await removed();
      world.twin.tiktokShop.cancelUnits(id, { sellerSku: "M", quantity: 1 });
      for (const _again of [1, 2]) await imported(id);
      const issues = async () => (await world.issues()).map((issue) => issue.code);
      expect(await issues()).toContain("units-cancelled");
      const { name, id: storeOrderId } = inStore(id);
      world.twin.shopify[giveBack](DEMO_STORE, name, { sku: "M", quantity: 1 });
      for (const _again of [1, 2])
        await work(orders, STEPS, { verb: "record-store-shipments", subject: storeOrderId });
      expect(await issues()).not.toContain("units-cancelled");
      const number = "9400110898825022579493";
      world.twin.shopify.fulfillAsMerchant(DEMO_STORE, name, { company: "USPS", number });
      for (const _again of [1, 2])
        await work(orders, STEPS, { verb: "record-store-shipments", subject: storeOrderId });
      const left = inMarketplace(id).lines.filter((line) => line.trackingNumber === number);
      expect([left.length, (await orderOf(orders, id)).state]).toEqual([1, "shipped"]);
    },
  );

  it("and that was refunded whole in the store waits for the marketplace's word, and for nothing else", async () => {
    const id = bought("FULFILLMENT_BY_SELLER");
    await imported(id);
    await removed();
    const { name, id: storeOrderId } = inStore(id);
    world.twin.shopify.refundOrder(DEMO_STORE, name, { sku: "M", quantity: 2 });
    for (const _again of [1, 2])
      await work(orders, STEPS, { verb: "record-store-shipments", subject: storeOrderId });
    expect((await orderOf(orders, id)).state).not.toBe("shipped");
    world.twin.tiktokShop.cancelOrder(id);
    for (const _again of [1, 2]) await imported(id);
    expect((await orderOf(orders, id)).state).toBe("cancelled");
    expect((await world.issues()).map((issue) => issue.code)).not.toContain("units-cancelled");
  });

  it("and that is called off gives its units back, and none of them is offered again", async () => {
    const id = bought("FULFILLMENT_BY_SELLER");
    const { "create-store-orders": _later, ...towards } = STEPS;
    await work(orders, towards, { verb: "import-orders", subject: id });
    world.twin.shopify.removeVariant(DEMO_STORE, "M");
    await world.twin.clock.advance(2_000);
    const product = await world.prisma.product.findFirstOrThrow();
    await world.run("import-products", product.storeProductId);
    await world.run("push-inventory", product.id);
    world.twin.tiktokShop.cancelOrder(id);
    for (const _again of [1, 2]) await work(orders, towards, { verb: "import-orders", subject: id });
    await world.twin.clock.advance(2_000);
    await world.run("push-inventory", product.id);
    expect((await orderOf(orders, id)).state).toBe("cancelled");
    expect(await world.prisma.reservation.findMany()).toMatchObject([{ state: "released" }]);
    const stock = world.shop().products[0]?.skus.find((sku) => sku.sellerSku === "M")?.stock;
    expect(stock?.map((at) => at.quantity)).toEqual([0]);
  });
});

it("a removed variant that the platform's warehouses stock is not written into the store", async () => {
  world.twin.tiktokShop.stockFbt(DEMO_SHOP, { sellerSku: "M", quantity: 9 });
  const variant = await world.prisma.variant.findFirstOrThrow({ where: { sku: "M" } });
  await world.run("record-warehouse-stock", variant.id);
  world.twin.shopify.removeVariant(DEMO_STORE, "M");
  await world.twin.clock.advance(2_000);
  const product = await world.prisma.product.findFirstOrThrow();
  await world.run("import-products", product.storeProductId);
  expect([...(await world.run("record-warehouse-stock", variant.id)).values()]).toEqual([{ kind: "done" }]);
  await world.prisma.workItem.deleteMany({});
  await world.sweep("reconcile-inventory");
  expect((await world.marked()).filter(([verb]) => verb === "record-warehouse-stock")).toEqual([]);
});
