// Calling orders off: buyers at once while on hold, later by request; sellers with a reason; and the seller's answer.

import { SCOPES } from "./auth.ts";
import { requiredText, text, texts, whole } from "./body.ts";
import { type Core, effect, newId, seconds, shopOf } from "./core.ts";
import { sellersOrder } from "./order-reads.ts";
import { enterStatus, openLines, orderOf, releaseLines } from "./order-states.ts";
import { pageOf } from "./paging.ts";
import { refuse } from "./refusal.ts";
import type { Route, ShopCall } from "./route.ts";
import type { CancellationRow, OrderRow } from "./state.ts";
import { notify } from "./webhooks.ts";

const PENDING = "CANCELLATION_REQUEST_PENDING";
const SUCCESS = "CANCELLATION_REQUEST_SUCCESS";
const REJECTED = "CANCELLATION_REQUEST_CANCEL";
const CANCELLABLE = ["UNPAID", "ON_HOLD", "AWAITING_SHIPMENT"];
const PAID_REASONS = [
  "seller_cancel_reason_out_of_stock",
  "seller_cancel_reason_wrong_price",
  "seller_cancel_paid_reason_address_not_deliver",
  "seller_cancel_paid_reason_buyer_requested_cancellation",
];
const BUYERS_REASON = "ecom_order_to_ship_canceled_reason_created_by_mistakes";
/** A seller who does not answer a request has agreed. */
const ANSWER_SECONDS = 48 * 3600;

type Opening = { readonly role: CancellationRow["role"]; readonly reason: string; readonly status: string };

/** The buyer's order is called off at once, as while on hold or when the platform agrees for the seller. */
export function cancelOrder(core: Core, orderId: string): void {
  const order = orderOf(core, orderId);
  if (!CANCELLABLE.includes(order.status))
    throw new Error(`order ${orderId} is ${order.status} and cannot be cancelled`);
  open(core, order, { role: "BUYER", reason: BUYERS_REASON, status: SUCCESS });
  close(core, order, { role: "BUYER", reason: BUYERS_REASON });
}

/** The buyer asks; the seller has to answer. */
export function requestCancellation(core: Core, orderId: string): string {
  const order = orderOf(core, orderId);
  if (order.status !== "AWAITING_SHIPMENT")
    throw new Error(`order ${orderId} is ${order.status}: nothing to ask for`);
  order.buyerAsksToCancel = true;
  order.updateTime = seconds(core);
  return open(core, order, { role: "BUYER", reason: BUYERS_REASON, status: PENDING }).id;
}

function open(core: Core, order: OrderRow, opening: Opening): CancellationRow {
  const now = seconds(core);
  const row: CancellationRow = {
    id: newId(core, "cancellation"),
    shopId: order.shopId,
    orderId: order.id,
    role: opening.role,
    reason: opening.reason,
    lineIds: openLines(order).map((line) => line.id),
    createTime: now,
    status: opening.status,
    updateTime: now,
  };
  core.state.cancellations.set(row.id, row);
  tell(core, row);
  return row;
}

