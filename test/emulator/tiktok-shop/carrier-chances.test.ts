import { expect, it } from "vitest";
import type { TwinSettings } from "../platform.ts";
import { DEMO_SHOP, defaultSettings } from "../settings.ts";
import { aLiveProduct, aShop, CONSIGNEE } from "./a-shop.ts";

const DAY = 86_400_000;
const ORDERS = 40;

/** Forty orders that the platform ships, and what became of them after a while. */
async function shipped(carriers: Partial<TwinSettings["carriers"]>, afterMs = 20_000) {
  const shop = aShop({ carriers: { ...defaultSettings.carriers, ...carriers } });
  await aLiveProduct(shop);
  shop.twin.stockFbt(DEMO_SHOP, { sellerSku: "MUG-L", quantity: 2 * ORDERS });
  for (let at = 0; at < ORDERS; at += 1)
    shop.twin.placeOrder(DEMO_SHOP, { lines: [{ sellerSku: "MUG-L", quantity: 2 }] });
  await shop.clock.advance(afterMs);
  const { orders, fbtStock } = shop.twin.view(DEMO_SHOP);
  const count = (status: string) => orders.filter((order) => order.status === status).length;
  const parcels = new Set(orders.flatMap(({ lines }) => lines.flatMap(({ packageId }) => packageId ?? [])));
  return {
    delivered: count("DELIVERED") + count("COMPLETED"),
    cancelled: count("CANCELLED"),
    parcels: parcels.size,
    fbtStock,
    orders,
  };
}

it("left alone, every parcel arrives, one for each order", async () => {
  expect(await shipped({})).toMatchObject({ delivered: ORDERS, cancelled: 0, parcels: ORDERS });
});

it("about the share that is to be lost is called off, and its units stay out", async () => {
  const { cancelled, delivered, fbtStock } = await shipped({ lostShare: 0.3 });
  expect(cancelled).toBeGreaterThan(4);
  expect(cancelled).toBeLessThan(22);
  expect(delivered).toBe(ORDERS - cancelled);
  expect(fbtStock[0]).toMatchObject({ total: 0, reserved: 0 });
});

it("what comes back is called off and stands in the warehouse again", async () => {
  const { cancelled, fbtStock } = await shipped({ returnedShare: 0.3 });
  expect(cancelled).toBeGreaterThan(4);
  expect(fbtStock[0]).toMatchObject({ total: 2 * cancelled, available: 2 * cancelled });
});

it("late parcels are not there in time, and arrive later", async () => {
  const late = { lateShare: 0.3, lateMs: DAY };
  const soon = await shipped(late);
  expect(soon.delivered).toBeGreaterThan(4);
  expect(soon.delivered).toBeLessThan(ORDERS);
  expect((await shipped(late, 6 * DAY)).delivered).toBe(ORDERS);
});

it("an order that is split comes in two parcels, each with a number of its own", async () => {
  const { parcels, orders } = await shipped({ splitShare: 1 });
  expect(parcels).toBe(2 * ORDERS);
  const [one, other] = orders[0]?.lines ?? [];
  expect(one?.trackingNumber).not.toBe(other?.trackingNumber);
});

it("a multi-channel order may be lost on its way, and says so", async () => {
  const shop = aShop({ carriers: { ...defaultSettings.carriers, lostShare: 1 } });
  await aLiveProduct(shop);
  const { goodsId } = shop.twin.stockFbt(DEMO_SHOP, { sellerSku: "MUG-L", quantity: 5 });
  const placed = await shop.call("POST /fbt/202601/mcf_outbound_orders", {
    external_order_id: "one",
    goods: [{ id: goodsId, quantity: 1 }],
    consignee: CONSIGNEE,
  });
  await shop.clock.advance(20_000);
  const mcf_order_id = placed.data.mcf_order.mcf_order_id;
  const read = await shop.call("GET /fbt/202601/mcf_outbound_orders", undefined, { mcf_order_id });
  expect(read.data.mcf_order.consign_orders).toMatchObject([{ status: "LOST", issue: "Package lost" }]);
});
