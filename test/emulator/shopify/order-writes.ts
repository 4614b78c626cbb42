// How an order comes to be, changes and is cancelled, whoever asks for it: a buyer, staff or an app.

import { brief } from "./fulfillment-order-state.ts";
import { closeForCancelledOrder } from "./fulfillment-order-writes.ts";
import { keepOrder } from "./lookup.ts";
import { decimal } from "./money.ts";
import { orderPayload } from "./order-payload.ts";
import { type Back, bookRefund, type Goods } from "./order-refund-writes.ts";
import type { Order } from "./order-state.ts";
import { displayFulfillmentStatus, paidOf } from "./order-totals.ts";
import { routeOrder } from "./routing.ts";
import { index } from "./search.ts";
import type { Shop } from "./state.ts";
import type { SentTopic } from "./topics.ts";
import { announce } from "./webhooks.ts";
import { gid, legacyId, now, record, type World } from "./world.ts";

export type NewOrder = Omit<
  Order,
  | "id"
  | "name"
  | "number"
  | "lines"
  | "fulfillmentOrderIds"
  | "fulfillmentIds"
  | "createdAt"
  | "updatedAt"
  | "cancelledAt"
  | "cancelReason"
  | "closedAt"
  | "refunds"
> & { readonly name: string | null; readonly lines: readonly Omit<Order["lines"][number], "id">[] };

/** Books an order: number, lines, fulfillment orders and claimed stock. */
export function bookOrder(world: World, shop: Shop, input: NewOrder): Order {
  const at = now(world);
  const number = shop.nextOrderNumber++;
  const order: Order = {
    ...input,
    id: gid(world, "Order"),
    name: input.name ?? `#${number}`,
    number,
    lines: input.lines.map((line) => ({ ...line, id: gid(world, "LineItem") })),
    fulfillmentOrderIds: [],
    fulfillmentIds: [],
    refunds: [],
    cancelledAt: null,
    cancelReason: null,
    closedAt: null,
    createdAt: at,
    updatedAt: at,
  };
  keepOrder(shop, order);
  record(world, "order.created", {
    orderId: order.id,
    name: order.name,
    sourceIdentifier: order.sourceIdentifier ?? "",
  });
  routeOrder(world, shop, order);
  indexOrder(world, shop, order);
  announce(
    world,
    shop,
    { topic: "orders/create", payload: () => orderPayload(shop, order) },
    ...(order.financialStatus === "PAID"
      ? [{ topic: "orders/paid" as const, payload: () => orderPayload(shop, order) }]
      : []),
    ...order.fulfillmentOrderIds.flatMap((id) => {
      const part = shop.fulfillmentOrders.get(id);
      const topic = "fulfillment_orders/order_routing_complete" as const;
      return part ? [{ topic, payload: { fulfillment_order: brief(part) } }] : [];
    }),
  );
  return order;
}

/** An order was touched: new time, new place in the index, webhooks; `more` are topics besides orders/updated. */
export function orderChanged(world: World, shop: Shop, order: Order, ...more: readonly SentTopic[]): void {
  order.updatedAt = now(world);
  indexOrder(world, shop, order);
  const payload = () => orderPayload(shop, order);
  announce(world, shop, ...[...more, "orders/updated" as const].map((topic) => ({ topic, payload })));
}

/** Archived: done with, as staff see it. One that is archived already stays as it is. */
export function archiveOrder(world: World, shop: Shop, order: Order): void {
  if (order.closedAt) return;
  order.closedAt = now(world);
  record(world, "order.closed", { orderId: order.id, name: order.name });
  orderChanged(world, shop, order);
}

/** Takes an order out of the archive. */
export function reopenOrder(world: World, shop: Shop, order: Order): void {
  if (!order.closedAt) return;
  order.closedAt = null;
  record(world, "order.reopened", { orderId: order.id, name: order.name });
  orderChanged(world, shop, order);
}

export type Cancel = {
  readonly order: Order;
  readonly reason: string;
  readonly restock: boolean;
  readonly refund: boolean;
  readonly note: string | null;
};

/** Cancels what has not left: its fulfillment orders end, stock goes back on sale and money to the buyer if asked. */
export function cancelOrder(world: World, shop: Shop, cancel: Cancel): void {
  const { order } = cancel;
  if (order.cancelledAt) return;
  const goods = openGoods(shop, cancel);
  order.cancelledAt = now(world);
  order.closedAt = order.cancelledAt;
  order.cancelReason = cancel.reason;
  closeForCancelledOrder(world, shop, cancel);
  const transactions = cancel.refund ? paymentsBack(order) : [];
  if (goods.length + transactions.length > 0)
    bookRefund(world, shop, { order, goods, transactions, shipping: 0, note: cancel.note });
  if (order.financialStatus === "AUTHORIZED") order.financialStatus = "VOIDED";
  record(world, "order.cancelled", { orderId: order.id, name: order.name });
  order.updatedAt = now(world);
  indexOrder(world, shop, order);
  const payload = () => orderPayload(shop, order);
  announce(world, shop, { topic: "orders/cancelled", payload }, { topic: "orders/updated", payload });
}

function openGoods(shop: Shop, { order, restock }: Cancel): readonly Goods[] {
  const parts = order.fulfillmentOrderIds.flatMap((id) => shop.fulfillmentOrders.get(id) ?? []);
  return parts.flatMap(({ lines, locationId }) =>
    lines
      .filter(({ remaining }) => remaining > 0)
      .map(({ orderLineId, remaining }) => ({
        orderLineId,
        quantity: remaining,
        restockType: restock ? ("CANCEL" as const) : ("NO_RESTOCK" as const),
        locationId: restock ? locationId : null,
      })),
  );
}

function paymentsBack(order: Order): Back["transactions"] {
  const { received, refunded } = paidOf(order);
  const first = order.transactions.find(({ kind }) => kind === "SALE" || kind === "CAPTURE");
  if (!first || received <= refunded) return [];
  return [{ amount: decimal(received - refunded), gateway: first.gateway, parentId: first.id }];
}

function indexOrder(world: World, shop: Shop, order: Order): void {
  const state = order.cancelledAt ? "cancelled" : order.closedAt ? "closed" : "open";
  index(world, shop.index.orders, {
    id: order.id,
    fields: {
      id: String(legacyId(order.id)),
      name: [order.name, order.name.replace(/^#/, "")],
      tag: order.tags,
      source_identifier: order.sourceIdentifier ?? "",
      source_name: order.sourceName ?? "",
      email: order.email ?? "",
      sku: order.lines.flatMap(({ sku }) => sku ?? []),
      status: state,
      financial_status: order.financialStatus.toLowerCase(),
      fulfillment_status: searchStatus(displayFulfillmentStatus(shop, order)),
      created_at: order.createdAt,
      updated_at: order.updatedAt,
      processed_at: order.processedAt,
    },
  });
}

// Search spells two of the states its own way.
function searchStatus(status: string): readonly string[] {
  if (status === "FULFILLED") return ["shipped", "fulfilled"];
  return status === "PARTIALLY_FULFILLED" ? ["partial"] : [status.toLowerCase(), "unshipped"];
}
