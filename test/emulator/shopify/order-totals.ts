// What an order comes to and how far it is shipped: always worked out from its parts, never stored.
import { isActive } from "./fulfillment-order-state.ts";
import { cents } from "./money.ts";
import type { Fulfillment, FulfillmentEvent, Order } from "./order-state.ts";
import type { Shop } from "./state.ts";

/** Minor units. `goods` are the lines before the discount, everything else after it. */
export type Totals = {
  readonly goods: number;
  readonly discounts: number;
  readonly subtotal: number;
  readonly shipping: number;
  readonly tax: number;
  readonly total: number;
};
/** In which of an order's two currencies. */
export type Side = "price" | "presentment";

type Priced = Pick<Order, "shipping" | "taxes" | "taxesIncluded" | "discount"> & {
  readonly lines: readonly Pick<Order["lines"][number], "price" | "presentment" | "quantity" | "taxes">[];
};

/** An amount on one side; one that was given in the store's currency only is the same on both. */
export function minorOf(part: { readonly price: string; readonly presentment?: string }, side: Side): number {
  return cents(side === "price" ? part.price : (part.presentment ?? part.price));
}

/** Tax is on top unless the prices include it. */
export function totalsOf(order: Priced, side: Side = "price"): Totals {
  const goods = order.lines.reduce((sum, line) => sum + minorOf(line, side) * line.quantity, 0);
  const carriage = order.shipping.reduce((sum, line) => sum + minorOf(line, side), 0);
  const offGoods = goodsDiscount(order, goods, side);
  const offShipping = order.discount?.kind === "freeShipping" ? carriage : 0;
  const taxes = [...order.taxes, ...order.lines.flatMap((line) => line.taxes)];
  const tax = taxes.reduce((sum, line) => sum + minorOf(line, side), 0);
  const subtotal = goods - offGoods;
  const shipping = carriage - offShipping;
  return {
    goods,
    discounts: offGoods + offShipping,
    subtotal,
    shipping,
    tax,
    total: subtotal + shipping + (order.taxesIncluded ? 0 : tax),
  };
}

function goodsDiscount({ discount }: Priced, goods: number, side: Side): number {
  if (discount?.kind === "percentage") return Math.round(goods * Math.min(1, discount.fraction));
  return discount?.kind === "fixed" ? Math.min(goods, minorOf(discount, side)) : 0;
}

/** What it comes to after refunds: fewer units, their share of the tax, less shipping. */
export function currentTotalsOf(order: Order, side: Side = "price"): Totals {
  if (order.refunds.length === 0) return totalsOf(order, side);
  const lines = order.lines.map((line) => {
    const quantity = currentQuantity(order, line);
    const share = line.quantity > 0 ? quantity / line.quantity : 0;
    return { ...line, quantity, taxes: line.taxes.map((tax) => ({ ...tax, ...scaled(tax, share) })) };
  });
  const goods = totalsOf({ ...order, lines, discount: null }).goods;
  const before = totalsOf({ ...order, discount: null }).goods;
  const share = before > 0 ? goods / before : 1;
  const taxes = order.taxes.map((tax) => ({ ...tax, ...scaled(tax, share) }));
  const back = order.refunds.reduce((sum, refund) => sum + cents(refund.shipping), 0);
  const totals = totalsOf({ ...order, lines, taxes }, side);
  // What was given back is known in the store's currency; on the buyer's side it is the same part of the whole.
  const carriage = totalsOf(order).shipping;
  const part = carriage > 0 ? Math.min(1, back / carriage) : 0;
  const shipping = totals.shipping - Math.round(totals.shipping * part);
  return { ...totals, shipping, total: totals.total - totals.shipping + shipping };
}

function scaled(
  part: { price: string; presentment?: string },
  share: number,
): { price: string; presentment?: string } {
  const times = (amount: string): string => (Math.round(cents(amount) * share) / 100).toFixed(2);
  return {
    price: times(part.price),
    ...(part.presentment === undefined ? {} : { presentment: times(part.presentment) }),
  };
}

/** Units of a line that were not refunded. */
export function currentQuantity(
  order: Order,
  line: { readonly id: string; readonly quantity: number },
): number {
  return line.quantity - refundedUnits(order, line.id);
}

export function refundedUnits(order: Order, orderLineId: string, kind?: "CANCEL"): number {
  let units = 0;
  for (const refund of order.refunds)
    for (const line of refund.lines)
      if (line.orderLineId === orderLineId && (!kind || line.restockType === kind)) units += line.quantity;
  return units;
}

/** Units of an order line that have left and did not come back by a cancelled fulfillment. */
export function shippedOf(shop: Shop, order: Order, orderLineId: string): number {
  let units = 0;
  for (const id of order.fulfillmentIds) {
    const fulfillment = shop.fulfillments.get(id);
    if (fulfillment?.status !== "SUCCESS") continue;
    for (const line of fulfillment.lines) if (line.orderLineId === orderLineId) units += line.quantity;
  }
  return units;
}

/** Units of an order line that still have to leave. */
export function unfulfilledOf(shop: Shop, order: Order, line: { id: string; quantity: number }): number {
  if (order.cancelledAt) return 0;
  return line.quantity - shippedOf(shop, order, line.id) - refundedUnits(order, line.id, "CANCEL");
}

/** The schema's OrderDisplayFulfillmentStatus. */
export function displayFulfillmentStatus(shop: Shop, order: Order): string {
  const shipped = order.lines.reduce((sum, line) => sum + shippedOf(shop, order, line.id), 0);
  const wanted = order.lines.reduce(
    (sum, line) => sum + line.quantity - refundedUnits(order, line.id, "CANCEL"),
    0,
  );
  if (shipped > 0) return shipped >= wanted ? "FULFILLED" : "PARTIALLY_FULFILLED";
  const parts = order.fulfillmentOrderIds
    .flatMap((id) => shop.fulfillmentOrders.get(id) ?? [])
    .filter(isActive);
  if (parts.length === 0) return "UNFULFILLED";
  if (parts.every(({ status }) => status === "ON_HOLD")) return "ON_HOLD";
  if (parts.every(({ status }) => status === "SCHEDULED")) return "SCHEDULED";
  if (parts.some(({ requestStatus }) => requestStatus === "REJECTED")) return "REQUEST_DECLINED";
  if (parts.every((part) => part.status === "IN_PROGRESS" || part.requestStatus === "SUBMITTED"))
    return "IN_PROGRESS";
  return "UNFULFILLED";
}

/** What came in, and what of it went back, in minor units of the store's currency. */
export function paidOf(order: Pick<Order, "transactions">): { received: number; refunded: number } {
  const sum = (...kinds: readonly string[]) =>
    order.transactions
      .filter(({ kind, status }) => status === "SUCCESS" && kinds.includes(kind))
      .reduce((total, { amount }) => total + cents(amount), 0);
  return { received: sum("SALE", "CAPTURE"), refunded: sum("REFUND") };
}

/** What the buyer still owes, in minor units; a status that was set by hand counts for what it says. */
export function outstandingOf(order: Order): number {
  if (["PAID", "REFUNDED", "PARTIALLY_REFUNDED", "VOIDED"].includes(order.financialStatus)) return 0;
  return Math.max(0, currentTotalsOf(order).total - paidOf(order).received);
}

/** The event that happened last, whenever it was reported. */
export function latest(fulfillment: Fulfillment): FulfillmentEvent | undefined {
  return fulfillment.events.reduce<FulfillmentEvent | undefined>(
    (last, event) => (last && last.happenedAt > event.happenedAt ? last : event),
    undefined,
  );
}
