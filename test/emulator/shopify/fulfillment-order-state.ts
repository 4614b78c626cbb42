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
  | "MARK_AS_OPEN";

/** At a service's location, by request status, while the fulfillment order is not closed, held or scheduled. */
const AT_A_SERVICE = {
  UNSUBMITTED: ["REQUEST_FULFILLMENT", "CREATE_FULFILLMENT", "HOLD", "MOVE"],
  SUBMITTED: ["CANCEL_FULFILLMENT_ORDER"],
  ACCEPTED: ["CREATE_FULFILLMENT", "REQUEST_CANCELLATION"],
  REJECTED: ["REQUEST_FULFILLMENT", "CREATE_FULFILLMENT", "HOLD", "MOVE"],
  CANCELLATION_REQUESTED: ["CREATE_FULFILLMENT", "CANCEL_FULFILLMENT_ORDER"],
  CANCELLATION_ACCEPTED: ["REQUEST_FULFILLMENT", "CREATE_FULFILLMENT", "HOLD"],
  CANCELLATION_REJECTED: ["CREATE_FULFILLMENT"],
  CLOSED: ["REQUEST_FULFILLMENT", "CREATE_FULFILLMENT", "HOLD"],
} satisfies Record<FulfillmentOrder["requestStatus"], readonly Action[]>;

/** What the store allows right now; read it before acting. */
export function supportedActions(shop: Shop, part: FulfillmentOrder): readonly Action[] {
  if (part.lines.every(({ remaining }) => remaining === 0)) return [];
  if (part.status === "CLOSED") return [];
  if (part.status === "CANCELLED" && part.requestStatus !== "CANCELLATION_ACCEPTED") return [];
  if (part.status === "ON_HOLD") return ["RELEASE_HOLD", "HOLD"];
  if (part.status === "SCHEDULED") return ["MARK_AS_OPEN"];
  const actions: readonly Action[] = isAtService(shop, part)
    ? AT_A_SERVICE[part.requestStatus]
    : ["CREATE_FULFILLMENT", "HOLD", "MOVE"];
  const units = part.lines.reduce((sum, { remaining }) => sum + remaining, 0);
  const splits = part.status === "OPEN" && units > 1 && actions.includes("HOLD");
  return splits ? [...actions, "SPLIT"] : actions;
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
