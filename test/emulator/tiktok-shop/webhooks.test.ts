import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { DEMO_SHOP, defaultSettings } from "../settings.ts";
import { aLiveProduct, aShop } from "./a-shop.ts";

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
  "https://10.0.0.7/w",
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
