// Which rules of the marketplace hold in a market on a day. The rules themselves are data (market-rules-data.ts): a
// change of the marketplace's mind is a new row, not new code.
import type { MarketRules } from "./dated-rules.ts";
import { MARKET_RULES } from "./market-rules-data.ts";

/** The rules in force: of two rows that speak of the same thing the later in the table wins. */
export function marketRules(region: string, on: Date): MarketRules {
  const market = region === "UK" ? "GB" : region;
  const day = on.toISOString().slice(0, 10);
  const rows = MARKET_RULES.filter(
    (row) => (row.markets === "every" || row.markets.includes(market)) && row.since <= day,
  );
  return Object.assign({}, ...rows.map((row) => row.rules)) as MarketRules;
}
