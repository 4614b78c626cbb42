// An order and its fulfillments as orders/* and fulfillments/* webhooks carry them: the shapes of the old REST resources.

import { cents, decimal } from "./money.ts";
import { linePayload, moneyPayload, taxPayload } from "./order-line-payload.ts";
import { refundPayload } from "./order-refund-payload.ts";
import type { Fulfillment, Order, OrderAddress } from "./order-state.ts";
import {
  currentTotalsOf,
  displayFulfillmentStatus,
  latest,
  outstandingOf,
  totalsOf,
} from "./order-totals.ts";
import type { Shop } from "./state.ts";
import { legacyId } from "./world.ts";

export function orderPayload(shop: Shop, order: Order): object {
  return {
    id: legacyId(order.id),
    admin_graphql_api_id: order.id,
    ...identity(order),
    ...totalFields(order),
    financial_status: order.financialStatus.toLowerCase(),
    fulfillment_status: restStatus(displayFulfillmentStatus(shop, order)),
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    cancelled_at: order.cancelledAt,
    closed_at: order.closedAt,
    created_at: order.createdAt,
    processed_at: order.processedAt,
    updated_at: order.updatedAt,
    billing_address: order.billingAddress && addressPayload(order.billingAddress),
    shipping_address: order.shippingAddress && addressPayload(order.shippingAddress),
    customer: null,
    discount_applications: [],
    discount_codes: discountCodes(order),
    fulfillments: order.fulfillmentIds.flatMap((id) => {
      const fulfillment = shop.fulfillments.get(id);
      return fulfillment ? [fulfillmentPayload(shop, fulfillment)] : [];
    }),
    line_items: order.lines.map((line) => linePayload(shop, order, line)),
    payment_terms: null,
    refunds: order.refunds.map((refund) => refundPayload(shop, order, refund)),
    returns: [],
    shipping_lines: order.shipping.map((line, at) => ({
      id: legacyId(order.id) + at + 1,
      carrier_identifier: null,
      code: line.code,
      price: line.price,
      price_set: moneyPayload(cents(line.price), order.currency),
      discounted_price: line.price,
      discounted_price_set: moneyPayload(cents(line.price), order.currency),
      current_discounted_price_set: moneyPayload(cents(line.price), order.currency),
      is_removed: false,
      phone: null,
      requested_fulfillment_service_id: null,
      source: null,
      title: line.title,
      tax_lines: [],
      discount_allocations: [],
    })),
  };
}

function identity(order: Order): object {
  return {
    app_id: null,
    browser_ip: null,
    buyer_accepts_marketing: false,
    cart_token: null,
    checkout_id: null,
    checkout_token: null,
    client_details: null,
    confirmation_number: null,
    confirmed: true,
    contact_email: order.email,
    customer_locale: null,
    device_id: null,
    email: order.email,
    estimated_taxes: false,
    duties_included: false,
    landing_site: null,
    landing_site_ref: null,
    line_item_groups: [],
    location_id: null,
    merchant_business_entity_id: "1",
    merchant_of_record_app_id: null,
    order_status_url: `https://shopify.example/orders/${legacyId(order.id)}`,
    name: order.name,
    note: order.note,
    note_attributes: order.attributes.map(({ key, value }) => ({ name: key, value })),
    number: order.number - 1000,
    order_number: order.number,
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    payment_gateway_names: [...new Set(order.transactions.map(({ gateway }) => gateway))],
    phone: order.phone,
    po_number: order.poNumber,
    presentment_currency: order.presentmentCurrency ?? order.currency,
    reference: order.sourceIdentifier,
    referring_site: null,
    source_identifier: order.sourceIdentifier,
    source_name: order.sourceName ?? "web",
    source_url: null,
    tags: order.tags.join(", "),
    tax_exempt: false,
    taxes_included: order.taxesIncluded,
    test: order.test,
    token: String(legacyId(order.id)),
    user_id: null,
  };
}

