// Verifies what Shopify sends us on the bytes it sent, needing neither session nor network: webhooks of stores that have
// uninstalled must get in too. Then says what may have changed.
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type { InboxEntry } from "../../use-cases/ports/notice.ts";
import { isTopic, type Payload, TOPICS } from "./webhook-topics.ts";

export type WebhookAnswer =
  | { readonly kind: "verified"; readonly entry: InboxEntry }
  /** No signature or a wrong one: 401. */
  | { readonly kind: "forged" }
  /** Signed, but a required header is missing or the body is not a JSON object: 400. */
  | { readonly kind: "unreadable"; readonly reason: string };

type Received = { readonly headers: IncomingHttpHeaders; readonly body: Uint8Array };

const REQUIRED = ["x-shopify-topic", "x-shopify-shop-domain", "x-shopify-webhook-id"] as const;
const STORE_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/** A webhook of any subscription. A topic we did not subscribe to is kept without notices. */
export function readShopifyWebhook(received: Received, apiSecret: string): WebhookAnswer {
  if (!isSigned(received, apiSecret)) return { kind: "forged" };
  const missing = REQUIRED.filter((name) => !header(received, name));
  if (missing.length > 0) return { kind: "unreadable", reason: `missing header ${missing.join(", ")}` };
  const owner = header(received, "x-shopify-shop-domain").toLowerCase();
  if (!STORE_DOMAIN.test(owner)) return { kind: "unreadable", reason: "the store's domain is not one" };
  const payload = readPayload(received.body);
  if (!payload) return { kind: "unreadable", reason: "the body is not a JSON object" };
  const topic = header(received, "x-shopify-topic").toLowerCase();
  const messageId = header(received, "x-shopify-webhook-id");
  const notices = isTopic(topic) ? TOPICS[topic](payload, messageId) : [];
  const triggeredAt = moment(header(received, "x-shopify-triggered-at"));
  const entry = {
    source: "shopify",
    messageId,
    topic,
    owner,
    notices,
    body: received.body,
    triggeredAt,
  } as const;
  return { kind: "verified", entry };
}

/**
 * The store's wake-up of our fulfillment service (POST …/fulfillment_order_notification). It names no fulfillment order:
 * the sweep of requests looks for all that are open. Each wake-up is a message of its own.
 */
export function readFulfillmentNotification(received: Received, apiSecret: string): WebhookAnswer {
  if (!isSigned(received, apiSecret)) return { kind: "forged" };
  const owner = header(received, "x-shopify-shop-domain").toLowerCase();
  if (!STORE_DOMAIN.test(owner))
    return { kind: "unreadable", reason: "missing header x-shopify-shop-domain" };
  const payload = readPayload(received.body);
  if (!payload) return { kind: "unreadable", reason: "the body is not a JSON object" };
  return {
    kind: "verified",
    entry: {
      source: "shopify",
      messageId: header(received, "x-shopify-webhook-id") || randomUUID(),
      topic: "fulfillment_service/fulfillment_order_notification",
      owner,
      notices: [{ verb: "reconcile-shipments", subject: "all" }],
      body: received.body,
      triggeredAt: moment(header(received, "x-shopify-triggered-at")),
    },
  };
}

/** Whether the bytes carry the signature only Shopify and we can make. Compared in constant time. */
function isSigned(received: Received, apiSecret: string): boolean {
  const given = Buffer.from(header(received, "x-shopify-hmac-sha256"), "base64");
  const expected = createHmac("sha256", apiSecret).update(received.body).digest();
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function header(received: Received, name: string): string {
  const value = received.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? "";
}

function moment(text: string): Date | null {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date;
}

type ReviveWithSource = (key: string, value: unknown, context: { readonly source: string }) => unknown;
// The third argument is newer than TypeScript's own description of JSON.parse.
const parseJson = JSON.parse as (text: string, revive: ReviveWithSource) => unknown;

function readPayload(body: Uint8Array): Payload | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
    const value = parseJson(text, (_key, inner, { source }) => (typeof inner === "number" ? source : inner));
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
