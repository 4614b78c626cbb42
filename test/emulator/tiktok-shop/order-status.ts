// The life of an order: which status follows which, what moves with it, and who is told.
import { fateOf, stepDelay } from "./carrier-chances.ts";
import { type Core, seconds, shopOf } from "./core.ts";
import { startDeadlines } from "./order-due.ts";
import { touchOrder } from "./order-index.ts";
import type { OrderRow, OrderStatus } from "./order-rows.ts";
import { movePackages } from "./package-rows.ts";
import { notify } from "./webhooks.ts";

export type StepEvent = { readonly orderId: string; readonly from: OrderStatus };
type Wait = "remorse" | "step" | "complete";

/** A parcel on its way that will not arrive. */
export type FateEvent = { readonly orderId: string; readonly what: "lost" | "returned" };

export const FATE = "tiktok-shop.order-fate";
export const STEP = "tiktok-shop.order-step";

/** Who moves an order out of a status, and where to. Paying and the seller's shipping are no steps of time. */
const NEXT: Readonly<Record<OrderStatus, { to: OrderStatus; wait: Wait | null } | null>> = {
  UNPAID: { to: "ON_HOLD", wait: null },
  ON_HOLD: { to: "AWAITING_SHIPMENT", wait: "remorse" },
  AWAITING_SHIPMENT: { to: "AWAITING_COLLECTION", wait: "step" },
  PARTIALLY_SHIPPING: null,
  AWAITING_COLLECTION: { to: "IN_TRANSIT", wait: "step" },
  IN_TRANSIT: { to: "DELIVERED", wait: "step" },
  DELIVERED: { to: "COMPLETED", wait: "complete" },
  COMPLETED: null,
  CANCELLED: null,
};

export function orderOf(core: Core, orderId: string): OrderRow {
  const order = core.state.orders.get(orderId);
  if (!order) throw new Error(`the twin knows no TikTok Shop order ${orderId}`);
  return order;
}

/** What comes next without the seller; undefined where it is the seller's turn or nobody's. */
export function nextStatus(order: OrderRow): OrderStatus | undefined {
  const waitsForSeller =
    order.status === "AWAITING_SHIPMENT" && order.fulfillmentType === "FULFILLMENT_BY_SELLER";
  return waitsForSeller ? undefined : NEXT[order.status]?.to;
}

/** Enters a status, tells the seller, and, where actors act by themselves, plans the next step. */
export function enterStatus(core: Core, order: OrderRow, status: OrderStatus): void {
  const now = seconds(core);
  if (order.status === "UNPAID" && status === "ON_HOLD") startDeadlines(core, order);
  order.status = status;
  touchOrder(core, order);
  stamp(order, now);
  if (status === "IN_TRANSIT" || status === "DELIVERED" || status === "CANCELLED")
    movePackages(core, order, status);
  notify(core, shopOf(core, order.shopId), {
    type: 1,
    data: {
      order_id: order.id,
      order_status: status,
      is_on_hold_order: status === "ON_HOLD",
      update_time: now,
    },
  });
  planNextStep(core, order);
}

function stamp(order: OrderRow, now: number): void {
  if (order.status === "AWAITING_SHIPMENT") order.readyTime ??= now;
  if (order.status === "AWAITING_COLLECTION") order.rtsTime ??= now;
  if (order.status === "IN_TRANSIT") order.collectionTime = now;
  if (order.status === "DELIVERED") order.deliveryTime = now;
  if (order.status === "CANCELLED") order.cancelTime = now;
}

function planNextStep(core: Core, order: OrderRow): void {
  const wait = NEXT[order.status]?.wait;
  if (core.parts.settings.actors !== "auto" || !wait || !nextStatus(order)) return;
  const { remorseMs, marketplace } = core.parts.settings.timing;
  const fate = order.status === "IN_TRANSIT" ? fateOf(core) : undefined;
  if (fate) {
    const data = { orderId: order.id, what: fate } satisfies FateEvent;
    return core.parts.clock.schedule(stepDelay(core), { kind: FATE, data });
  }
  const delay =
    wait === "step" ? stepDelay(core) : { remorse: remorseMs, complete: marketplace.completeMs }[wait];
  const data = { orderId: order.id, from: order.status } satisfies StepEvent;
  core.parts.clock.schedule(delay, { kind: STEP, data });
}
