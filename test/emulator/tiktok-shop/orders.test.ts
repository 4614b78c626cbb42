import { expect, it } from "vitest";
import { DEMO_SHOP } from "../settings.ts";
import { type AShop, aLiveProduct, aShop } from "./a-shop.ts";
import type { Answer } from "./answers.ts";

const USPS = "7117858858072016686";
const buy = (shop: AShop, quantity = 2, more = {}) =>
  shop.twin.placeOrder(DEMO_SHOP, { lines: [{ sellerSku: "MUG-S", quantity }], ...more }).orderId;
const read = async (shop: AShop, id: string) =>
  (await shop.call("GET /order/202309/orders", undefined, { ids: id })).data.orders[0];
const status = (shop: AShop, id: string) =>
  shop.twin.view(DEMO_SHOP).orders.find((order) => order.id === id)?.status;

it("an order holds for its remorse period, then waits for the seller as long as its shipping time lasts", async () => {
  const shop = aShop();
  await aLiveProduct(shop);
  const id = buy(shop);
  expect(await read(shop, id)).toMatchObject({ status: "ON_HOLD", is_on_hold_order: true, buyer_email: "" });
  expect(await read(shop, id)).not.toHaveProperty("recipient_address");
  await shop.clock.advance(2_000);
  expect(status(shop, id)).toBe("AWAITING_SHIPMENT");
  await shop.clock.advance(7 * 86_400_000 - 3_000);
  expect(status(shop, id)).toBe("AWAITING_SHIPMENT");
  expect(() => shop.twin.advanceOrder(id)).toThrow(/nobody but the seller/);
  await shop.clock.advance(1_000);
  await shop.signIn();
  expect(await read(shop, id)).toMatchObject({ status: "CANCELLED", cancellation_initiator: "SYSTEM" });
  expect(shop.twin.view(DEMO_SHOP).products[0]?.skus[0]?.stock).toMatchObject([
    { quantity: 10, committed: 0 },
  ]);
});

it("one line is one unit, and the sums follow the platform's formulas", async () => {
  const shop = aShop();
  await aLiveProduct(shop);
  const order = await read(shop, buy(shop, 3));
  expect(order.line_items).toHaveLength(3);
  expect(order.line_items[0]).toMatchObject({ seller_sku: "MUG-S", sale_price: "24.00", sku_name: "Small" });
  expect(order.line_items[0]).not.toHaveProperty("package_id");
  const cents = (name: string) => Math.round(Number(order.payment[name]) * 100);
  expect(cents("sub_total")).toBe(
    cents("original_total_product_price") - cents("seller_discount") - cents("platform_discount"),
  );
  expect(cents("total_amount")).toBe(
    cents("sub_total") + cents("shipping_fee") + cents("tax") + cents("retail_delivery_fee"),
  );
  expect(cents("tax")).toBe(3 * 174);
});

it("shipping some lines, then the rest, ends in the carrier's hands; a shipped line cannot be marked again", async () => {
  const shop = aShop();
  await aLiveProduct(shop);
  const id = buy(shop);
  const path = `POST /fulfillment/202309/orders/${id}/packages`;
  const parcel = { tracking_number: "9400100000000000000001", shipping_provider_id: USPS };
  expect((await shop.call(path, parcel)).code).toBe(21011010);
  await shop.clock.advance(2_000);
  const [first, second] = (await read(shop, id)).line_items.map((line) => line.id);
  const shipped = await shop.call(path, { ...parcel, order_line_item_ids: [first] });
  expect(shipped.data).toMatchObject({
    order_id: id,
    order_line_item_ids: [first],
    package_id: expect.stringMatching(/^1152\d{15}$/),
  });
  expect(shipped.data).not.toHaveProperty("warning");
  expect(status(shop, id)).toBe("PARTIALLY_SHIPPING");
  expect((await shop.call(path, { ...parcel, order_line_item_ids: [first] })).code).toBe(21011010);
  expect((await shop.call(path, { ...parcel, order_line_item_ids: ["1"] })).code).toBe(21008111);
  const rest = await shop.call(path, { tracking_number: "ODD-7777", shipping_provider_id: USPS });
  expect(rest.data).toMatchObject({
    order_line_item_ids: [second],
    warning: { message: expect.stringContaining("USPS") },
  });
  expect((await shop.call(path, parcel)).code).toBe(21011010);
  expect(shop.history.effects("order.shipped").map((effect) => effect.data)).toEqual([
    { by: "seller" },
    { by: "seller" },
  ]);
  const order = await read(shop, id);
  expect([order.status, order.packages.length, order.line_items[0].tracking_number]).toEqual([
    "AWAITING_COLLECTION",
    2,
    "9400100000000000000001",
  ]);
  await shop.clock.advance(3 * 1_500);
  expect(status(shop, id)).toBe("COMPLETED");
});

