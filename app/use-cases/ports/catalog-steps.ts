// What several steps do alike with the catalogue, inside their own transaction: keep a page of products with its levels,
// raise what is wrong with their SKUs, and mark what follows.
import {
  skuMissing,
  skuMissingKey,
  skuShared,
  skuSharedKey,
  unreadable,
} from "../../domain/catalog-issues.ts";
import type { ProductId, StoreId, VariantId } from "../../domain/ids.ts";
import { type StoreProduct, unkeepable } from "../../domain/product.ts";
import type { ListingRow } from "./catalog-records.ts";
import { noteFound } from "./comparison-notes.ts";
import type { WarehouseRow } from "./foundation-records.ts";
import type { NewLevel } from "./inventory-records.ts";
import { resumeOutOfStock } from "./order-steps.ts";
import type { RecordsInTransaction } from "./records.ts";
import type { StoreInventoryLevel } from "./store.ts";
import { moneyChanged, policyChanged } from "./variant-differences.ts";
import type { Mark } from "./work.ts";

export type ProductWithLevels = {
  readonly product: StoreProduct;
  readonly levels: readonly StoreInventoryLevel[];
};

export type Page = {
  readonly items: readonly ProductWithLevels[];
  /** When the store was read. */
  readonly seenAt: Date;
};

/** Saves products and levels, says what is wrong with them, and marks what changed. Repeatable. */
export async function keepPage(tx: RecordsInTransaction, storeId: StoreId, page: Page): Promise<void> {
  const products = await keepable(tx, storeId, page);
  const ids = products.map((product) => product.storeProductId);
  const before = await tx.catalog.variantsOf(storeId, ids);
  const saved = await tx.catalog.saveProducts(storeId, products, page.seenAt);
  const changed = new Map(
    saved.filter((one) => one.changed).map((one) => [one.storeProductId, one.productId]),
  );
  const warehouses = await tx.stores.warehouses(storeId);
  const restocked = await keepLevels(tx, storeId, {
    levels: page.items.flatMap((item) => item.levels),
    warehouses,
  });
  const changedProducts = products.filter((product) => changed.has(product.storeProductId));
  const emptied = saved.filter((one) => one.lostVariants).map((one) => one.productId);
  const dropped = lessThanBefore(
    before.flatMap((variant) => variant.sku ?? []),
    products.flatMap(skusIn),
  );
  const disputed = await checkSkus(tx, storeId, { products: changedProducts, ids: changed, dropped });
  const policed = policyChanged(before, products);
  const repriced = moneyChanged(before, products);
  await markListings(tx, storeId, {
    publish: [...changed.values(), ...disputed, ...repriced],
    restock: [...restocked, ...policed, ...emptied],
  });
  await noteFound(tx, storeId, { changed: [...changed.values()], restocked });
  if (policed.length > 0) await resumeOutOfStock(tx, storeId);
}

async function keepable(
  tx: RecordsInTransaction,
  storeId: StoreId,
  page: Page,
): Promise<readonly StoreProduct[]> {
  const kept: StoreProduct[] = [];
  for (const { product } of page.items) {
    const subject = { kind: "product", id: product.storeProductId } as const;
    const reason = unkeepable(product);
    if (reason)
      await tx.issues.raise({ storeId, ...unreadable(subject, `Product "${product.title}"`, reason) });
    else kept.push(product);
  }
  return kept;
}

/** Saves the store's levels of the merchant's own warehouses; our service's location only mirrors what we wrote. */
export async function keepLevels(
  tx: RecordsInTransaction,
  storeId: StoreId,
  { levels, warehouses }: { levels: readonly StoreInventoryLevel[]; warehouses: readonly WarehouseRow[] },
): Promise<readonly ProductId[]> {
  if (levels.length === 0) return [];
  const places = new Map(
    merchantsOwn(warehouses).map((warehouse) => [warehouse.storeLocationId, warehouse.id]),
  );
  const items = [...new Set(levels.map((level) => level.inventoryItemId))];
  const variants = await tx.catalog.variantsByInventoryItem(storeId, items);
  const byItem = Map.groupBy(variants, (variant) => variant.inventoryItemId);
  const rows = levels.flatMap((level): NewLevel[] => {
    const warehouseId = places.get(level.storeLocationId);
    if (!warehouseId) return [];
    return (byItem.get(level.inventoryItemId) ?? []).map((variant) => ({
      warehouseId,
      variantId: variant.id,
      available: level.available,
      sourceUpdatedAt: level.updatedAt,
    }));
  });
  const changed = new Set<VariantId>(await tx.inventory.saveLevels(storeId, rows));
  return [
    ...new Set(variants.filter((variant) => changed.has(variant.id)).map((variant) => variant.productId)),
  ];
}

/** Warehouses of the merchant that the store knows as locations. */
export function merchantsOwn(warehouses: readonly WarehouseRow[]): readonly WarehouseRow[] {
  return warehouses.filter(
    (warehouse) => warehouse.owner === "merchant" && warehouse.storeLocationId !== null,
  );
}

type SkuCheck = {
  readonly products: readonly StoreProduct[];
  readonly ids: ReadonlyMap<string, ProductId>;
  /** SKUs that fewer variants carry than before. */
  readonly dropped: readonly string[];
};

