// Orders in the real database: repeats, older copies, packages counted once, and personal data unreadable at rest.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import type { Address } from "../../domain/address.ts";
import { as, type ConnectionId, type OrderId, type StoreId, type WarehouseId } from "../../domain/ids.ts";
import type { ImportedOrder, OrderChange } from "../../use-cases/ports/order-changes.ts";
import type { OrderRecords } from "../../use-cases/ports/order-records.ts";
import type { OrderRow } from "../../use-cases/ports/order-rows.ts";
import { createOrderRecords } from "./orders.ts";
import { createSeal } from "./seal.ts";

const storeId = as<StoreId>("store-1");
const elsewhere = as<StoreId>("store-2");
const at = (minute: number) => new Date(Date.UTC(2026, 9, 1, 12, minute));
const usd = (minor: number) => ({ minor, currency: "USD" });
const address: Address = {
  name: "Ada Byron",
  company: null,
  line1: "1 Main St",
  line2: null,
  city: "Austin",
  province: "Texas",
  postalCode: "78701",
  countryCode: "US",
  phone: "+15125550100",
  email: null,
};

let copy: TestDatabase;
let orders: OrderRecords;
beforeAll(async () => {
  copy = await createTestDatabase();
  orders = createOrderRecords(copy.database.prisma, createSeal({ current: "a secret" }, "personal-data"));
});
afterAll(() => copy.close());
beforeEach(() => copy.database.pool.query('truncate "Order" cascade'));

const anOrder = (over: Partial<ImportedOrder> = {}): ImportedOrder => ({
  connectionId: as<ConnectionId>("c1"),
  origin: "marketplace",
  originOrderId: "577",
  name: "577",
  shippedBy: "marketplace",
  label: "merchant",
  originStatus: "awaiting-shipment",
  deliveryOptionId: null,
  marketplaceWarehouseId: null,
  currency: "USD",
  total: usd(3000),
  shipping: usd(500),
  tax: null,
  placedAt: at(0),
  originUpdatedAt: at(1),
  storeOrderId: null,
  address,
  buyerEmail: "relay@chat.seller.tiktok.com",
  lines: [
    {
      lineKey: "a",
      sku: "MUG",
      title: "Mug",
      variantId: null,
      marketplaceSkuId: "s1",
      quantity: 3,
      cancelledQuantity: 0,
      unitPrice: usd(1000),
      originUnitIds: ["u3", "u1", "u2"],
    },
  ],
  ...over,
});

async function saved(over: Partial<ImportedOrder> = {}): Promise<OrderRow> {
  const { orderId } = await orders.saveImported(storeId, anOrder(over));
  return read(orderId);
}

async function read(id: OrderId): Promise<OrderRow> {
  const row = await orders.order(storeId, id);
  if (!row) throw new Error("the order is gone");
  return row;
}

/** The order with one part at a warehouse that ships all of its one line. */
async function planned(): Promise<OrderRow> {
  const { id, lines } = await saved();
  await addPart({ id, lines });
  return read(id);
}

function addPart({ id, lines }: Pick<OrderRow, "id" | "lines">) {
  return orders.savePlan(storeId, id, {
    plan: { parts: [], unallocated: [] },
    fulfillmentOrders: [
      {
        warehouseId: as<WarehouseId>("w1"),
        state: "open",
        storeFulfillmentOrderId: null,
        lines: lines.map((line) => ({ orderLineId: line.id, quantity: line.quantity, storeLineId: null })),
      },
    ],
  });
}

function partOf(order: OrderRow) {
  const part = order.fulfillmentOrders.at(-1);
  const line = order.lines[0];
  if (!part || !line) throw new Error("the order has no part");
  return { part, line };
}

