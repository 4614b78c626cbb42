// The order object of the API. 202507 adds fields to the one of 202309; what a market or an order does not have is left
// out or empty, as in the platform's samples.
import type { Core } from "./core.ts";
import { linesView } from "./order-line-view.ts";
import { paymentOf } from "./order-payment.ts";
import type { OrderRow, PackageRow } from "./order-rows.ts";
import { packagesOf } from "./package-rows.ts";
import { recipientOf } from "./recipient.ts";
import { STANDARD_OPTION } from "./warehouses.ts";

/** What the carrier is given to be on time: five days. */
const TRANSIT_SECONDS = 5 * 86_400;

export type OrderVersion = "202309" | "202507";

export function orderView(core: Core, order: OrderRow, version: OrderVersion): object {
  const packages = packagesOf(core, order);
  const recipient = recipientOf(order);
  return {
    id: order.id,
    status: order.status,
    // Empty for all but pre-orders and the like.
    order_type: "",
    fulfillment_type: order.fulfillmentType,
    shipping_type: order.shippingType,
    delivery_type: "HOME_DELIVERY",
    delivery_option_id: STANDARD_OPTION.id,
    delivery_option_name: STANDARD_OPTION.name,
    warehouse_id: order.warehouseId,
    // The buyer is nobody's business before the remorse period is over.
    user_id: recipient ? order.userId : "",
    buyer_email: recipient ? `${order.userId}@chat.seller.tiktok.com` : "",
    buyer_message: recipient ? order.buyerMessage : "",
    seller_note: "",
    commerce_platform: "TIKTOK_SHOP",
    is_cod: false,
    is_sample_order: false,
    is_on_hold_order: order.status === "ON_HOLD",
    is_replacement_order: false,
    is_exchange_order: false,
    is_buyer_request_cancel: order.openRequestId !== null,
    has_updated_recipient_address: order.hasNewAddress,
    ...(packages.length > 1 ? { split_or_combine_tag: "SPLIT" } : {}),
    ...timesOf(order),
    ...endOf(core, order),
    payment_method_name: "Credit card",
    ...(version === "202507" ? { payment_method_code: "CREDIT_CARD", payment_card_type: "Credit" } : {}),
    payment: paymentOf(order),
    ...(recipient ? { recipient_address: recipient } : {}),
    line_items: linesView(core, order, packages),
    packages: packages.map(({ id }) => ({ id })),
    ...carriedBy(packages[0]),
  };
}

function endOf(core: Core, order: OrderRow): object {
  const end = core.state.cancellations.get(order.cancellationId ?? "");
  return end ? { cancel_reason: end.reason, cancellation_initiator: end.role } : {};
}

/** Of the first parcel, for convenience; each line knows its own. */
function carriedBy(parcel: PackageRow | undefined): object {
  return {
    shipping_provider: parcel?.providerName ?? "",
    shipping_provider_id: parcel?.providerId ?? "",
    tracking_number: parcel?.trackingNumber ?? "",
  };
}

/** A time that has not come is left out. */
function timesOf(order: OrderRow): object {
  const { due } = order;
  return {
    create_time: order.createTime,
    update_time: order.updateTime,
    ...(order.paidTime ? { paid_time: order.paidTime } : {}),
    ...(due
      ? {
          rts_sla_time: due.rtsSla,
          tts_sla_time: due.ttsSla,
          cancel_order_sla_time: due.shipping,
          shipping_due_time: due.shipping,
          collection_due_time: due.collection,
          delivery_due_time: due.delivery,
          delivery_sla_time: due.ttsSla + TRANSIT_SECONDS,
          delivery_option_required_delivery_time: due.ttsSla + TRANSIT_SECONDS,
        }
      : {}),
    ...(order.rtsTime ? { rts_time: order.rtsTime } : {}),
    ...(order.collectionTime ? { collection_time: order.collectionTime } : {}),
    ...(order.deliveryTime ? { delivery_time: order.deliveryTime } : {}),
    ...(order.requestCancelTime ? { request_cancel_time: order.requestCancelTime } : {}),
    ...(order.cancelTime ? { cancel_time: order.cancelTime } : {}),
  };
}