// Answers other products whose SKU became, or ceased to be, theirs alone.
async function checkSkus(
  tx: RecordsInTransaction,
  storeId: StoreId,
  check: SkuCheck,
): Promise<readonly ProductId[]> {
  const complete: string[] = [];
  for (const product of check.products) {
    const id = check.ids.get(product.storeProductId) ?? "";
    const without = product.variants
      .filter((variant) => !variant.sku?.trim())
      .map((variant) => variant.title);
    if (without.length === 0) complete.push(skuMissingKey(id));
    else await tx.issues.raise({ storeId, ...skuMissing({ id, title: product.title }, without) });
  }
  await clearAll(tx, storeId, complete);
  const skus = [...new Set([...check.products.flatMap(skusIn), ...check.dropped])];
  return judgeSharing(tx, storeId, { skus, dropped: check.dropped });
}

// In one statement for a page: nearly all of them were never raised.
async function clearAll(tx: RecordsInTransaction, storeId: StoreId, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await tx.issues.clear(storeId, ...keys);
}

function skusIn(product: StoreProduct): readonly string[] {
  return product.variants.flatMap((variant) => variant.sku?.trim() || []);
}

// Only where a variant gave a SKU up can a dispute over it have ended.
function lessThanBefore(before: readonly string[], now: readonly string[]): readonly string[] {
  const left = Map.groupBy(now, (sku) => sku);
  const had = Map.groupBy(before, (sku) => sku);
  return [...had]
    .filter(([sku, carriers]) => carriers.length > (left.get(sku)?.length ?? 0))
    .map(([sku]) => sku);
}

/** Raises or clears "one SKU on two variants" for each SKU. Answers the products that carry one of them with others. */
async function judgeSharing(
  tx: RecordsInTransaction,
  storeId: StoreId,
  { skus, dropped }: { readonly skus: readonly string[]; readonly dropped: readonly string[] },
): Promise<readonly ProductId[]> {
  const mayHaveEnded = new Set(dropped);
  const carriers = Map.groupBy(await tx.catalog.variantsBySku(storeId, skus), (variant) => variant.sku);
  const concerned: ProductId[] = [];
  const ended: string[] = [];
  for (const sku of skus) {
    const variants = carriers.get(sku) ?? [];
    if (variants.length > 1) {
      const titles = variants.map((variant) => variant.productTitle);
      await tx.issues.raise({ storeId, ...skuShared(sku, storeId, titles) });
    } else if (mayHaveEnded.has(sku)) ended.push(skuSharedKey(sku));
    else continue;
    concerned.push(...variants.map((variant) => variant.productId));
  }
  await clearAll(tx, storeId, ended);
  return [...new Set(concerned)];
}

/**
 * Marks listings to publish and stock to push, while there is a marketplace to tell. A product that stands in none yet
 * waits behind the changes of those that do, and its stock goes with its listing.
 */
export async function markListings(
  tx: RecordsInTransaction,
  storeId: StoreId,
  products: { readonly publish: readonly ProductId[]; readonly restock: readonly ProductId[] },
): Promise<void> {
  const connections = await tx.stores.connections(storeId);
  if (!connections.some((connection) => connection.state === "active")) return;
  const publish = [...new Set(products.publish)];
  const restock = [...new Set(products.restock)];
  const sent = new Set(await tx.catalog.sentProducts(storeId, [...publish, ...restock]));
  const marks = [
    ...publish.map((subject): Mark => {
      const mark = { storeId, verb: "publish-listings", subject } as const;
      return sent.has(subject) ? mark : { ...mark, backlog: true };
    }),
    ...restock
      .filter((subject) => sent.has(subject))
      .map((subject): Mark => ({ storeId, verb: "push-inventory", subject })),
  ];
  if (marks.length > 0) await tx.work.mark(marks);
}

/** Marks deleted products: their issues end, their listings go. */
export async function forgetProducts(
  tx: RecordsInTransaction,
  storeId: StoreId,
  productIds: readonly ProductId[],
): Promise<void> {
  const freed: ProductId[] = [];
  const standing: ListingRow[] = [];
  await clearAll(tx, storeId, productIds.map(skuMissingKey));
  for (const productId of productIds) {
    const listings = await tx.catalog.listingsOfProduct(storeId, productId);
    standing.push(
      ...listings.filter((one) => one.marketplaceProductId !== null && one.state !== "withdrawn"),
    );
    const product = await tx.catalog.product(storeId, productId);
    const skus = [...new Set(product?.variants.flatMap((variant) => variant.sku ?? []))];
    // A SKU it shared may be another product's alone now.
    freed.push(...(await judgeSharing(tx, storeId, { skus, dropped: skus })));
  }
  await tx.work.mark(standing.map(({ id }): Mark => ({ storeId, verb: "withdraw-listings", subject: id })));
  // In review it cannot be taken off sale: until then it offers nothing.
  const inReview = standing.filter((one) => one.state === "in-review").map((one) => one.productId);
  await markListings(tx, storeId, { publish: [...productIds, ...freed], restock: inReview });
  await noteFound(tx, storeId, { changed: productIds, restocked: [] });
}
