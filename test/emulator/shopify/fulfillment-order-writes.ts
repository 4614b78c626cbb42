// What merchant and fulfillment service do to a fulfillment order. Each answers undefined when it was done, or the
// sentence with which the store refuses.
import { brief, isAtService, may } from "./fulfillment-order-state.ts";
import { isAllLeft, type LineQuantity, restOf, splitOff, unitsOf } from "./fulfillment-order-units.ts";
import type { FulfillmentOrder, MerchantRequest, Order } from "./order-state.ts";
import { newFulfillmentOrder } from "./routing.ts";
import type { Shop } from "./state.ts";
import { consume, restock } from "./stock.ts";
import type { SentTopic } from "./topics.ts";
import { announce, callService } from "./webhooks.ts";
import { gid, now, record, type World } from "./world.ts";

export type On = { readonly part: FulfillmentOrder; readonly message?: string | null | undefined };
type State = Pick<FulfillmentOrder, "status" | "requestStatus">;

export type Submitted = {
  readonly originalFulfillmentOrder: FulfillmentOrder;
  readonly submittedFulfillmentOrder: FulfillmentOrder;
  readonly unsubmittedFulfillmentOrder: FulfillmentOrder | null;
};

/** The merchant asks the service to ship all that remains, or the lines named. */
export function submitRequest(
  world: World,
  shop: Shop,
  on: On & { notifyCustomer: boolean; lines?: readonly LineQuantity[] | null },
): Submitted | string {
  const { part } = on;
  if (!isAtService(shop, part)) return "The fulfillment order is not assigned to a fulfillment service.";
  if (!may(shop, part, "REQUEST_FULFILLMENT"))
    return "The fulfillment order is not in a state to be submitted.";
  const units = unitsOf(part, on.lines);
  if (typeof units === "string") return "Invalid fulfillment order line item quantity requested.";
  // Some of the lines, or one that was cancelled or given up: the original is closed and new ones take its place.
  const replaced = !isAllLeft(part, units) || part.status === "CANCELLED" || part.status === "INCOMPLETE";
  const rest = restOf(part, units);
  const submitted = replaced ? splitOff(world, shop, { part, units }) : part;
  const unsubmitted = rest.length > 0 ? splitOff(world, shop, { part, units: rest }) : null;
  if (replaced) closeIfEmpty(world, part);
  const request = addRequest(world, { ...on, part: submitted }, "FULFILLMENT_REQUEST");
  turn(world, submitted, { status: "OPEN", requestStatus: "SUBMITTED" }, "submitted");
  announce(world, shop, {
    topic: "fulfillment_orders/fulfillment_request_submitted",
    payload: {
      original_fulfillment_order: brief(part),
      submitted_fulfillment_order: brief(submitted),
      fulfillment_order_merchant_request: { id: request.id, message: request.message },
    },
  });
  wakeService(world, shop, { part: submitted, kind: "FULFILLMENT_REQUEST" });
  return {
    originalFulfillmentOrder: part,
    submittedFulfillmentOrder: submitted,
    unsubmittedFulfillmentOrder: unsubmitted,
  };
}

/** The service answers a request to ship. */
export function answerRequest(
  world: World,
  shop: Shop,
  on: On & { answer: "accepted" | "rejected" },
): string | undefined {
  if (on.part.status !== "OPEN" || on.part.requestStatus !== "SUBMITTED") {
    return `Cannot ${on.answer === "accepted" ? "accept" : "reject"} fulfillment request for a fulfillment order that is not submitted.`;
  }
  const next: State =
    on.answer === "accepted"
      ? { status: "IN_PROGRESS", requestStatus: "ACCEPTED" }
      : { status: "OPEN", requestStatus: "REJECTED" };
  turn(world, on.part, next, on.answer);
  tell(world, shop, on, `fulfillment_orders/fulfillment_request_${on.answer}`);
  return undefined;
}

/** The merchant asks for an accepted one to be stopped; one that waits for its answer ends at once and is replaced. */
export function submitCancellation(world: World, shop: Shop, on: On): string | undefined {
  if (on.part.requestStatus === "SUBMITTED" && on.part.status === "OPEN") {
    cancelPart(world, shop, on.part);
    return undefined;
  }
  if (!may(shop, on.part, "REQUEST_CANCELLATION"))
    return "The fulfillment order is not in a state to request cancellation.";
  const request = addRequest(world, { ...on, notifyCustomer: false }, "CANCELLATION_REQUEST");
  turn(
    world,
    on.part,
    { status: "IN_PROGRESS", requestStatus: "CANCELLATION_REQUESTED" },
    "cancellationRequested",
  );
  announce(world, shop, {
    topic: "fulfillment_orders/cancellation_request_submitted",
    payload: {
      fulfillment_order: brief(on.part),
      fulfillment_order_merchant_request: { id: request.id, message: request.message },
    },
  });
  wakeService(world, shop, { part: on.part, kind: "CANCELLATION_REQUEST" });
  return undefined;
}

