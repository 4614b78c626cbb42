import { describe, expect, it } from "vitest";
import { DEMO_SHOP, DEMO_STORE } from "../../test/emulator/settings.ts";
import { FBT, OWN } from "../../test/order-catalog.ts";
import { issuesOf, orderOf, work } from "../../test/order-work.ts";
import { orderWorld } from "../../test/order-world.ts";
import { createStoreOrders } from "./create-store-orders.ts";
import { importOrders } from "./import-orders.ts";
import { recordShipments } from "./record-shipments.ts";
import { recordStoreShipments } from "./record-store-shipments.ts";
import { reportShipments } from "./report-shipments.ts";
import { routeOrders } from "./route-orders.ts";

const world = orderWorld();
const toStore = {
  "import-orders": importOrders,
  "route-orders": routeOrders,
  "create-store-orders": createStoreOrders,
};
const steps = {
  ...toStore,
  "record-shipments": recordShipments,
  "record-store-shipments": recordStoreShipments,
  "report-shipments": reportShipments,
};
const importOf = (subject: string) => work(world.at, steps, { verb: "import-orders", subject });
const inStore = (id: string) => {
  const order = world.at.twin.shopify.view(DEMO_STORE).orders.find((of) => of.sourceIdentifier === id);
  if (!order) throw new Error(`the store has no order ${id}`);
  return order;
};
const inMarketplace = (id: string) => {
  const order = world.at.twin.tiktokShop.view(DEMO_SHOP).orders.find((of) => of.id === id);
  if (!order) throw new Error(`the marketplace has no order ${id}`);
  return order;
};

async function created(sellerSku: string, quantity = 1): Promise<string> {
  const id = world.at.twin.tiktokShop.placeOrder(DEMO_SHOP, {
    lines: [{ sellerSku, quantity }],
    ...(sellerSku === OWN ? { fulfillment: "FULFILLMENT_BY_SELLER", shippingType: "SELLER" } : {}),
  }).orderId;
  world.at.twin.tiktokShop.advanceOrder(id);
  await importOf(id);
  return id;
}

const ship = (
  id: string,
  shipment: { company: string; number: string; lines?: { sku: string; quantity: number }[] },
) => world.at.twin.shopify.fulfillAsMerchant(DEMO_STORE, inStore(id).name, shipment);
const recordStore = (id: string) =>
  work(world.at, steps, { verb: "record-store-shipments", subject: inStore(id).id });

describe("a parcel of the platform's warehouse", () => {
  it("is reported to the store with its number, once, and its delivery is recorded", async () => {
    const id = await created(FBT, 2);
    world.at.twin.tiktokShop.advanceOrder(id);
    await importOf(id);
    const { trackingNumber, carrier } = inMarketplace(id).lines[0] ?? {};
    expect(trackingNumber).toBeTruthy();
    const [told, ...more] = inStore(id).fulfillments;
    expect(more).toEqual([]);
    expect(told).toMatchObject({ numbers: [trackingNumber], lines: [{ sku: FBT, quantity: 2 }] });
    expect(told?.company).toBe(carrier);
    expect((await orderOf(world.at, id)).state).toBe("shipped");
    world.at.twin.tiktokShop.advanceOrder(id);
    world.at.twin.tiktokShop.advanceOrder(id);
    await importOf(id);
    await importOf(id);
    expect((await orderOf(world.at, id)).state).toBe("delivered");
    expect(inStore(id).fulfillments).toHaveLength(1);
  });

  it("is reported once though the store's answer was lost", async () => {
    const id = await created(FBT);
    world.at.twin.tiktokShop.advanceOrder(id);
    world.at.twin.faults.arm({
      channel: "call",
      platform: "shopify",
      name: "fulfillmentCreate",
      times: 1,
      fault: { kind: "lost-answer" },
    });
    await expect(importOf(id)).rejects.toMatchObject({ facts: { kind: "indeterminate" } });
    const shipment = (await orderOf(world.at, id)).fulfillmentOrders[0]?.shipments[0];
    expect(shipment).toMatchObject({ reportedAt: null });
    await work(world.at, steps, { verb: "report-shipments", subject: shipment?.id ?? "" });
    expect(inStore(id).fulfillments).toHaveLength(1);
    expect((await orderOf(world.at, id)).fulfillmentOrders[0]?.shipments[0]).toMatchObject({
      reportedId: inStore(id).fulfillments[0]?.id,
    });
  });

  it("that left before the store had the order is reported when the store has it", async () => {
    const id = world.at.twin.tiktokShop.placeOrder(DEMO_SHOP, {
      lines: [{ sellerSku: FBT, quantity: 1 }],
    }).orderId;
    world.at.twin.tiktokShop.advanceOrder(id);
    world.at.twin.tiktokShop.advanceOrder(id);
    const { "create-store-orders": _create, ...others } = steps;
    await work(world.at, others, { verb: "import-orders", subject: id });
    expect((await orderOf(world.at, id)).state).toBe("shipped");
    await work(world.at, steps);
    expect(inStore(id).fulfillments).toHaveLength(1);
  });
});

