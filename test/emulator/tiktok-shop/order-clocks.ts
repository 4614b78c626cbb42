// What the platform does when one of an order's times has passed: acts on what is late, or waits for the next of them.
import { callOff } from "./cancellation-moves.ts";
import type { Core } from "./core.ts";
import { DUE, type Due, type DueEvent } from "./order-due.ts";
import { type DueTimes, liveLines, type OrderRow, type OrderStatus, openLines } from "./order-rows.ts";
import { enterStatus } from "./order-status.ts";

/** Which statuses are late when a time has passed. */
const LATE: Readonly<Record<Due, readonly OrderStatus[]>> = {
  payment: ["UNPAID"],
  shipping: ["ON_HOLD", "AWAITING_SHIPMENT", "PARTIALLY_SHIPPING"],
  collection: ["AWAITING_COLLECTION"],
  delivery: ["IN_TRANSIT"],
};

/** The platform's keys for these are not published. */
const REASON: Readonly<Record<Due, string>> = {
  payment: "ecom_order_unpaid_canceled_reason_payment_overdue",
  shipping: "ecom_order_system_canceled_reason_shipping_overdue",
  collection: "ecom_order_system_canceled_reason_collection_overdue",
  delivery: "ecom_order_system_canceled_reason_delivery_overdue",
};

/** What is waited for next, and how long, in seconds after the time that has passed. */
const NEXT: Readonly<Record<Due, { due: Due; after: (times: DueTimes) => number } | null>> = {
  payment: null,
  shipping: { due: "collection", after: (times) => times.collection - times.shipping },
  collection: { due: "delivery", after: (times) => times.delivery - times.collection },
  delivery: null,
};

export function startOrderClocks(core: Core): void {
  core.parts.clock.on<DueEvent>(DUE, ({ orderId, due }) => {
    const order = core.state.orders.get(orderId);
    if (order) cameDue(core, order, due);
  });
}

function cameDue(core: Core, order: OrderRow, due: Due): void {
  if (["DELIVERED", "COMPLETED", "CANCELLED"].includes(order.status)) return;
  const next = NEXT[due];
  if (LATE[due].includes(order.status)) lapse(core, order, due);
  if (!next || !order.due || order.status === "CANCELLED") return;
  const data = { orderId: order.id, due: next.due } satisfies DueEvent;
  core.parts.clock.schedule(Math.max(0, next.after(order.due)) * 1000, { kind: DUE, data });
}

/** Of an order shipped in part, what was not shipped is called off and the rest goes on. */
function lapse(core: Core, order: OrderRow, due: Due): void {
  const isPart = order.status === "PARTIALLY_SHIPPING";
  const lines = isPart ? openLines(order) : liveLines(order);
  callOff(core, order, { role: "SYSTEM", reason: REASON[due], lines });
  if (isPart) enterStatus(core, order, "AWAITING_COLLECTION");
}
