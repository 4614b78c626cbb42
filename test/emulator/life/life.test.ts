import { afterEach, expect, test } from "vitest";
import { answerCall } from "../control/door.ts";
import { seedDemo } from "../seed.ts";
import { DEMO_SHOP, DEMO_STORE } from "../settings.ts";
import { aLiveProduct, aShop } from "../tiktok-shop/a-shop.ts";
import { createTwin, type Twin } from "../twin.ts";

const HOUR = 3_600_000;

const twins: Twin[] = [];
afterEach(() => {
  for (const twin of twins.splice(0)) twin.stop();
});

// A store with its catalogue, and a shop in which one listing is live and well stocked.
async function begin(): Promise<Twin> {
  const shop = aShop();
  await aLiveProduct(shop);
  const twin = createTwin({ seed: 11 });
  twins.push(twin);
  seedDemo(twin);
  twin.shopify.install(DEMO_STORE);
  twin.tiktokShop.load(shop.twin.save());
  twin.tiktokShop.stockFbt(DEMO_SHOP, { sellerSku: "MUG-L", quantity: 50 });
  return twin;
}

async function call(twin: Twin, method: string, path: string, body?: unknown) {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await answerCall(twin, new Request(`http://127.0.0.1/control/${path}`, init));
  return { status: response.status, answer: (await response.json()) as Record<string, any> };
}

const busy = {
  buyers: { storeOrdersPerHour: 30, marketplaceOrdersPerHour: 10, cancelShare: 0.2 },
  staff: { shipShare: 0.5 },
};

async function live(twin: Twin): Promise<unknown> {
  await call(twin, "POST", "life", busy);
  await call(twin, "POST", "clock/advance", { milliseconds: 12 * HOUR });
  await call(twin, "DELETE", "life");
  await call(twin, "POST", "clock/advance", { milliseconds: 12 * HOUR });
  const { answer } = await call(twin, "GET", "state");
  return [answer, twin.history.all(), twin.life.report()];
}

test("a day of shop life has about as many orders as its rates say, cancelled and shipped in their shares", async () => {
  const twin = await begin();
  await live(twin);
  const { done } = twin.life.report();
  expect(done.storeOrders).toBeGreaterThan(290);
  expect(done.storeOrders).toBeLessThan(430);
  expect(done.marketplaceOrders).toBeGreaterThan(5);
  expect(done.cancelled).toBeGreaterThan(done.storeOrders * 0.1);
  expect(done.shipped).toBeGreaterThan(done.storeOrders * 0.25);
  expect(twin.shopify.view(DEMO_STORE).orders).toHaveLength(done.storeOrders);
});

test("the same seed lives the same busy day twice, down to every id and entry", async () => {
  const [one, other] = [await begin(), await begin()];
  expect(await live(one)).toEqual(await live(other));
});

test("a day restored halfway goes on as it would have", async () => {
  const [whole, saved] = [await begin(), await begin()];
  for (const twin of [whole, saved]) {
    await call(twin, "POST", "life", busy);
    await call(twin, "POST", "clock/advance", { milliseconds: 3 * HOUR });
  }
  const snapshot = (await call(saved, "POST", "snapshot")).answer;
  const restored = createTwin({ seed: 99 });
  twins.push(restored);
  expect((await call(restored, "POST", "restore", snapshot)).status).toBe(200);
  for (const twin of [whole, restored]) {
    await call(twin, "POST", "clock/advance", { milliseconds: 3 * HOUR });
  }
  expect(restored.life.report()).toEqual(whole.life.report());
  expect(restored.history.all()).toEqual(whole.history.all());
});

test("stopped, nobody new comes; started again, one stream of buyers comes and not two", async () => {
  const twin = await begin();
  const buyers = { storeOrdersPerHour: 60, marketplaceOrdersPerHour: 0, cancelShare: 0 };
  for (const _time of ["once", "again"]) await call(twin, "POST", "life", { buyers });
  await call(twin, "POST", "clock/advance", { milliseconds: 5 * HOUR });
  const { storeOrders } = twin.life.report().done;
  expect(storeOrders).toBeGreaterThan(220);
  expect(storeOrders).toBeLessThan(380);
  await call(twin, "DELETE", "life");
  await call(twin, "POST", "clock/advance", { milliseconds: 5 * HOUR });
  expect(twin.life.report().done.storeOrders).toBe(storeOrders);
});

test.each([
  [{ buyers: { storeOrdersPerHour: -1 } }, "buyers.storeOrdersPerHour"],
  [{ buyers: { cancelShare: 1.5 } }, "buyers.cancelShare"],
  [{ staff: { shipWithinMs: 0 } }, "staff.shipWithinMs"],
  [{ ghosts: {} }, "ghosts"],
])("habits that cannot be are refused by name: %j", async (...[body, field]) => {
  const twin = await begin();
  const { status, answer } = await call(twin, "POST", "life", body);
  expect([status, answer["field"]]).toEqual([400, field]);
  expect(twin.life.report().isOn).toBe(false);
});
