// Which topics a shop's addresses are registered for, and how an event leaves: thin, signed, retried four times.
import { requiredText } from "./body.ts";
import { type Core, newId, type Shop, seconds } from "./core.ts";
import { refuse } from "./refusal.ts";
import type { Route, ShopCall } from "./route.ts";
import { signWebhook } from "./signature.ts";

const MINUTE = 60_000;
const RETRIES_AFTER_MS = [2 * MINUTE, 30 * MINUTE, 180 * MINUTE, 720 * MINUTE];
const TIMEOUT_MS = 3_000;

/** The topics that can be set per shop through the API. */
const TOPICS = {
  1: "ORDER_STATUS_CHANGE",
  2: "REVERSE_STATUS_UPDATE",
  3: "RECIPIENT_ADDRESS_UPDATE",
  4: "PACKAGE_UPDATE",
  5: "PRODUCT_STATUS_CHANGE",
  6: "SELLER_DEAUTHORIZATION",
  7: "UPCOMING_AUTHORIZATION_EXPIRATION",
  11: "CANCELLATION_STATUS_CHANGE",
  12: "RETURN_STATUS_CHANGE",
  13: "NEW_CONVERSATION",
  14: "NEW_MESSAGE",
  15: "PRODUCT_INFORMATION_CHANGE",
  16: "PRODUCT_CREATION",
  18: "PRODUCT_CATEGORY_CHANGE",
  33: "NEW_MESSAGE_LISTENER",
  36: "INVOICE_STATUS_CHANGE",
  37: "PRODUCT_AUDIT_STATUS_CHANGE",
} as const;

/** Set app-wide in Partner Center; here they go where the shop's order changes go. They name the seller, not the shop. */
const FBT_TOPICS = { 24: "FBT_INVENTORY_UPDATE", 58: "FBT_MCF_ORDER_STATUS" } as const;

export type WebhookEvent = {
  readonly type: keyof typeof TOPICS | keyof typeof FBT_TOPICS;
  readonly data: Readonly<Record<string, unknown>>;
};

/** Sends an event to the address registered for its topic; without one, nobody hears of it. */
export function notify(core: Core, shop: Shop, event: WebhookEvent): void {
  const isFbt = event.type in FBT_TOPICS;
  const topic = { ...TOPICS, ...FBT_TOPICS }[event.type];
  const row = core.state.webhooks.get(`${shop.id} ${isFbt ? TOPICS[1] : topic}`);
  if (!row) return;
  const messageId = newId(core, "notification");
  const body = JSON.stringify({
    type: event.type,
    tts_notification_id: messageId,
    ...(isFbt ? { seller_open_id: shop.openId } : { shop_id: shop.id }),
    timestamp: seconds(core),
    data: event.data,
  });
  const { appKey, appSecret } = core.parts.settings.tiktokShop;
  core.parts.webhooks.send({
    platform: "tiktok-shop",
    topic,
    messageId,
    url: row.address,
    headers: { "content-type": "application/json", authorization: signWebhook(appKey, appSecret, body) },
    body,
    timeoutMs: TIMEOUT_MS,
    retriesAfterMs: RETRIES_AFTER_MS,
  });
}

function register({ core, shop, body }: ShopCall): unknown {
  const eventType = topicIn(requiredText(body, "event_type"));
  const address = requiredText(body, "address");
  checkAddress(address);
  const key = `${shop.id} ${eventType}`;
  const now = seconds(core);
  const createTime = core.state.webhooks.get(key)?.createTime ?? now;
  core.state.webhooks.set(key, { shopId: shop.id, eventType, address, createTime, updateTime: now });
  return {};
}

function list({ core, shop }: ShopCall): unknown {
  const rows = [...core.state.webhooks.values()].filter((row) => row.shopId === shop.id);
  return {
    total_count: rows.length,
    webhooks: rows.map((row) => ({
      event_type: row.eventType,
      address: row.address,
      create_time: row.createTime,
      update_time: row.updateTime,
    })),
  };
}

/** Succeeds even if nothing was registered. */
function remove({ core, shop, body }: ShopCall): unknown {
  core.state.webhooks.delete(`${shop.id} ${topicIn(requiredText(body, "event_type"))}`);
  return {};
}

function topicIn(eventType: string): string {
  const known = Object.values<string>(TOPICS).includes(eventType);
  return known ? eventType : refuse(98001004, `event_type ${eventType} is invalid`);
}

/** HTTPS on a public domain, no port, no IP address. Loopback is let through: this platform is a local one. */
function checkAddress(address: string): void {
  if (address.length > 255) refuse(98001004, "address is longer than 255 characters");
  const url = URL.parse(address);
  if (!url) refuse(98001004, "address is not a URL");
  if (url.hostname === "localhost" || url.hostname === "127.0.0.1") return;
  if (url.protocol !== "https:") refuse(98001004, "address must be HTTPS");
  if (url.port !== "") refuse(98001004, "address must not name a port");
  if (/^[\d.]+$|^\[/.test(url.hostname)) refuse(98001004, "address must not be an IP address");
}

const path = "/event/202309/webhooks";
const scope = "seller.event";
export const webhookRoutes: readonly Route[] = [
  { method: "PUT", path, scope, cipher: true, run: register },
  { method: "GET", path, scope, cipher: true, run: list },
  { method: "DELETE", path, scope, cipher: true, run: remove },
];
