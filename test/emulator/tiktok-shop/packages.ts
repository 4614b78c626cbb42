// The seller's side of shipping: marking units as shipped and correcting a parcel's number.

import { SCOPES } from "./auth.ts";
import { requiredText, texts } from "./body.ts";
import { numberWarning, type Provider, providerOf } from "./carriers.ts";
import { type Core, effect, type Shop, seconds } from "./core.ts";
import { indexes } from "./order-index.ts";
import { sellersOrder } from "./order-reads.ts";
import { type LineRow, type OrderRow, openLines, type PackageRow } from "./order-rows.ts";
import { enterStatus } from "./order-status.ts";
import { shipLines } from "./order-stock.ts";
import { sellersPackage } from "./package-reads.ts";
import { newPackage, packagesOf, tellPackage } from "./package-rows.ts";
import { refuse } from "./refusal.ts";
import type { Json, Route, ShopCall } from "./route.ts";

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
  // Inferred: what a buyer asks to cancel is frozen until the seller has answered.
  if (order.openRequestId) refuse(10007014, "package in freeze status: the buyer asks to cancel the order");
  const { provider, trackingNumber, warning } = readTracking(shop, body);
  const lines = readLines(order, texts(body, "order_line_item_ids", { count: 1000, code: 98001004 }));
  const row = newPackage(core, order, { lines, provider, trackingNumber });
  shipLines(core, lines, order.id);
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
    if (line.packageId || line.cancellationId)
      refuse(WRONG_STATUS, `The line ${id} is already shipped or cancelled`);
    return line;
  });
}

type Tracking = {
  readonly provider: Provider;
  readonly trackingNumber: string;
  readonly warning: string | undefined;
};

function readTracking(shop: Shop, body: Json): Tracking {
  const trackingNumber = requiredText(body, "tracking_number").replaceAll(" ", "");
  const provider = providerOf(shop, requiredText(body, "shipping_provider_id"));
  if (!provider)
    refuse(BAD_TRACKING, "shipping_provider_id is not available for the order's delivery option");
  if (!/^[A-Za-z0-9-]{5,50}$/.test(trackingNumber)) refuse(BAD_TRACKING, "tracking_number is invalid");
  return { provider, trackingNumber, warning: numberWarning(provider, trackingNumber) };
}

function correctOrder({ core, shop, body, id }: ShopCall): unknown {
  const order = sellersOrder(core, shop, id);
  const rows = packagesOf(core, order);
  if (rows.length === 0) refuse(WRONG_STATUS, "The order has not been shipped");
  const tracking = readTracking(shop, body);
  for (const row of rows) checkCorrectable(core, order, row);
  for (const row of rows) correct(core, order, { row, tracking });
  return {};
}

function correctPackage({ core, shop, body, id }: ShopCall): unknown {
  const row = sellersPackage({ core, shop, id });
  const order = sellersOrder(core, shop, row.orderId);
  checkCorrectable(core, order, row);
  correct(core, order, { row, tracking: readTracking(shop, body) });
  return {};
}

function checkCorrectable(core: Core, order: OrderRow, row: PackageRow): void {
  if (order.shippingType !== "SELLER") refuse(10007014, "Only seller-shipped packages can be updated");
  if (row.status === "CANCELLED" || row.status === "COMPLETED")
    refuse(WRONG_STATUS, `The package status ${row.status} does not allow an update`);
  if (seconds(core) > row.createTime + CORRECTION_SECONDS)
    refuse(WRONG_STATUS, "Shipping info can be updated within 72 hours only");
}

function correct(
  core: Core,
  order: OrderRow,
  { row, tracking }: { row: PackageRow; tracking: Tracking },
): void {
  row.providerId = tracking.provider.id;
  row.providerName = tracking.provider.name;
  row.trackingNumber = tracking.trackingNumber;
  indexes(core).packages.touch(row, seconds(core));
  tellPackage(core, order, row);
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
  {
    method: "POST",
    path: "/fulfillment/202309/packages/{id}/shipping_info/update",
    scope,
    cipher: true,
    run: correctPackage,
  },
];
