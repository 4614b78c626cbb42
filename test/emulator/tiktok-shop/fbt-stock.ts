// The ledger of the platform's warehouses. Every change goes through move(), which refuses to go below zero, keeps the
// record, and tells the seller (webhook 24).
import { type Core, effect, newId, type Shop, seconds, shopOf } from "./core.ts";
import { type FbtStock, type GoodsRow, type InventoryRecord, totalOf } from "./fbt-rows.ts";
import { fbtWarehouseIds, warehouseOfFbt } from "./warehouses.ts";
import { notify } from "./webhooks.ts";

export type Units = { readonly goodsId: string; readonly fbtWarehouseId: string; readonly quantity: number };

export function goodsOf(core: Core, shop: Shop): readonly GoodsRow[] {
  return [...core.state.goods.values()].filter((goods) => goods.shopId === shop.id);
}

export function goodsOfSku(core: Core, skuId: string): GoodsRow | undefined {
  return core.state.goods.get(core.state.goodsBySku.get(skuId) ?? "");
}

export function availableOf(goods: GoodsRow): number {
  return [...goods.stock.values()].reduce((sum, stock) => sum + stock.available, 0);
}

/** The read-only rows that a SKU shows for the platform's warehouses. */
export function fbtStockOfSku(core: Core, shop: Shop, skuId: string) {
  const goods = goodsOfSku(core, skuId);
  return [...(goods?.stock ?? [])].map(([fbtWarehouseId, stock]) => ({
    warehouseId: warehouseOfFbt(core, shop, fbtWarehouseId).id,
    quantity: stock.available,
    committed: stock.reserved,
  }));
}

/** Where so many units could be taken from: one warehouse that has all of them if there is one. */
export function allocate(goods: GoodsRow, quantity: number): readonly Units[] | undefined {
  const rows = [...goods.stock].map(([fbtWarehouseId, stock]) => ({
    fbtWarehouseId,
    available: stock.available,
  }));
  const single = rows.find((row) => row.available >= quantity);
  if (single) return [{ goodsId: goods.id, fbtWarehouseId: single.fbtWarehouseId, quantity }];
  const parts: Units[] = [];
  let left = quantity;
  for (const row of rows) {
    const taken = Math.min(left, row.available);
    if (taken > 0) parts.push({ goodsId: goods.id, fbtWarehouseId: row.fbtWarehouseId, quantity: taken });
    left -= taken;
  }
  return left === 0 ? parts : undefined;
}

/** Promised to an order. */
export function reserve(core: Core, units: Units): void {
  move(core, units, { available: -units.quantity, reserved: units.quantity });
}

/** Promised no longer. */
export function release(core: Core, units: Units): void {
  move(core, units, { available: units.quantity, reserved: -units.quantity });
}

/** Left the building. */
export function sendOut(core: Core, units: Units, orderId: string): void {
  const record = open(core, units, { orderId, orderType: "CONSIGN_ORDER" });
  move(core, units, { available: 0, reserved: -units.quantity });
  core.state.inventoryRecords.push(record(stockAt(core, units)));
}

/** Arrived from the seller; the first warehouse unless one is named. */
export function takeIn(core: Core, units: Units): void {
  const record = open(core, units, { orderId: newId(core, "inbound"), orderType: "INBOUND_ORDER" });
  move(core, units, { available: units.quantity, reserved: 0 });
  core.state.inventoryRecords.push(record(stockAt(core, units)));
  const ids = { goodsId: units.goodsId, fbtWarehouseId: units.fbtWarehouseId };
  effect(core, "fbt.stocked", ids, { quantity: units.quantity });
}

export function firstFbtWarehouse(): string {
  return fbtWarehouseIds()[0] ?? "";
}

function open(core: Core, units: Units, order: Pick<InventoryRecord, "orderId" | "orderType">) {
  const goods = rowOf(core, units.goodsId);
  const initial = totalOf(stockAt(core, units));
  return (after: FbtStock): InventoryRecord => ({
    shopId: goods.shopId,
    createTime: seconds(core),
    fbtWarehouseId: units.fbtWarehouseId,
    goodsId: units.goodsId,
    initial,
    final: totalOf(after),
    ...order,
  });
}

function move(core: Core, units: Units, change: { available: number; reserved: number }): void {
  const goods = rowOf(core, units.goodsId);
  const stock = stockAt(core, units);
  const available = stock.available + change.available;
  const reserved = stock.reserved + change.reserved;
  if (available < 0 || reserved < 0)
    throw new Error(`goods ${goods.id} would hold less than nothing in ${units.fbtWarehouseId}`);
  goods.stock.set(units.fbtWarehouseId, { ...stock, available, reserved });
  for (const skuId of goods.skuIds) tell(core, goods, skuId);
}

function tell(core: Core, goods: GoodsRow, skuId: string): void {
  notify(core, shopOf(core, goods.shopId), {
    type: 24,
    data: {
      goods_id: goods.id,
      sku_id: skuId,
      fbt_warehouse_inventory: [...goods.stock].map(([fbt_warehouse_id, stock]) => ({
        fbt_warehouse_id,
        on_hand_detail: {
          total_quantity: totalOf(stock),
          reserved_quantity: stock.reserved,
          available_quantity: stock.available,
        },
      })),
      update_time: seconds(core),
    },
  });
}

function stockAt(core: Core, { goodsId, fbtWarehouseId }: Units): FbtStock {
  return rowOf(core, goodsId).stock.get(fbtWarehouseId) ?? { available: 0, reserved: 0, unfulfillable: 0 };
}

function rowOf(core: Core, goodsId: string): GoodsRow {
  const goods = core.state.goods.get(goodsId);
  if (!goods) throw new Error(`the twin knows no goods ${goodsId}`);
  return goods;
}
