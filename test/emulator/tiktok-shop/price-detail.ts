// How an order's price comes about, whole and unit by unit: sku_sale_price = sku_list_price - deductions, subtotal =
// sku_sale_price + its tax, total = list prices with shipping, payment = what the buyer paid. Shipping is the first
// unit's, so that the units add up to the order.
import { toAmount } from "./amounts.ts";
import { SCOPES } from "./auth.ts";
import { salePrice, taxRate } from "./order-payment.ts";
import { sellersOrder } from "./order-reads.ts";
import type { LineRow, OrderRow } from "./order-rows.ts";
import type { Route, ShopCall } from "./route.ts";

type Shipping = Pick<OrderRow, "shippingFee" | "shippingDiscount">;

const FREE: Shipping = { shippingFee: 0, shippingDiscount: 0 };

function priceDetail({ core, shop, id }: ShopCall): unknown {
  const order = sellersOrder(core, shop, id);
  return {
    ...detailOf(order, order.lines, order),
    cod_fee_net_amount: toAmount(0, order.currency),
    line_items: order.lines.map((line, at) => ({
      id: line.id,
      ...detailOf(order, [line], at === 0 ? order : FREE),
      cod_fee_amount: toAmount(0, order.currency),
    })),
  };
}

function detailOf(
  { currency }: OrderRow,
  ...[lines, { shippingFee, shippingDiscount }]: [readonly LineRow[], Shipping]
): object {
  const amount = (minor: number) => toAmount(minor, currency);
  const sum = (of: (line: LineRow) => number) => lines.reduce((total, line) => total + of(line), 0);
  const [list, sale, tax] = [sum((line) => line.listPrice), sum(salePrice), sum((line) => line.tax)];
  const shipping = shippingFee - shippingDiscount;
  const nothing = amount(0);
  return {
    currency,
    total: amount(list + shippingFee),
    payment: amount(sale + shipping + tax),
    sku_list_price: amount(list),
    sku_sale_price: amount(sale),
    subtotal: amount(sale + tax),
    subtotal_tax_amount: amount(tax),
    subtotal_deduction_seller: amount(sum((line) => line.sellerDiscount)),
    subtotal_deduction_platform: amount(sum((line) => line.platformDiscount)),
    shipping_list_price: amount(shippingFee),
    shipping_sale_price: amount(shipping),
    shipping_fee_deduction_seller: nothing,
    shipping_fee_deduction_platform: amount(shippingDiscount),
    shipping_fee_deduction_platform_voucher: nothing,
    tax_amount: amount(tax),
    tax_rate: lines[0] ? taxRate(lines[0]) : "0",
    net_price_amount: amount(sale),
    voucher_deduction_seller: nothing,
    voucher_deduction_platform: nothing,
    sku_gift_original_price: nothing,
    sku_gift_net_price: nothing,
    cod_fee: nothing,
  };
}

export const priceDetailRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/order/202407/orders/{id}/price_detail",
    scope: SCOPES.orders,
    cipher: true,
    run: priceDetail,
  },
];
