// What a buyer paid, in the store's currency: by the merchant's own rate, the one the listing's price was made with.
import { exponentOf, type Money } from "./money.ts";

export type Exchange = {
  readonly storeCurrency: string;
  /** Units of the buyer's currency for one unit of the store's, in millionths. */
  readonly rateMillionths: number;
};

const MILLION = 1_000_000;

/** Rounded half up to whole minor units. Money of the store's currency stays as it is. */
export function inStoreCurrency(money: Money, { storeCurrency, rateMillionths }: Exchange): Money {
  if (money.currency === storeCurrency) return money;
  const scale = 10 ** (exponentOf(storeCurrency) - exponentOf(money.currency));
  return {
    minor: Math.round((money.minor * scale * MILLION) / rateMillionths),
    currency: storeCurrency,
  };
}
