// The seller's side of shipping: marking lines as shipped, reading and correcting parcels, following their way.

import { SCOPES } from "./auth.ts";
import { requiredText, text, texts, whole } from "./body.ts";
import { effect, seconds } from "./core.ts";
import { sellersOrder } from "./order-reads.ts";
import { enterStatus, openLines, shipLines } from "./order-states.ts";
import { newPackage, packagesOf, tellPackage } from "./package-rows.ts";
import { pageOf } from "./paging.ts";
import { recipientOf } from "./recipient.ts";
import { refuse } from "./refusal.ts";
import type { Json, Route, ShopCall } from "./route.ts";
import type { LineRow, OrderRow, PackageRow } from "./state.ts";
import { type Provider, providerOf } from "./warehouses.ts";

const WRONG_STATUS = 21011010;
const BAD_TRACKING = 21008021;
/** How long a seller may correct a tracking number. */
const CORRECTION_SECONDS = 72 * 3600;

function markShipped({ core, shop, body, id }: ShopCall): unknown {
  const order = sellersOrder(core, shop, id);
  if (order.fulfillmentType !== "FULFILLMENT_BY_SELLER") refuse(10007014, "The order is fulfilled by TikTok");
  if (order.shippingType !== "SELLER")
    refuse(10007014, "The order is shipped with TikTok Shipping: create a package instead");
  if (order.status !== "AWAITING_SHIPMENT" && order.status !== "PARTIALLY_SHIPPING") {
    refuse(WRONG_STATUS, `The order status ${order.status} does not allow shipping`);
  }
  const { provider, trackingNumber, warning } = readTracking(body);
  const lines = readLines(order, texts(body, "order_line_item_ids", { count: 1000, code: 98001004 }));
  const row = newPackage(core, order, { lines, provider, trackingNumber });
  shipLines(core, lines);
  effect(core, "order.shipped", { orderId: order.id, packageId: row.id, shopId: shop.id }, { by: "seller" });
  enterStatus(core, order, openLines(order).length > 0 ? "PARTIALLY_SHIPPING" : "AWAITING_COLLECTION");
  return {
    order_id: order.id,
    order_line_item_ids: row.lineIds,
    package_id: row.id,
    ...(warning ? { warning: { message: warning } } : {}),
  };
}

function readLines(order: OrderRow, ids: readonly string[] | undefined): readonly LineRow[] {
  if (!ids?.length) return openLines(order);
  return [...new Set(ids)].map((id) => {
    const line = order.lines.find((candidate) => candidate.id === id);
    if (!line) refuse(21008111, `The line ${id} does not belong to order ${order.id}`);
    if (line.packageId || line.cancelled)
      refuse(WRONG_STATUS, `The line ${id} is already shipped or cancelled`);
    return line;
  });
}

/** A number that does not look like the provider's is taken with a warning. */
function readTracking(body: Json): { provider: Provider; trackingNumber: string; warning?: string } {
  const trackingNumber = requiredText(body, "tracking_number").replaceAll(" ", "");
  const provider = providerOf(requiredText(body, "shipping_provider_id"));
  if (!provider)
    refuse(BAD_TRACKING, "shipping_provider_id is not available for the order's delivery option");
  if (!/^[A-Za-z0-9-]{5,50}$/.test(trackingNumber)) refuse(BAD_TRACKING, "tracking_number is invalid");
  if (provider.format.test(trackingNumber)) return { provider, trackingNumber };
  return {
    provider,
    trackingNumber,
    warning: `The tracking number does not match the format of ${provider.name}`,
  };
}

function correctOrder({ core, shop, body, id }: ShopCall): unknown {
  const order = sellersOrder(core, shop, id);
  const rows = packagesOf(core, order);
  if (rows.length === 0) refuse(WRONG_STATUS, "The order has not been shipped");
  const tracking = readTracking(body);
  for (const row of rows) checkCorrectable(core.parts.clock.now(), order, row);
  for (const row of rows) correct(row, tracking, seconds(core));
  for (const row of rows) tellPackage(core, order, row);
  return {};
}

function correctPackage({ core, shop, body, id }: ShopCall): unknown {
  const row = sellersPackage({ core, shop, id });
  const order = sellersOrder(core, shop, row.orderId);
  checkCorrectable(core.parts.clock.now(), order, row);
  correct(row, readTracking(body), seconds(core));
  tellPackage(core, order, row);
  return {};
}

function checkCorrectable(now: number, order: OrderRow, row: PackageRow): void {
  if (order.shippingType !== "SELLER") refuse(10007014, "Only seller-shipped packages can be updated");
  if (now / 1000 > row.createTime + CORRECTION_SECONDS)
    refuse(WRONG_STATUS, "Shipping info can be updated within 72 hours only");
}

