// The calls of cancelling: a seller calls off an order or, out of stock, some of its units; answers a buyer's request.
import { SCOPES } from "./auth.ts";
import { objects, requiredText, texts, whole } from "./body.ts";
import { mayCancel, reasonsFor } from "./cancel-reasons.ts";
import { callOff, dropRequest, grantRequest } from "./cancellation-moves.ts";
import type { Shop } from "./core.ts";
import { sellersOrder } from "./order-reads.ts";
import { type CancellationRow, type LineRow, liveLines, type OrderRow } from "./order-rows.ts";
import { refuse } from "./refusal.ts";
import type { Json, Route, ShopCall } from "./route.ts";

const WRONG_STATUS = 25001001;
const INVALID = 98001004;

function create({ core, shop, body }: ShopCall): unknown {
  const order = sellersOrder(core, shop, requiredText(body, "order_id"));
  const reason = requiredText(body, "cancel_reason");
  if (order.fulfillmentType === "FULFILLMENT_BY_TIKTOK")
    refuse(WRONG_STATUS, "The order is fulfilled by TikTok");
  if (!mayCancel(shop, order)) refuse(WRONG_STATUS, `invalid order status ${order.status}`);
  if (!reasonsFor(shop, order).includes(reason))
    refuse(INVALID, `cancel_reason ${reason} does not fit the order`);
  const lines = readUnits(order, body);
  if (lines.length < liveLines(order).length) checkPart(shop, order, reason);
  const row = callOff(core, order, { role: "SELLER", reason, lines });
  return { cancel_id: row.id, cancel_status: row.status };
}

/** All that is left of the order, or the units named one by one or by SKU. */
function readUnits(order: OrderRow, body: Json): readonly LineRow[] {
  const ids = texts(body, "order_line_item_ids", { count: 1000, code: INVALID });
  const skus = objects(body, "skus");
  if (ids?.length && skus?.length) refuse(INVALID, "order_line_item_ids and skus exclude each other");
  const live = liveLines(order);
  if (ids?.length) {
    return [...new Set(ids)].map(
      (id) => live.find((line) => line.id === id) ?? refuse(INVALID, `the line ${id} cannot be cancelled`),
    );
  }
  if (!skus?.length) return live;
  const asked = new Map<string, number>();
  for (const sku of skus) {
    const [id, quantity] = [requiredText(sku, "sku_id"), whole(sku, "quantity") ?? 0];
    if (quantity < 1) refuse(INVALID, "quantity must be a positive integer");
    asked.set(id, (asked.get(id) ?? 0) + quantity);
  }
  return [...asked].flatMap(([id, quantity]) => {
    const units = live.filter((line) => line.skuId === id).slice(0, quantity);
    return units.length === quantity ? units : refuse(INVALID, `the order has no ${quantity} of SKU ${id}`);
  });
}

function checkPart(shop: Shop, order: OrderRow, reason: string): void {
  if (!["US", "GB"].includes(shop.region))
    refuse(INVALID, `part of an order cannot be cancelled in ${shop.region}`);
  if (!reason.includes("out_of_stock"))
    refuse(INVALID, "part of an order can be cancelled out of stock only");
  if (order.status === "AWAITING_COLLECTION") refuse(WRONG_STATUS, `invalid order status ${order.status}`);
}

function approve(call: ShopCall): unknown {
  return answer(call, (row) => grantRequest(call.core, row));
}

function reject(call: ShopCall): unknown {
  requiredText(call.body, "reject_reason");
  return answer(call, (row) => dropRequest(call.core, sellersOrder(call.core, call.shop, row.orderId)));
}

/** Repeated with the same idempotency key, nothing happens twice. */
function answer({ core, shop, id, query }: ShopCall, decide: (row: CancellationRow) => void): unknown {
  const row = core.state.cancellations.get(id);
  if (row?.shopId !== shop.id) refuse(INVALID, `cancellation ${id} does not exist`);
  const key = query.get("idempotency_key") ?? "";
  if (key.length > 255) refuse(INVALID, "idempotency_key is longer than 255 characters");
  if (key && core.state.replies.has(`${shop.id} ${key}`)) return {};
  if (row.status !== "CANCELLATION_REQUEST_PENDING")
    refuse(WRONG_STATUS, `the cancellation is ${row.status}`);
  decide(row);
  if (key) core.state.replies.set(`${shop.id} ${key}`, true);
  return {};
}

const scope = SCOPES.returns;
const CANCELLATIONS = "/return_refund/202309/cancellations";
export const cancellationRoutes: readonly Route[] = [
  { method: "POST", path: CANCELLATIONS, scope, cipher: true, run: create },
  { method: "POST", path: `${CANCELLATIONS}/{id}/approve`, scope, cipher: true, run: approve },
  { method: "POST", path: `${CANCELLATIONS}/{id}/reject`, scope, cipher: true, run: reject },
];
