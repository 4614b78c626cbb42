import { afterEach, expect, test } from "vitest";
import { type Interception, interceptWith } from "./intercept.ts";
import { seedDemo } from "./seed.ts";
import { DEMO_STORE } from "./settings.ts";
import { createTwin, type Twin } from "./twin.ts";

const twins: Twin[] = [];
let interception: Interception | undefined;
afterEach(() => {
  interception?.close();
  for (const twin of twins.splice(0)) twin.stop();
});

function begin(options: Parameters<typeof createTwin>[0] = {}): Twin {
  const twin = createTwin(options);
  twins.push(twin);
  return twin;
}

function dayOfShopLife(twin: Twin): unknown {
  const { domain } = seedDemo(twin);
  const { name } = twin.shopify.placeOrder(domain, { lines: [{ sku: "CSC-POT", quantity: 1 }] });
  twin.shopify.fulfillAsMerchant(domain, name, { company: "UPS", number: "1Z1" });
  return twin.shopify.view(domain);
}

test("the same seed and the same moves give the same ids", () => {
  expect(dayOfShopLife(begin({ seed: 5 }))).toEqual(dayOfShopLife(begin({ seed: 5 })));
});

test("the demo merchant's whole catalogue lies in the store", () => {
  const twin = begin();
  const { imported } = seedDemo(twin);
  const { products } = twin.shopify.view(DEMO_STORE);
  expect(products).toHaveLength(imported);
  expect(products.filter((product) => product.imageCount === 0)).toHaveLength(1);
});

test("a reset twin lives the same day again", () => {
  const twin = begin();
  const first = dayOfShopLife(twin);
  twin.reset();
  expect(twin.shopify.view(DEMO_STORE).products).toEqual([]);
  expect(twin.history.all()).toEqual([]);
  expect(dayOfShopLife(twin)).toEqual(first);
});

test("a snapshot is untouched by what comes after it", () => {
  const twin = begin();
  const before = dayOfShopLife(twin);
  const snapshot = twin.save();
  twin.shopify.placeOrder(DEMO_STORE, { lines: [{ sku: "CSC-POT", quantity: 1 }] });
  twin.load(snapshot);
  expect(twin.shopify.view(DEMO_STORE)).toEqual(before);
  twin.shopify.placeOrder(DEMO_STORE, { lines: [{ sku: "CSC-POT", quantity: 1 }] });
  twin.load(snapshot);
  expect(twin.shopify.view(DEMO_STORE)).toEqual(before);
});

test("settings given override the defaults one by one, and no twin changes another's", () => {
  const one = begin({ settings: { timing: { auditMs: 7 } } });
  one.change({ shopify: { appUrl: "https://changed.test" } });
  const other = begin();
  expect(one.settings.timing).toEqual({ ...other.settings.timing, auditMs: 7 });
  expect(other.settings.shopify.appUrl).toBe("https://app.reeldock.test");
});

test("telling the platform where the app is tells the settings too", () => {
  const twin = begin();
  twin.shopify.setAppUrl("https://moved.test");
  expect(twin.settings.shopify.appUrl).toBe("https://moved.test");
});

test("both platforms are reached at their real addresses within the process", async () => {
  const twin = begin();
  interception = interceptWith(twin);
  const store = await fetch(`https://${DEMO_STORE}/admin/api/2026-10/graphql.json`, {
    method: "POST",
    body: "{}",
  });
  expect(store.status).toBe(401);
  const shop = await fetch("https://open-api.tiktokglobalshop.com/order/202309/orders?ids=1");
  expect(await shop.json()).toMatchObject({ code: expect.any(Number) });
  expect(twin.history.all().map(({ platform }) => platform)).toEqual(["shopify", "tiktok-shop"]);
});
