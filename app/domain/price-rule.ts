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
  /** Where the struck-through price comes from: the store's compare-at price by the same rule, or there is none. */
  readonly compareAt: "none" | "store";
};

/** The store's price is the listing's price: what every connection starts with. */
export const SAME_PRICE: PriceRule = {
  change: { kind: "percent", basisPoints: 0 },
  ending: "as-is",
  floorMinor: null,
  rateMillionths: null,
  compareAt: "none",
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

// Minor units: the marketplace shows a struck-through price in these currencies only, up to so much ("list_price" of
// Create Product: USD 0.01 to 7,600, and never below the price).
const MOST_COMPARE_AT: Readonly<Record<string, number>> = { USD: 760_000 };

/** The struck-through price beside a listing's price: undefined where there is none, or none above the price. */
export function listingCompareAt(compareAt: Money | null, rule: PriceRule, price: Money): Money | undefined {
  if (rule.compareAt === "none" || !compareAt) return undefined;
  const listed = listingPrice(compareAt, rule, price.currency);
  const most = MOST_COMPARE_AT[price.currency] ?? 0;
  return listed && listed.minor > price.minor && listed.minor <= most ? listed : undefined;
}

/** Nothing can be listed in another currency before the merchant names a rate. */
export function lacksRate(rule: PriceRule, from: string, to: string): boolean {
  return from !== to && rule.rateMillionths === null;
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