describe("orders at rest", () => {
  it("the same order twice is one order with one set of lines", async () => {
    const first = await orders.saveImported(storeId, anOrder());
    const second = await orders.saveImported(storeId, anOrder());
    expect([first.kind, second.kind]).toEqual(["new", "saved"]);
    expect(second.orderId).toBe(first.orderId);
    const row = await read(first.orderId);
    expect(row.lines).toHaveLength(1);
    expect(row.lines[0]?.originUnitIds).toEqual(["u1", "u2", "u3"]);
  });

  it("an older copy never overwrites a newer one", async () => {
    const { id } = await saved({ originUpdatedAt: at(5), originStatus: "delivered" });
    const older = await orders.saveImported(
      storeId,
      anOrder({ originUpdatedAt: at(4), originStatus: "unpaid" }),
    );
    expect(older).toEqual({ kind: "older", orderId: id, unitsCancelled: 0 });
    expect((await read(id)).originStatus).toBe("delivered");
  });

  it("two imports at once make one order", async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(() => orders.saveImported(storeId, anOrder({ lines: [] }))),
    );
    expect(new Set(answers.map((answer) => answer.orderId)).size).toBe(1);
    expect(answers.filter((answer) => answer.kind === "new")).toHaveLength(1);
  });

  it("a second import leaves our own columns alone", async () => {
    const { id } = await saved();
    await orders.changeOrder(storeId, id, {
      state: "routed",
      storeOrderId: "gid-1",
      storeOrderName: "#1001",
    });
    await orders.saveImported(storeId, anOrder({ originUpdatedAt: at(9), originStatus: "in-transit" }));
    expect(await read(id)).toMatchObject({
      state: "routed",
      storeOrderId: "gid-1",
      originStatus: "in-transit",
    });
  });

  it("no other store reads or changes it", async () => {
    const { id } = await saved({ storeOrderId: "gid-1" });
    expect(await orders.order(elsewhere, id)).toBeUndefined();
    expect(await orders.orderByStoreOrder(elsewhere, "gid-1")).toBeUndefined();
    await orders.changeOrder(elsewhere, id, { state: "cancelled" });
    expect((await read(id)).state).toBe("imported");
  });

  it("personal data is opened for delivery, is not readable in the table, and outlives a masked copy", async () => {
    const { id } = await saved();
    await orders.saveImported(storeId, anOrder({ address: null, buyerEmail: null, originUpdatedAt: at(9) }));
    expect(await orders.delivery(storeId, id)).toEqual({ address, email: "relay@chat.seller.tiktok.com" });
    const row = await copy.database.prisma.order.findUniqueOrThrow({ where: { id } });
    const bytes = [row.addressSealed, row.buyerEmailSealed].map((sealed) =>
      Buffer.from(sealed ?? []).toString("latin1"),
    );
    const everything = JSON.stringify([row, ...bytes]);
    expect(everything).not.toMatch(/Ada|Main St|relay@/);
  });

  it("history is written once per kind and ref", async () => {
    const { id } = await saved();
    const entry = { at: at(2), kind: "imported", ref: "577", text: "Bought." };
    await orders.addHistory(storeId, id, [entry]);
    await orders.addHistory(storeId, id, [{ ...entry, text: "Bought again." }]);
    expect(await copy.database.prisma.historyEntry.findMany()).toMatchObject([{ text: "Bought." }]);
  });

  it("unfinished orders are read page by page: those delivered and known to the store, or cancelled, are none", async () => {
    const becoming: Record<string, OrderChange> = {
      "3": { state: "delivered" },
      "4": { state: "delivered", storeOrderId: "gid://shopify/Order/4" },
      "5": { state: "cancelled" },
    };
    for (const originOrderId of ["1", "2", "3", "4", "5"]) {
      const { id } = await saved({ originOrderId });
      await orders.changeOrder(storeId, id, becoming[originOrderId] ?? {});
    }
    const page = { placedAfter: new Date(0), placedBefore: at(1), after: null, limit: 2 };
    const first = await orders.unfinishedOrders(storeId, page);
    const rest = await orders.unfinishedOrders(storeId, { ...page, after: first.at(-1)?.id ?? null });
    expect([...first, ...rest].map((order) => order.originOrderId).sort()).toEqual(["1", "2", "3"]);
  });
});

describe("plans and packages", () => {
  it("a new plan cancels the open parts of the one before", async () => {
    const order = await planned();
    await addPart(order);
    const parts = (await read(order.id)).fulfillmentOrders;
    expect(parts.map((part) => [part.planVersion, part.state])).toEqual([
      [1, "cancelled"],
      [2, "open"],
    ]);
  });

  it("a package told twice is counted once", async () => {
    const order = await planned();
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
    const first = await orders.saveShipment(storeId, shipment);
    const second = await orders.saveShipment(storeId, shipment);
    expect([first.kind, second.kind]).toEqual(["new", "known"]);
    expect(partOf(await read(order.id)).part.lines[0]?.shippedQuantity).toBe(2);
  });

  it("carrier and number are brought up to date until the package is reported", async () => {
    const order = await planned();
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
    const { shipmentId } = await orders.saveShipment(storeId, shipment);
    expect((await orders.saveShipment(storeId, { ...shipment, carrier: "UPS" })).kind).toBe("changed");
    await orders.changeShipment(storeId, shipmentId, { reportedAt: at(4) });
    expect((await orders.saveShipment(storeId, { ...shipment, carrier: "USPS" })).kind).toBe("known");
    expect(partOf(await read(order.id)).part.shipments[0]?.carrier).toBe("UPS");
  });

  it("an order is found by its part, by the store's number of it, and by its package", async () => {
    const order = await planned();
    const { part } = partOf(order);
    await orders.changeFulfillmentOrder(storeId, part.id, { storeFulfillmentOrderId: "gid-fo" });
    expect((await orders.orderOfFulfillmentOrder(storeId, part.id))?.id).toBe(order.id);
    expect((await orders.orderOfStoreFulfillmentOrder(storeId, "gid-fo"))?.id).toBe(order.id);
    expect(await orders.orderOfFulfillmentOrder(elsewhere, part.id)).toBeUndefined();
  });

  it("the store's line ids are noted on the lines of a part", async () => {
    const order = await planned();
    const { part, line } = partOf(order);
    await orders.linkStoreLines(storeId, part.id, [{ orderLineId: line.id, storeLineId: "gid-line" }]);
    expect(partOf(await read(order.id)).part.lines[0]?.storeLineId).toBe("gid-line");
  });
});
