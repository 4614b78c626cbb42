import { createHmac } from "node:crypto";
import { schemaForWebhook } from "shopify-webhook-schemas";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defaultSettings } from "../settings.ts";
import { type Alone, aProduct, STORE, shopifyAlone } from "./alone.ts";

const topics = (alone: Alone) => alone.heard.map(({ headers }) => headers.get("x-shopify-topic"));

async function quiet(alone: Alone): Promise<void> {
  await alone.parts.clock.advance(0);
}

describe("a webhook", () => {
  it("carries Shopify's headers and a signature of its raw body", async () => {
    const alone = shopifyAlone();
    alone.twin.importProducts(STORE, [aProduct("tent", [{ sku: "T-1" }])]);
    await quiet(alone);
    const one = alone.heard.find(({ headers }) => headers.get("x-shopify-topic") === "products/create");
    expect(one?.url).toBe(`${defaultSettings.shopify.appUrl}/webhooks/shopify`);
    const expected = createHmac("sha256", defaultSettings.shopify.apiSecret)
      .update(one?.body ?? "")
      .digest("base64");
    expect(one?.headers.get("x-shopify-hmac-sha256")).toBe(expected);
    expect(one?.headers.get("x-shopify-shop-domain")).toBe(STORE);
    for (const name of ["webhook-id", "event-id", "triggered-at", "api-version"])
      expect(one?.headers.get(`x-shopify-${name}`)).toBeTruthy();
  });

  it("is tried again eight times over four hours with the same id", async () => {
    const alone = shopifyAlone();
    alone.parts.webhooks.deliver = async () => new Response(null, { status: 500 });
    alone.twin.uninstall(STORE);
    await alone.parts.clock.advance(5 * 3_600_000);
    const attempts = alone.parts.history.all().filter((entry) => entry.kind === "webhook");
    expect(attempts).toHaveLength(9);
    expect(new Set(attempts.map((entry) => entry.kind === "webhook" && entry.messageId)).size).toBe(1);
    expect(Date.parse(attempts.at(-1)?.at ?? "") - Date.parse(attempts[0]?.at ?? "")).toBe(4 * 3_600_000);
  });

  it("goes to addresses made by the API too, until they are deleted", async () => {
    const alone = shopifyAlone();
    const SUBSCRIBE =
      'mutation { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: { uri: "https://else.example/hook" }) { webhookSubscription { id topic uri } userErrors { message } } }';
    const { data } = await alone.graphql(SUBSCRIBE);
    expect((await alone.graphql(SUBSCRIBE)).data["webhookSubscriptionCreate"].userErrors).toHaveLength(1);
    alone.twin.importProducts(STORE, [aProduct("tent", [{ sku: "T-1" }])]);
    alone.twin.placeOrder(STORE, { lines: [{ sku: "T-1", quantity: 1 }] });
    await quiet(alone);
    const events = alone.heard.filter(({ headers }) => headers.get("x-shopify-topic") === "orders/create");
    expect(events.map(({ url }) => new URL(url).host).sort()).toEqual(["app.reeldock.test", "else.example"]);
    expect(new Set(events.map(({ headers }) => headers.get("x-shopify-event-id"))).size).toBe(1);
    await alone.graphql(
      "mutation($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { message } } }",
      {
        id: data["webhookSubscriptionCreate"].webhookSubscription.id,
      },
    );
    alone.twin.placeOrder(STORE, { lines: [{ sku: "T-1", quantity: 1 }] });
    await quiet(alone);
    expect(alone.heard.filter(({ url }) => url.startsWith("https://else.example"))).toHaveLength(1);
  });

  it("tells an uninstalled store's app nothing but the compliance topics", async () => {
    const alone = shopifyAlone();
    alone.twin.uninstall(STORE);
    alone.twin.importProducts(STORE, [aProduct("tent", [{ sku: "T-1" }])]);
    alone.twin.askForPrivacy(STORE, "customers/redact");
    alone.twin.askForPrivacy(STORE, "shop/redact");
    await quiet(alone);
    expect(topics(alone)).toEqual(["app/uninstalled", "customers/redact", "shop/redact"]);
  });
});

