// How an order, or some of its units, is called off: the cancellation is kept and told, stock goes back, the order ends
// when nothing of it is left; the money follows later.
import { type Core, effect, newId, seconds, shopOf } from "./core.ts";
import { indexes, touchOrder } from "./order-index.ts";
import {
  type CancellationRow,
  type LineRow,
  liveLines,
  type OrderRow,
  openLines,
  type Role,
} from "./order-rows.ts";
import { enterStatus, orderOf } from "./order-status.ts";
import { releaseLines, returnLines } from "./order-stock.ts";
import { notify } from "./webhooks.ts";

const BUYERS_REASON = "ecom_order_to_ship_canceled_reason_created_by_mistakes";
const UNPAID_REASON = "ecom_order_unpaid_canceled_reason_no_longer_needed";
const OUT_OF_STOCK = "seller_cancel_reason_out_of_stock";

type Cause = {
  readonly role: Role;
  readonly reason: string;
  readonly lines: readonly LineRow[];
  /** What was shipped already comes back, unless it is lost. */
  readonly parcels?: "come-back" | "stay-out";
};
type CancellationEvent = { readonly cancellationId: string };

export function startCancellations(core: Core): void {
  core.parts.clock.on<CancellationEvent>("tiktok-shop.cancellation-answer", ({ cancellationId }) => {
    const row = core.state.cancellations.get(cancellationId);
    // A seller who does not answer a request has agreed.
    if (row?.status === "CANCELLATION_REQUEST_PENDING") grantRequest(core, row);
  });
  core.parts.clock.on<CancellationEvent>("tiktok-shop.cancellation-refund", ({ cancellationId }) => {
    const row = core.state.cancellations.get(cancellationId);
    if (row?.status === "CANCELLATION_REQUEST_SUCCESS") move(core, row, "CANCELLATION_REQUEST_COMPLETE");
  });
}

/** The buyer calls off at once, as long as nobody has begun to ship. */
export function cancelOrder(core: Core, orderId: string): void {
  const order = orderOf(core, orderId);
  if (!["UNPAID", "ON_HOLD", "AWAITING_SHIPMENT"].includes(order.status))
    throw new Error(`order ${orderId} is ${order.status} and cannot be cancelled`);
  dropRequest(core, order);
  const reason = order.status === "UNPAID" ? UNPAID_REASON : BUYERS_REASON;
  callOff(core, order, { role: "BUYER", reason, lines: liveLines(order) });
}

/** The seller calls off units out of stock, in Seller Center. */
export function cancelUnits(
  core: Core,
  orderId: string,
  { sellerSku, quantity }: { sellerSku: string; quantity: number },
): void {
  const order = orderOf(core, orderId);
  const lines = liveLines(order).filter((line) => line.sellerSku === sellerSku && line.packageId === null);
  if (lines.length < quantity) throw new Error(`order ${orderId} has ${lines.length} units of ${sellerSku}`);
  callOff(core, order, { role: "SELLER", reason: OUT_OF_STOCK, lines: lines.slice(0, quantity) });
}

/** The buyer asks; the seller has to answer. */
export function requestCancellation(core: Core, orderId: string): string {
  const order = orderOf(core, orderId);
  if (order.status !== "AWAITING_SHIPMENT")
    throw new Error(`order ${orderId} is ${order.status}: nothing to ask for`);
  if (order.openRequestId) throw new Error(`the buyer of order ${orderId} has asked already`);
  const { answerMs } = core.parts.settings.timing.marketplace;
  const cause = { role: "BUYER", reason: BUYERS_REASON, lines: openLines(order) } as const;
  const row = open(core, order, { ...cause, answerMs });
  order.openRequestId = row.id;
  order.requestCancelTime = row.createTime;
  touchOrder(core, order);
  const data = { cancellationId: row.id } satisfies CancellationEvent;
  core.parts.clock.schedule(answerMs, { kind: "tiktok-shop.cancellation-answer", data });
  return row.id;
}

/** Called off without asking anybody. */
export function callOff(core: Core, order: OrderRow, cause: Cause): CancellationRow {
  dropRequest(core, order);
  const row = open(core, order, cause);
  carryOut(core, order, row, cause.parcels);
  return row;
}

/** The seller agrees to the buyer's request, or has by saying nothing. */
export function grantRequest(core: Core, row: CancellationRow): void {
  const order = orderOf(core, row.orderId);
  order.openRequestId = null;
  move(core, row, "CANCELLATION_REQUEST_SUCCESS");
  carryOut(core, order, row);
}

/** The open request comes to nothing: refused by the seller, taken back by the buyer, or overtaken. */
export function dropRequest(core: Core, order: OrderRow): boolean {
  const row = core.state.cancellations.get(order.openRequestId ?? "");
  if (!row) return false;
  order.openRequestId = null;
  touchOrder(core, order);
  move(core, row, "CANCELLATION_REQUEST_CANCEL");
  return true;
}

function open(core: Core, order: OrderRow, cause: Cause & { answerMs?: number }): CancellationRow {
  const now = seconds(core);
  const { answerMs } = cause;
  const row: CancellationRow = {
    id: newId(core, "cancellation"),
    shopId: order.shopId,
    orderId: order.id,
    role: cause.role,
    reason: cause.reason,
    lineIds: cause.lines.map((line) => line.id),
    createTime: now,
    deadline: answerMs === undefined ? 0 : now + Math.ceil(answerMs / 1000),
    status: answerMs === undefined ? "CANCELLATION_REQUEST_SUCCESS" : "CANCELLATION_REQUEST_PENDING",
    updateTime: now,
  };
  const { cancellations } = indexes(core);
  core.state.cancellations.set(row.id, row);
  cancellations.add(row);
  tell(core, row);
  return row;
}

function carryOut(
  core: Core,
  order: OrderRow,
  ...[row, parcels]: [row: CancellationRow, parcels?: Cause["parcels"]]
): void {
  const lines = liveLines(order).filter((line) => row.lineIds.includes(line.id));
  releaseLines(
    core,
    lines.filter((line) => line.packageId === null),
  );
  const shipped = lines.filter((line) => line.packageId !== null);
  if (parcels !== "stay-out") returnLines(core, shipped, order.id);
  for (const line of lines) line.cancellationId = row.id;
  planRefund(core, row);
  const ids = { orderId: order.id, shopId: order.shopId };
  if (liveLines(order).length > 0) {
    touchOrder(core, order);
    effect(core, "order.lines-cancelled", ids, { by: row.role, units: lines.length });
    return;
  }
  order.cancellationId = row.id;
  effect(core, "order.cancelled", ids, { by: row.role });
  enterStatus(core, order, "CANCELLED");
}

function planRefund(core: Core, row: CancellationRow): void {
  if (core.parts.settings.actors !== "auto") return;
  const data = { cancellationId: row.id } satisfies CancellationEvent;
  const { refundMs } = core.parts.settings.timing.marketplace;
  core.parts.clock.schedule(refundMs, { kind: "tiktok-shop.cancellation-refund", data });
}

function move(core: Core, row: CancellationRow, status: CancellationRow["status"]): void {
  row.status = status;
  indexes(core).cancellations.touch(row, seconds(core));
  tell(core, row);
}

function tell(core: Core, row: CancellationRow): void {
  notify(core, shopOf(core, row.shopId), {
    type: 11,
    data: {
      order_id: row.orderId,
      cancellations_role: row.role,
      cancel_status: row.status,
      cancel_id: row.id,
      create_time: row.createTime,
    },
  });
}