it.each([
  [
    "a carrier that the delivery option does not have",
    { tracking_number: "9400100000000000000001", shipping_provider_id: "1" },
  ],
  ["a tracking number with signs in it", { tracking_number: "94$$$", shipping_provider_id: USPS }],
])("%s is refused", async (_says, body) => {
  const shop = aShop();
  await aLiveProduct(shop);
  const id = buy(shop);
  await shop.clock.advance(2_000);
  expect((await shop.call(`POST /fulfillment/202309/orders/${id}/packages`, body)).code).toBe(21008021);
});

it("parcels can be read, searched, followed and corrected for three days", async () => {
  const shop = aShop({ actors: "manual" });
  await shop.signIn();
  const made = aLiveProduct(shop);
  const product = (await made).id;
  shop.twin.decideAudit(product, { approve: true });
  const id = buy(shop);
  shop.twin.advanceOrder(id);
  const parcel = { tracking_number: "9400100000000000000001", shipping_provider_id: USPS };
  const { package_id } = (await shop.call(`POST /fulfillment/202309/orders/${id}/packages`, parcel)).data;
  expect((await shop.call(`GET /fulfillment/202309/packages/${package_id}`)).data).toMatchObject({
    package_id,
    package_status: "PROCESSING",
    shipping_provider_name: "USPS",
    orders: [{ id, skus: [{ quantity: 2 }] }],
  });
  const other = { tracking_number: "1Z0000000000000000", shipping_provider_id: "7117859084333745966" };
  expect(
    (await shop.call(`POST /fulfillment/202309/packages/${package_id}/shipping_info/update`, other)).code,
  ).toBe(0);
  const found = (await shop.call("POST /fulfillment/202309/packages/search", {}, { page_size: "10" })).data;
  expect(found.packages).toMatchObject([
    { id: package_id, status: "PROCESSING", tracking_number: "1Z0000000000000000" },
  ]);
  expect([shop.twin.advanceOrder(id), shop.twin.advanceOrder(id)]).toEqual(["IN_TRANSIT", "DELIVERED"]);
  const { tracking } = (await shop.call(`GET /fulfillment/202309/orders/${id}/tracking`)).data;
  expect(tracking.map((event) => event.description)).toHaveLength(3);
  await shop.clock.advance(73 * 3_600_000);
  expect((await shop.call(`POST /fulfillment/202309/orders/${id}/shipping_info/update`, parcel)).code).toBe(
    21011010,
  );
});

it("the platform ships its own orders: stars for the recipient, parcel and number, nothing for the seller to do", async () => {
  const shop = aShop();
  await aLiveProduct(shop);
  shop.twin.stockFbt(DEMO_SHOP, { sellerSku: "MUG-S", quantity: 5 });
  const id = buy(shop);
  await shop.clock.advance(2_000);
  const waiting = await read(shop, id);
  expect(waiting).toMatchObject({
    status: "AWAITING_SHIPMENT",
    fulfillment_type: "FULFILLMENT_BY_TIKTOK",
    recipient_address: { name: "**** ****" },
  });
  const marked = await shop.call(`POST /fulfillment/202309/orders/${id}/packages`, {
    tracking_number: "12345",
    shipping_provider_id: USPS,
  });
  expect(marked.code).toBe(10007014);
  expect(shop.twin.view(DEMO_SHOP).fbtStock).toMatchObject([{ total: 5, reserved: 2, available: 3 }]);
  await shop.clock.advance(1_500);
  const shipped = await read(shop, id);
  expect(shipped.line_items[1]).toMatchObject({
    package_id: shipped.packages[0].id,
    tracking_number: expect.stringMatching(/^(94|1Z)/),
  });
  expect(shop.twin.view(DEMO_SHOP).fbtStock).toMatchObject([{ total: 3, reserved: 0, available: 3 }]);
  await shop.clock.advance(3 * 1_500);
  expect(status(shop, id)).toBe("COMPLETED");
});

