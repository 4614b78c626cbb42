// Orders in. One line item is one unit; the truth about packages and tracking is on the lines.
import { z } from "zod";
import type {
  MarketplaceOrder,
  MarketplaceOrderStatus,
  MarketplacePort,
} from "../../use-cases/ports/marketplace.ts";
import { recipientSchema, toAddress } from "./addresses.ts";
import type { Call } from "./client.ts";
import { decimal, id, list, moneyOf, seconds, text } from "./fields.ts";
import { VERSION } from "./versions.ts";

type OrderPage = Awaited<ReturnType<MarketplacePort["ordersUpdatedBetween"]>>;

const STATUSES = {
  UNPAID: "unpaid",
  ON_HOLD: "on-hold",
  AWAITING_SHIPMENT: "awaiting-shipment",
  PARTIALLY_SHIPPING: "partially-shipping",
  AWAITING_COLLECTION: "awaiting-collection",
  IN_TRANSIT: "in-transit",
  DELIVERED: "delivered",
  COMPLETED: "completed",
  CANCELLED: "cancelled",
} as const satisfies Record<string, MarketplaceOrderStatus>;

const SHIPPED_BY = {
  FULFILLMENT_BY_SELLER: "merchant",
  FULFILLMENT_BY_TIKTOK: "marketplace",
  FULFILLMENT_BY_DILAYANI_TOKOPEDIA: "marketplace",
} as const satisfies Record<string, MarketplaceOrder["shippedBy"]>;

const LABELS = { SELLER: "merchant", TIKTOK: "marketplace" } as const satisfies Record<
  string,
  MarketplaceOrder["label"]
>;

/** A word of a total table, translated; any other word does not fit. */
function word<Table extends Record<string, string>>(table: Table) {
  return z.enum(Object.keys(table) as [keyof Table & string]).transform((key) => table[key]);
}

const lineSchema = z.object({
  id,
  product_id: id,
  product_name: text,
  sku_id: id,
  seller_sku: text,
  currency: text,
  sale_price: decimal,
  package_id: text,
  shipping_provider_name: text,
  tracking_number: text,
  // Samples show words outside the documented set: only the one that matters is read.
  display_status: text,
});

const amount = z
  .union([decimal, z.literal("")])
  .nullish()
  .transform((value) => value || null);

export const orderSchema = z.object({
  id,
  status: word(STATUSES),
  fulfillment_type: word(SHIPPED_BY),
  shipping_type: word(LABELS),
  warehouse_id: text,
  delivery_option_id: text,
  buyer_email: text,
  buyer_message: text,
  create_time: seconds,
  update_time: seconds,
  payment: z.object({
    currency: z.string().length(3),
    total_amount: decimal,
    shipping_fee: amount,
    tax: amount,
  }),
  recipient_address: recipientSchema.nullish(),
  line_items: z.array(lineSchema).min(1),
});

const foundSchema = z.object({
  orders: list(z.object({ id, update_time: seconds })),
  next_page_token: text,
});

/** The platform takes 50 ids at once; more are read in turn. */
export async function readOrders(call: Call, ids: readonly string[]): Promise<readonly MarketplaceOrder[]> {
  const orders: MarketplaceOrder[] = [];
  for (let at = 0; at < ids.length; at += 50) {
    const data = await call({
      method: "GET",
      path: `/order/${VERSION.order}/orders`,
      query: { ids: ids.slice(at, at + 50).join(",") },
      scope: "shop",
      repeat: "safe",
      answer: z.object({ orders: list(orderSchema) }),
    });
    orders.push(...data.orders.map(toOrder));
  }
  return orders;
}

/** Seconds are the platform's finest grain: the window is widened to whole ones, never narrowed. */
export async function findOrdersUpdated(
  call: Call,
  between: { since: Date; until: Date },
  pageToken: string | null,
): Promise<OrderPage> {
  const data = await call({
    method: "POST",
    path: `/order/${VERSION.order}/orders/search`,
    query: {
      page_size: "100",
      page_token: pageToken ?? undefined,
      sort_field: "update_time",
      sort_order: "ASC",
    },
    body: {
      update_time_ge: Math.floor(between.since.getTime() / 1000),
      update_time_lt: Math.ceil(between.until.getTime() / 1000),
    },
    scope: "shop",
    repeat: "safe",
    answer: foundSchema,
  });
  const orders = data.orders.map((order) => ({ marketplaceOrderId: order.id, updatedAt: order.update_time }));
  return { orders, nextPageToken: data.next_page_token };
}

/** Our order of a platform's order. */
export function toOrder(data: z.output<typeof orderSchema>): MarketplaceOrder {
  const { currency } = data.payment;
  return {
    marketplaceOrderId: data.id,
    status: data.status,
    shippedBy: data.fulfillment_type,
    label: data.shipping_type,
    marketplaceWarehouseId: data.warehouse_id,
    deliveryOptionId: data.delivery_option_id,
    currency,
    total: moneyOf(data.payment.total_amount, currency),
    shippingPrice: moneyOf(data.payment.shipping_fee ?? "0", currency),
    tax: data.payment.tax === null ? null : moneyOf(data.payment.tax, currency),
    units: data.line_items.map((line) => toUnit(line, data)),
    address: toAddress(data.recipient_address, data.buyer_email),
    buyerEmail: data.buyer_email,
    buyerMessage: data.buyer_message,
    placedAt: data.create_time,
    updatedAt: data.update_time,
  };
}

function toUnit(
  line: z.output<typeof lineSchema>,
  order: z.output<typeof orderSchema>,
): MarketplaceOrder["units"][number] {
  return {
    unitId: line.id,
    marketplaceSkuId: line.sku_id,
    marketplaceProductId: line.product_id,
    sku: line.seller_sku ?? "",
    title: line.product_name ?? line.seller_sku ?? line.sku_id,
    price: moneyOf(line.sale_price, line.currency ?? order.payment.currency),
    packageId: line.package_id,
    carrier: line.shipping_provider_name,
    trackingNumber: line.tracking_number,
    cancelled: order.status === "cancelled" || line.display_status === "CANCELLED",
  };
}
