// Orders in a real database of their own, for tests of what is kept of them.
import { afterAll, beforeAll, beforeEach } from "vitest";
import { createOrderRecords } from "../app/adapters/database/orders.ts";
import { createSeal } from "../app/adapters/database/seal.ts";
import type { Address } from "../app/domain/address.ts";
import { as, type ConnectionId, type OrderId, type StoreId, type WarehouseId } from "../app/domain/ids.ts";
import type { ImportedOrder } from "../app/use-cases/ports/order-changes.ts";
import type { OrderRecords } from "../app/use-cases/ports/order-records.ts";
import type { OrderRow } from "../app/use-cases/ports/order-rows.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";

export const storeId = as<StoreId>("store-1");
export const elsewhere = as<StoreId>("store-2");
export const at = (minute: number) => new Date(Date.UTC(2026, 9, 1, 12, minute));
const usd = (minor: number) => ({ minor, currency: "USD" });
export const address: Address = {
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

export const anOrder = (over: Partial<ImportedOrder> = {}): ImportedOrder => ({
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

/** Registers the hooks of a test file: each of its tests begins without an order. */
export function ordersAtRest() {
  let copy: TestDatabase;
  let orders: OrderRecords;
  beforeAll(async () => {
    copy = await createTestDatabase();
    orders = createOrderRecords(copy.database.prisma, createSeal({ current: "a secret" }, "personal-data"));
  });
  afterAll(() => copy.close());
  beforeEach(() => copy.database.pool.query('truncate "Order" cascade'));
  const read = async (id: OrderId): Promise<OrderRow> => {
    const row = await orders.order(storeId, id);
    if (!row) throw new Error("the order is gone");
    return row;
  };
  const saved = async (over: Partial<ImportedOrder> = {}): Promise<OrderRow> => {
    const { orderId } = await orders.saveImported(storeId, anOrder(over));
    return read(orderId);
  };
  const addPart = ({ id, lines }: Pick<OrderRow, "id" | "lines">) =>
    orders.savePlan(storeId, id, {
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
  return {
    get orders() {
      return orders;
    },
    get prisma() {
      return copy.database.prisma;
    },
    ...{ read, saved, addPart },
    /** The order with one part at a warehouse that ships all of its one line. */
    planned: async (): Promise<OrderRow> => {
      const { id, lines } = await saved();
      await addPart({ id, lines });
      return read(id);
    },
  };
}
