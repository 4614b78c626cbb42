// Searching orders and reading up to fifty of them by id.

import { SCOPES } from "./auth.ts";
import { text, texts, whole } from "./body.ts";
import type { Core, Shop } from "./core.ts";
import { orderView } from "./order-view.ts";
import { pageOf } from "./paging.ts";
import { refuse } from "./refusal.ts";
import type { Route, ShopCall } from "./route.ts";
import type { OrderRow } from "./state.ts";

const MOST_IDS = 50;

function detail({ core, shop, query }: ShopCall): unknown {
  const ids = (query.get("ids") ?? "").split(",").filter(Boolean);
  if (ids.length === 0) refuse(98001004, "ids is required");
  if (ids.length > MOST_IDS) refuse(98001004, `ids holds more than ${MOST_IDS}`);
  // Ids of nobody and of other shops are left out.
  const orders = ids
    .flatMap((id) => core.state.orders.get(id) ?? [])
    .filter((order) => order.shopId === shop.id);
  return { orders: orders.map((order) => orderView(core, order)) };
}

function search({ core, shop, body, query }: ShopCall): unknown {
  const matches = [...core.state.orders.values()]
    .filter((order) => order.shopId === shop.id)
    .filter(filterOf(body));
  matches.sort(orderingOf(query));
  const rule = { largest: 100, usual: 20, badSize: 98001004, badToken: 98001004 };
  const sort = [query.get("sort_field"), query.get("sort_order")];
  const page = pageOf(matches, query, { rule, filters: [body, sort] });
  return {
    orders: page.items.map((order) => orderView(core, order)),
    next_page_token: page.next_page_token,
    total_count: page.total_count,
  };
}

function filterOf(body: ShopCall["body"]): (order: OrderRow) => boolean {
  const warehouses = texts(body, "warehouse_ids", { count: 100, code: 98001004 });
  const [status, shippingType, buyer] = [
    text(body, "order_status"),
    text(body, "shipping_type"),
    text(body, "buyer_user_id"),
  ];
  const asks = body["is_buyer_request_cancel"];
  const isWithin = (time: number, field: string) =>
    time >= (whole(body, `${field}_ge`) ?? 0) &&
    time < (whole(body, `${field}_lt`) ?? Number.POSITIVE_INFINITY);
  const tests: readonly ((order: OrderRow) => boolean)[] = [
    (order) => !status || order.status === status,
    (order) => !shippingType || order.shippingType === shippingType,
    (order) => !buyer || order.userId === buyer,
    (order) => typeof asks !== "boolean" || order.buyerAsksToCancel === asks,
    (order) => !warehouses?.length || warehouses.includes(order.warehouseId),
    (order) => isWithin(order.createTime, "create_time"),
    (order) => isWithin(order.updateTime, "update_time"),
  ];
  return (order) => tests.every((test) => test(order));
}

/** Newest first unless told otherwise. */
function orderingOf(query: URLSearchParams): (one: OrderRow, other: OrderRow) => number {
  const field = query.get("sort_field") ?? "create_time";
  const direction = query.get("sort_order") ?? "DESC";
  if (field !== "create_time" && field !== "update_time") refuse(98001004, "sort_field is invalid");
  if (direction !== "ASC" && direction !== "DESC") refuse(98001004, "sort_order is invalid");
  const sign = direction === "ASC" ? 1 : -1;
  const at = (order: OrderRow) => (field === "create_time" ? order.createTime : order.updateTime);
  return (one, other) => sign * (at(one) - at(other) || (one.id < other.id ? -1 : 1));
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
  { method: "GET", path: "/order/202309/orders", scope, cipher: true, run: detail },
  { method: "GET", path: "/order/202507/orders", scope, cipher: true, run: detail },
  { method: "POST", path: "/order/202309/orders/search", scope, cipher: true, run: search },
];
