// What a leaf category asks of a listing in a shop's market today: standing, attributes, papers, measures.

import type { Standing } from "./catalog-state.ts";
import {
  type AttributeRow,
  type CategoryDemand,
  COMMON_ATTRIBUTES,
  DEMANDS,
  LEAF_ATTRIBUTES,
} from "./category-rules-data.ts";
import { chainOf } from "./category-tree.ts";
import type { Core, Shop } from "./core.ts";
import { marketOf } from "./market-rules.ts";
import { refuse } from "./refusal.ts";

// The platform lists 12052220 to 12052227 for these; which is whose is concluded from their order.
const NOT_ALLOWED: Readonly<Record<Exclude<Standing, "AVAILABLE">, readonly [code: number, says: string]>> = {
  PROHIBITED: [12052220, "is prohibited in this market"],
  INVITE_ONLY: [12052221, "is open to invited sellers only"],
  NON_MAIN_CATEGORY: [12052227, "is not the shop's main category"],
  WITHDRAWN: [12052023, "does not exist"],
};

export function standingOf(core: Core, shop: Shop, categoryId: string): Standing {
  const set = core.state.categoryStandings.get(`${shop.id} ${categoryId}`);
  if (set) return set;
  const row = demandsOn(core, shop, categoryId).find((demand) => demand.demand === "standing");
  return row ? row.standing : "AVAILABLE";
}

export function checkStanding(core: Core, shop: Shop, categoryId: string): void {
  const standing = standingOf(core, shop, categoryId);
  if (standing === "AVAILABLE") return;
  const [code, says] = NOT_ALLOWED[standing];
  refuse(code, `Category ${categoryId} ${says}`);
}

export type CategoryRules = {
  readonly takesCash: boolean;
  readonly asks: ReadonlySet<CategoryDemand["demand"]>;
  readonly certifications: readonly { readonly id: string; readonly name: string }[];
};

export function rulesOf(core: Core, shop: Shop, categoryId: string): CategoryRules {
  const demands = demandsOn(core, shop, categoryId);
  const asks = new Set(demands.map(({ demand }) => demand));
  const certifications = demands.flatMap((row) =>
    row.demand === "certification" ? [{ id: row.id, name: row.name }] : [],
  );
  return { takesCash: asks.has("cash-on-delivery"), asks, certifications };
}

export function attributesOf(categoryId: string): readonly AttributeRow[] {
  return [...(LEAF_ATTRIBUTES[categoryId] ?? []), ...COMMON_ATTRIBUTES];
}

export function valueIdsOf(attribute: AttributeRow): readonly { id: string; name: string }[] {
  return attribute.values.map((name, index) => ({ id: `${attribute.id}${index + 1}`, name }));
}

function demandsOn(core: Core, shop: Shop, categoryId: string): readonly CategoryDemand[] {
  const market = marketOf(shop);
  const today = core.parts.clock.now();
  const above = chainOf(categoryId).map((node) => node.id);
  return DEMANDS.filter(
    ({ markets, categories, from }) =>
      (markets === "all" || markets.includes(market)) &&
      (categories === "all" || categories.some((id) => above.includes(id))) &&
      Date.parse(from) <= today,
  );
}
