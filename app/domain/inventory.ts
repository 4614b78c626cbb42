// What may be offered to buyers: what the merchant's warehouses can promise, less what we promised already, less a buffer.

export type Stock = {
  /** What the keeper of the warehouse can still promise; below zero when it oversold. */
  readonly available: number;
  /** What we promised and the keeper does not know yet. */
  readonly held: number;
};

/** The most a marketplace SKU takes: quantities above it are refused. */
export const MOST_LISTED = 99_999;

/**
 * Units to offer across warehouses: a warehouse that oversold takes from the others, for somebody must ship those
 * orders, too. Never negative, never more than the marketplace takes.
 */
export function availableToSell(stocks: readonly Stock[], buffer: number): number {
  const free = stocks.reduce((sum, stock) => sum + stock.available - stock.held, 0);
  return Math.min(Math.max(free - buffer, 0), MOST_LISTED);
}
