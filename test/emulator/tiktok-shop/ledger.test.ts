import fc from "fast-check";
import { expect, it } from "vitest";
import { DEMO_SHOP } from "../settings.ts";
import { type AShop, aLiveProduct, aShop, WAREHOUSE } from "./a-shop.ts";

const STOCK = 10;
const move = fc.record({
  kind: fc.constantFrom(
    "buy",
    "buyFbt",
    "stock",
    "mcf",
    "advance",
    "advanceMcf",
    "cancel",
    "cancelMcf",
    "ship",
    "set",
  ),
  quantity: fc.integer({ min: 1, max: 6 }),
  which: fc.nat(20),
} as const);
type Move = typeof move extends fc.Arbitrary<infer M> ? M : never;

/** What was put in and taken out by hand, to hold the ledgers against. */
type Book = { stocked: number };

it("stock is neither made nor lost, whatever is bought, shipped, stocked and called off", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 30 }), async (moves) => {
      const shop = aShop({ actors: "manual" });
      const { id } = await aLiveProduct(shop);
      shop.twin.decideAudit(id, { approve: true });
      const book: Book = { stocked: 0 };
      for (const next of moves) {
        await run(shop, next, book);
        check(shop, book);
      }
    }),
    { numRuns: 60 },
  );
});

async function run(shop: AShop, { kind, quantity, which }: Move, book: Book): Promise<void> {
  const { orders, outboundOrders, products, fbtStock } = shop.twin.view(DEMO_SHOP);
  const order = orders[which % Math.max(1, orders.length)];
  const outbound = outboundOrders[which % Math.max(1, outboundOrders.length)];
  const lines = [{ sellerSku: "MUG-S", quantity }];
  const parcel = { tracking_number: "9400100000000000000001", shipping_provider_id: "7117858858072016686" };
  const moves: Record<Move["kind"], () => unknown> = {
    buy: () =>
      tolerant(() => shop.twin.placeOrder(DEMO_SHOP, { lines, fulfillment: "FULFILLMENT_BY_SELLER" })),
    buyFbt: () =>
      tolerant(() => shop.twin.placeOrder(DEMO_SHOP, { lines, fulfillment: "FULFILLMENT_BY_TIKTOK" })),
    stock: () => {
      shop.twin.stockFbt(DEMO_SHOP, {
        sellerSku: "MUG-S",
        quantity,
        ...(which % 2 ? { fbtWarehouseId: "7340001001001001002" } : {}),
      });
      book.stocked += quantity;
    },
    mcf: () =>
      shop.call(
        "POST /fbt/202601/mcf_outbound_orders",
        mcfBody(`x${outboundOrders.length}`, fbtStock[0]?.goodsId ?? "1", quantity),
      ),
    advance: () => order && tolerant(() => shop.twin.advanceOrder(order.id)),
    advanceMcf: () => outbound && tolerant(() => shop.twin.advanceOutboundOrder(outbound.mcfOrderId)),
    cancel: () => order && tolerant(() => shop.twin.cancelOrder(order.id)),
    cancelMcf: () =>
      shop.call("POST /fbt/202601/mcf_outbound_orders/cancel", { mcf_order_id: outbound?.mcfOrderId ?? "1" }),
    ship: () => order && shop.call(`POST /fulfillment/202309/orders/${order.id}/packages`, parcel),
    set: () =>
      shop.call(`POST /product/202309/products/${products[0]?.id}/inventory/update`, {
        skus: [
          {
            id: products[0]?.skus[0]?.id,
            inventory: [{ warehouse_id: WAREHOUSE, quantity: STOCK - quantity }],
          },
        ],
      }),
  };
  await moves[kind]();
}

function check(shop: AShop, book: Book): void {
  const { orders, products, fbtStock, outboundOrders } = shop.twin.view(DEMO_SHOP);
  const waiting = (fulfillmentType: string) =>
    orders
      .filter((order) => order.fulfillmentType === fulfillmentType && order.status !== "CANCELLED")
      .flatMap((order) => order.lines)
      .filter((line) => line.packageId === null).length;
  const sent = orders
    .filter((order) => order.fulfillmentType === "FULFILLMENT_BY_TIKTOK")
    .flatMap((order) => order.lines)
    .filter((line) => line.packageId !== null).length;
  const consigned = (...states: string[]) =>
    outboundOrders
      .flatMap((order) => order.consignOrders)
      .filter((consign) => states.includes(consign.status))
      .flatMap((consign) => consign.goods)
      .reduce((sum, goods) => sum + goods.quantity, 0);
  const own = products[0]?.skus[0]?.stock.find((row) => row.warehouseId === WAREHOUSE);
  expect(own?.committed).toBe(waiting("FULFILLMENT_BY_SELLER"));
  expect(own?.quantity).toBeGreaterThanOrEqual(0);
  const goods = fbtStock[0] ?? { total: 0, reserved: 0, available: 0 };
  expect(goods.total).toBe(goods.available + goods.reserved);
  expect(goods.available).toBeGreaterThanOrEqual(0);
  expect(goods.reserved).toBe(waiting("FULFILLMENT_BY_TIKTOK") + consigned("PENDING", "HANDLE_BY_WAREHOUSE"));
  expect(goods.total).toBe(book.stocked - sent - consigned("SHIPPED", "COMPLETED"));
}

/** Moves that the world does not allow are no moves. */
function tolerant(attempt: () => unknown): void {
  try {
    attempt();
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
  }
}

function mcfBody(external_order_id: string, id: string, quantity: number): unknown {
  const address = {
    country_code: "US",
    state_or_region: "CA",
    city: "San Jose",
    postal_code: "95110",
    address_line_1: "1 Main St",
  };
  return {
    external_order_id,
    goods: [{ id, quantity }],
    consignee: { name: "D", phone_number: "1", address },
  };
}
