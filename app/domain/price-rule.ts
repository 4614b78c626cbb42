// What a listing costs, from what the store asks: a markup, a floor, and an ending buyers are used to.
import type { Money } from "./money.ts";

export type PriceRule = {
  /** Hundredths of a percent added: 250 is 2.5 %. May be negative. */
  readonly markupBasisPoints: number;
  /** Minor units; the price never goes below it. Null: no floor. */
  readonly floorMinor: number | null;
  /** Raises the price to the next amount ending in these minor units, e.g. 99. Null: leaves it. */
  readonly endingMinor: number | null;
};

/** The store's price is the listing's price: what every connection starts with. */
export const SAME_PRICE: PriceRule = { markupBasisPoints: 0, floorMinor: null, endingMinor: null };

const BASIS = 10_000;
const ENDING_UNIT = 100;

/** The price to list. Rounds half away from zero; a price of nothing stays nothing, whatever the rule. */
export function listingPrice(price: Money, rule: PriceRule): Money {
  if (price.minor <= 0) return price;
  const marked = Math.round((price.minor * (BASIS + rule.markupBasisPoints)) / BASIS);
  const raised = Math.max(marked, rule.floorMinor ?? 0, 0);
  return {
    minor: rule.endingMinor === null ? raised : nextEnding(raised, rule.endingMinor),
    currency: price.currency,
  };
}

function nextEnding(minor: number, ending: number): number {
  const candidate = minor - (minor % ENDING_UNIT) + ending;
  return candidate >= minor ? candidate : candidate + ENDING_UNIT;
}
