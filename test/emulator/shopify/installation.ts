// The app on a store: managed installation, the scopes the merchant grants, uninstalling, and what privacy law asks for
// afterwards.
import { type ComplianceTopic, compliancePayload, shopPayload } from "./compliance.ts";
import type { Shop } from "./state.ts";
import { announce, announceAlways } from "./webhooks.ts";
import { now, record, shopAt, type World } from "./world.ts";

const HOUR = 3_600_000;
/** After uninstalling; an app that is back by then keeps the store's data. That it does is inferred. */
const SHOP_REDACT_MS = 48 * HOUR;
/** After the request, or after the buyer's last order where that is younger than six months. */
const CUSTOMER_REDACT_MS = 10 * 24 * HOUR;
const RECENT_ORDER_MS = 182 * 24 * HOUR;

/** What managed installation grants unless the settings say otherwise: the scopes of the app's configuration. */
export const GRANTED_SCOPES = [
  "read_products",
  "read_inventory",
  "write_inventory",
  "read_locations",
  "read_orders",
  "write_orders",
  "read_assigned_fulfillment_orders",
  "write_assigned_fulfillment_orders",
  "read_merchant_managed_fulfillment_orders",
  "write_merchant_managed_fulfillment_orders",
  "read_fulfillments",
  "write_fulfillments",
  "read_returns",
  "write_returns",
  "read_publications",
  "write_publications",
  "read_product_listings",
  "write_resource_feedbacks",
];

/** Managed installation: the scopes of the app's configuration are granted without asking the app. */
export function install(world: World, domain: string): void {
  const shop = shopAt(world, domain);
  if (shop.installed) return;
  shop.installed = true;
  record(world, "app.installed", { domain });
  grant(world, shop, world.parts.settings.shopify.scopes ?? GRANTED_SCOPES);
}

/** The merchant agrees to other scopes, or takes some back: those lost are lost at once, new ones come with new tokens. */
export function grant(world: World, shop: Shop, scopes: readonly string[]): void {
  const previous = shop.scopes;
  const isSame = previous.length === scopes.length && scopes.every((scope) => previous.includes(scope));
  shop.scopes = [...scopes];
  // The first installation changes nothing that the app knew of.
  if (isSame || previous.length === 0) return;
  record(world, "app.scopes-changed", { domain: shop.domain }, { previous, current: scopes });
  announce(world, shop, {
    topic: "app/scopes_update",
    payload: { id: 1, shop_id: shop.id, previous, current: shop.scopes, updated_at: now(world) },
  });
}

/** Tokens, subscriptions and the services' callbacks go with the app; app/uninstalled is the last that it hears. */
export function uninstall(world: World, domain: string): void {
  const shop = shopAt(world, domain);
  if (!shop.installed) return;
  shop.installed = false;
  shop.tokens.clear();
  shop.refreshTokens.clear();
  record(world, "app.uninstalled", { domain });
  announceAlways(world, shop, { topic: "app/uninstalled", payload: shopPayload(shop) });
  shop.subscriptions.clear();
  world.parts.clock.unschedule(({ kind, data }) => kind === REDACT && (data as Due).domain === domain);
  world.parts.clock.schedule(SHOP_REDACT_MS, { kind: REDACT, data: { domain } satisfies Due });
}

const REDACT = "shopify.shop-redact";
const ERASE = "shopify.customer-redact";
type Due = { readonly domain: string };
type Erasure = Due & { readonly orderIds: readonly string[] };

export function askForPrivacy(
  world: World,
  domain: string,
  topic: ComplianceTopic,
  orderIds: readonly string[] = [],
): void {
  const shop = shopAt(world, domain);
  announceAlways(world, shop, { topic, payload: compliancePayload(shop, topic, orderIds) });
}

/** A buyer wants to be forgotten: customers/redact follows when the buyer's orders are old enough. Answers when. */
export function requestErasure(world: World, domain: string, orderIds: readonly string[]): string {
  const shop = shopAt(world, domain);
  const unknown = orderIds.find((id) => !shop.orders.has(id));
  if (unknown) throw new Error(`${domain} has no order ${unknown}`);
  const at = world.parts.clock.now();
  const ordered = orderIds.map((id) => Date.parse(shop.orders.get(id)?.createdAt ?? "") + RECENT_ORDER_MS);
  const dueAt = Math.max(at + CUSTOMER_REDACT_MS, ...ordered);
  record(world, "privacy.erasure-requested", { domain });
  world.parts.clock.schedule(dueAt - at, { kind: ERASE, data: { domain, orderIds } satisfies Erasure });
  return new Date(dueAt).toISOString();
}

export function runPrivacy(world: World): void {
  world.parts.clock.on<Due>(REDACT, ({ domain }) => {
    if (!shopAt(world, domain).installed) askForPrivacy(world, domain, "shop/redact");
  });
  world.parts.clock.on<Erasure>(ERASE, ({ domain, orderIds }) =>
    askForPrivacy(world, domain, "customers/redact", orderIds),
  );
}
