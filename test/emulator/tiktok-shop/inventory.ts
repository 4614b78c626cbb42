// Stock in the seller's own warehouses: absolute quantities, refused per SKU inside a successful answer.

import { SCOPES } from "./auth.ts";
import { objects, requiredText, text, texts, whole } from "./body.ts";
import { type Core, effect, type Shop } from "./core.ts";
import { fbtStockOfSku } from "./fbt-stock.ts";
import { touch } from "./product-index.ts";
import { type ProductRow, type SkuRow, shownContent, stockIn } from "./product-rows.ts";
import { productOf } from "./products.ts";
import { Refusal, refuse } from "./refusal.ts";
import type { Json, Route, ShopCall } from "./route.ts";
import { defaultWarehouse, warehousesOf } from "./warehouses.ts";

type ItemError = { readonly code: number; readonly message: string; readonly warehouse_id?: string };

function update({ core, shop, body, id }: ShopCall): unknown {
  const product = productOf(core, shop, id);
  if (["FREEZE", "DELETED"].includes(product.status))
    refuse(12052901, "The product's status does not allow this");
  const given = objects(body, "skus") ?? [];
  if (given.length === 0) refuse(12052902, "The SKU list is empty");
  // All are judged before any is written: a body of a wrong shape changes nothing.
  const judged = given.map((sku) => judge(core, shop, { product, sku }));
  for (const { row, changes } of judged) if (row) write(core, row, changes);
  touch(core, product);
  const errors = judged.flatMap(({ error }) => error ?? []);
  return errors.length > 0 ? { errors } : {};
}

type Judged = {
  readonly row: SkuRow | null;
  readonly changes: readonly { readonly warehouseId: string; readonly quantity: number }[];
  readonly error: unknown;
};

function judge(core: Core, shop: Shop, { product, sku }: { product: ProductRow; sku: Json }): Judged {
  const sku_id = requiredText(sku, "id");
  const entries = objects(sku, "inventory") ?? [];
  const row = core.state.skus.get(sku_id);
  if (row?.productId !== product.id) {
    const detail = { sku_id, extra_errors: [] };
    const error = { code: 12052036, message: "SKU does not belong to the product", detail };
    return { row: null, changes: [], error };
  }
  const problems = [
    ...missingWarehouses(row, entries),
    ...entries.flatMap((entry) => problemOf(core, shop, { row, entry })),
  ];
  if (problems.length > 0) {
    const detail = { sku_id, extra_errors: problems };
    return {
      row: null,
      changes: [],
      error: { code: 12052990, message: "batch update inventory error", detail },
    };
  }
  const changes = entries.map((entry) => ({
    warehouseId: warehouseIn(core, shop, row, entry),
    quantity: whole(entry, "quantity") ?? 0,
  }));
  return { row, changes, error: null };
}

function write(core: Core, row: SkuRow, changes: Judged["changes"]): void {
  for (const { warehouseId, quantity } of changes) {
    const stock = stockIn(row, warehouseId);
    if (stock) stock.quantity = quantity;
    else row.stock.push({ warehouseId, quantity, committed: 0 });
    const ids = { productId: row.productId, skuId: row.id, warehouseId, shopId: row.shopId };
    effect(core, "inventory.updated", ids, { quantity });
  }
}

/** Every warehouse the SKU has stock rows in must be listed; one alone need not be named. */
function missingWarehouses(row: SkuRow, entries: readonly Json[]): readonly ItemError[] {
  if (entries.length === 1 && !text(entries[0] ?? {}, "warehouse_id") && row.stock.length <= 1) return [];
  const named = new Set(entries.map((entry) => text(entry, "warehouse_id")));
  const missing = row.stock.filter((stock) => !named.has(stock.warehouseId));
  return missing.length === 0 && entries.length > 0
    ? []
    : [{ code: 12019028, message: "Inventory of all warehouses of the SKU must be given" }];
}

