// Moving a fulfillment order, or some of its lines, to another location: claimed stock moves along.
import { brief, may } from "./fulfillment-order-state.ts";
import { claimedUnits, turn } from "./fulfillment-order-writes.ts";
import type { FulfillmentOrder } from "./order-state.ts";
import { newFulfillmentOrder } from "./routing.ts";
import type { Shop } from "./state.ts";
import { commit, levelAt, restock } from "./stock.ts";
import { announce } from "./webhooks.ts";
import { now, record, type World } from "./world.ts";

export type LineQuantity = { readonly id: string; readonly quantity: number };
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

/** Moves open units; answers the sentence and code of a refusal instead. */
export function movePart(
  world: World,
  shop: Shop,
  move: Move,
): Moved | { readonly refusal: string; readonly code: string | null } {
  const refusal = refusalOf(shop, move);
  if (refusal) return refusal;
  const { part, locationId } = move;
  const order = shop.orders.get(part.orderId);
  if (!order) return { refusal: "Fulfillment order does not exist.", code: "FULFILLMENT_ORDER_NOT_FOUND" };
  const units = unitsOf(part, move.lines);
  const sourceId = part.locationId;
  for (const { orderLineId, quantity } of units) {
    const from = claimedUnits(shop, order, { orderLineId, locationId: sourceId });
    if (!from) continue;
    restock(world, shop, { ...from, quantity });
    commit(world, shop, { ...from, locationId, quantity });
  }
  const whole = part.lines.every(
    (line) => (units.find(({ lineId }) => lineId === line.id)?.quantity ?? 0) === line.remaining,
  );
  const moved = whole ? repoint(world, part, locationId) : splitOff(world, shop, { ...move, units });
  record(world, "fulfillmentOrder.moved", {
    fulfillmentOrderId: moved.id,
    orderId: part.orderId,
    locationId,
  });
  announce(world, shop, {
    topic: "fulfillment_orders/moved",
    payload: {
      original_fulfillment_order: { ...brief(part), assigned_location: { location_id: part.locationId } },
      moved_fulfillment_order: { ...brief(moved), assigned_location: { location_id: moved.locationId } },
      destination_location_id: locationId,
      fulfillment_order_line_items_requested: units.map(({ lineId, quantity }) => ({ id: lineId, quantity })),
      source_location: { id: sourceId, name: shop.locations.get(sourceId)?.name },
    },
  });
  return { moved, original: part, remaining: whole ? null : part };
}

type Unit = { readonly lineId: string; readonly orderLineId: string; readonly quantity: number };

function unitsOf(part: FulfillmentOrder, lines: readonly LineQuantity[] | null): readonly Unit[] {
  const asked = lines?.length ? lines : part.lines.map(({ id, remaining }) => ({ id, quantity: remaining }));
  return asked.flatMap(({ id, quantity }) => {
    const line = part.lines.find((one) => one.id === id);
    return line && quantity > 0 ? [{ lineId: id, orderLineId: line.orderLineId, quantity }] : [];
  });
}

function refusalOf(
  shop: Shop,
  { part, locationId, lines }: Move,
): { refusal: string; code: string | null } | undefined {
  if (!shop.locations.get(locationId)?.isActive)
    return { refusal: "Location not found.", code: "LOCATION_NOT_FOUND" };
  if (!may(shop, part, "MOVE"))
    return { refusal: "The fulfillment order is not in a state to be moved.", code: null };
  if (part.locationId === locationId)
    return { refusal: "The fulfillment order is already assigned to this location.", code: null };
  const order = shop.orders.get(part.orderId);
  for (const unit of unitsOf(part, lines)) {
    const line = part.lines.find(({ id }) => id === unit.lineId);
    if (!line || unit.quantity > line.remaining)
      return { refusal: "Invalid fulfillment order line item quantity requested.", code: null };
    const variantId = order?.lines.find(({ id }) => id === unit.orderLineId)?.variantId;
    const itemId = shop.variants.get(variantId ?? "")?.itemId;
    if (itemId && !levelAt(shop, { itemId, locationId })) {
      return { refusal: "The items are not stocked at the new location.", code: null };
    }
  }
  return undefined;
}

function repoint(world: World, part: FulfillmentOrder, locationId: string): FulfillmentOrder {
  part.locationId = locationId;
  turn(world, part, { status: "OPEN", requestStatus: "UNSUBMITTED" }, "repointed");
  return part;
}

function splitOff(
  world: World,
  shop: Shop,
  { part, locationId, units }: Move & { units: readonly Unit[] },
): FulfillmentOrder {
  const order = shop.orders.get(part.orderId);
  if (!order) throw new Error(`fulfillment order ${part.id} has no order`);
  for (const unit of units) {
    const line = part.lines.find(({ id }) => id === unit.lineId);
    if (!line) continue;
    line.total -= unit.quantity;
    line.remaining -= unit.quantity;
  }
  part.lines = part.lines.filter(({ total }) => total > 0);
  part.updatedAt = now(world);
  return newFulfillmentOrder(world, shop, {
    order,
    locationId,
    requiresShipping: part.requiresShipping,
    lines: units,
  });
}
