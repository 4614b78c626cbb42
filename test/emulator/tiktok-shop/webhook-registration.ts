// Where a shop's events go: one address per topic, set, listed and taken away through the API.
import { requiredText } from "./body.ts";
import { seconds } from "./core.ts";
import { refuse } from "./refusal.ts";
import type { Route, ShopCall } from "./route.ts";
import { isSettable } from "./webhook-topics.ts";

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
  return isSettable(eventType) ? eventType : refuse(98001004, `event_type ${eventType} is invalid`);
}

/** HTTPS on a public domain, no port, no IP address. Loopback is let through: this platform is a local one. */
function checkAddress(address: string): void {
  if (address.length > 255) refuse(98001004, "address is longer than 255 characters");
  const url = URL.parse(address);
  if (!url) refuse(98001004, "address is not a URL");
  if (url.hostname === "localhost" || url.hostname === "127.0.0.1") return;
  if (url.protocol !== "https:") refuse(98001004, "address must be HTTPS");
  if (/^https:\/\/[^/?#]*:\d*(?:[/?#]|$)/i.test(address)) refuse(98001004, "address must not name a port");
  if (/^[\d.]+$|^\[/.test(url.hostname)) refuse(98001004, "address must not be an IP address");
  if (!url.hostname.includes(".")) refuse(98001004, "address must be on a public domain");
}

const path = "/event/202309/webhooks";
const scope = "seller.event";
export const webhookRoutes: readonly Route[] = [
  { method: "PUT", path, scope, cipher: true, run: register },
  { method: "GET", path, scope, cipher: true, run: list },
  { method: "DELETE", path, scope, cipher: true, run: remove },
];