function problemOf(
  core: Core,
  shop: Shop,
  { row, entry }: { row: SkuRow; entry: Json },
): readonly ItemError[] {
  const warehouse_id = warehouseIn(core, shop, row, entry);
  const warehouse = warehousesOf(core, shop).find((candidate) => candidate.id === warehouse_id);
  if (!warehouse) return [{ code: 12052097, message: "Warehouse does not exist", warehouse_id }];
  if (warehouse.fbtWarehouseId)
    return [{ code: 12052144, message: "Stock of a platform warehouse cannot be edited", warehouse_id }];
  if (warehouse.type !== "SALES_WAREHOUSE")
    return [{ code: 12019022, message: "Not a sales warehouse", warehouse_id }];
  const quantity = quantityIn(entry);
  if (quantity === undefined || quantity < 0 || quantity > 99_999) {
    return [{ code: 12052055, message: "The quantity must be between 0 and 99,999", warehouse_id }];
  }
  return [];
}

function quantityIn(entry: Json): number | undefined {
  try {
    return whole(entry, "quantity");
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** The one named, in the shop's own string; else the only one there is. */
function warehouseIn(
  ...[core, shop, row, entry]: [core: Core, shop: Shop, row: SkuRow, entry: Json]
): string {
  const named = text(entry, "warehouse_id");
  if (named) return warehousesOf(core, shop).find((warehouse) => warehouse.id === named)?.id ?? named;
  return row.stock[0]?.warehouseId ?? defaultWarehouse(core, shop).id;
}

/** Up to 600 SKUs, which win, or 100 products. */
function search({ core, shop, body }: ShopCall): unknown {
  const skuIds = texts(body, "sku_ids", { count: 600, code: 12019087 });
  const productIds = texts(body, "product_ids", { count: 100, code: 12019120 });
  if (!skuIds?.length && !productIds?.length) refuse(12052910, "product_ids or sku_ids is required");
  const wanted = skuIds?.length ? new Set(skuIds) : null;
  const ids = wanted
    ? [...new Set([...wanted].flatMap((id) => core.state.skus.get(id)?.productId ?? []))]
    : (productIds ?? []);
  const products = ids
    .flatMap((id) => core.state.products.get(id) ?? [])
    .filter((product) => product.shopId === shop.id);
  return {
    inventory: products.map((product) => ({
      product_id: product.id,
      skus: shownContent(product)
        .skus.filter((sku) => !wanted || wanted.has(sku.id))
        .map((sku) => skuInventory(core, shop, { id: sku.id, sellerSku: sku.sellerSku })),
    })),
  };
}

function skuInventory(core: Core, shop: Shop, { id, sellerSku }: { id: string; sellerSku: string }): unknown {
  const rows = stockRows(core, shop, id);
  const available = rows.reduce((sum, row) => sum + row.quantity, 0);
  return {
    id,
    seller_sku: sellerSku,
    total_available_quantity: available,
    total_committed_quantity: rows.reduce((sum, row) => sum + row.committed, 0),
    total_available_inventory_distribution: {
      in_shop_inventory: { quantity: available },
      campaign_inventory: [],
      creator_inventory: [],
    },
    warehouse_inventory: rows.map((row) => ({
      warehouse_id: row.warehouseId,
      available_quantity: row.quantity,
      committed_quantity: row.committed,
    })),
  };
}

/** A SKU's stock by shop-warehouse id: the seller's own rows and, read-only, those of the platform's warehouses. */
export function stockRows(
  core: Core,
  shop: Shop,
  skuId: string,
): readonly { warehouseId: string; quantity: number; committed: number }[] {
  return [...(core.state.skus.get(skuId)?.stock ?? []), ...fbtStockOfSku(core, shop, skuId)];
}

export const inventoryRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/product/202309/products/{id}/inventory/update",
    scope: SCOPES.productWrite,
    cipher: true,
    run: update,
  },
  {
    method: "POST",
    path: "/product/202309/inventory/search",
    scope: SCOPES.productRead,
    cipher: true,
    run: search,
  },
];
