import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { DEMO_SHOP, defaultSettings } from "../settings.ts";
import { aLiveProduct, aShop } from "./a-shop.ts";
import { problemIn } from "./webhook-data.ts";

const WEBHOOKS = "/event/202309/webhooks";
const address = "https://app.reeldock.test/webhooks/tiktok-shop";

it("a topic has one address, replaced and removed, removing twice being no error", async () => {
  const shop = aShop();
  await shop.signIn();
  for (const to of ["https://old.reeldock.test/w", address]) {
    expect((await shop.call(`PUT ${WEBHOOKS}`, { event_type: "PACKAGE_UPDATE", address: to })).data).toEqual(
      {},
    );
  }
  expect((await shop.call(`GET ${WEBHOOKS}`)).data).toMatchObject({
    total_count: 1,
    webhooks: [{ event_type: "PACKAGE_UPDATE", address }],
  });
  for (const _ of [1, 2])
    expect((await shop.call(`DELETE ${WEBHOOKS}`, { event_type: "PACKAGE_UPDATE" })).code).toBe(0);
  expect((await shop.call(`GET ${WEBHOOKS}`)).data.webhooks).toEqual([]);
});

it.each([
  "http://app.reeldock.test/w",
  "https://app.reeldock.test:8443/w",
  "https://app.reeldock.test:443/w",
  "https://10.0.0.7/w",
  "https://[::1]/w",
  "https://intranet/w",
  "w",
  `https://a.test/${"x".repeat(250)}`,
])("the address %s is refused", async (to) => {
  const shop = aShop();
  await shop.signIn();
  expect((await shop.call(`PUT ${WEBHOOKS}`, { event_type: "PACKAGE_UPDATE", address: to })).code).toBe(
    98001004,
  );
});

it("a webhook is enveloped, signed over key and raw body, and names itself", async () => {
  const shop = aShop();
  await aLiveProduct(shop);
  await shop.call(`PUT ${WEBHOOKS}`, { event_type: "ORDER_STATUS_CHANGE", address });
  const { orderId } = shop.twin.placeOrder(DEMO_SHOP, { lines: [{ sellerSku: "MUG-S", quantity: 1 }] });
  await shop.clock.advance(0);
  const [sent] = shop.received;
  const { appKey, appSecret } = defaultSettings.tiktokShop;
  const digest = createHmac("sha256", appSecret)
    .update(appKey + sent?.body)
    .digest("hex");
  expect([sent?.url, sent?.headers["authorization"]]).toEqual([address, digest]);
  expect(JSON.parse(sent?.body ?? "")).toEqual({
    type: 1,
    tts_notification_id: expect.stringMatching(/^7327\d{15}$/),
    shop_id: DEMO_SHOP,
    timestamp: expect.any(Number),
    data: {
      order_id: orderId,
      order_status: "ON_HOLD",
      is_on_hold_order: true,
      update_time: expect.any(Number),
    },
  });
  await shop.clock.advance(2_000);
  expect(shop.received.map(({ message }) => message.data.order_status)).toEqual([
    "ON_HOLD",
    "AWAITING_SHIPMENT",
  ]);
});

it.each(["", "ORDER_PLACED", "FBT_MCF_ORDER_STATUS", "order_status_change"])(
  "the topic %j cannot be set, and nothing changes",
  async (event_type) => {
    const shop = aShop();
    await shop.signIn();
    for (const operation of [`PUT ${WEBHOOKS}`, `DELETE ${WEBHOOKS}`])
      expect((await shop.call(operation, { event_type, address })).code).toBe(98001004);
    expect((await shop.call(`GET ${WEBHOOKS}`)).data.webhooks).toEqual([]);
  },
);

async function listening(gateway: Parameters<typeof aShop>[1] = {}) {
  const shop = aShop({}, gateway);
  await aLiveProduct(shop);
  await shop.call(`PUT ${WEBHOOKS}`, { event_type: "ORDER_STATUS_CHANGE", address });
  return shop;
}

it.each([500, 401, 204, 302])(
  "a webhook answered %s is tried again four times, under one id",
  async (status) => {
    const shop = await listening();
    shop.app.status = status;
    const start = shop.clock.now();
    const notificationId = shop.twin.sendWebhook(DEMO_SHOP, { type: 900, data: { a: 1 } });
    const minutes: number[] = [];
    while (shop.clock.now() - start < 3 * 86_400_000 && (await shop.clock.step())) {
      if (shop.received.length > minutes.length) minutes.push((shop.clock.now() - start) / 60_000);
    }
    expect(minutes).toEqual([0, 2, 32, 212, 932]);
    expect(new Set(shop.received.map(({ body }) => body)).size).toBe(1);
    expect(shop.received[0]?.body).toContain(`"tts_notification_id":"${notificationId}"`);
  },
);

it("a type nobody knows is sent on demand, and an id of before makes it a duplicate", async () => {
  const shop = await listening();
  const first = shop.twin.sendWebhook(DEMO_SHOP, { type: 199, data: { never: "heard of" } });
  shop.twin.sendWebhook(DEMO_SHOP, { type: 199, data: { never: "heard of" }, notificationId: first });
  shop.twin.sendWebhook(DEMO_SHOP, { type: 2, data: {}, notificationId: null, address: "https://b.test/" });
  await shop.clock.advance(0);
  const [one, same, nameless] = shop.received;
  expect(same?.body).toBe(one?.body);
  expect([one?.url, nameless?.url]).toEqual([address, "https://b.test/"]);
  expect(Object.keys(JSON.parse(nameless?.body ?? ""))).toEqual(["type", "shop_id", "timestamp", "data"]);
});

it("an event of the platform's warehouse names the seller, and goes where the whole app listens", async () => {
  const shop = await listening({
    appWebhooks: [{ eventType: "FBT_INVENTORY_UPDATE", address: "https://fbt.reeldock.test/" }],
  });
  shop.twin.stockFbt(DEMO_SHOP, { sellerSku: "MUG-S", quantity: 5 });
  await shop.clock.advance(0);
  const [{ url, body } = { url: "", body: "{}" }] = shop.received;
  expect(url).toBe("https://fbt.reeldock.test/");
  expect(JSON.parse(body)).toMatchObject({ type: 24, seller_open_id: "7010736057180325637" });
  expect(body).not.toContain("shop_id");
});

it("an address of the shop's own goes before the app's", async () => {
  const shop = await listening({
    appWebhooks: [{ eventType: "ORDER_STATUS_CHANGE", address: "https://everyone.reeldock.test/" }],
  });
  shop.twin.placeOrder(DEMO_SHOP, { lines: [{ sellerSku: "MUG-S", quantity: 1 }] });
  await shop.call(`DELETE ${WEBHOOKS}`, { event_type: "ORDER_STATUS_CHANGE" });
  shop.twin.placeOrder(DEMO_SHOP, { lines: [{ sellerSku: "MUG-S", quantity: 1 }] });
  await shop.clock.advance(0);
  expect(shop.received.map(({ url }) => url)).toEqual([address, "https://everyone.reeldock.test/"]);
});

it("data that has not the shape of its type is noticed", () => {
  const data = { order_id: 5, order_status: "UNPAID", is_on_hold_order: true, update_time: 1_795_000_000 };
  expect(problemIn({ type: 1, data })).toContain("order_id");
  expect(problemIn({ type: 1, data: { ...data, order_id: "576653688135258178" } })).toBeUndefined();
  expect(problemIn({ type: 6, data: { message: "x", more: 1 } })).toContain("more");
  expect(problemIn({ type: 199, data: {} })).toBeUndefined();
});
