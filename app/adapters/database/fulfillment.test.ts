// Plans, their parts and their packages in the real database: each package is counted once.
import { describe, expect, it } from "vitest";
import { at, elsewhere, ordersAtRest, storeId } from "../../../test/orders-at-rest.ts";
import type { OrderRow } from "../../use-cases/ports/order-rows.ts";

const rest = ordersAtRest();

function partOf(order: OrderRow) {
  const part = order.fulfillmentOrders.at(-1);
  const line = order.lines[0];
  if (!part || !line) throw new Error("the order has no part");
  return { part, line };
}

describe("plans and packages", () => {
  it("a new plan cancels the open parts of the one before", async () => {
    const order = await rest.planned();
    await rest.addPart(order);
    const parts = (await rest.read(order.id)).fulfillmentOrders;
    expect(parts.map((part) => [part.planVersion, part.state])).toEqual([
      [1, "cancelled"],
      [2, "open"],
    ]);
  });

  it("a package told twice is counted once", async () => {
    const order = await rest.planned();
    const { part, line } = partOf(order);
    const shipment = {
      fulfillmentOrderId: part.id,
      packageId: "p1",
      reportTo: "store" as const,
      carrier: "UPS",
      trackingNumber: "TN1",
      trackingUrl: null,
      lines: [{ orderLineId: line.id, quantity: 2 }],
      shippedAt: at(3),
    };
    const first = await rest.orders.saveShipment(storeId, shipment);
    const second = await rest.orders.saveShipment(storeId, shipment);
    expect([first.kind, second.kind]).toEqual(["new", "known"]);
    expect(partOf(await rest.read(order.id)).part.lines[0]?.shippedQuantity).toBe(2);
  });

  it("carrier and number are brought up to date until the package is reported", async () => {
    const order = await rest.planned();
    const { part, line } = partOf(order);
    const shipment = {
      fulfillmentOrderId: part.id,
      packageId: "p1",
      reportTo: "marketplace" as const,
      carrier: null as string | null,
      trackingNumber: "TN1",
      trackingUrl: null,
      lines: [{ orderLineId: line.id, quantity: 1 }],
      shippedAt: at(3),
    };
    const { shipmentId } = await rest.orders.saveShipment(storeId, shipment);
    expect((await rest.orders.saveShipment(storeId, { ...shipment, carrier: "UPS" })).kind).toBe("changed");
    await rest.orders.changeShipment(storeId, shipmentId, { reportedAt: at(4) });
    expect((await rest.orders.saveShipment(storeId, { ...shipment, carrier: "USPS" })).kind).toBe("known");
    expect(partOf(await rest.read(order.id)).part.shipments[0]?.carrier).toBe("UPS");
  });

  it("an order is found by its part, by the store's number of it, and by its package", async () => {
    const order = await rest.planned();
    const { part } = partOf(order);
    await rest.orders.changeFulfillmentOrder(storeId, part.id, { storeFulfillmentOrderId: "gid-fo" });
    expect((await rest.orders.orderOfFulfillmentOrder(storeId, part.id))?.id).toBe(order.id);
    expect((await rest.orders.orderOfStoreFulfillmentOrder(storeId, "gid-fo"))?.id).toBe(order.id);
    expect(await rest.orders.orderOfFulfillmentOrder(elsewhere, part.id)).toBeUndefined();
  });

  it("the store's line ids are noted on the lines of a part", async () => {
    const order = await rest.planned();
    const { part, line } = partOf(order);
    await rest.orders.linkStoreLines(storeId, part.id, [{ orderLineId: line.id, storeLineId: "gid-line" }]);
    expect(partOf(await rest.read(order.id)).part.lines[0]?.storeLineId).toBe("gid-line");
  });
});
