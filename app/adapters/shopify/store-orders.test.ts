// Orders and fulfillment requests of the store against the twin, with answers lost and calls throttled.
import { beforeEach, describe, expect, it } from "vitest";
import { DEMO_STORE } from "../../../test/emulator/settings.ts";
import { kindOf, product, storeWorld } from "../../../test/shopify-store.ts";
import { isPlatformError } from "../../use-cases/ports/platform-error.ts";
import type { NewStoreOrder } from "../../use-cases/ports/store.ts";

const world = storeWorld();

function order(change: Partial<NewStoreOrder> = {}): NewStoreOrder {
  const usd = (minor: number) => ({ minor, currency: "USD" });
  return {
    sourceIdentifier: "577046213698653201",
    currency: "USD",
    exchange: null,
    lines: [{ storeVariantId: idOf("bag-1"), sku: "bag-1", title: "Bag", quantity: 2, unitPrice: usd(1999) }],
    shippingPrice: usd(500),
    tax: usd(360),
    total: usd(4858),
    address: {
      name: "Ada B. Lovelace",
      company: null,
      line1: "1 Main St",
      line2: null,
      city: "Austin",
      province: "TX",
      postalCode: "78701",
      countryCode: "US",
      phone: null,
      email: null,
    },
    email: null,
    placedAt: new Date(Date.now() - 60_000),
    tags: ["TikTok Shop"],
    note: "",
    stock: "take",
    fulfillmentServiceHandle: null,
    ...change,
  };
}

function idOf(sku: string): string {
  const variants = world.twin.shopify.view(DEMO_STORE).products.flatMap((one) => one.variants);
  const found = variants.find((variant) => variant.sku === sku);
  if (!found) throw new Error(`no variant ${sku}`);
  return found.id;
}

describe("orders", () => {
  beforeEach(() => {
    world.twin.shopify.importProducts(DEMO_STORE, [product("bag", 2)]);
  });

  it("an order is created paid, found by its source, and read whole", async () => {
    const created = await world.store.createOrder(order());
    expect(await world.store.orderBySource("577046213698653201")).toEqual(created);
    expect(await world.store.orderBySource("577046213698653202")).toBeUndefined();
    const whole = await world.store.order(created.storeOrderId);
    expect(whole).toMatchObject({ sourceIdentifier: "577046213698653201", cancelled: false, shipments: [] });
    expect(whole.lines.map((line) => [line.sku, line.quantity, line.unitPrice.minor])).toEqual([
      ["bag-1", 2, 1999],
    ]);
    expect(whole.fulfillmentOrders.map((one) => [one.status, one.lines[0]?.remainingQuantity])).toEqual([
      ["open", 2],
    ]);
    expect(whole.fulfillmentOrders[0]?.destination).toMatchObject({
      name: "Ada B. Lovelace",
      city: "Austin",
    });
  });

  it("an order of more lines than a page is read to its last line", async () => {
    const line = order().lines[0];
    if (!line) throw new Error("no line");
    const lines = Array.from({ length: 60 }, (_, index) => ({
      ...line,
      storeVariantId: null,
      sku: `x-${index}`,
      title: `Thing ${index}`,
      quantity: 1,
    }));
    const { storeOrderId } = await world.store.createOrder(order({ lines, tax: null }));
    const whole = await world.store.order(storeOrderId);
    expect(whole.lines).toHaveLength(60);
    expect(whole.fulfillmentOrders.flatMap((one) => one.lines)).toHaveLength(60);
  });

  it("an order that is gone is not found", async () => {
    expect(await kindOf(world.store.order("gid://shopify/Order/1"))).toBe("not-found");
    expect(await kindOf(world.store.fulfillmentOrder("gid://shopify/FulfillmentOrder/1"))).toBe("not-found");
  });

  it("a lost answer leaves the creation indeterminate, and the order is found afterwards", async () => {
    world.twin.faults.arm({
      channel: "call",
      platform: "shopify",
      name: "orderCreate",
      fault: { kind: "lost-answer" },
      times: 1,
    });
    expect(await kindOf(world.store.createOrder(order()))).toBe("indeterminate");
    expect(await world.store.orderBySource("577046213698653201")).toBeDefined();
  });

  it("a throttled call says how long to wait", async () => {
    world.twin.faults.arm({
      channel: "call",
      platform: "shopify",
      fault: { kind: "throttle", seconds: 2 },
      times: 1,
    });
    const error = await world.store.details().catch((caught: unknown) => caught);
    expect(isPlatformError(error, "throttled") && (error.facts.retryAfterMs ?? 0) > 0).toBe(true);
    expect((await world.store.details()).currency).toBe("USD");
  });
});

