// What the merchant's own warehouses can still promise becomes the marketplace's quantity. Stock that the platform holds
// itself is never pushed: the platform counts it.
import { stockRefusedKey } from "../domain/catalog-issues.ts";
import { as, type ProductId, type VariantId } from "../domain/ids.ts";
import { availableToSell } from "../domain/inventory.ts";
import { stockRefused } from "../domain/listing-issues.ts";
import type { ListingRow, ListingSkuRow, ProductRow } from "./ports/catalog-records.ts";
import { merchantsOwn } from "./ports/catalog-steps.ts";
import type { WarehouseRow } from "./ports/foundation-records.ts";
import type { Ports } from "./ports/ports.ts";
import { type Batch, done, each, type Outcome, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor">;
type Row = { readonly link: ListingSkuRow; readonly marketplaceSkuId: string; readonly quantity: number };

/** Pushes quantities of products by our ids; one that the marketplace has already is not sent again. */
export async function pushInventory(ports: Needs, batch: Batch): Promise<Outcomes> {
  return each(batch, async (subject) => {
    const product = await ports.records.catalog.product(batch.storeId, as<ProductId>(subject));
    if (!product) return done;
    const warehouses = await ports.records.stores.warehouses(batch.storeId);
    const connections = await ports.records.stores.connections(batch.storeId);
    const active = new Set(connections.filter((one) => one.state === "active").map((one) => one.id));
    const offers = await offersOf(ports, product, warehouses);
    for (const listing of await ports.records.catalog.listingsOfProduct(batch.storeId, product.id)) {
      if (!active.has(listing.connectionId) || isOutOfReach(listing)) continue;
      await pushOne(ports, { product, listing, warehouses, offers });
    }
    return done satisfies Outcome;
  });
}

function isOutOfReach(listing: ListingRow): boolean {
  return listing.marketplaceProductId === null || listing.state === "withdrawn" || listing.state === "frozen";
}

/** Units to offer of each variant; nothing of a product that the store does not sell. */
async function offersOf(
  ports: Needs,
  product: ProductRow,
  warehouses: readonly WarehouseRow[],
): Promise<ReadonlyMap<VariantId, number>> {
  const own = new Set(
    merchantsOwn(warehouses)
      .filter((one) => one.active)
      .map((one) => one.id),
  );
  const ids = product.variants.map((variant) => variant.id);
  const levels = await ports.records.inventory.levels(product.storeId, ids);
  return new Map(
    ids.map((id) => {
      const stocks = levels.filter((level) => level.variantId === id && own.has(level.warehouseId));
      return [id, product.status === "active" ? availableToSell(stocks, 0) : 0];
    }),
  );
}

type Push = {
  readonly product: ProductRow;
  readonly listing: ListingRow;
  readonly warehouses: readonly WarehouseRow[];
  readonly offers: ReadonlyMap<VariantId, number>;
};

async function pushOne(ports: Needs, { product, listing, warehouses, offers }: Push): Promise<void> {
  const place = warehouses
    .filter(
      (one) =>
        one.connectionId === listing.connectionId && one.owner === "merchant" && one.marketplaceWarehouseId,
    )
    .sort((a, b) => a.priority - b.priority)[0]?.marketplaceWarehouseId;
  const rows = listing.skus.flatMap((link): Row[] => {
    const quantity = offers.get(link.variantId);
    if (quantity === undefined || link.marketplaceSkuId === null || link.sentQuantity === quantity) return [];
    return [{ link, marketplaceSkuId: link.marketplaceSkuId, quantity }];
  });
  if (!place || rows.length === 0 || listing.marketplaceProductId === null) return;
  const marketplace = await ports.marketplaceFor(listing.connectionId);
  const refusals = await marketplace.updateQuantities(
    listing.marketplaceProductId,
    rows.map((row) => ({
      marketplaceSkuId: row.marketplaceSkuId,
      marketplaceWarehouseId: place,
      quantity: row.quantity,
    })),
  );
  const reasons = new Map(refusals.map((one) => [one.marketplaceSkuId, one.reason]));
  const taken = rows.filter((row) => !reasons.has(row.marketplaceSkuId));
  const refused = rows.flatMap((row) => {
    const reason = reasons.get(row.marketplaceSkuId);
    return reason === undefined ? [] : [{ sku: row.link.sku, reason }];
  });
  const { storeId } = product;
  await ports.records.transaction(async (tx) => {
    await tx.catalog.saveSent(
      storeId,
      taken.map((row) => ({ listingSkuId: row.link.id, sentQuantity: row.quantity })),
    );
    if (refused.length === 0) await tx.issues.clear(storeId, stockRefusedKey(listing.id));
    else
      await tx.issues.raise({
        storeId,
        ...stockRefused({ listingId: listing.id, title: product.title }, refused),
      });
  });
}