function correct(
  row: PackageRow,
  tracking: { provider: Provider; trackingNumber: string },
  now: number,
): void {
  row.providerId = tracking.provider.id;
  row.providerName = tracking.provider.name;
  row.trackingNumber = tracking.trackingNumber;
  row.updateTime = now;
}

function sellersPackage({ core, shop, id }: Pick<ShopCall, "core" | "shop" | "id">): PackageRow {
  const row = core.state.packages.get(id);
  return row?.shopId === shop.id ? row : refuse(10007014, `invalid package id ${id}`);
}

function detail(call: ShopCall): unknown {
  const row = sellersPackage(call);
  const order = sellersOrder(call.core, call.shop, row.orderId);
  const recipient = recipientOf(order);
  return {
    package_id: row.id,
    package_status: row.status,
    split_and_combine_tag: row.lineIds.length < order.lines.length ? "SPLIT" : "DEFAULT",
    shipping_type: order.shippingType,
    delivery_option_id: order.deliveryOptionId,
    delivery_option_name: "Standard shipping",
    ...shared(row, order),
    has_multi_skus: new Set(linesOf(row, order).map((line) => line.skuId)).size > 1,
    note_tag: "BUYER_UNNOTED",
    ...(recipient ? { recipient_address: recipient } : {}),
  };
}

function search({ core, shop, body, query }: ShopCall): unknown {
  const status = text(body, "package_status");
  const isWithin = (time: number, field: string) =>
    time >= (whole(body, `${field}_ge`) ?? 0) &&
    time < (whole(body, `${field}_lt`) ?? Number.POSITIVE_INFINITY);
  const byUpdate = query.get("sort_field") === "update_time";
  const sign = query.get("sort_order") === "ASC" ? 1 : -1;
  const at = (row: PackageRow) => (byUpdate ? row.updateTime : row.createTime);
  const matches = [...core.state.packages.values()]
    .filter((row) => row.shopId === shop.id && (!status || row.status === status))
    .filter((row) => isWithin(row.createTime, "create_time") && isWithin(row.updateTime, "update_time"))
    .sort((one, other) => sign * (at(one) - at(other) || (one.id < other.id ? -1 : 1)));
  const rule = { largest: 50, usual: 20, badSize: 98001004, badToken: 98001004 };
  const page = pageOf(matches, query, { rule, filters: [body, byUpdate, sign] });
  return {
    packages: page.items.map((row) => ({
      id: row.id,
      status: row.status,
      ...shared(row, sellersOrder(core, shop, row.orderId)),
    })),
    total_count: page.total_count,
    next_page_token: page.next_page_token,
  };
}

function shared(row: PackageRow, order: OrderRow): object {
  const bySku = Map.groupBy(linesOf(row, order), (line) => line.skuId);
  const skus = [...bySku].map(([id, lines]) => ({
    id,
    name: lines[0]?.productName ?? "",
    image_url: lines[0]?.skuImage ?? "",
    quantity: lines.length,
  }));
  return {
    tracking_number: row.trackingNumber,
    shipping_provider_id: row.providerId,
    shipping_provider_name: row.providerName,
    order_line_item_ids: row.lineIds,
    orders: [{ id: order.id, skus }],
    create_time: row.createTime,
    update_time: row.updateTime,
  };
}

function linesOf(row: PackageRow, order: OrderRow): readonly LineRow[] {
  return order.lines.filter((line) => row.lineIds.includes(line.id));
}

/** What the carrier said, newest first. */
function tracking({ core, shop, id }: ShopCall): unknown {
  const events = packagesOf(core, sellersOrder(core, shop, id)).flatMap((row) => row.events);
  const newestFirst = [...events].sort((one, other) => other.at - one.at);
  return { tracking: newestFirst.map(({ description, at }) => ({ description, update_time_millis: at })) };
}

const scope = SCOPES.fulfillment;
export const packageRoutes: readonly Route[] = [
  { method: "POST", path: "/fulfillment/202309/orders/{id}/packages", scope, cipher: true, run: markShipped },
  {
    method: "POST",
    path: "/fulfillment/202309/orders/{id}/shipping_info/update",
    scope,
    cipher: true,
    run: correctOrder,
  },
  { method: "GET", path: "/fulfillment/202309/orders/{id}/tracking", scope, cipher: true, run: tracking },
  { method: "POST", path: "/fulfillment/202309/packages/search", scope, cipher: true, run: search },
  { method: "GET", path: "/fulfillment/202309/packages/{id}", scope, cipher: true, run: detail },
  {
    method: "POST",
    path: "/fulfillment/202309/packages/{id}/shipping_info/update",
    scope,
    cipher: true,
    run: correctPackage,
  },
];
