// Searching orders and reading up to fifty of them by id.

import { SCOPES } from "./auth.ts";
import { text } from "./body.ts";
import type { Core, Shop } from "./core.ts";
import { indexes } from "./order-index.ts";
import type { OrderRow } from "./order-rows.ts";
import { type OrderVersion, orderView } from "./order-view.ts";
import { pageOf } from "./paging.ts";
import { refuse } from "./refusal.ts";
import type { Json, Route, ShopCall } from "./route.ts";
import { search, wantedIn } from "./windows.ts";

const MOST_IDS = 50;
const INVALID = 98001004;
const STATUSES: readonly string[] = [
  "UNPAID",
  "ON_HOLD",
  "AWAITING_SHIPMENT",
  "PARTIALLY_SHIPPING",
  "AWAITING_COLLECTION",
  "IN_TRANSIT",
  "DELIVERED",
  "COMPLETED",
  "CANCELLED",
];

function detail({ core, shop, query }: ShopCall, version: OrderVersion): unknown {
  const ids = (query.get("ids") ?? "").split(",").filter(Boolean);
  if (ids.length === 0) refuse(INVALID, "ids is required");
  if (ids.length > MOST_IDS) refuse(INVALID, `ids holds more than ${MOST_IDS}`);
  // Ids of nobody and of other shops are left out.
  const orders = [...new Set(ids)]
    .flatMap((id) => core.state.orders.get(id) ?? [])
    .filter((order) => order.shopId === shop.id);
  return { orders: orders.map((order) => orderView(core, order, version)) };
}

function searchOrders(call: ShopCall): unknown {
  const { core, body, query } = call;
  const matches = search<OrderRow>(call, {
    index: indexes(core).orders,
    direction: "DESC",
    fits: filterOf(body),
  });
  const rule = { largest: 100, usual: 20, badSize: INVALID, badToken: INVALID };
  const sort = [query.get("sort_field"), query.get("sort_order")];
  const page = pageOf(matches, query, { rule, filters: [body, sort] });
  return {
    orders: page.items.map((order) => orderView(core, order, "202309")),
    next_page_token: page.next_page_token,
    total_count: page.total_count,
  };
}

function filterOf(body: Json): ((order: OrderRow) => boolean) | undefined {
  const warehouses = wantedIn(body, "warehouse_ids");
  const [status, shippingType, buyer] = ["order_status", "shipping_type", "buyer_user_id"].map(
    (name) => text(body, name) || undefined,
  );
  if (status && !STATUSES.includes(status)) refuse(INVALID, `order_status ${status} is invalid`);
  if (shippingType && !["SELLER", "TIKTOK"].includes(shippingType))
    refuse(INVALID, `shipping_type ${shippingType} is invalid`);
  const asks = body["is_buyer_request_cancel"] ?? undefined;
  if (asks !== undefined && typeof asks !== "boolean")
    refuse(INVALID, "is_buyer_request_cancel must be a boolean");
  if ([warehouses, status, shippingType, buyer, asks].every((filter) => filter === undefined))
    return undefined;
  return (order) =>
    [
      !status || order.status === status,
      !shippingType || order.shippingType === shippingType,
      !buyer || order.userId === buyer,
      asks === undefined || (order.openRequestId !== null) === asks,
      !warehouses || warehouses.has(order.warehouseId),
    ].every(Boolean);
}

/** The order of an id, if it is this seller's. */
export function sellersOrder(core: Core, shop: Shop, orderId: string): OrderRow {
  const order = core.state.orders.get(orderId);
  return order?.shopId === shop.id
    ? order
    : refuse(21008111, `Order ${orderId} does not belong to this seller`);
}

const scope = SCOPES.orders;
export const orderRoutes: readonly Route[] = [
  { method: "GET", path: "/order/202309/orders", scope, cipher: true, run: (call) => detail(call, "202309") },
  { method: "GET", path: "/order/202507/orders", scope, cipher: true, run: (call) => detail(call, "202507") },
  { method: "POST", path: "/order/202309/orders/search", scope, cipher: true, run: searchOrders },
];