describe("a parcel of the merchant", () => {
  it("is reported to the marketplace under its own name for the carrier, and again changes nothing", async () => {
    const id = await created(OWN, 2);
    ship(id, { company: "United Parcel Service", number: "1Z999AA10123456784" });
    await recordStore(id);
    expect(inMarketplace(id).lines).toMatchObject([
      { trackingNumber: "1Z999AA10123456784", carrier: "UPS" },
      { trackingNumber: "1Z999AA10123456784", carrier: "UPS" },
    ]);
    const packages = () => new Set(inMarketplace(id).lines.map((line) => line.packageId)).size;
    await recordStore(id);
    expect(packages()).toBe(1);
    expect((await orderOf(world.at, id)).state).toBe("shipped");
  });

  it("a second package reports only the units it carries", async () => {
    const id = await created(OWN, 3);
    ship(id, { company: "UPS", number: "1Z999AA10123456784", lines: [{ sku: OWN, quantity: 1 }] });
    await recordStore(id);
    expect((await orderOf(world.at, id)).state).toBe("partly-shipped");
    ship(id, { company: "USPS", number: "9400111899223817428490", lines: [{ sku: OWN, quantity: 2 }] });
    await recordStore(id);
    const numbers = inMarketplace(id)
      .lines.map((line) => line.trackingNumber)
      .sort();
    expect(numbers).toEqual(["1Z999AA10123456784", "9400111899223817428490", "9400111899223817428490"]);
  });

  it("is reported once though the marketplace's answer was lost", async () => {
    const id = await created(OWN, 2);
    ship(id, { company: "UPS", number: "1Z999AA10123456784" });
    const name = "POST /fulfillment/202309/orders/*";
    world.at.twin.faults.arm({
      channel: "call",
      platform: "tiktok-shop",
      name,
      times: 1,
      fault: { kind: "lost-answer" },
    });
    await expect(recordStore(id)).rejects.toMatchObject({ facts: { kind: "indeterminate" } });
    const shipment = (await orderOf(world.at, id)).fulfillmentOrders[0]?.shipments[0];
    await work(world.at, steps, { verb: "report-shipments", subject: shipment?.id ?? "" });
    expect(new Set(inMarketplace(id).lines.map((line) => line.packageId)).size).toBe(1);
    expect((await orderOf(world.at, id)).fulfillmentOrders[0]?.shipments[0]?.reportedAt).not.toBeNull();
  });

  it("of a carrier the marketplace does not know raises an issue that names it", async () => {
    const id = await created(OWN);
    ship(id, { company: "Pigeon Post", number: "COO-1" });
    await recordStore(id);
    const order = await orderOf(world.at, id);
    expect(await issuesOf(world.at, "carrier-unknown", order.id)).toEqual([
      expect.stringContaining("Pigeon Post"),
    ]);
    expect(inMarketplace(id).lines[0]?.trackingNumber).toBeNull();
  });
});
