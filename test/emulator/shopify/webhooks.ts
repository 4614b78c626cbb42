// What the store tells its apps: who subscribed, the headers and signature Shopify puts on, and how long it tries.
import { createHmac } from "node:crypto";
import { API_VERSIONS } from "./schema.ts";
import type { Shop } from "./state.ts";
import { shopAt, type World } from "./world.ts";

/** Five seconds in all for an answer. */
const TIMEOUT_MS = 5_000;
/** Eight retries over four hours, doubling from a minute: 1+2+4+8+16+32+64+113 = 240 minutes. */
const RETRIES_AFTER_MS = [1, 2, 4, 8, 16, 32, 64, 113].map((minutes) => minutes * 60_000);

/** A payload that costs something to build is given as a function, and built only when someone listens. */
export type Topic = { readonly topic: string; readonly payload: object | (() => object) };

/** Sends what one action caused to everyone who subscribed: all of it shares one event id. */
export function announce(world: World, shop: Shop, ...topics: readonly Topic[]): void {
  if (!shop.installed) return;
  const eventId = world.parts.random.uuid();
  for (const topic of topics) send(world, shop, { ...topic, eventId });
}

/** Sends a topic whether or not the app is installed: app/uninstalled and the compliance topics. */
export function announceAlways(world: World, shop: Shop, topic: Topic): void {
  send(world, shop, { ...topic, eventId: world.parts.random.uuid() });
}

/** The wake-up call to a fulfillment service: it carries no more than its kind, and is not repeated. */
export function callService(world: World, shop: Shop, call: { callbackUrl: string; kind: string }): void {
  const url = `${call.callbackUrl.replace(/\/$/, "")}/fulfillment_order_notification`;
  const body = JSON.stringify({ kind: call.kind });
  world.parts.webhooks.send({
    platform: "shopify",
    topic: "fulfillment_order_notification",
    messageId: world.parts.random.uuid(),
    shop: shop.domain,
    url,
    headers: {
      "content-type": "application/json",
      "x-shopify-shop-domain": shop.domain,
      "x-shopify-hmac-sha256": signature(world, body),
    },
    body,
    timeoutMs: TIMEOUT_MS,
    retriesAfterMs: [],
  });
}

/** Base64 HMAC-SHA256 of the raw body with the app's secret. */
export function signature(world: World, body: string): string {
  return createHmac("sha256", world.parts.settings.shopify.apiSecret).update(body).digest("base64");
}

/** "products/create" as the schema's WebhookSubscriptionTopic spells it. */
export function enumOf(topic: string): string {
  return topic.replaceAll("/", "_").toUpperCase();
}

function send(world: World, shop: Shop, message: Topic & { eventId: string }): void {
  const targets = targetsOf(world, shop, message.topic);
  if (targets.length === 0) return;
  const { payload } = message;
  const body = JSON.stringify(typeof payload === "function" ? payload() : payload);
  for (const target of targets) {
    const messageId = world.parts.random.uuid();
    world.parts.webhooks.send({
      platform: "shopify",
      topic: message.topic,
      messageId,
      shop: shop.domain,
      url: target.url,
      headers: {
        "content-type": "application/json",
        "user-agent": "Shopify-Captain-Hook",
        "x-shopify-topic": message.topic,
        "x-shopify-hmac-sha256": signature(world, body),
        "x-shopify-shop-domain": shop.domain,
        "x-shopify-api-version": API_VERSIONS.at(-1) ?? "",
        "x-shopify-webhook-id": messageId,
        "x-shopify-event-id": message.eventId,
        "x-shopify-triggered-at": new Date(world.parts.clock.now()).toISOString(),
        ...(target.name ? { "x-shopify-name": target.name } : {}),
      },
      body,
      timeoutMs: TIMEOUT_MS,
      retriesAfterMs: RETRIES_AFTER_MS,
      onGone: {
        kind: "shopify.subscription-gone",
        data: { domain: shop.domain, topic: message.topic, uri: target.url } satisfies Gone,
      },
    });
  }
}

function targetsOf(world: World, shop: Shop, topic: string): readonly { url: string; name: string | null }[] {
  const declared = world.parts.settings.shopify.appSubscriptions
    .filter((subscription) => subscription.topic === topic)
    .map((subscription) => ({ url: new URL(subscription.uri, world.state.appUrl).href, name: null }));
  const made = [...shop.subscriptions.values()]
    .filter((subscription) => subscription.topic === enumOf(topic))
    .map((subscription) => ({ url: subscription.uri, name: subscription.name }));
  return [...declared, ...made];
}

export type Gone = { readonly domain: string; readonly topic: string; readonly uri: string };

/** A subscription made through the API is no longer there; what the app's configuration declares stays. */
export function loseSubscription(world: World, { domain, topic, uri }: Gone): void {
  const { subscriptions } = shopAt(world, domain);
  for (const [id, subscription] of subscriptions)
    if (subscription.topic === enumOf(topic) && subscription.uri === uri) subscriptions.delete(id);
}
