// How much of the merchant's own stock a marketplace shop may offer, and at which of its warehouses: which locations
// feed which warehouse, what share of them, what is kept back, and how much at most.
import { availableToSell, MOST_LISTED, type Stock } from "./inventory.ts";

export type StockFeed = { readonly storeLocationId: string; readonly marketplaceWarehouseId: string };

export type StockRule = {
  /** Which locations feed which warehouse. Empty: every location feeds the shop's default warehouse. */
  readonly feeds: readonly StockFeed[];
  /** Percent of what is available that this shop may offer, 0 to 100. */
  readonly sharePercent: number;
  /** Units kept back of every SKU. */
  readonly buffer: number;
  /** The most that is ever offered of a SKU. */
  readonly ceiling: number;
  /** Fewer than this many units are offered as none. */
  readonly threshold: number;
};

/** All that is available, in every location, up to a number that looks like stock and not like a mistake. */
export const ALL_STOCK: StockRule = { feeds: [], sharePercent: 100, buffer: 0, ceiling: 9_999, threshold: 0 };

export type PlacedStock = Stock & { readonly storeLocationId: string };

/**
 * Units of one SKU to offer at each of the shop's warehouses that the rule feeds, by the marketplace's id of it. Never
 * negative; a rule that feeds several warehouses never offers a location's unit twice.
 */
export function offeredStock(
  stocks: readonly PlacedStock[],
  rule: StockRule,
  defaultWarehouseId: string,
): ReadonlyMap<string, number> {
  const byWarehouse = new Map<string, PlacedStock[]>();
  for (const warehouseId of warehousesFed(rule, defaultWarehouseId)) byWarehouse.set(warehouseId, []);
  for (const stock of stocks) {
    const warehouseId = fedBy(stock.storeLocationId, rule, defaultWarehouseId);
    if (warehouseId !== undefined) byWarehouse.get(warehouseId)?.push(stock);
  }
  return new Map([...byWarehouse].map(([warehouseId, placed]) => [warehouseId, offerOf(placed, rule)]));
}

function offerOf(stocks: readonly Stock[], rule: StockRule): number {
  const shared = Math.floor((availableToSell(stocks, 0) * rule.sharePercent) / 100) - rule.buffer;
  if (shared < Math.max(rule.threshold, 1)) return 0;
  return Math.min(shared, rule.ceiling, MOST_LISTED);
}

function warehousesFed(rule: StockRule, defaultWarehouseId: string): ReadonlySet<string> {
  if (rule.feeds.length === 0) return new Set([defaultWarehouseId]);
  return new Set(rule.feeds.map((feed) => feed.marketplaceWarehouseId));
}

// A location feeds one warehouse only: named twice, the first row stands.
function fedBy(storeLocationId: string, rule: StockRule, defaultWarehouseId: string): string | undefined {
  if (rule.feeds.length === 0) return defaultWarehouseId;
  return rule.feeds.find((feed) => feed.storeLocationId === storeLocationId)?.marketplaceWarehouseId;
}
