// Units leaving the house: a fulfillment takes them off its fulfillment orders and out of the stock; cancelling one
// puts them into a new open fulfillment order.
import { isActive, supportedActions } from "./fulfillment-order-state.ts";
import { type LineQuantity, unitsOf } from "./fulfillment-order-units.ts";
import { claimedUnits, turn } from "./fulfillment-order-writes.ts";
import { fulfillmentPayload } from "./order-payload.ts";
import type { Fulfillment, FulfillmentOrder, Order } from "./order-state.ts";
import { displayFulfillmentStatus } from "./order-totals.ts";
import { orderChanged } from "./order-writes.ts";
import { newFulfillmentOrder } from "./routing.ts";
import type { Shop } from "./state.ts";
import { consume, putBack, takeBack } from "./stock.ts";
import { type TrackingInput, trackingOf } from "./tracking.ts";
import { announce } from "./webhooks.ts";
import { gid, now, record, type World } from "./world.ts";

/** Lines of one fulfillment order that leave; null for all that remain. */
export type Leaving = { readonly part: FulfillmentOrder; readonly lines: readonly LineQuantity[] | null };
export type Shipment = {
  readonly order: Order;
  readonly leaving: readonly Leaving[];
  readonly tracking: TrackingInput;
};

/** Books a shipment of one order from one location; answers the sentence of a refusal instead. */
export function ship(world: World, shop: Shop, { order, leaving, tracking }: Shipment): Fulfillment | string {
  const refusal = refusalOf(shop, leaving);
  if (refusal) return refusal;
  const at = now(world);
  const fulfillment: Fulfillment = {
    id: gid(world, "Fulfillment"),
    orderId: order.id,
    name: `${order.name}-F${order.fulfillmentIds.length + 1}`,
    locationId: leaving[0]?.part.locationId ?? "",
    status: "SUCCESS",
    tracking: trackingOf(tracking),
    lines: leaving.flatMap(({ part, lines }) => take(world, shop, { order, part, lines })),
    events: [],
    createdAt: at,
    updatedAt: at,
  };
  shop.fulfillments.set(fulfillment.id, fulfillment);
  order.fulfillmentIds.push(fulfillment.id);
  for (const { part } of leaving) afterShipping(world, part);
  record(
    world,
    "fulfillment.created",
    { fulfillmentId: fulfillment.id, orderId: order.id },
    {
      numbers: fulfillment.tracking.map(({ number }) => number),
      lines: fulfillment.lines.map(({ orderLineId, quantity }) => ({ orderLineId, quantity })),
    },
  );
  announce(world, shop, {
    topic: "fulfillments/create",
    payload: () => fulfillmentPayload(shop, fulfillment),
  });
  const done = displayFulfillmentStatus(shop, order) === "FULFILLED";
  orderChanged(world, shop, order, done ? "orders/fulfilled" : "orders/partially_fulfilled");
  return fulfillment;
}

/** New carrier or numbers for a shipment. */
export function retrack(
  world: World,
  shop: Shop,
  change: { fulfillment: Fulfillment; tracking: TrackingInput },
): void {
  change.fulfillment.tracking = trackingOf(change.tracking);
  fulfillmentChanged(world, shop, change.fulfillment, "fulfillment.tracked");
}

/**
 * Takes a shipment back. Its units wait again: in the fulfillment order they left while that is still worked on, else
 * in a new one. Answers the sentence of a refusal instead.
 */
export function cancelShipment(world: World, shop: Shop, fulfillment: Fulfillment): string | undefined {
  const order = shop.orders.get(fulfillment.orderId);
  if (!order || fulfillment.status === "CANCELLED") return "The fulfillment is already cancelled.";
  fulfillment.status = "CANCELLED";
  for (const line of fulfillment.lines) {
    const { orderLineId, quantity } = line;
    const units = claimedUnits(shop, order, { orderLineId, locationId: fulfillment.locationId });
    // The goods are back in the house: still the order's, or on sale again when the order is no more.
    if (units) (order.cancelledAt ? putBack : takeBack)(world, shop, { ...units, quantity });
  }
  if (!order.cancelledAt) waitAgain(world, shop, { order, fulfillment });
  fulfillmentChanged(world, shop, fulfillment, "fulfillment.cancelled");
  orderChanged(world, shop, order);
  return undefined;
}

