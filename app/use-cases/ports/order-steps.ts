// What several steps do to an order inside their own transaction: hold it, let it go on, and count what has left.
import { withoutCalledOff } from "../../domain/called-off-units.ts";
import { counts } from "../../domain/fulfillment-order.ts";
import { HOLD_CODES, holdIssue } from "../../domain/hold.ts";
import type { FulfillmentOrderId, StoreId } from "../../domain/ids.ts";
import { type HoldReason, stateAfterShipping } from "../../domain/order.ts";
import type { FulfillmentOrderRow, OrderRow } from "./order-rows.ts";
import type { RecordsInTransaction } from "./records.ts";
import type { Mark } from "./work.ts";

type Hold = { readonly reason: HoldReason; readonly detail: string; readonly at: Date };

/** Puts an order on hold with its one issue. Holding it again for the same reason writes nothing but the issue's words. */
export async function holdOrder(tx: RecordsInTransaction, order: OrderRow, hold: Hold): Promise<void> {
  const { reason, detail, at } = hold;
  const others = HOLD_CODES.filter((code) => code !== reason);
  await tx.issues.clearSubject(order.storeId, others, order.id);
  await tx.issues.raise({ storeId: order.storeId, ...holdIssue(order, reason, detail) });
  if (order.state === "on-hold" && order.holdReason === reason && order.holdDetail === detail) return;
  await tx.orders.changeOrder(order.storeId, order.id, {
    state: "on-hold",
    holdReason: reason,
    holdDetail: detail,
  });
  await tx.orders.addHistory(order.storeId, order.id, [
    { at, kind: "held", ref: `${reason} ${at.toISOString()}`, text: `On hold: ${detail}` },
  ]);
}

/** Ends a hold, if there is one: the issue is cleared and the timeline says so. The state is left to the caller. */
export async function endHold(tx: RecordsInTransaction, order: OrderRow, at: Date): Promise<void> {
  if (order.state !== "on-hold") return;
  await tx.issues.clearSubject(order.storeId, HOLD_CODES, order.id);
  await tx.orders.changeOrder(order.storeId, order.id, { holdReason: null, holdDetail: null });
  await tx.orders.addHistory(order.storeId, order.id, [
    {
      at,
      kind: "resumed",
      ref: at.toISOString(),
      text: "The reason for the hold is gone; the order goes on.",
    },
  ]);
}

// As many as one turn of routing takes several times over; the sweep finds the rest.
const RESUMED_AT_ONCE = 100;

/** What was sold and not in stock may be shippable now: routing decides, oldest first. Repeatable. */
export async function resumeOutOfStock(tx: RecordsInTransaction, storeId: StoreId): Promise<void> {
  const held = await tx.orders.heldOrders(storeId, "out-of-stock", RESUMED_AT_ONCE);
  await tx.work.mark(held.map((order): Mark => ({ storeId, verb: "route-orders", subject: order.id })));
}

export type LockedPart = { readonly order: OrderRow; readonly part: FulfillmentOrderRow };

/** One part of an order as it is now, with the whole order locked. */
export async function lockPart(
  tx: RecordsInTransaction,
  of: Pick<OrderRow, "storeId" | "id">,
  id: FulfillmentOrderId,
): Promise<LockedPart | undefined> {
  const order = await tx.orders.lockOrder(of.storeId, of.id);
  const part = order?.fulfillmentOrders.find((row) => row.id === id);
  return order && part && { order, part };
}

type Settling = { readonly order: OrderRow; readonly at: Date; readonly delivered: boolean };

/** What the counted packages make of the fulfillment orders and the order. */
export async function settleShipped(tx: RecordsInTransaction, of: Settling): Promise<void> {
  const { storeId, id } = of.order;
  const order = await tx.orders.order(storeId, id);
  if (!order) return;
  const counted = order.fulfillmentOrders.filter((part) => counts(part.state));
  const parts = withoutCalledOff(order.lines, counted);
  const gone = parts.filter((part) => part.lines.every((line) => line.shippedQuantity >= line.quantity));
  const left = (part: (typeof parts)[number]) => part.lines.some((line) => line.shippedQuantity > 0);
  for (const part of gone.filter((row) => row.state !== "shipped" && left(row))) {
    await tx.orders.changeFulfillmentOrder(storeId, part.id, { state: "shipped" });
  }
  const lines = parts.flatMap((part) => part.lines);
  const state = stateAfterShipping(order.state, lines);
  if (state !== order.state) await tx.orders.changeOrder(storeId, id, { state });
  if (of.delivered) await settleDelivered(tx, { ...order, state, fulfillmentOrders: parts }, of.at);
}

async function settleDelivered(tx: RecordsInTransaction, order: OrderRow, at: Date): Promise<void> {
  if (order.state !== "shipped") return;
  const { storeId, id } = order;
  for (const shipment of order.fulfillmentOrders.flatMap((part) => part.shipments)) {
    if (shipment.deliveredAt !== null) continue;
    await tx.orders.changeShipment(storeId, shipment.id, { deliveredAt: at });
  }
  await tx.orders.changeOrder(storeId, id, { state: "delivered" });
  await tx.orders.addHistory(storeId, id, [
    { at, kind: "delivered", ref: order.originOrderId, text: "The carrier delivered the order." },
  ]);
}
