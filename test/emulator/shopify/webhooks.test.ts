import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
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

  it("is delivered when answered 2xx within five seconds; a redirect is a failure", async () => {
    const alone = shopifyAlone();
    const inits: RequestInit[] = [];
    alone.parts.webhooks.deliver = async (_url, init) => {
      inits.push(init);
      return new Response(null, { status: inits.length === 1 ? 302 : 204 });
    };
    alone.twin.uninstall(STORE);
    await alone.parts.clock.advance(5 * 3_600_000);
    const outcomes = alone.parts.history
      .all()
      .flatMap((entry) => (entry.kind === "webhook" ? [entry.outcome] : []));
    expect(outcomes).toEqual(["answered 302", "delivered"]);
    expect(inits.map(({ redirect }) => redirect)).toEqual(["manual", "manual"]);
    expect(new Set(inits.map(({ body }) => body)).size).toBe(1);
  });

  it("may be overtaken by a later one when its departure is left to chance", async () => {
    const alone = shopifyAlone({ timing: { webhookSpreadMs: 60_000 } });
    const prices = Array.from({ length: 12 }, (_none, at) => `${at + 1}.00`);
    alone.twin.importProducts(STORE, [aProduct("tent", [{ sku: "T-1" }])]);
    for (const price of prices) alone.twin.setVariantPrice(STORE, "T-1", price);
    await alone.parts.clock.advance(60_000);
    const heard = alone.heard
      .filter(({ headers }) => headers.get("x-shopify-topic") === "products/update")
      .map(({ body }) => JSON.parse(body).variants[0].price);
    expect(heard).not.toEqual(prices);
    expect([...heard].sort()).toEqual([...prices].sort());
  });
});