function waitAgain(
  world: World,
  shop: Shop,
  { order, fulfillment }: { order: Order; fulfillment: Fulfillment },
): void {
  const homeless: { orderLineId: string; quantity: number }[] = [];
  for (const { fulfillmentOrderId, orderLineId, quantity } of fulfillment.lines) {
    const part = shop.fulfillmentOrders.get(fulfillmentOrderId);
    const line = part?.lines.find((one) => one.orderLineId === orderLineId);
    if (part && line && isActive(part)) {
      line.remaining += quantity;
      part.updatedAt = now(world);
    } else homeless.push({ orderLineId, quantity });
  }
  if (homeless.length === 0) return;
  newFulfillmentOrder(world, shop, {
    order,
    locationId: fulfillment.locationId,
    requiresShipping: homeless.some(({ orderLineId }) =>
      order.lines.some(({ id, requiresShipping }) => id === orderLineId && requiresShipping),
    ),
    lines: homeless,
  });
}

/** Something happened to a shipment: webhook and history. */
export function fulfillmentChanged(world: World, shop: Shop, fulfillment: Fulfillment, name: string): void {
  fulfillment.updatedAt = now(world);
  record(world, name, { fulfillmentId: fulfillment.id, orderId: fulfillment.orderId });
  announce(world, shop, {
    topic: "fulfillments/update",
    payload: () => fulfillmentPayload(shop, fulfillment),
  });
}

function refusalOf(shop: Shop, leaving: readonly Leaving[]): string | undefined {
  const [first] = leaving;
  if (!first) return "Line items by fulfillment order can't be blank.";
  if (leaving.some(({ part }) => part.orderId !== first.part.orderId))
    return "All fulfillment orders must belong to the same order.";
  if (leaving.some(({ part }) => part.locationId !== first.part.locationId)) {
    return "All fulfillment orders must be assigned to the same location.";
  }
  if (new Set(leaving.map(({ part }) => part)).size < leaving.length)
    return "Each fulfillment order can only be named once.";
  for (const { part, lines } of leaving) {
    if (!supportedActions(shop, part).includes("CREATE_FULFILLMENT")) {
      return `Fulfillment order ${part.id.replace(/^.*\//, "")} has an unfulfillable status= ${part.status.toLowerCase()}.`;
    }
    if (typeof unitsOf(part, lines) === "string")
      return "Invalid fulfillment order line item quantity requested.";
  }
  return undefined;
}

function take(
  world: World,
  shop: Shop,
  { order, part, lines }: Leaving & { order: Order },
): Fulfillment["lines"] {
  const units = unitsOf(part, lines);
  if (typeof units === "string") return [];
  return units.flatMap(({ lineId, quantity }) => {
    const line = part.lines.find(({ id }) => id === lineId);
    if (!line) return [];
    line.remaining -= quantity;
    const claimed = claimedUnits(shop, order, { orderLineId: line.orderLineId, locationId: part.locationId });
    if (claimed) consume(world, shop, { ...claimed, quantity });
    return [
      {
        id: gid(world, "FulfillmentLineItem"),
        orderLineId: line.orderLineId,
        fulfillmentOrderId: part.id,
        quantity,
      },
    ];
  });
}

function afterShipping(world: World, part: FulfillmentOrder): void {
  const done = part.lines.every(({ remaining }) => remaining === 0);
  const requested = part.requestStatus !== "UNSUBMITTED";
  turn(
    world,
    part,
    {
      status: done ? "CLOSED" : "IN_PROGRESS",
      requestStatus: done && requested ? "CLOSED" : part.requestStatus,
    },
    done ? "fulfilled" : "partlyFulfilled",
  );
}
