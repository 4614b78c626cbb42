// What a merchant must know of an order that stands in the store already, in words.
import type { OrderId, StoreId } from "./ids.ts";

type CancelledOrder = {
  readonly id: OrderId;
  readonly storeId: StoreId;
  readonly name: string;
  readonly storeOrderName: string | null;
  readonly lines: readonly {
    readonly sku: string | null;
    readonly title: string;
    readonly cancelledQuantity: number;
  }[];
};

/** Units were called off in the marketplace; the store's order, which we may not change, still has them. */
export function unitsCancelled(order: CancelledOrder) {
  const name = order.storeOrderName ?? order.name;
  const lines = order.lines.filter((line) => line.cancelledQuantity > 0);
  const count = lines.reduce((sum, line) => sum + line.cancelledQuantity, 0);
  const units = count === 1 ? "1 unit" : `${count} units`;
  const which = lines.map((line) => `${line.cancelledQuantity} × ${line.sku ?? line.title}`).join(", ");
  return {
    storeId: order.storeId,
    key: unitsCancelledKey(order.id),
    severity: "warns",
    subject: { kind: "order", id: order.id },
    title: `${units} of order ${name} ${count === 1 ? "was" : "were"} cancelled in TikTok Shop but ${count === 1 ? "is" : "are"} still in the store's order.`,
    advice: `Remove ${which} from ${name} in the store, with restock, and do not ship what was cancelled.`,
  } as const;
}

export function unitsCancelledKey(orderId: OrderId): string {
  return `units-cancelled:${orderId}`;
}
