// Order lines, taxes and money as webhooks carry them.
import { cents, moneyBag } from "./money.ts";
import type { Order, OrderLine, TaxLine } from "./order-state.ts";
import { currentQuantity, shippedOf, unfulfilledOf } from "./order-totals.ts";
import type { Shop } from "./state.ts";
import { legacyId } from "./world.ts";

export function linePayload(shop: Shop, order: Order, line: OrderLine): object {
  const shipped = shippedOf(shop, order, line.id);
  const left = unfulfilledOf(shop, order, line);
  return {
    id: legacyId(line.id),
    admin_graphql_api_id: line.id,
    attributed_staffs: [],
    current_quantity: currentQuantity(order, line),
    fulfillable_quantity: left,
    fulfillment_service: line.serviceHandle ?? "manual",
    fulfillment_status: left === 0 && shipped > 0 ? "fulfilled" : shipped > 0 ? "partial" : null,
    gift_card: false,
    grams: shop.variants.get(line.variantId ?? "")?.weightGrams ?? 0,
    name: line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title,
    price: line.price,
    price_set: moneyPayload(cents(line.price), order.currency),
    product_exists: line.productId !== null && shop.products.has(line.productId),
    product_id: line.productId ? legacyId(line.productId) : null,
    properties: line.attributes.map(({ key, value }) => ({ name: key, value })),
    quantity: line.quantity,
    requires_shipping: line.requiresShipping,
    sales_line_item_group_id: null,
    sku: line.sku,
    taxable: line.taxable,
    title: line.title,
    total_discount: "0.00",
    total_discount_set: moneyPayload(0, order.currency),
    variant_id: line.variantId ? legacyId(line.variantId) : null,
    variant_inventory_management: line.variantId ? "shopify" : null,
    variant_title: line.variantTitle,
    vendor: line.vendor,
    tax_lines: line.taxes.map((tax) => taxPayload(tax, order.currency)),
    duties: [],
    discount_allocations: [],
  };
}

export function taxPayload(line: TaxLine, currency: string): object {
  return {
    channel_liable: line.channelLiable,
    price: line.price,
    price_set: moneyPayload(cents(line.price), currency),
    rate: line.rate,
    title: line.title,
  };
}

export function moneyPayload(minor: number, currency: string): object {
  const { shopMoney } = moneyBag(minor, currency);
  const money = { amount: shopMoney.amount, currency_code: currency };
  return { shop_money: money, presentment_money: money };
}
