import { expect, it } from "vitest";
import { DEMO_SHOP } from "../settings.ts";
import { type AShop, aLiveProduct, aShop } from "./a-shop.ts";

const DAY = 86_400_000;
const parcel = { tracking_number: "9400100000000000000001", shipping_provider_id: "7117858858072016686" };

async function aSeller(): Promise<AShop> {
  const shop = aShop({ actors: "manual" });
  const { id } = await aLiveProduct(shop);
  shop.twin.decideAudit(id, { approve: true });
  shop.twin.stockFbt(DEMO_SHOP, { sellerSku: "MUG-S", quantity: 5 });
  return shop;
}

const buy = (shop: AShop, fulfillment: "FULFILLMENT_BY_SELLER" | "FULFILLMENT_BY_TIKTOK") => {
  const lines = [{ sellerSku: "MUG-S", quantity: 2 }];
  const { orderId } = shop.twin.placeOrder(DEMO_SHOP, { lines, fulfillment });
  shop.twin.advanceOrder(orderId);
  return orderId;
};
const statuses = (shop: AShop) => shop.twin.view(DEMO_SHOP).orders.map((order) => order.status);
const read = async (shop: AShop, ids: string) =>
  (await shop.call("GET /order/202309/orders", undefined, { ids })).data.orders[0];

it("the times promised when an order is paid are those at which it is called off", async () => {
  const shop = await aSeller();
  const paid = Math.floor(shop.clock.now() / 1000);
  const order = await read(shop, buy(shop, "FULFILLMENT_BY_SELLER"));
  const days = (count: number) => paid + count * 86_400;
  expect(order).toMatchObject({
    paid_time: paid,
    rts_sla_time: days(2),
    tts_sla_time: days(3),
    cancel_order_sla_time: days(7),
    shipping_due_time: days(7),
    collection_due_time: days(10),
    delivery_due_time: days(30),
  });
});

it.each([
  ["not shipped", 0, 7],
  ["not collected", 1, 10],
  ["not delivered", 2, 30],
])(
  "an order of the platform's warehouse that is %s in time is called off and its goods are back",
  async (...row) => {
    const [, steps, days] = row;
    const shop = await aSeller();
    const id = buy(shop, "FULFILLMENT_BY_TIKTOK");
    for (let step = 0; step < steps; step++) shop.twin.advanceOrder(id);
    await shop.clock.advance(days * DAY - 1_000);
    expect(statuses(shop)).not.toContain("CANCELLED");
    await shop.clock.advance(1_000);
    expect(statuses(shop)).toEqual(["CANCELLED"]);
    expect(shop.twin.view(DEMO_SHOP).fbtStock).toMatchObject([{ total: 5, reserved: 0, available: 5 }]);
  },
);

it("what was delivered in time stays so", async () => {
  const shop = await aSeller();
  const id = buy(shop, "FULFILLMENT_BY_TIKTOK");
  for (const _ of [1, 2, 3]) shop.twin.advanceOrder(id);
  await shop.clock.advance(40 * DAY);
  expect(statuses(shop)).toEqual(["DELIVERED"]);
});

it("of an order shipped in part in time, the rest is called off and the parcel goes on", async () => {
  const shop = await aSeller();
  const id = buy(shop, "FULFILLMENT_BY_SELLER");
  const [first] = (await read(shop, id)).line_items;
  const path = `POST /fulfillment/202309/orders/${id}/packages`;
  expect((await shop.call(path, { ...parcel, order_line_item_ids: [first.id] })).code).toBe(0);
  await shop.clock.advance(7 * DAY);
  await shop.signIn();
  const order = await read(shop, id);
  expect(order.status).toBe("AWAITING_COLLECTION");
  expect(
    order.line_items.map((line) => (line as unknown as { display_status: string }).display_status),
  ).toEqual(["AWAITING_COLLECTION", "CANCELLED"]);
});

it("parcels of the platform's warehouse come back to it or are lost", async () => {
  const shop = await aSeller();
  const [back, lost] = [buy(shop, "FULFILLMENT_BY_TIKTOK"), buy(shop, "FULFILLMENT_BY_TIKTOK")];
  expect(() => shop.twin.failDelivery(back, "returned")).toThrow(/no parcel is on its way/);
  for (const id of [back, lost]) shop.twin.advanceOrder(id);
  shop.twin.failDelivery(back, "returned");
  shop.twin.failDelivery(lost, "lost");
  expect(statuses(shop)).toEqual(["CANCELLED", "CANCELLED"]);
  expect(shop.twin.view(DEMO_SHOP).fbtStock).toMatchObject([{ total: 3, reserved: 0, available: 3 }]);
  const { inventory_records } = (
    await shop.call("POST /fbt/202410/inventory_records/search", {}, { page_size: "10" })
  ).data;
  expect(
    inventory_records.map((record) => (record as unknown as { order: { type: string } }).order.type),
  ).toEqual(["INBOUND_ORDER", "CONSIGN_ORDER", "CONSIGN_ORDER", "FAILED_DELIVERY"]);
});
