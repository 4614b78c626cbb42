// Amounts of an order in both its currencies.
import { decimal, type Money } from "./money.ts";
import type { Order } from "./order-state.ts";
import { minorOf, type Side } from "./order-totals.ts";

type Bag = { readonly shopMoney: Money; readonly presentmentMoney: Money };

/** The same amount on both sides, or one for each. */
export function bagOf(order: Order, minor: number, presentment: number = minor): Bag {
  return {
    shopMoney: { amount: decimal(minor), currencyCode: order.currency },
    presentmentMoney: {
      amount: decimal(presentment),
      currencyCode: order.presentmentCurrency ?? order.currency,
    },
  };
}

/** Something priced, so many times. */
export function priceBag(
  order: Order,
  part: { readonly price: string; readonly presentment?: string },
  times = 1,
): Bag {
  return bagOf(order, minorOf(part, "price") * times, minorOf(part, "presentment") * times);
}

/** What a sum over the order comes to on each side. */
export function sumBag(order: Order, sum: (side: Side) => number): Bag {
  return bagOf(order, sum("price"), sum("presentment"));
}
