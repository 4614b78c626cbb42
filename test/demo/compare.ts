// Holds both worlds against each other, from the twin's own state: what the platforms hold, not what the app believes.
import type { ShopifyView, TikTokShopView } from "../emulator/platform.ts";
import type { Worlds } from "./control.ts";

export type Comparison = {
  readonly products: number;
  readonly listingsLive: number;
  readonly ordersImported: number;
  readonly shippedByPlatform: number;
  readonly shippedByMerchant: number;
  readonly reportedToStore: number;
  readonly reportedToMarketplace: number;
  /** Each a sentence that names the thing and both sides. Empty: they agree. */
  readonly differences: readonly string[];
};

type StoreProduct = ShopifyView["products"][number];
type Listing = TikTokShopView["products"][number];
type StoreOrder = ShopifyView["orders"][number];
type ShopOrder = TikTokShopView["orders"][number];

const MAX_IMAGES = 9;

/** Compares every live listing with its product, and every order with its copy. */
export function compareWorlds({ store, shop }: Worlds): Comparison {
  const live = shop.products.filter((listing) => listing.status === "ACTIVATE");
  const serviceLocations = new Set(
    store.locations.filter((place) => place.isFulfillmentService).map((place) => place.id),
  );
  const platformSkus = new Set(shop.fbtStock.flatMap((row) => row.sellerSkus));
  const copies = new Map(
    store.orders.flatMap((order) =>
      order.sourceIdentifier ? [[order.sourceIdentifier, order] as const] : [],
    ),
  );
  const own = store.orders.filter((order) => !order.sourceIdentifier);
  const reported = (orders: readonly StoreOrder[]) =>
    orders.flatMap((order) => order.fulfillments.filter((parcel) => parcel.status !== "CANCELLED"));
  const byPlatform = shop.orders.filter((order) => order.fulfillmentType === "FULFILLMENT_BY_TIKTOK");
  const byMerchant = shop.orders.filter((order) => order.fulfillmentType === "FULFILLMENT_BY_SELLER");
  return {
    products: store.products.length,
    listingsLive: live.length,
    ordersImported: shop.orders.filter((order) => copies.has(order.id)).length,
    shippedByPlatform:
      byPlatform.filter(isShipped).length + own.filter((order) => order.fulfillments.length > 0).length,
    shippedByMerchant: byMerchant.filter((order) => (copies.get(order.id)?.fulfillments.length ?? 0) > 0)
      .length,
    reportedToStore: reported([...own, ...byPlatform.flatMap((order) => copies.get(order.id) ?? [])]).length,
    reportedToMarketplace: byMerchant.filter(isShipped).length,
    differences: [
      ...live.flatMap((listing) =>
        compareListing(listing, store.products, { serviceLocations, platformSkus }),
      ),
      ...duplicates(store.orders),
      ...shop.orders.flatMap((order) => compareOrder(order, copies.get(order.id))),
    ],
  };
}

function isShipped(order: ShopOrder): boolean {
  return order.lines.length > 0 && order.lines.every((line) => line.trackingNumber !== null);
}

type StockScope = {
  readonly serviceLocations: ReadonlySet<string>;
  readonly platformSkus: ReadonlySet<string>;
};

function compareListing(listing: Listing, products: readonly StoreProduct[], scope: StockScope): string[] {
  const skus = new Set(listing.skus.map((sku) => sku.sellerSku));
  const product = products.find((candidate) =>
    candidate.variants.some((variant) => variant.sku !== null && skus.has(variant.sku)),
  );
  if (!product) return [`listing "${listing.title}" has no product in the store`];
  const found: string[] = [];
  if (product.title.trim() !== listing.title) found.push(`"${product.title}": listed as "${listing.title}"`);
  const images = Math.min(product.imageCount, MAX_IMAGES);
  if (listing.imageCount !== images)
    found.push(`"${product.title}": ${images} images in the store, ${listing.imageCount} listed`);
  for (const variant of product.variants) {
    const sku = listing.skus.find((candidate) => candidate.sellerSku === variant.sku);
    if (!sku) {
      found.push(`"${product.title}": SKU ${variant.sku ?? "(none)"} is not listed`);
      continue;
    }
    if (Number(sku.price) !== Number(variant.price))
      found.push(`SKU ${sku.sellerSku}: costs ${variant.price} in the store, ${sku.price} listed`);
    found.push(...compareStock(sku, variant, scope));
  }
  return found;
}

function compareStock(
  sku: Listing["skus"][number],
  variant: StoreProduct["variants"][number],
  scope: StockScope,
): string[] {
  const stock = variant.levels
    .filter((level) => !scope.serviceLocations.has(level.locationId))
    .reduce((sum, level) => sum + Math.max(0, level.available), 0);
  const listed = sku.stock.reduce((sum, row) => sum + row.quantity, 0);
  if (scope.platformSkus.has(sku.sellerSku) || listed === stock) return [];
  // Sold whatever the shelf holds: its number is the merchant's ceiling, not the store's.
  if (variant.sellsWithoutStock && listed > 0) return [];
  return [`SKU ${sku.sellerSku}: ${stock} in the store, ${listed} listed`];
}

function duplicates(orders: readonly StoreOrder[]): string[] {
  const seen = new Map<string, string>();
  return orders.flatMap((order) => {
    if (!order.sourceIdentifier) return [];
    const first = seen.get(order.sourceIdentifier);
    seen.set(order.sourceIdentifier, first ?? order.name);
    return first
      ? [`marketplace order ${order.sourceIdentifier} stands in the store twice: ${first} and ${order.name}`]
      : [];
  });
}

// The same units, the same tracking numbers, each once.
function compareOrder(order: ShopOrder, copy: StoreOrder | undefined): string[] {
  if (!copy) return order.status === "CANCELLED" ? [] : [`marketplace order ${order.id} is not in the store`];
  const found: string[] = [];
  const bought = count(order.lines.map((line) => [line.sellerSku, 1] as const));
  const copied = count(copy.lines.map((line) => [line.sku ?? "", line.quantity] as const));
  if (bought !== copied) found.push(`order ${order.id}: bought ${bought}, in the store ${copied}`);
  const numbers = [...new Set(order.lines.flatMap((line) => line.trackingNumber ?? []))].sort().join(", ");
  const told = copy.fulfillments
    .filter((parcel) => parcel.status !== "CANCELLED")
    .flatMap((parcel) => [...parcel.numbers])
    .sort()
    .join(", ");
  if (numbers !== told)
    found.push(
      `order ${copy.name}: parcels ${numbers || "none"} in the marketplace, ${told || "none"} in the store`,
    );
  return found;
}

function count(rows: readonly (readonly [string, number])[]): string {
  const sums = new Map<string, number>();
  for (const [sku, quantity] of rows) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  return [...sums]
    .map(([sku, quantity]) => `${quantity} × ${sku}`)
    .sort()
    .join(", ");
}
