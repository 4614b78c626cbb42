// A variant went from the store and an edit left its SKU out: once the marketplace shows it no more it is no link any
// longer, but orders that name it, bought before or told of late, mean the variant all the same.
import type { ListingRow } from "./catalog-records.ts";
import type { MarketplaceListing } from "./marketplace.ts";
import type { RecordsInTransaction } from "./records.ts";

type Read = { readonly listing: ListingRow; readonly truth: MarketplaceListing; readonly now: Date };

/** Repeatable: a SKU that is still shown stays as it is. */
export async function retireDropped(tx: RecordsInTransaction, { listing, truth, now }: Read): Promise<void> {
  const shown = new Set(truth.skus.map((sku) => sku.marketplaceSkuId));
  const { storeId, connectionId } = listing;
  for (const { id, marketplaceSkuId, variantId } of listing.removed) {
    if (marketplaceSkuId === null || shown.has(marketplaceSkuId)) continue;
    await tx.catalog.retireLink(storeId, id);
    await tx.links.countAs({ storeId, connectionId }, { marketplaceSkuId, variantId }, now);
  }
}