describe("fulfillment requests", () => {
  const input = { name: "Reeldock", callbackUrl: "https://app.reeldock.test/fulfillment-service" };

  async function requested(): Promise<{ orderId: string; fulfillmentOrderId: string }> {
    world.twin.shopify.importProducts(DEMO_STORE, [product("bag", 1)]);
    const service = await world.store.ensureFulfillmentService(input);
    const [bag] = await world.store.products([world.twin.shopify.view(DEMO_STORE).products[0]?.id ?? ""]);
    await world.store.setServiceStock({
      idempotencyKey: "stock",
      storeLocationId: service.storeLocationId,
      rows: [
        { inventoryItemId: bag?.product.variants[0]?.inventoryItemId ?? "", quantity: 10, expected: null },
      ],
    });
    world.twin.shopify.setStock(DEMO_STORE, "bag-1", 0);
    const placed = world.twin.shopify.placeOrder(DEMO_STORE, { lines: [{ sku: "bag-1", quantity: 2 }] });
    const [fulfillmentOrderId] = world.twin.shopify.requestFulfillment(DEMO_STORE, placed.name);
    return { orderId: placed.orderId, fulfillmentOrderId: fulfillmentOrderId ?? "" };
  }

  it("what is asked of us is listed, accepted once, shipped, and no longer asked", async () => {
    const { orderId, fulfillmentOrderId } = await requested();
    expect(await world.store.assignedFulfillmentOrders("fulfillment")).toEqual([
      { storeFulfillmentOrderId: fulfillmentOrderId, storeOrderId: orderId },
    ]);
    await world.store.acceptFulfillmentRequest(fulfillmentOrderId, "on its way");
    expect(await world.store.assignedFulfillmentOrders("fulfillment")).toEqual([]);
    expect(await kindOf(world.store.acceptFulfillmentRequest(fulfillmentOrderId, "again"))).toBe("rejected");
    const accepted = await world.store.fulfillmentOrder(fulfillmentOrderId);
    expect([accepted.status, accepted.requestStatus]).toEqual(["in-progress", "accepted"]);
    await world.store.createFulfillment({
      storeFulfillmentOrderId: fulfillmentOrderId,
      lines: accepted.lines.map((line) => ({ storeLineId: line.storeLineId, quantity: 2 })),
      carrier: "USPS Ground Advantage",
      trackingNumber: "9400100000000000000000",
      trackingUrl: null,
    });
    const [shipment] = (await world.store.order(orderId)).shipments;
    expect(shipment).toMatchObject({
      carrier: "USPS",
      trackingNumbers: ["9400100000000000000000"],
      cancelled: false,
    });
    expect(shipment?.lines.map((line) => line.quantity)).toEqual([2]);
  });

  it("a request is rejected with its reason", async () => {
    const { fulfillmentOrderId } = await requested();
    await world.store.rejectFulfillmentRequest(fulfillmentOrderId, "INVENTORY_OUT_OF_STOCK", "none left");
    expect(await world.store.fulfillmentOrder(fulfillmentOrderId)).toMatchObject({
      status: "open",
      requestStatus: "rejected",
    });
  });

  it("an open fulfillment order moves to another location", async () => {
    const { fulfillmentOrderId } = await requested();
    await world.store.rejectFulfillmentRequest(fulfillmentOrderId, "OTHER", "not ours");
    const own = (await world.store.locations()).find((location) => !location.isFulfillmentService);
    const moved = await world.store.moveFulfillmentOrder(fulfillmentOrderId, own?.storeLocationId ?? "");
    expect((await world.store.fulfillmentOrder(moved)).storeLocationId).toBe(own?.storeLocationId);
  });
});

it("a store that has uninstalled us refuses the token", async () => {
  world.twin.shopify.uninstall(DEMO_STORE);
  expect(await kindOf(world.store.details())).toBe("unauthorized");
  expect(await kindOf(world.store.details())).toBe("unauthorized");
});
