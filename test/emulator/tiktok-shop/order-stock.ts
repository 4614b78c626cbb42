// What orders do to stock: units promised, promised no longer, sent out, come back. The seller's own stock is in the
// SKU's rows; the platform's goes through the ledger of its warehouses, all units of one place at once.
import type { Core } from "./core.ts";
import { release, sendOut, takeIn, type Units } from "./fbt-stock.ts";
import type { LineRow } from "./order-rows.ts";
import { type StockRow, stockIn } from "./product-rows.ts";

/** Units that will not be shipped go back to where they were reserved. */
export function releaseLines(core: Core, lines: readonly LineRow[]): void {
  for (const part of platformUnits(lines)) release(core, part);
  for (const stock of sellerRows(core, lines)) {
    stock.quantity += 1;
    stock.committed -= 1;
  }
}

/** Units that left the warehouse are promised no longer. */
export function shipLines(core: Core, lines: readonly LineRow[], orderId: string): void {
  for (const part of platformUnits(lines)) sendOut(core, part, { orderId, orderType: "CONSIGN_ORDER" });
  for (const stock of sellerRows(core, lines)) stock.committed -= 1;
}

/** Parcels that reached nobody come back to the platform's warehouse; a seller counts what comes back himself. */
export function returnLines(core: Core, lines: readonly LineRow[], orderId: string): void {
  for (const part of platformUnits(lines)) takeIn(core, part, { orderId, orderType: "FAILED_DELIVERY" });
}

function platformUnits(lines: readonly LineRow[]): readonly Units[] {
  const byPlace = new Map<string, Units>();
  for (const { reservedAt } of lines) {
    if (!("goodsId" in reservedAt)) continue;
    const key = `${reservedAt.goodsId} ${reservedAt.fbtWarehouseId}`;
    byPlace.set(key, { ...reservedAt, quantity: (byPlace.get(key)?.quantity ?? 0) + 1 });
  }
  return [...byPlace.values()];
}

/** One entry per unit. A SKU that an edit took out of its product has no rows left. */
function sellerRows(core: Core, lines: readonly LineRow[]): readonly StockRow[] {
  return lines.flatMap(({ skuId, reservedAt }) =>
    "warehouseId" in reservedAt ? (stockIn(core.state.skus.get(skuId), reservedAt.warehouseId) ?? []) : [],
  );
}
