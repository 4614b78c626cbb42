// The store's wake-up of our fulfillment service: something is asked of it, the store does not say of which order.
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { InboxEntry, ReadWebhook, WebhookHeaders } from "../use-cases/ports/notice.ts";
import { isSignedBody } from "./shopify-callback-signature.ts";

// The body says only what kind of thing was asked, never of which order: the sweep reads all that is open.
export function readNotification(secret: string, headers: WebhookHeaders, body: Uint8Array): ReadWebhook {
  if (!isSignedBody(secret, headers as IncomingMessage["headers"], body)) return { kind: "bad-signature" };
  const domain = headers["x-shopify-shop-domain"];
  if (typeof domain !== "string" || domain === "") {
    return { kind: "unreadable", detail: "x-shopify-shop-domain: missing" };
  }
  const entry: InboxEntry = {
    source: "shopify",
    // These calls carry no id and their bodies are all alike; a repeat marks the same sweep again, no more.
    messageId: `fulfillment-service-${randomUUID()}`,
    topic: "fulfillment_order_notification",
    owner: domain,
    notices: [{ verb: "reconcile-shipments", subject: "all" }],
    body,
    triggeredAt: null,
  };
  return { kind: "accepted", entry };
}
