// Carries a refund out: its lines leave the fulfillment orders or come back into stock, the money is booked.

import { takeOut } from "./fulfillment-order-units.ts";
import { claimedUnits, closeIfEmpty } from "./fulfillment-order-writes.ts";
import { decimal } from "./money.ts";
import { refundPayload } from "./order-refund-payload.ts";
import type { Order, Refund, RestockType } from "./order-state.ts";
import { paidOf } from "./order-totals.ts";
import type { Shop } from "./state.ts";
import { putBack, restock } from "./stock.ts";
import { announce } from "./webhooks.ts";
import { gid, now, record, type World } from "./world.ts";

export type Goods = {
  readonly orderLineId: string;
  readonly quantity: number;
  readonly restockType: RestockType;
  readonly locationId: string | null;
};
export type Back = {
  readonly order: Order;
  readonly goods: readonly Goods[];
  readonly transactions: readonly {
    readonly amount: string;
    readonly gateway: string;
    readonly parentId?: string | null;
  }[];
  readonly shipping: number;
  readonly note: string | null;
};

/** Carries a checked refund out; the caller tells that the order changed. */
export function giveBack(world: World, shop: Shop, back: Back): Refund {
  const { order } = back;
  const lines = back.goods.map((goods) => ({
    ...goods,
    locationId: moveGoods(world, shop, { order, goods }),
  }));
  return bookRefund(world, shop, { ...back, goods: lines });
}

/** Writes a refund down whose goods have been seen to, and tells the apps. */
export function bookRefund(world: World, shop: Shop, back: Back): Refund {
  const { order } = back;
  const transactions = back.transactions.map(({ amount, gateway, parentId }) => ({
    id: gid(world, "OrderTransaction"),
    kind: "REFUND",
    status: "SUCCESS",
    gateway,
    amount,
    ...(parentId ? { parentId } : {}),
  }));
  order.transactions.push(...transactions);
  const refund: Refund = {
    id: gid(world, "Refund"),
    note: back.note,
    lines: back.goods.map((goods) => ({ id: gid(world, "RefundLineItem"), ...goods })),
    shipping: decimal(back.shipping),
    transactionIds: transactions.map(({ id }) => id),
    createdAt: now(world),
  };
  order.refunds.push(refund);
  if (transactions.length > 0) {
    const { received, refunded } = paidOf(order);
    order.financialStatus = refunded >= received ? "REFUNDED" : "PARTIALLY_REFUNDED";
  }
  record(world, "refund.created", { refundId: refund.id, orderId: order.id });
  announce(world, shop, { topic: "refunds/create", payload: () => refundPayload(shop, order, refund) });
  return refund;
}

// By the documented meaning of the restock types: cancel takes unfulfilled units out of the fulfillment orders and puts
// them back on sale, return puts shipped ones back on sale, no_restock leaves stock and fulfillment orders alone.
function moveGoods(
  world: World,
  shop: Shop,
  { order, goods }: { order: Order; goods: Goods },
): string | null {
  if (goods.restockType === "CANCEL") return takeFromParts(world, shop, { order, goods });
  if (goods.restockType !== "RETURN") return null;
  const from = order.fulfillmentIds
    .flatMap((id) => shop.fulfillments.get(id) ?? [])
    .find((one) => one.lines.some(({ orderLineId }) => orderLineId === goods.orderLineId));
  const locationId = goods.locationId ?? from?.locationId ?? "";
  const units = claimedUnits(shop, order, { orderLineId: goods.orderLineId, locationId });
  if (units) putBack(world, shop, { ...units, quantity: goods.quantity });
  return locationId;
}

function takeFromParts(
  world: World,
  shop: Shop,
  { order, goods }: { order: Order; goods: Goods },
): string | null {
  let left = goods.quantity;
  let locationId: string | null = null;
  for (const id of order.fulfillmentOrderIds) {
    const part = shop.fulfillmentOrders.get(id);
    const line = part?.lines.find(({ orderLineId }) => orderLineId === goods.orderLineId);
    if (!part || !line || left === 0 || line.remaining === 0) continue;
    const quantity = Math.min(left, line.remaining);
    left -= quantity;
    locationId ??= part.locationId;
    const { orderLineId } = line;
    const units = claimedUnits(shop, order, { orderLineId, locationId: part.locationId });
    if (units) restock(world, shop, { ...units, quantity });
    takeOut(part, [{ lineId: line.id, orderLineId, quantity }]);
    part.updatedAt = now(world);
    closeIfEmpty(world, part);
  }
  return locationId;
}
