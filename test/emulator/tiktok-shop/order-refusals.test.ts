import { expect, it } from "vitest";
import { DEMO_SHOP } from "../settings.ts";
import { type AShop, aLiveProduct, aShop } from "./a-shop.ts";

const USPS = "7117858858072016686";
const parcel = { tracking_number: "9400100000000000000001", shipping_provider_id: USPS };
const NOBODYS = "576600000000000000";
const SEARCH = "POST /order/202309/orders/search";

async function aSeller(): Promise<AShop> {
  const shop = aShop({ actors: "manual" });
  const { id } = await aLiveProduct(shop);
  shop.twin.decideAudit(id, { approve: true });
  return shop;
}

function anOrder(shop: AShop): string {
  const lines = [{ sellerSku: "MUG-S", quantity: 2 }];
  const { orderId } = shop.twin.placeOrder(DEMO_SHOP, { lines });
  shop.twin.advanceOrder(orderId);
  return orderId;
}

const ship = (shop: AShop, id: string, change = {}) =>
  shop.call(`POST /fulfillment/202309/orders/${id}/packages`, { ...parcel, ...change });
const lineIds = (shop: AShop, id: string) =>
  shop.twin
    .view(DEMO_SHOP)
    .orders.find((order) => order.id === id)
    ?.lines.map((line) => line.id) ?? [];

it.each([
  ["page_size 0", SEARCH, {}, { page_size: "0" }],
  ["page_size 101", SEARCH, {}, { page_size: "101" }],
  ["half a page", SEARCH, {}, { page_size: "1.5" }],
  ["a field to sort by of nobody", SEARCH, {}, { sort_field: "price" }],
  ["an order of sorting of nobody", SEARCH, {}, { sort_order: "UP" }],
  ["a page token of nobody", SEARCH, {}, { page_token: "AAAA" }],
  ["a status of nobody", SEARCH, { order_status: "SHIPPED" }, {}],
  ["a shipping type of nobody", SEARCH, { shipping_type: "SELF" }, {}],
  ["a time that is no number", SEARCH, { create_time_ge: "yesterday" }, {}],
  ["a time before time", SEARCH, { update_time_lt: -1 }, {}],
  ["a wish that is neither yes nor no", SEARCH, { is_buyer_request_cancel: "yes" }, {}],
  ["101 warehouses", SEARCH, { warehouse_ids: Array(101).fill("1") }, {}],
  ["51 parcels a page", "POST /fulfillment/202309/packages/search", {}, { page_size: "51" }],
  ["a parcel status of nobody", "POST /fulfillment/202309/packages/search", { package_status: "GONE" }, {}],
  ["51 cancellations a page", "POST /return_refund/202309/cancellations/search", {}, { page_size: "51" }],
  ["no ids", "GET /order/202309/orders", undefined, {}],
])("a search with %s is refused", async (_says, operation, body, query) => {
  const shop = await aSeller();
  expect((await shop.call(operation, body, query as Record<string, string>)).code).toBe(98001004);
});

it.each([
  ["a carrier of nobody", { shipping_provider_id: "1" }, 21008021],
  ["a number with signs in it", { tracking_number: "94$$$" }, 21008021],
  ["a number that is no text", { tracking_number: 94 }, 98001004],
  ["no number", { tracking_number: "" }, 98001004],
  ["lines that are no list", { order_line_item_ids: "577" }, 98001004],
  ["a line of nobody", { order_line_item_ids: ["577000000000000000"] }, 21008111],
])("shipping with %s is refused and ships nothing", async (_says, change, code) => {
  const shop = await aSeller();
  const id = anOrder(shop);
  expect((await ship(shop, id, change)).code).toBe(code);
  expect(shop.twin.view(DEMO_SHOP).orders[0]).toMatchObject({
    status: "AWAITING_SHIPMENT",
    lines: [{ packageId: null }, { packageId: null }],
  });
});

it("orders of nobody, lines of another order, and what is shipped or called off already cannot be shipped", async () => {
  const shop = await aSeller();
  const [one, other, cancelled] = [anOrder(shop), anOrder(shop), anOrder(shop)];
  shop.twin.cancelOrder(cancelled);
  expect((await ship(shop, NOBODYS)).code).toBe(21008111);
  expect((await ship(shop, cancelled)).code).toBe(21011010);
  const mixed = { order_line_item_ids: [...lineIds(shop, one), ...lineIds(shop, other)] };
  expect((await ship(shop, one, mixed)).code).toBe(21008111);
  expect((await ship(shop, one)).code).toBe(0);
  for (const _ of [1, 2]) expect((await ship(shop, one)).code).toBe(21011010);
  const packageId = "1152300000000000000";
  expect((await shop.call(`GET /fulfillment/202309/packages/${packageId}`)).code).toBe(10007014);
  expect((await shop.call("GET /order/202309/orders", undefined, { ids: NOBODYS })).data.orders).toEqual([]);
});

it.each([
  "POST /fulfillment/202309/packages",
  `POST /fulfillment/202309/packages/1152300000000000000/ship`,
  `GET /fulfillment/202309/packages/1152300000000000000/shipping_documents`,
  "GET /fulfillment/202309/orders/split_attributes",
  "POST /return_refund/202309/returns",
  "POST /return_refund/202309/returns/search",
])("%s is not part of this twin, and says so by its path", async (operation) => {
  const shop = await aSeller();
  const answer = await shop.call(operation, operation.startsWith("GET") ? undefined : {});
  expect([answer.status, answer.code]).toEqual([404, 36009009]);
  expect(answer.message).toContain(operation.split(" ")[1]);
});

it("starts of windows are inclusive, ends exclusive, to the second", async () => {
  const shop = await aSeller();
  const id = anOrder(shop);
  const at = Math.floor(shop.clock.now() / 1000);
  const count = async (body: object) => (await shop.call(SEARCH, body)).data.total_count;
  for (const field of ["create_time", "update_time"]) {
    expect(await count({ [`${field}_ge`]: at })).toBe(1);
    expect(await count({ [`${field}_ge`]: at + 1 })).toBe(0);
    expect(await count({ [`${field}_lt`]: at })).toBe(0);
    expect(await count({ [`${field}_lt`]: at + 1 })).toBe(1);
  }
  await shop.clock.advance(5_000);
  shop.twin.changeAddress(id, { ...BOULDER });
  expect(await count({ create_time_ge: at, create_time_lt: at + 1, update_time_ge: at + 5 })).toBe(1);
  expect(await count({ update_time_lt: at + 5 })).toBe(0);
});

const BOULDER = {
  firstName: "Dana",
  lastName: "Kowalski",
  address1: "9 Pearl St",
  address2: null,
  city: "Boulder",
  provinceCode: "CO",
  province: "Colorado",
  zip: "80302",
  countryCode: "US",
  phone: "+13035550134",
  email: "dana@example.com",
};