function totalFields(order: Order): object {
  const { goods, discounts, subtotal, shipping, tax, total } = totalsOf(order);
  const current = currentTotalsOf(order);
  const money = (minor: number) => moneyPayload(minor, order.currency);
  return {
    currency: order.currency,
    current_shipping_price_set: money(current.shipping),
    current_subtotal_price: decimal(current.subtotal),
    current_subtotal_price_set: money(current.subtotal),
    current_total_additional_fees_set: null,
    current_total_discounts: decimal(current.discounts),
    current_total_discounts_set: money(current.discounts),
    current_total_duties_set: null,
    current_total_price: decimal(current.total),
    current_total_price_set: money(current.total),
    current_total_tax: decimal(current.tax),
    current_total_tax_set: money(current.tax),
    subtotal_price: decimal(subtotal),
    subtotal_price_set: money(subtotal),
    tax_lines: order.taxes.map((line) => taxPayload(line, order.currency)),
    total_cash_rounding_payment_adjustment_set: money(0),
    total_cash_rounding_refund_adjustment_set: money(0),
    total_discounts: decimal(discounts),
    total_discounts_set: money(discounts),
    total_line_items_price: decimal(goods),
    total_line_items_price_set: money(goods),
    total_outstanding: decimal(outstandingOf(order)),
    total_price: decimal(total),
    total_price_set: money(total),
    total_shipping_price_set: money(shipping),
    total_tax: decimal(tax),
    total_tax_set: money(tax),
    total_tip_received: "0.00",
    total_weight: 0,
  };
}

export function fulfillmentPayload(shop: Shop, fulfillment: Fulfillment): object {
  const order = shop.orders.get(fulfillment.orderId);
  const numbers = fulfillment.tracking.flatMap(({ number }) => number ?? []);
  const urls = fulfillment.tracking.flatMap(({ url }) => url ?? []);
  const service = [...shop.services.values()].find(({ locationId }) => locationId === fulfillment.locationId);
  return {
    id: legacyId(fulfillment.id),
    admin_graphql_api_id: fulfillment.id,
    created_at: fulfillment.createdAt,
    destination: order?.shippingAddress ? addressPayload(order.shippingAddress) : null,
    email: order?.email ?? null,
    line_items: fulfillment.lines.flatMap((part) => {
      const line = order?.lines.find(({ id }) => id === part.orderLineId);
      return order && line ? [{ ...linePayload(shop, order, line), quantity: part.quantity }] : [];
    }),
    location_id: legacyId(fulfillment.locationId),
    name: fulfillment.name,
    order_id: legacyId(fulfillment.orderId),
    origin_address: null,
    receipt: {},
    service: service?.handle ?? "manual",
    shipment_status: latest(fulfillment)?.status.toLowerCase() ?? null,
    status: fulfillment.status.toLowerCase(),
    tracking_company: fulfillment.tracking[0]?.company ?? null,
    tracking_number: numbers[0] ?? null,
    tracking_numbers: numbers,
    tracking_url: urls[0] ?? null,
    tracking_urls: urls,
    updated_at: fulfillment.updatedAt,
  };
}

export function addressPayload(address: OrderAddress): object {
  return {
    first_name: address.firstName,
    last_name: address.lastName,
    name: [address.firstName, address.lastName].filter(Boolean).join(" "),
    company: address.company,
    address1: address.address1,
    address2: address.address2,
    city: address.city,
    province: address.province,
    province_code: address.provinceCode,
    zip: address.zip,
    country: address.countryCode,
    country_code: address.countryCode,
    phone: address.phone,
    latitude: null,
    longitude: null,
  };
}

function discountCodes(order: Order): object[] {
  const { discount } = order;
  if (!discount) return [];
  const type = { fixed: "fixed_amount", percentage: "percentage", freeShipping: "shipping" }[discount.kind];
  return [{ code: discount.code, amount: decimal(totalsOf(order).discounts), type }];
}

function restStatus(status: string): string | null {
  if (status === "FULFILLED") return "fulfilled";
  return status === "PARTIALLY_FULFILLED" ? "partial" : null;
}
