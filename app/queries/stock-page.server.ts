// The stock page's data: the store's locations, the shop's own warehouses, and what rules that are not saved yet would
// make of real products. Units sold and not yet placed at a warehouse are left out of the preview. Reads only.
import type { PrismaClient } from "../adapters/database/generated/client.ts";
import { STANDING } from "../adapters/database/standing-variants.ts";
import { as, type StoreId } from "../domain/ids.ts";
import type { Stock } from "../domain/inventory.ts";
import { type PoolRule, sharedStock, type Taker } from "../domain/pool.ts";
import { freeUnits, offeredWithoutStock, type PlacedStock, type StockRule } from "../domain/stock-rule.ts";
import { SAMPLE } from "./preview-sample.server.ts";

const SHOWN = 8;

/** Locations that feed, and warehouses that are fed, the default one first. */
export async function stockPlaces(database: PrismaClient, storeId: StoreId, connectionId: string) {
  const rows = await database.warehouse.findMany({
    where: { storeId, owner: "merchant", active: true },
    orderBy: [{ priority: "asc" }, { name: "asc" }],
  });
  return {
    locations: rows.flatMap(({ storeLocationId: id, name }) => (id ? [{ id, name }] : [])),
    warehouses: rows.flatMap(({ marketplaceWarehouseId: id, name, connectionId: of }) =>
      id && of === connectionId ? [{ id, name }] : [],
    ),
  };
}

type Rules = {
  readonly rules: ReadonlyMap<string, StockRule>;
  readonly pool: PoolRule;
};
type Ask = {
  readonly storeId: StoreId;
  readonly connectionId: string;
  readonly before: Rules;
  readonly after: Rules;
};

export async function stockPreview(database: PrismaClient, ask: Ask) {
  const { storeId, connectionId } = ask;
  const where = { storeId, status: "active", listings: { some: { connectionId } } };
  const [products, places] = await Promise.all([
    database.product.findMany({
      where,
      ...SAMPLE,
      select: {
        id: true,
        title: true,
        variants: { ...STANDING, select: { id: true, sku: true, sellsWithoutStock: true } },
        listings: { select: { connectionId: true, marketplaceProductId: true } },
      },
    }),
    database.warehouse.findMany({ where: { storeId, owner: "merchant", active: true } }),
  ]);
  const levels = await database.inventoryLevel.findMany({
    where: {
      storeId,
      variantId: { in: products.flatMap((one) => one.variants.map((variant) => variant.id)) },
    },
  });
  const stockOf = placedStock(levels, places);
  const defaultOf = defaults(places);
  const rows = products.flatMap((product) =>
    product.variants.map((variant) => {
      const stocks = stockOf(variant.id);
      const sells = product.listings.filter(
        (one) => one.connectionId === connectionId || one.marketplaceProductId,
      );
      const selling = sells.map((one) => one.connectionId);
      const offer = (by: Rules) => offered({ ...by, connectionId, defaultOf, selling, stocks, variant });
      return {
        id: variant.id,
        title: `${product.title}${variant.sku ? `, ${variant.sku}` : ""}`,
        inStock: total(freeUnits(stocks)),
        now: offer(ask.before),
        then: offer(ask.after),
      };
    }),
  );
  const changed = rows.filter((row) => row.now !== row.then);
  return {
    looked: rows.length,
    changed: changed.length,
    none: rows.filter((row) => row.then === 0 && row.inStock > 0).length,
    rows: [...changed, ...rows.filter((row) => row.now === row.then)].slice(0, SHOWN),
  };
}

type Case = Rules & {
  readonly connectionId: string;
  readonly defaultOf: ReadonlyMap<string, string>;
  /** Shops that sell it, or would. */
  readonly selling: readonly string[];
  readonly stocks: readonly PlacedStock[];
  readonly variant: { readonly sellsWithoutStock: boolean };
};

function offered({ rules, pool, connectionId, defaultOf, selling, stocks, variant }: Case): number {
  const shops = selling.flatMap((id): Taker[] => {
    const [rule, defaultWarehouseId] = [rules.get(id), defaultOf.get(id)];
    return rule && defaultWarehouseId ? [{ connectionId: as(id), rule, defaultWarehouseId }] : [];
  });
  const mine = shops.find((shop) => shop.connectionId === connectionId);
  if (!mine) return 0;
  if (variant.sellsWithoutStock && stocks.length > 0)
    return total(offeredWithoutStock(mine.rule, mine.defaultWarehouseId));
  return total(sharedStock(freeUnits(stocks), shops, pool).get(mine.connectionId));
}

type Level = Stock & { readonly variantId: string; readonly warehouseId: string };
type Site = { readonly id: string; readonly storeLocationId: string | null };

function placedStock(levels: readonly Level[], places: readonly Site[]) {
  const byVariant = Map.groupBy(levels, (level) => level.variantId);
  const locationOf = new Map(places.map((place) => [place.id, place.storeLocationId]));
  return (variantId: string) =>
    (byVariant.get(variantId) ?? []).flatMap((level): PlacedStock[] => {
      const storeLocationId = locationOf.get(level.warehouseId);
      return storeLocationId ? [{ ...level, storeLocationId }] : [];
    });
}

type Place = {
  readonly connectionId: string | null;
  readonly marketplaceWarehouseId: string | null;
  readonly priority: number;
};

function defaults(places: readonly Place[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const place of [...places].sort((a, b) => b.priority - a.priority))
    if (place.connectionId && place.marketplaceWarehouseId)
      found.set(place.connectionId, place.marketplaceWarehouseId);
  return found;
}

function total(units: ReadonlyMap<string, number> | undefined): number {
  return [...(units?.values() ?? [])].reduce((sum, one) => sum + one, 0);
}
