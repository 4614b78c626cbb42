// The ledger of the platform's warehouses. Every change goes through move(), which refuses to go below zero, keeps the
// record, and tells the seller (webhook 24).
import { type Core, effect, type Shop, seconds, shopOf } from "./core.ts";
import { type FbtStock, type GoodsRow, type RecordCause, totalOf } from "./fbt-rows.ts";
import { warehouseOfFbt } from "./warehouses.ts";
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

/** What was promised left the building. */
export function sendOut(core: Core, units: Units, cause: RecordCause): void {
  move(core, units, { reserved: -units.quantity }, cause);
}

/** Sellable units came in, or, with a negative quantity, were found missing. */
export function takeIn(core: Core, units: Units, cause: RecordCause): void {
  move(core, units, { available: units.quantity }, cause);
  const ids = { goodsId: units.goodsId, fbtWarehouseId: units.fbtWarehouseId };
  effect(core, "fbt.stocked", ids, { quantity: units.quantity, orderType: cause.orderType });
}

/** Units were found to be defective: they stay, but cannot be sold. */
export function setAside(core: Core, units: Units, cause: RecordCause): void {
  move(core, units, { available: -units.quantity, unfulfillable: units.quantity }, cause);
}

/** Defective units left the building. */
export function discard(core: Core, units: Units, cause: RecordCause): void {
  move(core, units, { unfulfillable: -units.quantity }, cause);
}

function move(
  core: Core,
  units: Units,
  ...[change, cause]: [change: Partial<FbtStock>, cause?: RecordCause]
): void {
  const goods = rowOf(core, units.goodsId);
  const before = goods.stock.get(units.fbtWarehouseId) ?? { available: 0, reserved: 0, unfulfillable: 0 };
  const after: FbtStock = {
    available: before.available + (change.available ?? 0),
    reserved: before.reserved + (change.reserved ?? 0),
    unfulfillable: before.unfulfillable + (change.unfulfillable ?? 0),
  };
  if (Math.min(after.available, after.reserved, after.unfulfillable) < 0)
    throw new Error(`goods ${goods.id} would hold less than nothing in ${units.fbtWarehouseId}`);
  goods.stock.set(units.fbtWarehouseId, after);
  if (cause) keepRecords(core, units, { before, after, cause });
  for (const skuId of goods.skuIds) tell(core, goods, skuId);
}

/** One for sellable units and one for defective ones, each only if their number changed. */
function keepRecords(
  core: Core,
  { goodsId, fbtWarehouseId }: Units,
  { before, after, cause }: { before: FbtStock; after: FbtStock; cause: RecordCause },
): void {
  const { shopId } = rowOf(core, goodsId);
  const createTime = seconds(core);
  const counts = [
    { goodsType: "NORMAL", initial: sellable(before), final: sellable(after) },
    { goodsType: "DEFECTIVE", initial: before.unfulfillable, final: after.unfulfillable },
  ] as const;
  for (const count of counts.filter(({ initial, final }) => initial !== final))
    core.state.inventoryRecords.push({ shopId, createTime, fbtWarehouseId, goodsId, ...count, ...cause });
}

function sellable(stock: FbtStock): number {
  return stock.available + stock.reserved;
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

function rowOf(core: Core, goodsId: string): GoodsRow {
  const goods = core.state.goods.get(goodsId);
  if (!goods) throw new Error(`the twin knows no goods ${goodsId}`);
  return goods;
}