describe("payloads", () => {
  it("fit the schemas published for their topics", async () => {
    const alone = shopifyAlone();
    await everything(alone);
    const wrong: string[] = [];
    for (const { headers, body } of alone.heard) {
      const topic = headers.get("x-shopify-topic");
      if (!topic) continue;
      const schema = await schemaForWebhook("2026-07", topic);
      const result = z
        .fromJSONSchema(withoutFormats(schema) as Parameters<typeof z.fromJSONSchema>[0])
        .safeParse(JSON.parse(body));
      for (const issue of (result.error?.issues ?? []).filter(isMoreThanNull))
        wrong.push(`${topic} ${issue.path.join(".")}: ${issue.message}`);
    }
    expect([...new Set(wrong)]).toEqual([]);
    expect(new Set(topics(alone)).size).toBeGreaterThan(15);
  });
});

// The schemas were inferred from one example each: where that had a value, they cannot know that null may stand there.
function isMoreThanNull(issue: { message: string }): boolean {
  return !issue.message.endsWith("received null");
}

/** One of each thing that can be told. */
async function everything(alone: Alone): Promise<void> {
  const address = {
    firstName: "Ada",
    lastName: "Park",
    address1: "1 Elm St",
    address2: null,
    city: "Albany",
    provinceCode: "NY",
    province: "New York",
    zip: "12207",
    countryCode: "US",
    phone: "+15185550100",
    email: "ada@example.com",
  };
  alone.twin.importProducts(STORE, [
    aProduct("tent", [{ sku: "T-1" }]),
    aProduct("lamp", [{ sku: "L-1", quantity: 0 }]),
  ]);
  const made = await alone.graphql(
    'mutation { fulfillmentServiceCreate(name: "FBT") { fulfillmentService { location { id } } } }',
  );
  alone.twin.setStock(STORE, "L-1", 20, made.data["fulfillmentServiceCreate"].fulfillmentService.location.id);
  alone.twin.setVariantPrice(STORE, "T-1", "21.00");
  const own = alone.twin.placeOrder(STORE, { lines: [{ sku: "T-1", quantity: 1 }], address });
  const id = alone.twin.fulfillAsMerchant(STORE, own.name, { company: "UPS", number: "1Z" });
  await alone.graphql("mutation($id: ID!) { fulfillmentCancel(id: $id) { userErrors { message } } }", { id });
  for (const answer of ["Accept", "Reject"]) {
    const { name, orderId } = alone.twin.placeOrder(STORE, { lines: [{ sku: "L-1", quantity: 1 }], address });
    const part = alone.twin.view(STORE).orders.find((order) => order.id === orderId)
      ?.fulfillmentOrders[0]?.id;
    const ask = (mutation: string) =>
      alone.graphql(
        `mutation($id: ID!) { ${mutation}(id: $id, message: "as asked") { userErrors { message } } }`,
        { id: part },
      );
    await ask("fulfillmentOrderSubmitFulfillmentRequest");
    await ask("fulfillmentOrderRejectFulfillmentRequest");
    await ask("fulfillmentOrderSubmitFulfillmentRequest");
    await ask("fulfillmentOrderAcceptFulfillmentRequest");
    await ask("fulfillmentOrderSubmitCancellationRequest");
    await ask(`fulfillmentOrder${answer}CancellationRequest`);
    alone.twin.cancelOrder(STORE, name);
  }
  alone.twin.deleteProduct(STORE, "tent");
  alone.twin.askForPrivacy(STORE, "customers/data_request");
  alone.twin.uninstall(STORE);
  alone.twin.askForPrivacy(STORE, "customers/redact");
  alone.twin.askForPrivacy(STORE, "shop/redact");
  await alone.parts.clock.advance(0);
}

// The schemas were inferred from examples; their formats ("uri" for a global id) are not checked.
function withoutFormats(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutFormats);
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]) =>
      key === "format" && typeof value === "string" ? [] : [[key, withoutFormats(value)]],
    ),
  );
}
