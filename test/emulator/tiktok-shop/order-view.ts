// The order object of the API: sums that add up, and the recipient hidden where the platform hides them.
import { toAmount } from "./amounts.ts";
import type { Core } from "./core.ts";
import { packagesOf } from "./package-rows.ts";
import { recipientOf } from "./recipient.ts";
import type { LineRow, OrderRow, PackageRow } from "./state.ts";

const HOUR = 3600;
const DAY = 86_400;
/** Standard shipping is free from here on, in minor units; below it costs so much. */
const FREE_FROM = 2500;
const SHIPPING_FEE = 499;

export function orderView(core: Core, order: OrderRow): object {
  const packages = packagesOf(core, order);
  const byId = new Map(packages.map((row) => [row.id, row]));
  const recipient = recipientOf(order);
  return {
    id: order.id,
    status: order.status,
    order_type: "",
    fulfillment_type: order.fulfillmentType,
    shipping_type: order.shippingType,
    delivery_type: "HOME_DELIVERY",
    delivery_option_id: order.deliveryOptionId,
    delivery_option_name: "Standard shipping",
    warehouse_id: order.warehouseId,
    user_id: order.userId,
    // A relay address, and none while the buyer is nobody's business.
    buyer_email: recipient ? `${order.userId}@chat.seller.tiktok.com` : "",
    buyer_message: "",
    seller_note: "",
    commerce_platform: "TIKTOK_SHOP",
    is_cod: false,
    is_sample_order: false,
    is_on_hold_order: order.status === "ON_HOLD",
    is_replacement_order: false,
    is_buyer_request_cancel: order.buyerAsksToCancel,
    has_updated_recipient_address: false,
    ...timesOf(order),
    ...(order.cancelReason
      ? { cancel_reason: order.cancelReason, cancellation_initiator: order.cancelInitiator }
      : {}),
    payment_method_name: "Credit card",
    payment: paymentOf(order),
    ...(recipient ? { recipient_address: recipient } : {}),
    line_items: order.lines.map((line) => lineView(order, line, byId.get(line.packageId ?? ""))),
    packages: packages.map(({ id }) => ({ id })),
    ...carriedBy(packages[0]),
  };
}

/** Of the first parcel, for convenience; each line knows its own. */
function carriedBy(parcel: PackageRow | undefined): object {
  return {
    shipping_provider: parcel?.providerName ?? "",
    shipping_provider_id: parcel?.providerId ?? "",
    tracking_number: parcel?.trackingNumber ?? "",
  };
}

function timesOf(order: OrderRow): object {
  const paid = order.paidTime;
  return {
    create_time: order.createTime,
    update_time: order.updateTime,
    paid_time: paid,
    rts_sla_time: paid + 2 * DAY,
    tts_sla_time: paid + 3 * DAY,
    cancel_order_sla_time: paid + 7 * DAY,
    shipping_due_time: paid + 7 * DAY,
    collection_due_time: paid + 10 * DAY,
    delivery_due_time: paid + 30 * DAY,
    delivery_sla_time: paid + 6 * DAY + 12 * HOUR,
    ...(order.rtsTime ? { rts_time: order.rtsTime } : {}),
    ...(order.collectionTime ? { collection_time: order.collectionTime } : {}),
    ...(order.deliveryTime ? { delivery_time: order.deliveryTime } : {}),
    ...(order.cancelTime ? { cancel_time: order.cancelTime } : {}),
  };
}

function paymentOf(order: OrderRow): object {
  const amount = (minor: number) => toAmount(minor, order.currency);
  const products = order.lines.reduce((sum, line) => sum + line.price, 0);
  const tax = order.lines.reduce((sum, line) => sum + line.tax, 0);
  const shippingDiscount = products >= FREE_FROM ? SHIPPING_FEE : 0;
  const shipping = SHIPPING_FEE - shippingDiscount;
  return {
    currency: order.currency,
    original_total_product_price: amount(products),
    seller_discount: amount(0),
    platform_discount: amount(0),
    sub_total: amount(products),
    original_shipping_fee: amount(SHIPPING_FEE),
    shipping_fee_seller_discount: amount(0),
    shipping_fee_platform_discount: amount(shippingDiscount),
    shipping_fee: amount(shipping),
    tax: amount(tax),
    product_tax: amount(tax),
    shipping_fee_tax: amount(0),
    retail_delivery_fee: amount(0),
    total_amount: amount(products + shipping + tax),
  };
}

/** Without package fields until the line is shipped, as for US and UK sellers. */
function lineView(order: OrderRow, line: LineRow, parcel: PackageRow | undefined): object {
  const amount = (minor: number) => toAmount(minor, order.currency);
  return {
    id: line.id,
    product_id: line.productId,
    product_name: line.productName,
    sku_id: line.skuId,
    sku_name: line.skuName,
    sku_image: line.skuImage,
    seller_sku: line.sellerSku,
    sku_type: "NORMAL",
    display_status: displayStatus(order, line, parcel),
    currency: order.currency,
    original_price: amount(line.price),
    sale_price: amount(line.price),
    seller_discount: amount(0),
    platform_discount: amount(0),
    item_tax: [
      { tax_type: "SALES_TAX", tax_amount: amount(line.tax), tax_rate: line.tax > 0 ? "0.0725" : "0" },
    ],
    is_gift: false,
    is_dangerous_good: false,
    ...(line.cancelled
      ? { cancel_reason: order.cancelReason ?? "", cancel_user: order.cancelInitiator ?? "BUYER" }
      : {}),
    ...(parcel
      ? {
          package_id: parcel.id,
          package_status: parcel.status,
          tracking_number: parcel.trackingNumber,
          shipping_provider_id: parcel.providerId,
          shipping_provider_name: parcel.providerName,
          rts_time: parcel.createTime,
        }
      : {}),
  };
}

function displayStatus(order: OrderRow, line: LineRow, parcel: PackageRow | undefined): string {
  if (line.cancelled) return "CANCELLED";
  if (order.status === "ON_HOLD") return "UNPAID";
  if (order.status === "PARTIALLY_SHIPPING") return parcel ? "AWAITING_COLLECTION" : "AWAITING_SHIPMENT";
  return order.status;
}
