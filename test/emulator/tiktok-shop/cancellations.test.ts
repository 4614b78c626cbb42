import { expect, it } from "vitest";
import { DEMO_SHOP, defaultSettings } from "../settings.ts";
import { type AShop, aLiveProduct, aShop, aSku, WAREHOUSE } from "./a-shop.ts";

const CANCEL = "POST /return_refund/202309/cancellations";
const OUT_OF_STOCK = "seller_cancel_reason_out_of_stock";
const HOUR = 3_600_000;

const shopIn = (region: string, currency: string) => {
  const { tiktokShop } = defaultSettings;
  return {
    tiktokShop: { ...tiktokShop, shops: tiktokShop.shops.map((shop) => ({ ...shop, region, currency })) },
  };
};

async function aSeller(settings = {}): Promise<AShop> {
  const shop = aShop({ actors: "manual", ...settings });
  const { id } = await aLiveProduct(shop);
  shop.twin.decideAudit(id, { approve: true });
  await shop.call("PUT /event/202309/webhooks", {
    event_type: "CANCELLATION_STATUS_CHANGE",
    address: "https://app.reeldock.test/w",
  });
  return shop;
}

const buy = (shop: AShop, more = {}) =>
  shop.twin.placeOrder(DEMO_SHOP, { lines: [{ sellerSku: "MUG-S", quantity: 3 }], ...more }).orderId;
const ready = (shop: AShop) => {
  const id = buy(shop);
  shop.twin.advanceOrder(id);
  return id;
};
const read = async (shop: AShop, id: string) =>
  (await shop.call("GET /order/202309/orders", undefined, { ids: id })).data.orders[0];
const stock = (shop: AShop) =>
  shop.twin.view(DEMO_SHOP).products[0]?.skus[0]?.stock.find((row) => row.warehouseId === WAREHOUSE);
const told = (shop: AShop) =>
  shop.received.map(({ message }) => (message.data as unknown as { cancel_status: string }).cancel_status);

it("a request that is not answered in 48 hours is granted", async () => {
  const shop = await aSeller();
  const id = ready(shop);
  const cancelId = shop.twin.requestCancellation(id);
  expect(() => shop.twin.requestCancellation(id)).toThrow(/asked already/);
  const { cancellations } = (await shop.call(`${CANCEL}/search`, { cancel_ids: [cancelId] })).data;
  expect(cancellations).toMatchObject([
    {
      cancel_status: "CANCELLATION_REQUEST_PENDING",
      refund_amount: { refund_subtotal: "72.00", refund_tax: "5.22", refund_total: "77.22" },
      seller_next_action_response: [
        { action: "SELLER_RESPOND_CANCEL", deadline: Math.floor(shop.clock.now() / 1000) + 48 * 3600 },
      ],
    },
  ]);
  await shop.clock.advance(48 * HOUR - 1_000);
  expect((await read(shop, id)).status).toBe("AWAITING_SHIPMENT");
  await shop.clock.advance(1_000);
  expect(await read(shop, id)).toMatchObject({
    status: "CANCELLED",
    is_buyer_request_cancel: false,
    cancellation_initiator: "BUYER",
  });
  expect(stock(shop)).toMatchObject({ quantity: 10, committed: 0 });
  expect(told(shop)).toEqual(["CANCELLATION_REQUEST_PENDING", "CANCELLATION_REQUEST_SUCCESS"]);
});

it("what a buyer asks to cancel cannot be shipped until it is answered or taken back", async () => {
  const shop = await aSeller();
  const id = ready(shop);
  const ship = () =>
    shop.call(`POST /fulfillment/202309/orders/${id}/packages`, {
      tracking_number: "9400100000000000000001",
      shipping_provider_id: "7117858858072016686",
    });
  shop.twin.requestCancellation(id);
  for (const _ of [1, 2]) expect((await ship()).code).toBe(10007014);
  shop.twin.withdrawRequest(id);
  expect(() => shop.twin.withdrawRequest(id)).toThrow(/has not asked/);
  expect((await ship()).code).toBe(0);
  await shop.clock.advance(0);
  expect(told(shop)).toEqual(["CANCELLATION_REQUEST_PENDING", "CANCELLATION_REQUEST_CANCEL"]);
});

it("out of stock, some units are called off and the rest is shipped", async () => {
  const shop = await aSeller();
  const id = ready(shop);
  const [first] = (await read(shop, id)).line_items;
  const part = { order_id: id, cancel_reason: OUT_OF_STOCK, order_line_item_ids: [first.id] };
  expect((await shop.call(CANCEL, part)).data).toMatchObject({
    cancel_status: "CANCELLATION_REQUEST_SUCCESS",
  });
  expect((await shop.call(CANCEL, part)).code).toBe(98001004);
  const left = await read(shop, id);
  expect(left.status).toBe("AWAITING_SHIPMENT");
  expect(left.line_items[0]).toMatchObject({ display_status: "CANCELLED", cancel_user: "SELLER" });
  expect(stock(shop)).toMatchObject({ quantity: 8, committed: 2 });
  const rest = { order_id: id, cancel_reason: OUT_OF_STOCK, skus: [{ sku_id: skuOf(shop), quantity: 2 }] };
  expect((await shop.call(CANCEL, rest)).code).toBe(0);
  expect(await read(shop, id)).toMatchObject({ status: "CANCELLED", cancel_reason: OUT_OF_STOCK });
});

