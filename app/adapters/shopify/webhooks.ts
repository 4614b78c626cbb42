// Verifies what Shopify sends us on the bytes it sent, needing neither session nor network: webhooks of stores that have
// uninstalled must get in too. Then says what may have changed.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { ReadWebhook, WebhookHeaders } from "../../use-cases/ports/notice.ts";
import { isTopic, type Payload, TOPICS } from "./webhook-topics.ts";

const REQUIRED = ["x-shopify-topic", "x-shopify-shop-domain", "x-shopify-webhook-id"] as const;
const STORE_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/** Reads webhooks signed for our app. A topic we did not subscribe to is kept without notices. */
export function createWebhookReader(app: { readonly apiSecret: string }) {
  return (headers: WebhookHeaders, body: Uint8Array): ReadWebhook => {
    if (!isSigned(headers, body, app.apiSecret)) return { kind: "bad-signature" };
    const missing = REQUIRED.find((name) => header(headers, name) === "");
    if (missing) return { kind: "unreadable", detail: `${missing}: missing` };
    const owner = header(headers, "x-shopify-shop-domain").toLowerCase();
    if (!STORE_DOMAIN.test(owner))
      return { kind: "unreadable", detail: "x-shopify-shop-domain: not a store's domain" };
    const payload = readPayload(body);
    if (!payload) return { kind: "unreadable", detail: "body: not a JSON object" };
    const topic = header(headers, "x-shopify-topic").toLowerCase();
    const messageId = header(headers, "x-shopify-webhook-id");
    const notices = isTopic(topic) ? TOPICS[topic](payload, messageId) : [];
    const triggeredAt = moment(header(headers, "x-shopify-triggered-at"));
    return {
      kind: "accepted",
      entry: { source: "shopify", messageId, topic, owner, notices, body, triggeredAt },
    };
  };
}

/** Whether the bytes carry the signature only Shopify and we can make. Compared in constant time. */
function isSigned(headers: WebhookHeaders, body: Uint8Array, apiSecret: string): boolean {
  const given = Buffer.from(header(headers, "x-shopify-hmac-sha256"), "base64");
  const expected = createHmac("sha256", apiSecret).update(body).digest();
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function header(headers: WebhookHeaders, name: string): string {
  const value = headers[name];
  return (typeof value === "string" ? value : value?.[0]) ?? "";
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
