// Parcels as the seller reads them: one by id, many by window of time, and what the carrier has said on the way.
import { SCOPES } from "./auth.ts";
import { text } from "./body.ts";
import type { Core, Shop } from "./core.ts";
import { imageUrl } from "./images.ts";
import { indexes } from "./order-index.ts";
import { sellersOrder } from "./order-reads.ts";
import type { LineRow, OrderRow, PackageRow } from "./order-rows.ts";
import { packagesOf } from "./package-rows.ts";
import { pageOf } from "./paging.ts";
import { recipientOf } from "./recipient.ts";
import { refuse } from "./refusal.ts";
import type { Route, ShopCall } from "./route.ts";
import { STANDARD_OPTION, warehousesOf } from "./warehouses.ts";
import { search } from "./windows.ts";

const STATUSES: readonly string[] = ["PROCESSING", "FULFILLING", "COMPLETED", "CANCELLED"];

export function sellersPackage({ core, shop, id }: Pick<ShopCall, "core" | "shop" | "id">): PackageRow {
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
    delivery_option_id: STANDARD_OPTION.id,
    delivery_option_name: STANDARD_OPTION.name,
    ...shared(call.core, row, order),
    has_multi_skus: new Set(linesOf(row, order).map((line) => line.skuId)).size > 1,
    note_tag: order.buyerMessage ? "BUYER_NOTED" : "BUYER_UNNOTED",
    ...(recipient ? { recipient_address: recipient } : {}),
    sender_address: senderOf(call.core, call.shop, order),
  };
}

function searchPackages(call: ShopCall): unknown {
  const { core, shop, body, query } = call;
  const status = text(body, "package_status") || undefined;
  if (status && !STATUSES.includes(status)) refuse(98001004, `package_status ${status} is invalid`);
  const matches = search<PackageRow>(call, {
    index: indexes(core).packages,
    direction: "DESC",
    fits: status ? (row) => row.status === status : undefined,
  });
  const sort = [query.get("sort_field"), query.get("sort_order")];
  const rule = { largest: 50, usual: 20, badSize: 98001004, badToken: 98001004 };
  const page = pageOf(matches, query, { rule, filters: [body, sort] });
  return {
    packages: page.items.map((row) => ({
      id: row.id,
      status: row.status,
      ...shared(core, row, sellersOrder(core, shop, row.orderId)),
    })),
    total_count: page.total_count,
    next_page_token: page.next_page_token,
  };
}

function shared(core: Core, row: PackageRow, order: OrderRow): object {
  const bySku = Map.groupBy(linesOf(row, order), (line) => line.skuId);
  const skus = [...bySku].map(([id, lines]) => ({
    id,
    name: lines[0]?.productName ?? "",
    image_url: lines[0]?.imageUri ? imageUrl(core, lines[0].imageUri) : "",
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

function senderOf(core: Core, shop: Shop, order: OrderRow): object {
  const site = warehousesOf(core, shop).find(({ id }) => id === order.warehouseId)?.address;
  return {
    region_code: shop.region,
    name: shop.sellerName,
    address_line1: site?.line ?? "",
    postal_code: site?.postalCode ?? "",
    full_address: [site?.line, site?.city, site?.state, site?.postalCode].filter(Boolean).join(", "),
  };
}

const scope = SCOPES.fulfillment;
export const packageReadRoutes: readonly Route[] = [
  { method: "GET", path: "/fulfillment/202309/orders/{id}/tracking", scope, cipher: true, run: tracking },
  { method: "POST", path: "/fulfillment/202309/packages/search", scope, cipher: true, run: searchPackages },
  { method: "GET", path: "/fulfillment/202309/packages/{id}", scope, cipher: true, run: detail },
];
