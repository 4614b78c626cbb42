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

/** The store as app/uninstalled and shop/update carry it. */
export function shopPayload(shop: Shop): object {
  return { ...identity(shop), ...place(shop), ...switches() };
}

function identity(shop: Shop): object {
  const email = `owner@${shop.domain}`;
  return {
    id: legacyId(shop.id),
    name: shop.name,
    email,
    customer_email: email,
    domain: shop.domain,
    myshopify_domain: shop.domain,
    shop_owner: shop.name,
    phone: "",
    source: null,
    created_at: shop.createdAt,
    updated_at: shop.updatedAt,
    plan_name: "shopify_plus",
    plan_display_name: "Shopify Plus",
    primary_locale: "en",
    primary_location_id: legacyId([...shop.locations.keys()][0] ?? ""),
    admin_graphql_api_id: shop.id,
  };
}

function place(shop: Shop): object {
  const money = "${{amount}}";
  return {
    address1: "",
    address2: null,
    city: "",
    province: "",
    province_code: "",
    zip: "",
    country: shop.countryCode,
    country_code: shop.countryCode,
    country_name: new Intl.DisplayNames("en", { type: "region" }).of(shop.countryCode) ?? shop.countryCode,
    latitude: null,
    longitude: null,
    currency: shop.currency,
    enabled_presentment_currencies: [shop.currency],
    money_format: money,
    money_in_emails_format: money,
    money_with_currency_format: `${money} ${shop.currency}`,
    money_with_currency_in_emails_format: `${money} ${shop.currency}`,
    timezone: shop.timeZone,
    iana_timezone: shop.timeZone,
    weight_unit: "g",
  };
}

function switches(): object {
  return {
    auto_configure_tax_inclusivity: null,
    checkout_api_supported: true,
    county_taxes: null,
    eligible_for_payments: true,
    finances: true,
    google_apps_domain: null,
    google_apps_login_enabled: null,
    has_discounts: false,
    has_gift_cards: false,
    has_storefront: true,
    marketing_sms_consent_enabled_at_checkout: false,
    multi_location_enabled: true,
    password_enabled: false,
    pre_launch_enabled: false,
    requires_extra_payments_agreement: false,
    setup_required: false,
    tax_shipping: null,
    taxes_included: null,
    transactional_sms_disabled: false,
  };
}
