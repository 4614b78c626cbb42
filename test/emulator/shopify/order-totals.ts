// What an order comes to and how far it is shipped: always worked out from its parts, never stored.
import { cents } from "./money.ts";
import type { Order } from "./order-state.ts";
import type { Shop } from "./state.ts";

export type Totals = {
  readonly subtotal: number;
  readonly shipping: number;
  readonly tax: number;
  readonly total: number;
};

type Priced = Pick<Order, "shipping" | "taxes" | "taxesIncluded"> & {
  readonly lines: readonly Pick<Order["lines"][number], "price" | "quantity" | "taxes">[];
};

/** Minor units. Tax is on top unless the prices include it. */
export function totalsOf(order: Priced): Totals {
  const subtotal = order.lines.reduce((sum, line) => sum + cents(line.price) * line.quantity, 0);
  const shipping = order.shipping.reduce((sum, line) => sum + cents(line.price), 0);
  const taxes = [...order.taxes, ...order.lines.flatMap((line) => line.taxes)];
  const tax = taxes.reduce((sum, line) => sum + cents(line.price), 0);
  return { subtotal, shipping, tax, total: subtotal + shipping + (order.taxesIncluded ? 0 : tax) };
}

/** Units of an order line that have left and did not come back by a cancelled fulfillment. */
export function shippedOf(shop: Shop, order: Order, orderLineId: string): number {
  return order.fulfillmentIds
    .flatMap((id) => shop.fulfillments.get(id) ?? [])
    .filter(({ status }) => status === "SUCCESS")
    .flatMap(({ lines }) => lines)
    .filter((line) => line.orderLineId === orderLineId)
    .reduce((sum, line) => sum + line.quantity, 0);
}

/** The schema's OrderDisplayFulfillmentStatus. */
export function displayFulfillmentStatus(shop: Shop, order: Order): string {
  const ordered = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  const shipped = order.lines.reduce((sum, line) => sum + shippedOf(shop, order, line.id), 0);
  if (shipped >= ordered) return "FULFILLED";
  if (shipped > 0) return "PARTIALLY_FULFILLED";
  const parts = order.fulfillmentOrderIds.flatMap((id) => shop.fulfillmentOrders.get(id) ?? []);
  if (parts.some(({ status }) => status === "ON_HOLD")) return "ON_HOLD";
  if (parts.some(({ status }) => status === "IN_PROGRESS")) return "IN_PROGRESS";
  return "UNFULFILLED";
}
