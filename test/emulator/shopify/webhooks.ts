// What the store tells its apps: who subscribed, the headers and signature Shopify puts on, and how long it tries.
import { createHmac } from "node:crypto";
import type { Shop } from "./state.ts";
import type { SentTopic } from "./topics.ts";
import { onlyFields, passes, withMetafields } from "./webhook-shape.ts";
import { type FailedDelivery, type Gone, type Target, targetsOf } from "./webhook-targets.ts";
import type { World } from "./world.ts";

/** Five seconds in all for an answer. */
const TIMEOUT_MS = 5_000;
/** Eight retries over four hours, doubling from a minute: 1+2+4+8+16+32+64+113 = 240 minutes. */
const RETRIES_AFTER_MS = [1, 2, 4, 8, 16, 32, 64, 113].map((minutes) => minutes * 60_000);

/** A payload that costs something to build is given as a function, and built only when someone listens. */
export type Topic = { readonly topic: SentTopic; readonly payload: object | (() => object) };

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

function send(world: World, shop: Shop, message: Topic & { eventId: string }): void {
  const targets = targetsOf(world, shop, message.topic);
  if (targets.length === 0) return;
  const given = message.payload;
  const payload = typeof given === "function" ? (given as () => object)() : given;
  const plain = once(() => JSON.stringify(payload));
  for (const target of targets) {
    if (!passes(target.filter, payload, world.parts.clock.now())) continue;
    const body = isPlain(target) ? plain() : JSON.stringify(shapedFor(shop, target, payload));
    sendTo(world, shop, target, { ...message, body });
  }
}

function sendTo(
  world: World,
  shop: Shop,
  target: Target,
  message: { topic: SentTopic; eventId: string; body: string },
): void {
  const { settings, random, clock } = world.parts;
  const { topic, eventId, body } = message;
  const messageId = random.uuid();
  const spread = settings.timing.webhookSpreadMs;
  const failed: FailedDelivery = { domain: shop.domain, topic, url: target.url, subscriptionId: target.id };
  world.parts.webhooks.send({
    platform: "shopify",
    topic,
    messageId,
    shop: shop.domain,
    url: target.url,
    headers: {
      "content-type": "application/json",
      "user-agent": "Shopify-Captain-Hook",
      "x-shopify-topic": topic,
      "x-shopify-hmac-sha256": signature(world, body),
      "x-shopify-shop-domain": shop.domain,
      "x-shopify-api-version": settings.shopify.webhookApiVersion,
      "x-shopify-webhook-id": messageId,
      "x-shopify-event-id": eventId,
      "x-shopify-triggered-at": new Date(clock.now()).toISOString(),
      ...(target.name ? { "x-shopify-name": target.name } : {}),
    },
    body,
    timeoutMs: TIMEOUT_MS,
    retriesAfterMs: RETRIES_AFTER_MS,
    afterMs: spread > 0 ? random.between(0, spread) : 0,
    onFailure: { kind: "shopify.webhook-failed", data: failed },
    onGone: {
      kind: "shopify.subscription-gone",
      data: { domain: shop.domain, topic, uri: target.url } satisfies Gone,
    },
  });
}

function isPlain(target: Target): boolean {
  return target.includeFields.length === 0 && target.metafieldNamespaces.length === 0;
}

function shapedFor(shop: Shop, target: Target, payload: object): object {
  return onlyFields(withMetafields(shop, payload, target.metafieldNamespaces), target.includeFields);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
