// How a marketplace order is written into the store: who ships it decides over stock, tags and the note staff read.
import { wanted } from "../../domain/order.ts";
import type { OrderRow } from "./order-rows.ts";
import type { NewStoreOrder } from "./store.ts";

/** The order as the store gets it. `fulfillmentServiceHandle` names our service when the marketplace ships. */
export function toStoreOrder(
  order: OrderRow,
  delivery: Pick<NewStoreOrder, "address" | "email" | "exchange">,
  fulfillmentServiceHandle: string | null,
): NewStoreOrder {
  const platformShips = order.shippedBy === "marketplace";
  return {
    sourceIdentifier: order.originOrderId,
    currency: order.currency,
    exchange: delivery.exchange,
    lines: order.lines
      .filter((line) => wanted(line) > 0)
      .map((line) => ({
        storeVariantId: line.storeVariantId,
        sku: line.sku,
        title: line.title,
        quantity: wanted(line),
        unitPrice: line.unitPrice,
      })),
    shippingPrice: order.shipping,
    tax: order.tax,
    total: order.total,
    address: delivery.address,
    email: delivery.email,
    placedAt: order.placedAt,
    tags: platformShips ? ["TikTok Shop", "Fulfilled by TikTok"] : ["TikTok Shop"],
    note: platformShips
      ? `TikTok Shop order ${order.originOrderId}. TikTok's warehouse ships it: do not ship it yourself.`
      : `TikTok Shop order ${order.originOrderId}.`,
    stock: platformShips ? "leave" : "take",
    fulfillmentServiceHandle,
  };
}
