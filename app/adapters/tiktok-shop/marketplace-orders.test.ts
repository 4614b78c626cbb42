// Orders against the twin, shipped by the merchant or by the platform's warehouses.
import { describe, expect, it } from "vitest";
import { DEMO_SHOP } from "../../../test/emulator/settings.ts";
import { DAY, factsOf, marketplaceWorld } from "../../../test/marketplace-world.ts";
import type { MarketplaceOrder } from "../../use-cases/ports/marketplace.ts";

const world = marketplaceWorld();

describe("orders", () => {
  /** An order of two green mugs that the merchant ships, past the hour in which a buyer may regret it. */
  async function ready() {
    await world.at.published();
    const { orderId } = world.at.twin.tiktokShop.placeOrder(DEMO_SHOP, {
      lines: [{ sellerSku: "MUG-GREEN", quantity: 2 }],
      fulfillment: "FULFILLMENT_BY_SELLER",
      shippingType: "SELLER",
    });
    while ((await read(orderId)).status !== "awaiting-shipment")
      world.at.twin.tiktokShop.advanceOrder(orderId);
    return read(orderId);
  }

  async function read(orderId: string): Promise<MarketplaceOrder> {
    const [order] = await world.at.marketplace.orders([orderId]);
    if (!order) throw new Error(`no order ${orderId}`);
    return order;
  }

  it("are read whole, unit by unit", async () => {
    const order = await ready();
    expect(order).toMatchObject({ shippedBy: "merchant", label: "merchant", currency: "USD" });
    expect(order.units.map((unit) => [unit.sku, unit.price.minor])).toEqual([
      ["MUG-GREEN", 1900],
      ["MUG-GREEN", 1900],
    ]);
    expect(order.address?.line1).toBeTruthy();
    expect(order.address?.city).toBeTruthy();
    expect(order.address?.province).toBeTruthy();
  });

  it("are found by the time of their last update", async () => {
    const order = await ready();
    const now = world.at.twin.clock.now();
    const found = await world.at.marketplace.ordersUpdatedBetween(
      new Date(now - DAY),
      new Date(now + 1_000),
      null,
    );
    expect(found.orders).toEqual([
      { marketplaceOrderId: order.marketplaceOrderId, updatedAt: order.updatedAt },
    ]);
    const before = await world.at.marketplace.ordersUpdatedBetween(
      new Date(now - 2 * DAY),
      new Date(now - DAY),
      null,
    );
    expect(before.orders).toEqual([]);
  });

  it("are marked shipped once, unit by unit, and a repeat is refused", async () => {
    const order = await ready();
    const providers = await world.at.marketplace.shippingProviders(order.deliveryOptionId ?? "");
    const report = {
      marketplaceOrderId: order.marketplaceOrderId,
      unitIds: order.units.map((unit) => unit.unitId),
      shippingProviderId: providers.find((provider) => provider.name === "USPS")?.id ?? "",
      trackingNumber: "9400110898825022579493",
    };
    const { packageId } = await world.at.marketplace.reportShipment(report);
    const shipped = await read(order.marketplaceOrderId);
    expect(shipped.units.map((unit) => [unit.packageId, unit.carrier, unit.trackingNumber])).toEqual([
      [packageId, "USPS", "9400110898825022579493"],
      [packageId, "USPS", "9400110898825022579493"],
    ]);
    expect(await factsOf(world.at.marketplace.reportShipment(report))).toMatchObject({ kind: "rejected" });
  });

  it("an unknown one is absent", async () => {
    expect(await world.at.marketplace.orders(["576000000000000000"])).toEqual([]);
  });
});

describe("platform warehouses", () => {
  const consignee = {
    name: "Rae Lindqvist",
    company: null,
    line1: "12 Orchard Way",
    line2: null,
    city: "Boulder",
    province: "CO",
    postalCode: "80302",
    countryCode: "US",
    phone: "+13035550142",
    email: null,
  };

  it("goods and stock are read, and an outbound order is placed once and followed", async () => {
    const { skus } = await world.at.published();
    const { goodsId } = world.at.twin.tiktokShop.stockFbt(DEMO_SHOP, {
      sellerSku: "MUG-GREEN",
      quantity: 10,
    });
    const green = skus.find((one) => one.sku === "MUG-GREEN")?.marketplaceSkuId ?? "";
    expect(await world.at.warehouse.goods([green])).toEqual([{ goodsId, marketplaceSkuIds: [green] }]);
    const stock = await world.at.warehouse.stock([goodsId]);
    expect(stock.reduce((sum, row) => sum + row.available, 0)).toBe(10);
    const places = await world.at.marketplace.warehouses();
    expect(places.some((one) => one.fbtWarehouseId === stock[0]?.fbtWarehouseId)).toBe(true);

    const submission = {
      externalOrderId: "our-fulfillment-order",
      goods: [{ goodsId, quantity: 2 }],
      consignee,
    };
    const answer = await world.at.warehouse.submit(submission);
    if (answer.kind !== "accepted") throw new Error(JSON.stringify(answer));
    expect(await world.at.warehouse.submit(submission)).toEqual({ kind: "already-submitted" });
    for (let step = 0; step < 3; step += 1)
      world.at.twin.tiktokShop.advanceOutboundOrder(answer.outboundOrderId);
    const order = await world.at.warehouse.outboundOrder(answer.outboundOrderId);
    expect(order.externalOrderId).toBe("our-fulfillment-order");
    expect(order.packages[0]?.goods).toEqual([{ goodsId, quantity: 2 }]);
    expect(order.packages[0]?.trackingNumber).toBeTruthy();
  });

  it("more than there is gets a business no", async () => {
    await world.at.published();
    const { goodsId } = world.at.twin.tiktokShop.stockFbt(DEMO_SHOP, { sellerSku: "MUG-GREEN", quantity: 1 });
    const submission = { externalOrderId: "too-many", goods: [{ goodsId, quantity: 2 }], consignee };
    expect(await world.at.warehouse.submit(submission)).toMatchObject({
      kind: "refused",
      reason: "out-of-stock",
    });
  });

  it("an answer lost after the warehouse accepted is indeterminate, and asking again finds it there", async () => {
    await world.at.published();
    const { goodsId } = world.at.twin.tiktokShop.stockFbt(DEMO_SHOP, { sellerSku: "MUG-GREEN", quantity: 5 });
    const submission = { externalOrderId: "lost", goods: [{ goodsId, quantity: 1 }], consignee };
    const name = "POST /fbt/202601/mcf_outbound_orders";
    world.at.twin.faults.arm({
      channel: "call",
      platform: "tiktok-shop",
      name,
      fault: { kind: "lost-answer" },
      times: 1,
    });
    expect(await factsOf(world.at.warehouse.submit(submission))).toMatchObject({ kind: "indeterminate" });
    expect(await world.at.warehouse.submit(submission)).toEqual({ kind: "already-submitted" });
  });

  it("an outbound order nobody knows is not found", async () => {
    expect(await factsOf(world.at.warehouse.outboundOrder("7136104329798256386"))).toMatchObject({
      kind: "not-found",
    });
  });
});