/** The service answers a request to stop. */
export function answerCancellation(
  world: World,
  shop: Shop,
  on: On & { answer: "accepted" | "rejected" },
): string | undefined {
  if (on.part.requestStatus !== "CANCELLATION_REQUESTED") {
    return "Cannot answer a cancellation request for a fulfillment order without a pending cancellation request.";
  }
  const next: State =
    on.answer === "accepted"
      ? { status: "CANCELLED", requestStatus: "CANCELLATION_ACCEPTED" }
      : { status: "IN_PROGRESS", requestStatus: "CANCELLATION_REJECTED" };
  turn(world, on.part, next, on.answer === "accepted" ? "cancellationAccepted" : "cancellationRejected");
  tell(world, shop, on, `fulfillment_orders/cancellation_request_${on.answer}`);
  return undefined;
}

/** The service gives up on what it accepted. */
export function closePart(world: World, shop: Shop, on: On): string | undefined {
  const accepted = ["ACCEPTED", "CANCELLATION_REQUESTED", "CANCELLATION_REJECTED"];
  if (on.part.status !== "IN_PROGRESS" || !accepted.includes(on.part.requestStatus))
    return "The fulfillment order's status must be in progress to be closed.";
  turn(world, on.part, { status: "INCOMPLETE", requestStatus: "CLOSED" }, "closed");
  tell(world, shop, on, "fulfillment_orders/fulfillment_service_failed_to_complete");
  return undefined;
}

/** Ends a fulfillment order that can be cancelled and puts an open one in its place for what was left. */
export function cancelPart(world: World, shop: Shop, part: FulfillmentOrder): FulfillmentOrder | undefined {
  const order = shop.orders.get(part.orderId);
  const left = part.lines.filter(({ remaining }) => remaining > 0);
  turn(world, part, { status: "CLOSED", requestStatus: part.requestStatus }, "cancelled");
  const replacement =
    order && !order.cancelledAt && left.length > 0
      ? newFulfillmentOrder(world, shop, {
          order,
          locationId: part.locationId,
          requiresShipping: part.requiresShipping,
          lines: left.map((line) => ({ orderLineId: line.orderLineId, quantity: line.remaining })),
        })
      : undefined;
  for (const line of left) line.remaining = 0;
  announce(world, shop, {
    topic: "fulfillment_orders/cancelled",
    payload: {
      fulfillment_order: brief(part),
      replacement_fulfillment_order: replacement ? brief(replacement) : null,
    },
  });
  return replacement;
}

/** A cancelled order's fulfillment orders end without replacement; what they claimed goes back on sale or is written off. */
export function closeForCancelledOrder(
  world: World,
  shop: Shop,
  { order, restock: back }: { order: Order; restock: boolean },
): void {
  for (const id of order.fulfillmentOrderIds) {
    const part = shop.fulfillmentOrders.get(id);
    if (!part || part.lines.every(({ remaining }) => remaining === 0)) continue;
    for (const line of part.lines) {
      const units = claimedUnits(shop, order, { orderLineId: line.orderLineId, locationId: part.locationId });
      if (units) (back ? restock : consume)(world, shop, { ...units, quantity: line.remaining });
      line.remaining = 0;
    }
    part.holds = [];
    turn(world, part, { status: "CLOSED", requestStatus: part.requestStatus }, "cancelled");
    announce(world, shop, {
      topic: "fulfillment_orders/cancelled",
      payload: { fulfillment_order: brief(part), replacement_fulfillment_order: null },
    });
  }
}

/** Where the stock of an order line was claimed; undefined when none was. */
export function claimedUnits(
  shop: Shop,
  order: Order,
  line: { orderLineId: string; locationId: string },
): { itemId: string; locationId: string } | undefined {
  const ordered = order.lines.find(({ id }) => id === line.orderLineId);
  const itemId = shop.variants.get(ordered?.variantId ?? "")?.itemId;
  return ordered?.claimed && itemId ? { itemId, locationId: line.locationId } : undefined;
}

/** One of which nothing is left to ship, because its lines went into others, is closed. */
export function closeIfEmpty(world: World, part: FulfillmentOrder): void {
  if (part.lines.some(({ remaining }) => remaining > 0)) return;
  turn(world, part, { status: "CLOSED", requestStatus: part.requestStatus }, "closed");
}

/** Gives a fulfillment order its new states and writes it down. */
export function turn(world: World, part: FulfillmentOrder, next: State, name: string): void {
  if (next.status !== "IN_PROGRESS") part.progressReported = false;
  part.status = next.status;
  part.requestStatus = next.requestStatus;
  part.updatedAt = now(world);
  record(world, `fulfillmentOrder.${name}`, { fulfillmentOrderId: part.id, orderId: part.orderId });
}

function addRequest(
  world: World,
  on: On & { notifyCustomer: boolean },
  kind: MerchantRequest["kind"],
): MerchantRequest {
  const request: MerchantRequest = {
    id: gid(world, "FulfillmentOrderMerchantRequest"),
    kind,
    message: on.message ?? null,
    notifyCustomer: on.notifyCustomer,
    sentAt: now(world),
  };
  on.part.requests.push(request);
  return request;
}

function tell(world: World, shop: Shop, on: On, topic: SentTopic): void {
  announce(world, shop, {
    topic,
    payload: { fulfillment_order: brief(on.part), message: on.message ?? null },
  });
}

function wakeService(
  world: World,
  shop: Shop,
  { part, kind }: { part: FulfillmentOrder; kind: string },
): void {
  const callbackUrl = shop.services.get(shop.locations.get(part.locationId)?.serviceId ?? "")?.callbackUrl;
  if (callbackUrl && shop.installed) callService(world, shop, { callbackUrl, kind });
}
