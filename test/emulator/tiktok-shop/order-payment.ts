// What an order costs: the sums of its payment follow the formulas of the order object's documentation.
//   sub_total = original_total_product_price - seller_discount - platform_discount
//   shipping_fee = original_shipping_fee - its discounts
//   total_amount = sub_total + shipping_fee + taxes + retail_delivery_fee
import type { SeedAddress } from "../platform.ts";
import { toAmount } from "./amounts.ts";
import type { LineRow, OrderRow } from "./order-rows.ts";

/** US sales tax, in hundredths of a percent; prices elsewhere include tax. */
const US_TAX_BASIS_POINTS = 725;
/** Standard shipping is free from here on, in minor units; below it costs so much. */
const FREE_FROM = 2500;
const SHIPPING_FEE = 499;
/** Colorado's retail delivery fee, in cents, from July 2025. */
const COLORADO_FEE = 28;

export function taxOn(price: number, currency: string): number {
  return currency === "USD" ? Math.round((price * US_TAX_BASIS_POINTS) / 10_000) : 0;
}

export function taxRate(line: LineRow): string {
  return line.tax > 0 ? String(US_TAX_BASIS_POINTS / 10_000) : "0";
}

export function salePrice(line: LineRow): number {
  return line.listPrice - line.sellerDiscount - line.platformDiscount;
}

/** What is charged besides the goods, in minor units. */
export function feesOf(
  lines: readonly LineRow[],
  { countryCode, provinceCode }: SeedAddress,
): Pick<OrderRow, "shippingFee" | "shippingDiscount" | "retailDeliveryFee"> {
  const products = lines.reduce((sum, line) => sum + salePrice(line), 0);
  return {
    shippingFee: SHIPPING_FEE,
    shippingDiscount: products >= FREE_FROM ? SHIPPING_FEE : 0,
    retailDeliveryFee: countryCode === "US" && provinceCode === "CO" ? COLORADO_FEE : 0,
  };
}

export function totalsOf({ lines, shippingFee, shippingDiscount, retailDeliveryFee }: OrderRow) {
  const sum = (of: (line: LineRow) => number) => lines.reduce((total, line) => total + of(line), 0);
  const subTotal = sum(salePrice);
  const tax = sum((line) => line.tax);
  const shipping = shippingFee - shippingDiscount;
  return {
    products: sum((line) => line.listPrice),
    sellerDiscount: sum((line) => line.sellerDiscount),
    platformDiscount: sum((line) => line.platformDiscount),
    subTotal,
    shipping,
    tax,
    total: subTotal + shipping + tax + retailDeliveryFee,
  };
}

export function paymentOf(order: OrderRow): object {
  const amount = (minor: number) => toAmount(minor, order.currency);
  const totals = totalsOf(order);
  return {
    currency: order.currency,
    original_total_product_price: amount(totals.products),
    seller_discount: amount(totals.sellerDiscount),
    platform_discount: amount(totals.platformDiscount),
    sub_total: amount(totals.subTotal),
    original_shipping_fee: amount(order.shippingFee),
    shipping_fee_seller_discount: amount(0),
    shipping_fee_platform_discount: amount(order.shippingDiscount),
    shipping_fee_cofunded_discount: amount(0),
    shipping_fee: amount(totals.shipping),
    tax: amount(totals.tax),
    product_tax: amount(totals.tax),
    shipping_fee_tax: amount(0),
    retail_delivery_fee: amount(order.retailDeliveryFee),
    total_amount: amount(totals.total),
  };
}