function close(core: Core, order: OrderRow, by: { role: CancellationRow["role"]; reason: string }): void {
  order.cancelReason = by.reason;
  order.cancelInitiator = by.role;
  order.cancelTime = seconds(core);
  order.buyerAsksToCancel = false;
  releaseLines(core, openLines(order));
  effect(core, "order.cancelled", { orderId: order.id, shopId: order.shopId }, { by: by.role });
  enterStatus(core, order, "CANCELLED");
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

/** The seller calls the whole order off; parts of one are refused by name. */
function create({ core, shop, body }: ShopCall): unknown {
  const order = sellersOrder(core, shop, requiredText(body, "order_id"));
  const reason = requiredText(body, "cancel_reason");
  if (body["order_line_item_ids"] || body["skus"])
    refuse(98001004, "cancelling part of an order is not supported here");
  if (order.fulfillmentType === "FULFILLMENT_BY_TIKTOK") refuse(25001001, "The order is fulfilled by TikTok");
  if (!["ON_HOLD", "AWAITING_SHIPMENT"].includes(order.status))
    refuse(25001001, `invalid order status ${order.status}`);
  if (!PAID_REASONS.includes(reason)) refuse(98001004, `cancel_reason ${reason} does not fit the order`);
  const row = open(core, order, { role: "SELLER", reason, status: SUCCESS });
  close(core, order, { role: "SELLER", reason });
  return { cancel_id: row.id, cancel_status: row.status };
}

function approve(call: ShopCall): unknown {
  return answer(call, (row, order) => {
    row.status = SUCCESS;
    close(call.core, order, { role: "BUYER", reason: row.reason });
  });
}

function reject(call: ShopCall): unknown {
  requiredText(call.body, "reject_reason");
  return answer(call, (row, order) => {
    row.status = REJECTED;
    order.buyerAsksToCancel = false;
    order.updateTime = seconds(call.core);
  });
}

/** Repeated with the same idempotency key, nothing happens twice. */
function answer(
  { core, shop, id, query }: ShopCall,
  decide: (row: CancellationRow, order: OrderRow) => void,
): unknown {
  const row = core.state.cancellations.get(id);
  if (row?.shopId !== shop.id) refuse(98001004, `cancellation ${id} does not exist`);
  const key = query.get("idempotency_key");
  if (key && core.state.replies.has(`${shop.id} ${key}`)) return {};
  if (row.status !== PENDING) refuse(25001001, `the cancellation is ${row.status}`);
  decide(row, sellersOrder(core, shop, row.orderId));
  row.updateTime = seconds(core);
  tell(core, row);
  if (key) core.state.replies.set(`${shop.id} ${key}`, true);
  return {};
}

function search({ core, shop, body, query }: ShopCall): unknown {
  const most = { count: 100, code: 98001004 };
  const [ids, orderIds, states] = ["cancel_ids", "order_ids", "cancel_status"].map((name) =>
    texts(body, name, most),
  );
  const isWithin = (time: number, field: string) =>
    time >= (whole(body, `${field}_ge`) ?? 0) &&
    time < (whole(body, `${field}_lt`) ?? Number.POSITIVE_INFINITY);
  // Oldest first, unlike orders.
  const sign = text({ order: query.get("sort_order") }, "order") === "DESC" ? -1 : 1;
  const matches = [...core.state.cancellations.values()]
    .filter((row) => row.shopId === shop.id && (!ids?.length || ids.includes(row.id)))
    .filter(
      (row) =>
        (!orderIds?.length || orderIds.includes(row.orderId)) &&
        (!states?.length || states.includes(row.status)),
    )
    .filter((row) => isWithin(row.createTime, "create_time") && isWithin(row.updateTime, "update_time"))
    .sort((one, other) => sign * (one.createTime - other.createTime || (one.id < other.id ? -1 : 1)));
  const rule = { largest: 50, usual: 10, badSize: 98001004, badToken: 98001004 };
  const page = pageOf(matches, query, { rule, filters: [body, sign] });
  return {
    cancellations: page.items.map((row) => view(core, row)),
    total_count: page.total_count,
    next_page_token: page.next_page_token,
  };
}

function view(core: Core, row: CancellationRow): object {
  const order = orderOf(core, row.orderId);
  return {
    cancel_id: row.id,
    order_id: row.orderId,
    cancel_type: row.role === "BUYER" ? "BUYER_CANCEL" : "CANCEL",
    cancel_status: row.status,
    role: row.role,
    cancel_reason: row.reason,
    cancel_line_items: order.lines
      .filter((line) => row.lineIds.includes(line.id))
      .map((line) => ({
        order_line_item_id: line.id,
        sku_id: line.skuId,
        seller_sku: line.sellerSku,
        product_name: line.productName,
      })),
    seller_next_action_response:
      row.status === PENDING
        ? [{ action: "SELLER_RESPOND_CANCEL", deadline: row.createTime + ANSWER_SECONDS }]
        : [],
    create_time: row.createTime,
    update_time: row.updateTime,
  };
}

const scope = SCOPES.returns;
export const cancellationRoutes: readonly Route[] = [
  { method: "POST", path: "/return_refund/202309/cancellations", scope, cipher: true, run: create },
  { method: "POST", path: "/return_refund/202309/cancellations/search", scope, cipher: true, run: search },
  {
    method: "POST",
    path: "/return_refund/202309/cancellations/{id}/approve",
    scope,
    cipher: true,
    run: approve,
  },
  {
    method: "POST",
    path: "/return_refund/202309/cancellations/{id}/reject",
    scope,
    cipher: true,
    run: reject,
  },
];
