// A sale or its cancellation moves the marketplace's own number of a SKU: what we last sent says nothing of it any more.
import { wanted } from "../../domain/order.ts";
import type { OrderRow } from "./order-rows.ts";
import type { RecordsInTransaction } from "./records.ts";
import type { Mark } from "./work.ts";

// No offer is below zero: whatever is offered next differs from it and is sent.
const UNKNOWN = -1;

/** Forgets the quantities sent for the order's SKUs, not the warehouses, and marks their products' stock. Repeatable. */
export async function forgetSentStock(tx: RecordsInTransaction, order: OrderRow): Promise<void> {
  const { storeId, connectionId, lines, shippedBy } = order;
  if (connectionId === null || shippedBy !== "merchant") return;
  const ids = lines.flatMap((line) => line.marketplaceSkuId ?? []);
  const links = await tx.catalog.linksByMarketplaceSku(connectionId, [...new Set(ids)]);
  await tx.catalog.saveSent(
    storeId,
    links.map((link) => ({
      listingSkuId: link.id,
      sentStock: Object.fromEntries(Object.keys(link.sentStock).map((warehouse) => [warehouse, UNKNOWN])),
    })),
  );
  await tx.work.mark(pushMarks(order));
}

/** Gives back what is held for units that were called off, and no more: the rest must not go to others meanwhile. Repeatable. */
export async function releaseCancelled(tx: RecordsInTransaction, order: OrderRow): Promise<void> {
  const { storeId, lines } = order;
  const all = await tx.inventory.reservations(
    storeId,
    lines.map((line) => line.id),
  );
  for (const line of lines) {
    let left = wanted(line);
    for (const row of all.filter((one) => one.orderLineId === line.id && one.state === "held")) {
      const quantity = Math.min(row.quantity, left);
      left -= quantity;
      if (quantity === 0) await tx.inventory.release(storeId, [line.id], row.warehouseId);
      else if (quantity < row.quantity) await tx.inventory.reserve(storeId, { ...row, quantity });
    }
  }
}

/** What may be sold of the order's products fell or rose. */
export function pushMarks({ storeId, lines }: OrderRow): Mark[] {
  const products = [...new Set(lines.flatMap((line) => line.productId ?? []))];
  return products.map((subject) => ({ storeId, verb: "push-inventory", subject }));
}
