// What a seller's own systems call an order: references that are kept beside it, one per system, and found again. A
// second reference of the same system replaces the first.
import { SCOPES } from "./auth.ts";
import { object, objects, requiredText } from "./body.ts";
import type { ExternalOrderRow } from "./external-order-rows.ts";
import { sellersOrder } from "./order-reads.ts";
import { refuse } from "./refusal.ts";
import type { Json, Route, ShopCall } from "./route.ts";

const INVALID = 98001004;
const MOST = 100;
const PLATFORMS: readonly string[] = [
  "SHOPIFY",
  "WOOCOMMERCE",
  "BIGCOMMERCE",
  "MAGENTO",
  "SALESFORCE_COMMERCE_CLOUD",
  "CHANNEL_ADVISOR",
  "AMAZON",
  "ORDER_MANAGEMENT_SYSTEM",
  "WAREHOUSE_MANAGEMENT_SYSTEM",
  "ERP_SYSTEM",
];

/** Every entry is read before the first is kept; an order of somebody else is an error of its entry alone. */
function add(call: ShopCall): unknown {
  const given = objects(call.body, "orders") ?? [];
  if (given.length === 0 || given.length > MOST) refuse(INVALID, `orders must hold 1 to ${MOST} entries`);
  const rows = given.map((order) => readOrder(call, order));
  const isKnown = ({ orderId, lineItems }: ExternalOrderRow) => {
    const order = call.core.state.orders.get(orderId);
    return (
      order?.shopId === call.shop.id &&
      lineItems.every(({ origin_id }) => order.lines.some((line) => line.id === origin_id))
    );
  };
  for (const row of rows.filter(isKnown))
    call.core.state.externalOrders.set(`${row.orderId} ${row.platform}`, row);
  const errors = rows
    .filter((row) => !isKnown(row))
    .map(({ orderId, id, platform }) => ({
      // A string here, unlike in most batches.
      code: "36020001",
      message: "invalid order id",
      detail: { order_id: orderId, external_order: { id, platform } },
    }));
  return errors.length > 0 ? { errors } : {};
}

function readOrder({ shop }: ShopCall, order: Json): ExternalOrderRow {
  const external = object(order, "external_order") ?? refuse(INVALID, "external_order is required");
  const lines = objects(external, "line_items") ?? [];
  if (lines.length > MOST) refuse(INVALID, `line_items holds more than ${MOST}`);
  return {
    shopId: shop.id,
    orderId: requiredText(order, "id"),
    platform: platformIn(requiredText(external, "platform")),
    id: requiredText(external, "id"),
    lineItems: lines.map((line) => ({
      id: requiredText(line, "id"),
      origin_id: requiredText(line, "origin_id"),
    })),
  };
}

function platformIn(platform: string): string {
  return PLATFORMS.includes(platform) ? platform : refuse(INVALID, `platform ${platform} is invalid`);
}

function list({ core, shop, id, query }: ShopCall): unknown {
  const order = sellersOrder(core, shop, id);
  const platform = platformIn(query.get("platform") ?? "");
  const row = core.state.externalOrders.get(`${order.id} ${platform}`);
  return { external_orders: row ? [view(row)] : [] };
}

function find({ core, shop, query }: ShopCall): unknown {
  const platform = platformIn(query.get("platform") ?? "");
  const wanted = query.get("external_order_id") || refuse(INVALID, "external_order_id is required");
  const rows = [...core.state.externalOrders.values()].filter(
    (row) => row.shopId === shop.id && row.platform === platform && row.id === wanted,
  );
  return { orders: rows.map((row) => ({ id: row.orderId, external_order: view(row) })) };
}

function view({ id, platform, lineItems }: ExternalOrderRow): object {
  return { id, platform, line_items: lineItems };
}

const scope = SCOPES.orders;
export const externalOrderRoutes: readonly Route[] = [
  { method: "POST", path: "/order/202406/orders/external_orders", scope, cipher: true, run: add },
  { method: "GET", path: "/order/202406/orders/{id}/external_orders", scope, cipher: true, run: list },
  { method: "POST", path: "/order/202406/orders/external_order_search", scope, cipher: true, run: find },
];
