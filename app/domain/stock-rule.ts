// How much of the merchant's own stock a marketplace shop may offer, and at which of its warehouses: which locations
// feed which warehouse, what share of them, what is kept back, and how much at most.
import { MOST_LISTED, type Stock } from "./inventory.ts";

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

/** Units by store location that nobody was promised; never negative. */
export type FreeUnits = ReadonlyMap<string, number>;

/** Units by the marketplace's id of a warehouse. */
export type Offer = ReadonlyMap<string, number>;

/**
 * What every location can still promise. A location that oversold takes from the others, the fullest first, for
 * somebody must ship those orders, too; so do the units `owed` to orders that no location was named for yet.
 */
export function freeUnits(stocks: readonly PlacedStock[], owed = 0): FreeUnits {
  const free = new Map<string, number>();
  let debt = owed;
  for (const { storeLocationId, available, held } of stocks)
    free.set(storeLocationId, (free.get(storeLocationId) ?? 0) + available - held);
  for (const [location, units] of free) {
    if (units >= 0) continue;
    debt -= units;
    free.set(location, 0);
  }
  for (const [location, units] of [...free].sort((a, b) => b[1] - a[1])) {
    const taken = Math.min(units, debt);
    free.set(location, units - taken);
    debt -= taken;
  }
  return free;
}

/**
 * Units of one SKU to offer at each of the shop's warehouses that the rule feeds. Never negative; a rule that feeds
 * several warehouses never offers a location's unit twice, and keeps buffer, threshold and ceiling over all of them.
 */
export function offeredStock(free: FreeUnits, rule: StockRule, defaultWarehouseId: string): Offer {
  const shares = warehousesFed(rule, defaultWarehouseId).map((warehouseId) => {
    const units = locationsFeeding(warehouseId, free, rule).reduce((sum, [, count]) => sum + count, 0);
    return [warehouseId, Math.floor((units * rule.sharePercent) / 100)] as const;
  });
  const total = shares.reduce((sum, [, units]) => sum + units, 0) - rule.buffer;
  let left = total < Math.max(rule.threshold, 1) ? 0 : Math.min(total, rule.ceiling, MOST_LISTED);
  const offer = new Map<string, number>();
  for (const [warehouseId, units] of shares) {
    const taken = Math.min(units, left);
    offer.set(warehouseId, taken);
    left -= taken;
  }
  return offer;
}

/** What is offered of a variant that the store goes on selling when nothing is left: the ceiling, at one warehouse. */
export function offeredWithoutStock(rule: StockRule, defaultWarehouseId: string): Offer {
  const most = rule.sharePercent > 0 ? Math.min(rule.ceiling, MOST_LISTED) : 0;
  return new Map(warehousesFed(rule, defaultWarehouseId).map((id, index) => [id, index === 0 ? most : 0]));
}

/** What is free once a shop offers this much of it: the locations that feed each warehouse give it in order. */
export function lessOffered(free: FreeUnits, rule: StockRule, offer: Offer): FreeUnits {
  const rest = new Map(free);
  for (const [warehouseId, units] of offer) {
    let left = units;
    for (const [location, count] of locationsFeeding(warehouseId, rest, rule)) {
      const taken = Math.min(count, left);
      rest.set(location, count - taken);
      left -= taken;
    }
  }
  return rest;
}

function warehousesFed(rule: StockRule, defaultWarehouseId: string): readonly string[] {
  if (rule.feeds.length === 0) return [defaultWarehouseId];
  return [...new Set(rule.feeds.map((feed) => feed.marketplaceWarehouseId))];
}

// A location feeds one warehouse only: named twice, the first row stands.
function locationsFeeding(warehouseId: string, free: FreeUnits, rule: StockRule) {
  if (rule.feeds.length === 0) return [...free];
  return [...free].filter(
    ([location]) =>
      rule.feeds.find((feed) => feed.storeLocationId === location)?.marketplaceWarehouseId === warehouseId,
  );
}
