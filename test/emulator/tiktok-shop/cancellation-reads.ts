// Cancellations as the seller reads them, oldest first unlike orders, each with what is paid back for it.
import { toAmount } from "./amounts.ts";
import { SCOPES } from "./auth.ts";
import type { Core } from "./core.ts";
import { imageUrl } from "./images.ts";
import { indexes } from "./order-index.ts";
import { salePrice } from "./order-payment.ts";
import type { CancellationRow, LineRow, OrderRow } from "./order-rows.ts";
import { orderOf } from "./order-status.ts";
import { pageOf } from "./paging.ts";
import type { Json, Route, ShopCall } from "./route.ts";
import { search, wantedIn } from "./windows.ts";

function searchCancellations(call: ShopCall): unknown {
  const { core, body, query } = call;
  const matches = search<CancellationRow>(call, {
    index: indexes(core).cancellations,
    direction: "ASC",
    fits: filterOf(core, body),
  });
  const rule = { largest: 50, usual: 10, badSize: 98001004, badToken: 98001004 };
  const sort = [query.get("sort_field"), query.get("sort_order")];
  const page = pageOf(matches, query, { rule, filters: [body, sort] });
  return {
    cancellations: page.items.map((row) => view(core, row)),
    total_count: page.total_count,
    next_page_token: page.next_page_token,
  };
}

function filterOf(core: Core, body: Json): ((row: CancellationRow) => boolean) | undefined {
  const filters: readonly [string, (row: CancellationRow) => string][] = [
    ["cancel_ids", (row) => row.id],
    ["order_ids", (row) => row.orderId],
    ["buyer_user_ids", (row) => orderOf(core, row.orderId).userId],
    ["cancel_types", typeOf],
    ["cancel_status", (row) => row.status],
  ];
  const given = filters.flatMap(([name, of]) => {
    const wanted = wantedIn(body, name);
    return wanted ? [{ wanted, of }] : [];
  });
  if (given.length === 0) return undefined;
  return (row) => given.every(({ wanted, of }) => wanted.has(of(row)));
}

function typeOf(row: CancellationRow): string {
  return row.role === "BUYER" ? "BUYER_CANCEL" : "CANCEL";
}

function view(core: Core, row: CancellationRow): object {
  const order = orderOf(core, row.orderId);
  const lines = order.lines.filter((line) => row.lineIds.includes(line.id));
  const isWhole = lines.length === order.lines.length;
  return {
    cancel_id: row.id,
    order_id: row.orderId,
    cancel_type: typeOf(row),
    cancel_status: row.status,
    role: row.role,
    cancel_reason: row.reason,
    cancel_reason_text: row.reason.replaceAll("_", " "),
    refund_amount: refundOf(order, lines, isWhole ? order.shippingFee - order.shippingDiscount : 0),
    cancel_line_items: lines.map((line) => ({
      cancel_line_item_id: `${row.id}${String(order.lines.indexOf(line)).padStart(3, "0")}`,
      order_line_item_id: line.id,
      sku_id: line.skuId,
      sku_name: line.skuName,
      seller_sku: line.sellerSku,
      product_name: line.productName,
      product_image: { url: line.imageUri ? imageUrl(core, line.imageUri) : "", width: 600, height: 600 },
      refund_amount: refundOf(order, [line], 0),
    })),
    seller_next_action_response:
      row.status === "CANCELLATION_REQUEST_PENDING"
        ? [{ action: "SELLER_RESPOND_CANCEL", deadline: row.deadline }]
        : [],
    create_time: row.createTime,
    update_time: row.updateTime,
  };
}

/** Nothing is paid back that was never paid; shipping only with the whole order. */
function refundOf(order: OrderRow, ...[lines, shipping]: [readonly LineRow[], number]): object {
  const amount = (minor: number) => toAmount(order.paidTime === null ? 0 : minor, order.currency);
  const subtotal = lines.reduce((sum, line) => sum + salePrice(line), 0);
  const tax = lines.reduce((sum, line) => sum + line.tax, 0);
  const fee = lines.length === order.lines.length ? order.retailDeliveryFee : 0;
  return {
    currency: order.currency,
    refund_subtotal: amount(subtotal),
    refund_shipping_fee: amount(shipping),
    refund_tax: amount(tax),
    retail_delivery_fee: amount(fee),
    refund_total: amount(subtotal + shipping + tax + fee),
  };
}

const scope = SCOPES.returns;
export const cancellationReadRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/return_refund/202309/cancellations/search",
    scope,
    cipher: true,
    run: searchCancellations,
  },
];
