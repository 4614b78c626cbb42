import { expect, it } from "vitest";
import { DEMO_SHOP } from "../settings.ts";
import { type AShop, aLiveProduct, aShop } from "./a-shop.ts";
import { CallQuery } from "./call-query.ts";
import { pageOf } from "./paging.ts";
import { Refusal } from "./refusal.ts";

const SEARCH = "POST /order/202309/orders/search";

async function withOrders(gateway: Parameters<typeof aShop>[1] = {}) {
  const shop = aShop({}, gateway);
  await aLiveProduct(shop);
  for (let order = 0; order < 5; order++) {
    shop.twin.placeOrder(DEMO_SHOP, { lines: [{ sellerSku: "MUG-S", quantity: 1 }] });
    await shop.clock.advance(1_000);
  }
  return shop;
}

const page = async (shop: AShop, page_token: string, body: object = {}) =>
  shop.call(SEARCH, body, { page_size: "2", page_token });

it("pages follow one another to the last, whose token is empty", async () => {
  const shop = await withOrders();
  const ids: string[] = [];
  let token = "";
  const sizes = [];
  do {
    const { data } = await page(shop, token);
    expect(data.total_count).toBe(5);
    ids.push(...data.orders.map(({ id }) => id));
    sizes.push(data.orders.length);
    token = data.next_page_token;
  } while (token);
  expect([sizes, new Set(ids).size]).toEqual([[2, 2, 1], 5]);
});

it("a page token serves again, but not for other filters, and not when it is altered", async () => {
  const shop = await withOrders();
  const token = (await page(shop, "")).data.next_page_token;
  const first = await page(shop, token);
  expect((await page(shop, token)).data).toEqual(first.data);
  expect((await page(shop, token, { order_status: "ON_HOLD" })).code).toBe(98001004);
  expect((await shop.call(SEARCH, {}, { page_size: "2", page_token: token, sort_order: "ASC" })).code).toBe(
    98001004,
  );
  for (const wrong of [token.slice(1), `${token}AA`, "MjoyMA==", "%00", "-1"])
    expect((await page(shop, wrong)).code).toBe(98001004);
});

it("a page token goes stale with the twin's time", async () => {
  const shop = await withOrders({ pageTokenSeconds: 60 });
  const token = (await page(shop, "")).data.next_page_token;
  await shop.clock.advance(60_000);
  expect((await page(shop, token)).code).toBe(0);
  await shop.clock.advance(1_000);
  for (const _ of [1, 2]) expect((await page(shop, token)).code).toBe(98001004);
});

it.each(["0", "101", "-1", "1.5", "x", "1e2 "])("a page size of %j is refused", async (page_size) => {
  const shop = aShop();
  await shop.signIn();
  expect((await shop.call(SEARCH, {}, { page_size })).code).toBe(98001004);
});

it("no search goes beyond ten thousand results", () => {
  const matches = { length: 20_000, slice: (from: number, to: number) => [from, to] };
  const options = { rule: { largest: 100, badSize: 1, badToken: 2, beyondCap: 12052180 }, filters: {} };
  const read = (page_token: string) =>
    pageOf(
      matches,
      new CallQuery(new URLSearchParams({ page_size: "100", page_token }), { at: 5, pageTokenSeconds: 5 }),
      options,
    );
  let token = "";
  for (let offset = 0; offset < 10_000; offset += 100) {
    const { items, next_page_token } = read(token);
    expect(items).toEqual([offset, offset + 100]);
    token = next_page_token;
  }
  expect(() => read(token)).toThrow(Refusal);
  expect(() => read(token)).toThrow("beyond 10,000");
});
