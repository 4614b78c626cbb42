// What each marketplace shop may offer of a product, by the rules of the shops and of the pool they share, and how that
// differs from what the marketplace was last told.
import type { ConnectionId, ProductId, StoreId, VariantId } from "../../domain/ids.ts";
import { type PoolRule, sharedStock, type Taker } from "../../domain/pool.ts";
import { ALL_STOCK, freeUnits, type Offer, offeredWithoutStock } from "../../domain/stock-rule.ts";
import type { ListingRow, ListingSkuRow, ProductRow, VariantRow } from "./catalog-records.ts";
import { merchantsOwn } from "./catalog-steps.ts";
import type { WarehouseRow } from "./foundation-records.ts";
import type { StockRow } from "./marketplace.ts";
import type { RecordsInTransaction } from "./records.ts";

/** Active shops that have a warehouse of the merchant's, in the order they were connected. */
export type Sharing = {
  readonly storeId: StoreId;
  readonly pool: PoolRule;
  readonly shops: readonly Taker[];
  /** Store locations of the merchant's own warehouses that may ship. */
  readonly places: ReadonlyMap<WarehouseRow["id"], string>;
};

export async function sharingOf(records: RecordsInTransaction, storeId: StoreId): Promise<Sharing> {
  const [connections, warehouses, { pool, rules }] = await Promise.all([
    records.stores.connections(storeId),
    records.stores.warehouses(storeId),
    records.settings.stockRules(storeId),
  ]);
  const shops = connections.flatMap((connection): Taker[] => {
    const defaultWarehouseId = defaultWarehouse(warehouses, connection.id);
    if (connection.state !== "active" || defaultWarehouseId === undefined) return [];
    const rule = rules.get(connection.id) ?? ALL_STOCK;
    return [{ connectionId: connection.id, rule, defaultWarehouseId }];
  });
  const places = merchantsOwn(warehouses)
    .filter((one) => one.active)
    .map((one) => [one.id, one.storeLocationId ?? ""] as const);
  return { storeId, pool, shops, places: new Map(places) };
}

function defaultWarehouse(warehouses: readonly WarehouseRow[], connectionId: ConnectionId) {
  const own = warehouses.filter(
    (one) => one.connectionId === connectionId && one.owner === "merchant" && one.marketplaceWarehouseId,
  );
  return own.sort((a, b) => a.priority - b.priority)[0]?.marketplaceWarehouseId ?? undefined;
}

export type ProductOffers = ReadonlyMap<VariantId, ReadonlyMap<ConnectionId, Offer>>;

/** Offers of each variant by shop, among those that sell the product; nothing of one that the store does not sell. */
export async function offersOf(
  records: RecordsInTransaction,
  { storeId, pool, shops, places }: Sharing,
  of: { readonly product: ProductRow; readonly selling: ReadonlySet<ConnectionId> },
): Promise<ProductOffers> {
  const { product } = of;
  const among = shops.filter((shop) => of.selling.has(shop.connectionId));
  const ids = product.variants.map((variant) => variant.id);
  const levels = await records.inventory.levels(storeId, ids);
  const owed = await records.orders.unitsOwed(storeId, ids);
  const offerOf = (variant: VariantRow) => {
    const stocks = levels
      .filter((level) => level.variantId === variant.id)
      .flatMap((level) => {
        const storeLocationId = places.get(level.warehouseId);
        return storeLocationId === undefined ? [] : [{ ...level, storeLocationId }];
      })
      .sort((a, b) => (a.storeLocationId < b.storeLocationId ? -1 : 1));
    // Stocked nowhere of the merchant's own, it is not the merchant's to ship, whatever the store goes on selling.
    if (product.status === "active" && variant.sellsWithoutStock && stocks.length > 0) {
      return new Map(
        among.map((shop) => [shop.connectionId, offeredWithoutStock(shop.rule, shop.defaultWarehouseId)]),
      );
    }
    const free = freeUnits(product.status === "active" ? stocks : [], owed.get(variant.id));
    return sharedStock(free, among, pool);
  };
  return new Map(product.variants.map((variant) => [variant.id, offerOf(variant)]));
}

/** The marketplace knows it and takes stock for it. */
export function isSelling(listing: ListingRow): boolean {
  return listing.marketplaceProductId !== null && listing.state !== "withdrawn" && listing.state !== "frozen";
}

export type UnsentSku = {
  readonly link: ListingSkuRow;
  readonly marketplaceSkuId: string;
  /** Every warehouse the SKU was ever stocked at: the marketplace refuses a call that leaves one out. */
  readonly stock: readonly StockRow[];
};
export type Unsent = { readonly listing: ListingRow; readonly skus: readonly UnsentSku[] };

/** The SKUs of a product's listings whose stock the marketplace was told differently, or not at all. */
export async function unsentStock(
  records: RecordsInTransaction,
  sharing: Sharing,
  productId: ProductId,
): Promise<{ readonly product: ProductRow; readonly listings: readonly Unsent[] } | undefined> {
  const product = await records.catalog.product(sharing.storeId, productId);
  if (!product) return undefined;
  const shops = new Set(sharing.shops.map((shop) => shop.connectionId));
  const listings = (await records.catalog.listingsOfProduct(sharing.storeId, productId)).filter(
    (listing) => shops.has(listing.connectionId) && isSelling(listing),
  );
  if (listings.length === 0) return undefined;
  const selling = new Set(listings.map((listing) => listing.connectionId));
  const offers = await offersOf(records, sharing, { product, selling });
  return {
    product,
    listings: listings.map((listing) => ({
      listing,
      skus: [
        ...listing.skus.flatMap((link) =>
          unsentSku(link, offers.get(link.variantId)?.get(link.connectionId)),
        ),
        // Until the marketplace has dropped it, nobody shall buy what the store no longer has.
        ...listing.removed.flatMap((link) => unsentSku(link, nothingAt(sharing, link))),
      ],
    })),
  };
}

function nothingAt({ shops }: Sharing, link: ListingSkuRow): Offer {
  const known = Object.keys(link.sentStock);
  const home = shops.filter((shop) => shop.connectionId === link.connectionId);
  const places = known.length > 0 ? known : home.map((shop) => shop.defaultWarehouseId);
  return new Map(places.map((place) => [place, 0]));
}

function unsentSku(link: ListingSkuRow, offer: Offer | undefined): UnsentSku[] {
  const { marketplaceSkuId, sentStock } = link;
  if (marketplaceSkuId === null || offer === undefined) return [];
  const ids = new Set([...offer.keys(), ...Object.keys(sentStock)]);
  const stock = [...ids].map((id) => ({ marketplaceWarehouseId: id, quantity: offer.get(id) ?? 0 }));
  const wasSent = Object.keys(sentStock).length > 0;
  const isSame = stock.every((row) => (sentStock[row.marketplaceWarehouseId] ?? 0) === row.quantity);
  return wasSent && isSame ? [] : [{ link, marketplaceSkuId, stock }];
}

/** Stock as it is remembered once the marketplace took it. */
export function sentStockOf(stock: readonly StockRow[]): Readonly<Record<string, number>> {
  return Object.fromEntries(stock.map((row) => [row.marketplaceWarehouseId, row.quantity]));
}
