// What a listing costs, from what the store asks: an exchange rate, a markup or markdown, an ending buyers are used to,
// and a floor below which nothing is ever offered.
import { exponentOf, type Money } from "./money.ts";

export type PriceChange =
  /** Hundredths of a percent added: 250 is 2.5 %. Negative takes off. */
  | { readonly kind: "percent"; readonly basisPoints: number }
  /** Minor units of the listing's currency added. Negative takes off. */
  | { readonly kind: "amount"; readonly minor: number };

/** What the listed price ends in; always reached by going up, so that a floor stays a floor. */
export type PriceEnding = "as-is" | "whole" | "99" | "95";

export type PriceRule = {
  readonly change: PriceChange;
  readonly ending: PriceEnding;
  /** Minor units of the listing's currency. Null: no floor. */
  readonly floorMinor: number | null;
  /** Units of the listing's currency for one unit of the store's, in millionths. Null: both currencies are the same. */
  readonly rateMillionths: number | null;
};

/** The store's price is the listing's price: what every connection starts with. */
export const SAME_PRICE: PriceRule = {
  change: { kind: "percent", basisPoints: 0 },
  ending: "as-is",
  floorMinor: null,
  rateMillionths: null,
};

const BASIS = 10_000;
const MILLION = 1_000_000;

/**
 * The price to list in a currency, or undefined when the rule has no rate from the store's currency to it. Rounds half
 * up to whole minor units; a price of nothing stays nothing, whatever the rule.
 */
export function listingPrice(price: Money, rule: PriceRule, currency: string): Money | undefined {
  const converted = convert(price, rule.rateMillionths, currency);
  if (!converted || converted.minor <= 0) return converted;
  const changed = Math.max(change(converted.minor, rule.change), rule.floorMinor ?? 0, 0);
  return { minor: withEnding(changed, rule.ending, currency), currency };
}

function convert(price: Money, rate: number | null, currency: string): Money | undefined {
  if (price.currency === currency) return price;
  if (rate === null) return undefined;
  const scale = 10 ** (exponentOf(currency) - exponentOf(price.currency));
  return { minor: Math.round((price.minor * rate * scale) / MILLION), currency };
}

function change(minor: number, by: PriceChange): number {
  if (by.kind === "amount") return minor + by.minor;
  return Math.round((minor * (BASIS + by.basisPoints)) / BASIS);
}

// Currencies without minor units have no ending to choose: their prices are whole already.
function withEnding(minor: number, ending: PriceEnding, currency: string): number {
  const unit = 10 ** exponentOf(currency);
  if (ending === "as-is" || unit === 1) return minor;
  const wanted = ending === "whole" ? 0 : (Number(ending) * unit) / 100;
  const candidate = minor - (minor % unit) + wanted;
  return candidate >= minor ? candidate : candidate + unit;
}
