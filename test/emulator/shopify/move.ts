// Moving a fulfillment order, or some of its lines, to another location: claimed stock moves along.
import { brief, isActive, isPartlyShipped, may } from "./fulfillment-order-state.ts";
import { isAllLeft, type LineQuantity, splitOff, type Unit, unitsOf } from "./fulfillment-order-units.ts";
import { claimedUnits, closeIfEmpty, turn } from "./fulfillment-order-writes.ts";
import type { FulfillmentOrder, Order } from "./order-state.ts";
import type { Shop } from "./state.ts";
import { commit, levelAt, restock } from "./stock.ts";
import { announce } from "./webhooks.ts";
import { record, type World } from "./world.ts";

export type Move = {
  readonly part: FulfillmentOrder;
  readonly locationId: string;
  readonly lines: readonly LineQuantity[] | null;
};
export type Moved = {
  readonly moved: FulfillmentOrder;
  readonly original: FulfillmentOrder;
  readonly remaining: FulfillmentOrder | null;
};
type Refusal = { readonly refusal: string; readonly code: string | null };

/** Moves open units; answers the sentence and code of a refusal instead. */
export function movePart(world: World, shop: Shop, move: Move): Moved | Refusal {
  const checked = check(shop, move);
  if ("refusal" in checked) return checked;
  const { part, locationId } = move;
  const { order, units } = checked;
  const sourceId = part.locationId;
  for (const { orderLineId, quantity } of units) {
    const from = claimedUnits(shop, order, { orderLineId, locationId: sourceId });
    if (!from) continue;
    restock(world, shop, { ...from, quantity });
    commit(world, shop, { ...from, locationId, quantity });
  }
  const requested = units.map(({ lineId, quantity }) => ({ id: lineId, quantity }));
  const moved = mayRepoint(shop, move, units)
    ? repoint(world, part, locationId)
    : splitOff(world, shop, { part, locationId, units });
  if (moved !== part) closeIfEmpty(world, part);
  record(world, "fulfillmentOrder.moved", {
    fulfillmentOrderId: moved.id,
    orderId: part.orderId,
    locationId,
  });
  announce(world, shop, {
    topic: "fulfillment_orders/moved",
    payload: {
      original_fulfillment_order: { ...brief(part), assigned_location_id: part.locationId },
      moved_fulfillment_order: { ...brief(moved), assigned_location_id: moved.locationId },
      destination_location_id: locationId,
      fulfillment_order_line_items_requested: requested,
      source_location: { id: sourceId, name: shop.locations.get(sourceId)?.name },
    },
  });
  return { moved, original: part, remaining: isActive(part) && moved !== part ? part : null };
}

// The same fulfillment order goes along only when all of it moves, nothing of it has left, and no other of the order
// is active at the destination (fulfillmentOrderMove's description); otherwise the units get a new one there.
function mayRepoint(shop: Shop, { part, locationId }: Move, units: readonly Unit[]): boolean {
  if (!isAllLeft(part, units) || isPartlyShipped(part)) return false;
  const others = shop.orders.get(part.orderId)?.fulfillmentOrderIds ?? [];
  return !others.some((id) => {
    const other = shop.fulfillmentOrders.get(id);
    return other && other.locationId === locationId && isActive(other);
  });
}

function check(shop: Shop, move: Move): { order: Order; units: readonly Unit[] } | Refusal {
  const { part, locationId } = move;
  const no = (refusal: string, code: string | null = null): Refusal => ({ refusal, code });
  if (!shop.locations.get(locationId)?.isActive) return no("Location not found.");
  if (part.progressReported)
    return no(
      "Cannot move a fulfillment order that has progress reported.",
      "CANNOT_MOVE_FULFILLMENT_ORDER_WITH_REPORTED_PROGRESS",
    );
  if (!may(shop, part, "MOVE")) return no("The fulfillment order is not in a state to be moved.");
  if (part.locationId === locationId)
    return no("The fulfillment order is already assigned to this location.");
  const order = shop.orders.get(part.orderId);
  const units = unitsOf(part, move.lines);
  if (!order || typeof units === "string")
    return no("Invalid fulfillment order line item quantity requested.");
  const missing = units.some(({ orderLineId }) => {
    const variantId = order.lines.find(({ id }) => id === orderLineId)?.variantId;
    const itemId = shop.variants.get(variantId ?? "")?.itemId;
    return itemId && !levelAt(shop, { itemId, locationId });
  });
  return missing ? no("The items are not stocked at the new location.") : { order, units };
}

function repoint(world: World, part: FulfillmentOrder, locationId: string): FulfillmentOrder {
  part.locationId = locationId;
  turn(world, part, { status: "OPEN", requestStatus: "UNSUBMITTED" }, "repointed");
  return part;
}
