// Which rule holds for a shop's catalogue today: the latest row that names its market, else the latest for all markets.
import type { Core, Shop } from "./core.ts";
import type { Dated, MarketRules } from "./market-rule-rows.ts";
import { RULES } from "./market-rules-data.ts";

export function ruleFor<Name extends keyof MarketRules>(
  core: Core,
  shop: Pick<Shop, "region">,
  name: Name,
): MarketRules[Name] {
  const market = marketOf(shop);
  const today = core.parts.clock.now();
  const inForce = RULES[name].filter(
    ({ markets, from }) => (markets === "all" || markets.includes(market)) && Date.parse(from) <= today,
  );
  const latest = inForce.reduce<Dated<MarketRules[Name]> | undefined>(later, undefined);
  if (!latest) throw new Error(`the twin has no rule ${name} for ${market}`);
  return latest.value;
}

/** A market's own row wins over the one for all; of two alike, the younger. */
function later<Value>(known: Dated<Value> | undefined, row: Dated<Value>): Dated<Value> {
  if (!known) return row;
  if ((known.markets === "all") !== (row.markets === "all")) return known.markets === "all" ? row : known;
  return row.from >= known.from ? row : known;
}

/** Texts of the platform say UK where the region code is GB. */
export function marketOf({ region }: Pick<Shop, "region">): string {
  return region === "UK" ? "GB" : region;
}
