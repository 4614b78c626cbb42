import { expect, it } from "vitest";
import { DEMO_SHOP } from "../settings.ts";
import { type AShop, aLiveProduct, aShop } from "./a-shop.ts";

const USPS = "7117858858072016686";
const buy = (shop: AShop, quantity = 2, more = {}) =>
  shop.twin.placeOrder(DEMO_SHOP, { lines: [{ sellerSku: "MUG-S", quantity }], ...more }).orderId;
const read = async (shop: AShop, id: string) =>
  (await shop.call("GET /order/202309/orders", undefined, { ids: id })).data.orders[0];

it("the seller sees the recipient in clear where the seller ships, in stars where the platform's label is used", async () => {
  const shop = aShop();
  await aLiveProduct(shop);
  const [own, label] = [buy(shop, 1), buy(shop, 1, { shippingType: "TIKTOK" })];
  await shop.clock.advance(2_000);
  const clear = (await read(shop, own)).recipient_address;
  expect(clear).toMatchObject({
    name: "Dana Kowalski",
    phone_number: "(+1)213-555-0134",
    address_line1: "1471 Coleman Ave",
    postal_code: "95110",
  });
  expect(clear.district_info.map((part) => part.address_name)).toEqual([
    "United States",
    "California",
    "San Jose",
  ]);
  expect((await read(shop, label)).recipient_address).toMatchObject({
    name: "D*** K***",
    phone_number: "(+1)213-***-0134",
    address_line1: "1*** Coleman Ave",
  });
  const marked = await shop.call(`POST /fulfillment/202309/orders/${label}/packages`, {
    tracking_number: "12345",
    shipping_provider_id: USPS,
  });
  expect(marked.code).toBe(10007014);
});

it.each(["UNPAID", "ON_HOLD"])(
  "nothing of the buyer is told while %s, in detail and search alike",
  async (status) => {
    const shop = aShop({ actors: "manual" });
    const { id: product } = await aLiveProduct(shop);
    shop.twin.decideAudit(product, { approve: true });
    const id = buy(shop, 1, { buyerMessage: "Ring twice", payment: status === "UNPAID" ? "later" : "now" });
    const found = (await shop.call("POST /order/202309/orders/search", {})).data.orders[0];
    for (const order of [await read(shop, id), found]) {
      expect(order).toMatchObject({ status, user_id: "", buyer_email: "", buyer_message: "" });
      expect(order).not.toHaveProperty("recipient_address");
      expect(JSON.stringify(order)).not.toMatch(/Dana|Coleman|0134/);
    }
  },
);

it("a parcel names its recipient as its order does, and no search of parcels does", async () => {
  const shop = aShop({ actors: "manual" });
  const { id: product } = await aLiveProduct(shop);
  shop.twin.decideAudit(product, { approve: true });
  shop.twin.stockFbt(DEMO_SHOP, { sellerSku: "MUG-S", quantity: 2 });
  const [own, platforms] = [buy(shop, 1, { fulfillment: "FULFILLMENT_BY_SELLER" }), buy(shop, 1)];
  for (const id of [own, platforms]) shop.twin.advanceOrder(id);
  const parcel = { tracking_number: "9400100000000000000001", shipping_provider_id: USPS };
  await shop.call(`POST /fulfillment/202309/orders/${own}/packages`, parcel);
  shop.twin.advanceOrder(platforms);
  const named = async (id: string) => {
    const order = await read(shop, id);
    const { data } = await shop.call(`GET /fulfillment/202309/packages/${order.packages[0].id}`);
    expect(data).toMatchObject({ recipient_address: order.recipient_address });
    return JSON.stringify(data);
  };
  expect(await named(own)).toContain("Dana Kowalski");
  expect(await named(platforms)).not.toMatch(/Dana|Coleman|0134/);
  const { packages } = (await shop.call("POST /fulfillment/202309/packages/search", {})).data;
  expect(packages).toHaveLength(2);
  expect(JSON.stringify(packages)).not.toMatch(/Dana|Coleman|0134/);
});
