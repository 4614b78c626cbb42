// In which status a seller may call an order off, and the reasons that fit it. The keys are those that sellers' own
// integrations send; the platform refuses a reason of the wrong group.
import type { Shop } from "./core.ts";
import type { OrderRow } from "./order-rows.ts";

const PAID: readonly string[] = [
  "seller_cancel_reason_out_of_stock",
  "seller_cancel_reason_wrong_price",
  "seller_cancel_paid_reason_address_not_deliver",
  "seller_cancel_paid_reason_buyer_requested_cancellation",
];
const UNPAID: readonly string[] = [
  "seller_cancel_unpaid_reason_out_of_stock",
  "seller_cancel_unpaid_reason_wrong_price",
  "seller_cancel_unpaid_reason_buyer_hasnt_paid_within_time_allowed",
  "seller_cancel_unpaid_reason_buyer_requested_cancellation",
];

export function reasonsFor(shop: Shop, order: OrderRow): readonly string[] {
  if (order.status === "UNPAID") return UNPAID;
  if (shop.region !== "GB") return PAID;
  return PAID.map((reason) =>
    reason === "seller_cancel_reason_out_of_stock" ? "seller_cancel_reason_out_of_stock_uk" : reason,
  );
}

/** Handed to the carrier but not collected: in the US only. */
export function mayCancel(shop: Shop, { status }: OrderRow): boolean {
  if (status === "AWAITING_COLLECTION") return shop.region === "US";
  return status === "UNPAID" || status === "ON_HOLD" || status === "AWAITING_SHIPMENT";
}
