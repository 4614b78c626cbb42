// The states of a fulfillment order and what may be done in each: the table of Shopify's documented answers.
import type { FulfillmentOrder } from "./order-state.ts";
import type { Shop } from "./state.ts";

export type Action =
  | "CREATE_FULFILLMENT"
  | "REQUEST_FULFILLMENT"
  | "CANCEL_FULFILLMENT_ORDER"
  | "REQUEST_CANCELLATION"
  | "HOLD"
  | "RELEASE_HOLD"
  | "MOVE"
  | "SPLIT"
  | "MERGE"
  | "REPORT_PROGRESS"
  | "MARK_AS_OPEN";

/**
 * At a service's location, by request status, while the fulfillment order is not closed, held or scheduled. MOVE stands
 * wherever fulfillmentOrderMove's description does not rule it out, so that what is listed is what is accepted.
 */
const AT_A_SERVICE = {
  UNSUBMITTED: ["REQUEST_FULFILLMENT", "CREATE_FULFILLMENT", "HOLD", "MOVE"],
  SUBMITTED: ["CANCEL_FULFILLMENT_ORDER"],
  ACCEPTED: ["CREATE_FULFILLMENT", "REQUEST_CANCELLATION"],
  REJECTED: ["REQUEST_FULFILLMENT", "CREATE_FULFILLMENT", "HOLD", "MOVE"],
  CANCELLATION_REQUESTED: ["CREATE_FULFILLMENT", "CANCEL_FULFILLMENT_ORDER"],
  CANCELLATION_ACCEPTED: ["REQUEST_FULFILLMENT", "CREATE_FULFILLMENT", "HOLD", "MOVE"],
  CANCELLATION_REJECTED: ["CREATE_FULFILLMENT"],
  CLOSED: ["REQUEST_FULFILLMENT", "CREATE_FULFILLMENT", "HOLD", "MOVE"],
} satisfies Record<FulfillmentOrder["requestStatus"], readonly Action[]>;

/** What the store allows right now; read it before acting. */
export function supportedActions(shop: Shop, part: FulfillmentOrder): readonly Action[] {
  if (!isActive(part)) return [];
  if (part.status === "ON_HOLD") return ["RELEASE_HOLD", "HOLD"];
  if (part.status === "SCHEDULED") return ["MARK_AS_OPEN"];
  const actions: readonly Action[] = isAtService(shop, part)
    ? AT_A_SERVICE[part.requestStatus]
    : atOwnLocation(part);
  return [
    ...actions,
    ...(mayBeCut(part) && unitsLeft(part) > 1 ? (["SPLIT"] as const) : []),
    ...(mergeable(shop, part).length > 0 ? (["MERGE"] as const) : []),
  ];
}

function atOwnLocation(part: FulfillmentOrder): readonly Action[] {
  if (part.progressReported) return ["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MARK_AS_OPEN"];
  return ["CREATE_FULFILLMENT", "HOLD", "MOVE", "REPORT_PROGRESS"];
}

/** Whether anything of it still has to be shipped by someone. */
export function isActive(part: FulfillmentOrder): boolean {
  if (part.status === "CLOSED" || unitsLeft(part) === 0) return false;
  return part.status !== "CANCELLED" || part.requestStatus === "CANCELLATION_ACCEPTED";
}

/** Open and in the merchant's hands: its lines may be divided and put together. */
export function mayBeCut(part: FulfillmentOrder): boolean {
  return isActive(part) && part.status === "OPEN" && ["UNSUBMITTED", "REJECTED"].includes(part.requestStatus);
}

/** Fulfillment orders of the same order that could become one with it. */
export function mergeable(shop: Shop, part: FulfillmentOrder): readonly FulfillmentOrder[] {
  const siblings = shop.orders.get(part.orderId)?.fulfillmentOrderIds ?? [];
  if (siblings.length < 2 || !mayBeCut(part)) return [];
  return siblings
    .flatMap((id) => shop.fulfillmentOrders.get(id) ?? [])
    .filter((other) => other.id !== part.id && mayBeCut(other) && isAlike(other, part));
}

const isAlike = (one: FulfillmentOrder, other: FulfillmentOrder): boolean =>
  one.orderId === other.orderId &&
  one.locationId === other.locationId &&
  one.requiresShipping === other.requiresShipping;

export function unitsLeft(part: FulfillmentOrder): number {
  return part.lines.reduce((sum, { remaining }) => sum + remaining, 0);
}

/** Whether some of its units have left. */
export function isPartlyShipped(part: FulfillmentOrder): boolean {
  return part.lines.some(({ total, remaining }) => remaining < total);
}

export function isAtService(shop: Shop, part: FulfillmentOrder): boolean {
  return Boolean(shop.locations.get(part.locationId)?.serviceId);
}

export function may(shop: Shop, part: FulfillmentOrder, action: Action): boolean {
  return supportedActions(shop, part).includes(action);
}

/** As webhooks name a fulfillment order: its id and both states. */
export function brief(part: FulfillmentOrder): { id: string; status: string; request_status: string } {
  return { id: part.id, status: part.status.toLowerCase(), request_status: part.requestStatus.toLowerCase() };
}