it("a buyer calls off at once; asked for later, the seller answers once", async () => {
  const shop = aShop({ actors: "manual" });
  const { id: product } = await aLiveProduct(shop);
  shop.twin.decideAudit(product, { approve: true });
  const [early, late, kept] = [buy(shop), buy(shop), buy(shop)];
  shop.twin.cancelOrder(early);
  for (const id of [late, kept]) shop.twin.advanceOrder(id);
  const answer = (id: string, verb: string, body?: unknown) =>
    shop.call(`POST /return_refund/202309/cancellations/${id}/${verb}`, body, {
      idempotency_key: `${verb}-${id}`,
    });
  const asked = [shop.twin.requestCancellation(late), shop.twin.requestCancellation(kept)];
  expect((await read(shop, late)).is_buyer_request_cancel).toBe(true);
  for (const _ of [1, 2]) expect((await answer(asked[0] ?? "", "approve")).code).toBe(0);
  expect(
    (await answer(asked[1] ?? "", "reject", { reject_reason: "seller_reject_apply_product_has_been_packed" }))
      .code,
  ).toBe(0);
  expect([early, late, kept].map((id) => status(shop, id))).toEqual([
    "CANCELLED",
    "CANCELLED",
    "AWAITING_SHIPMENT",
  ]);
  expect(shop.twin.view(DEMO_SHOP).products[0]?.skus[0]?.stock).toMatchObject([
    { quantity: 8, committed: 2 },
  ]);
  const cancel = (cancel_reason: string) =>
    shop.call("POST /return_refund/202309/cancellations", { order_id: kept, cancel_reason });
  expect((await cancel("seller_cancel_unpaid_reason_wrong_price")).code).toBe(98001004);
  expect((await cancel("seller_cancel_reason_out_of_stock")).data).toMatchObject({
    cancel_status: "CANCELLATION_REQUEST_SUCCESS",
  });
  expect((await cancel("seller_cancel_reason_out_of_stock")).code).toBe(25001001);
  const { data } = await shop.call("POST /return_refund/202309/cancellations/search", { order_ids: [kept] });
  expect(data.cancellations.map((row) => row.cancel_status)).toEqual([
    "CANCELLATION_REQUEST_CANCEL",
    "CANCELLATION_REQUEST_SUCCESS",
  ]);
});

it("a buyer cannot buy what is not there", async () => {
  const shop = aShop();
  await aLiveProduct(shop);
  expect(() => buy(shop, 11)).toThrow(/MUG-S has 10 in stock, 11/);
  expect(() => shop.twin.placeOrder(DEMO_SHOP, { lines: [{ sellerSku: "NONE", quantity: 1 }] })).toThrow(
    /NONE/,
  );
  expect(() => buy(shop, 1, { fulfillment: "FULFILLMENT_BY_TIKTOK" })).toThrow(/do not hold enough/);
  expect(shop.twin.view(DEMO_SHOP).orders).toEqual([]);
});

it("orders are found by window and status, in the order asked for, page by page", async () => {
  const shop = aShop();
  await aLiveProduct(shop);
  const ids = [buy(shop, 1)];
  await shop.clock.advance(10_000);
  ids.push(buy(shop, 1));
  const from = Math.floor(shop.clock.now() / 1000);
  const path = "POST /order/202309/orders/search";
  const idsIn = (answer: Answer) => answer.data.orders.map((order) => order.id);
  expect(idsIn(await shop.call(path, {}))).toEqual([ids[1], ids[0]]);
  expect(idsIn(await shop.call(path, { create_time_ge: from }))).toEqual([ids[1]]);
  expect(idsIn(await shop.call(path, { create_time_lt: from }))).toEqual([ids[0]]);
  expect(idsIn(await shop.call(path, { order_status: "ON_HOLD" }))).toEqual([ids[1]]);
  const sorted = { sort_field: "update_time", sort_order: "ASC", page_size: "1" };
  const first = await shop.call(path, {}, sorted);
  const next = await shop.call(path, {}, { ...sorted, page_token: first.data.next_page_token });
  expect([...idsIn(first), ...idsIn(next), next.data.next_page_token]).toEqual([ids[0], ids[1], ""]);
  expect(
    (await shop.call("GET /order/202309/orders", undefined, { ids: Array(51).fill("1").join() })).code,
  ).toBe(98001004);
});