const skuOf = (shop: AShop) => shop.twin.view(DEMO_SHOP).products[0]?.skus[0]?.id ?? "";

it.each([
  ["an order of nobody", () => ({ order_id: "576600000000000000" }), 21008111],
  ["no reason", () => ({ cancel_reason: "" }), 98001004],
  [
    "a reason for unpaid orders",
    () => ({ cancel_reason: "seller_cancel_unpaid_reason_wrong_price" }),
    98001004,
  ],
  ["the British reason in the US", () => ({ cancel_reason: `${OUT_OF_STOCK}_uk` }), 98001004],
  ["a line of nobody", () => ({ order_line_item_ids: ["577000000000000000"] }), 98001004],
  [
    "more units than there are",
    (shop: AShop) => ({ skus: [{ sku_id: skuOf(shop), quantity: 4 }] }),
    98001004,
  ],
  ["less than one unit", (shop: AShop) => ({ skus: [{ sku_id: skuOf(shop), quantity: -1 }] }), 98001004],
  [
    "part of it at a wrong price",
    (shop: AShop) => ({
      cancel_reason: "seller_cancel_reason_wrong_price",
      skus: [{ sku_id: skuOf(shop), quantity: 1 }],
    }),
    98001004,
  ],
])("a seller's cancellation with %s is refused and changes nothing", async (_says, change, code) => {
  const shop = await aSeller();
  const id = ready(shop);
  const answer = await shop.call(CANCEL, { order_id: id, cancel_reason: OUT_OF_STOCK, ...change(shop) });
  expect([answer.code, (await read(shop, id)).status]).toEqual([code, "AWAITING_SHIPMENT"]);
  expect(stock(shop)).toMatchObject({ quantity: 7, committed: 3 });
  expect(told(shop)).toEqual([]);
});

it("what the carrier waits for can be called off in the US, what it has collected nowhere", async () => {
  const shop = await aSeller();
  const [waiting, collected] = [ready(shop), ready(shop)];
  for (const id of [waiting, collected]) {
    await shop.call(`POST /fulfillment/202309/orders/${id}/packages`, {
      tracking_number: "9400100000000000000001",
      shipping_provider_id: "7117858858072016686",
    });
  }
  shop.twin.advanceOrder(collected);
  const cancel = async (order_id: string) =>
    (await shop.call(CANCEL, { order_id, cancel_reason: OUT_OF_STOCK })).code;
  expect([await cancel(waiting), await cancel(collected)]).toEqual([0, 25001001]);
  const order = await read(shop, waiting);
  expect(order.line_items[0]).toMatchObject({ display_status: "CANCELLED", package_status: "CANCELLED" });
  expect(stock(shop)).toMatchObject({ quantity: 4, committed: 0 });
});

it("in Britain the reason has another name", async () => {
  const shop = aShop({ actors: "manual", ...shopIn("GB", "GBP") });
  const price = { amount: "24.00", currency: "GBP" };
  const skus = [aSku("MUG-S", "Small", { price })];
  const { id } = await aLiveProduct(shop, { skus, category_version: "v1" });
  shop.twin.decideAudit(id, { approve: true });
  const order_id = ready(shop);
  expect((await shop.call(CANCEL, { order_id, cancel_reason: OUT_OF_STOCK })).code).toBe(98001004);
  expect((await read(shop, order_id)).recipient_address).toMatchObject({
    region_code: "GB",
    post_town: "Leeds",
  });
  expect((await read(shop, order_id)).payment).toMatchObject({ currency: "GBP", tax: "0.00" });
  expect((await shop.call(CANCEL, { order_id, cancel_reason: `${OUT_OF_STOCK}_uk` })).code).toBe(0);
});

it("an unpaid order has reasons of its own, hides its buyer for good, and lapses after a day", async () => {
  const shop = await aSeller();
  const [called, lapsing] = [buy(shop, { payment: "later" }), buy(shop, { payment: "later" })];
  expect((await shop.call(CANCEL, { order_id: called, cancel_reason: OUT_OF_STOCK })).code).toBe(98001004);
  const cancel_reason = "seller_cancel_unpaid_reason_out_of_stock";
  expect((await shop.call(CANCEL, { order_id: called, cancel_reason })).code).toBe(0);
  await shop.clock.advance(24 * HOUR);
  for (const id of [called, lapsing]) {
    const order = await read(shop, id);
    expect(order).toMatchObject({ status: "CANCELLED", user_id: "", buyer_email: "" });
    expect(order).not.toHaveProperty("recipient_address");
    expect(order).not.toHaveProperty("paid_time");
  }
  expect(stock(shop)).toMatchObject({ quantity: 10, committed: 0 });
});

it("the money follows, and the cancellation is complete", async () => {
  const shop = aShop();
  await aLiveProduct(shop);
  const id = buy(shop);
  shop.twin.cancelOrder(id);
  const states = async () =>
    (await shop.call(`${CANCEL}/search`, { order_ids: [id] })).data.cancellations.map(
      (row) => row.cancel_status,
    );
  expect(await states()).toEqual(["CANCELLATION_REQUEST_SUCCESS"]);
  await shop.clock.advance(1_500);
  expect(await states()).toEqual(["CANCELLATION_REQUEST_COMPLETE"]);
});
