// What Shopify itself says to an app about a store: that it left, and what privacy law asks for.
import type { Shop } from "./state.ts";
import { legacyId } from "./world.ts";

export type ComplianceTopic = "customers/data_request" | "customers/redact" | "shop/redact";

/** The twin's stores know no customer accounts; requests are about one made up for the occasion. */
export function compliancePayload(shop: Shop, topic: ComplianceTopic, orderIds: readonly string[]): object {
  const store = { shop_id: legacyId(shop.id), shop_domain: shop.domain };
  if (topic === "shop/redact") return store;
  const orders = orderIds.map((id) => shop.orders.get(id));
  const customer = {
    id: legacyId(shop.id) + 2,
    email: orders.find((order) => order?.email)?.email ?? "buyer@example.com",
    phone: orders.find((order) => order?.phone)?.phone ?? "555-625-1199",
  };
  const ids = orderIds.map(legacyId);
  if (topic === "customers/redact") return { ...store, customer, orders_to_redact: ids };
  return { ...store, orders_requested: ids, customer, data_request: { id: legacyId(shop.id) + 3 } };
}

export function uninstalledPayload(shop: Shop): object {
  return {
    id: legacyId(shop.id),
    name: shop.name,
    email: `owner@${shop.domain}`,
    domain: shop.domain,
    myshopify_domain: shop.domain,
    currency: shop.currency,
    iana_timezone: shop.timeZone,
    country_code: shop.countryCode,
    created_at: shop.createdAt,
    admin_graphql_api_id: shop.id,
  };
}
