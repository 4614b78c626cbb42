// Units of a fulfillment order as callers name them, and how they are taken out of it into one of their own.
import { isPartlyShipped } from "./fulfillment-order-state.ts";
import type { FulfillmentOrder } from "./order-state.ts";
import { newFulfillmentOrder } from "./routing.ts";
import type { Shop } from "./state.ts";
import { now, type World } from "./world.ts";

export type LineQuantity = { readonly id: string; readonly quantity: number };
export type Unit = { readonly lineId: string; readonly orderLineId: string; readonly quantity: number };
/** What is wrong with the units a caller names. */
export type UnitProblem = "none" | "not positive" | "twice" | "too many";

/** The units named, or all that remain; a problem instead when they cannot be meant. */
export function unitsOf(
  part: FulfillmentOrder,
  named: readonly LineQuantity[] | null | undefined,
): readonly Unit[] | UnitProblem {
  const asked = named?.length ? named : whole(part);
  if (asked.length === 0) return "none";
  if (asked.some(({ quantity }) => quantity <= 0)) return "not positive";
  if (new Set(asked.map(({ id }) => id)).size < asked.length) return "twice";
  const units = asked.flatMap(({ id, quantity }) => {
    const line = part.lines.find((one) => one.id === id);
    return line && quantity <= line.remaining
      ? [{ lineId: id, orderLineId: line.orderLineId, quantity }]
      : [];
  });
  return units.length === asked.length ? units : "too many";
}

function whole(part: FulfillmentOrder): readonly LineQuantity[] {
  return part.lines
    .filter(({ remaining }) => remaining > 0)
    .map(({ id, remaining }) => ({ id, quantity: remaining }));
}

/** Whether the units are all that remains of it. */
export function isAllLeft(part: FulfillmentOrder, units: readonly Unit[]): boolean {
  return part.lines.every(
    (line) => (units.find(({ lineId }) => lineId === line.id)?.quantity ?? 0) === line.remaining,
  );
}

/** What remains besides the units. */
export function restOf(part: FulfillmentOrder, units: readonly Unit[]): readonly Unit[] {
  return part.lines.flatMap((line) => {
    const quantity = line.remaining - (units.find(({ lineId }) => lineId === line.id)?.quantity ?? 0);
    return quantity > 0 ? [{ lineId: line.id, orderLineId: line.orderLineId, quantity }] : [];
  });
}

/** Puts units into an open fulfillment order of their own, at the same location unless another is named. */
export function splitOff(
  world: World,
  shop: Shop,
  input: { part: FulfillmentOrder; units: readonly Unit[]; locationId?: string },
): FulfillmentOrder {
  const { part, units, locationId = part.locationId } = input;
  const order = shop.orders.get(part.orderId);
  if (!order) throw new Error(`fulfillment order ${part.id} has no order`);
  takeOut(part, units);
  part.updatedAt = now(world);
  const { requiresShipping } = part;
  const made = newFulfillmentOrder(world, shop, { order, locationId, requiresShipping, lines: units });
  made.fulfillBy = part.fulfillBy;
  return made;
}

/** Units leave a fulfillment order for another one; lines of which nothing is left go. */
export function takeOut(part: FulfillmentOrder, units: readonly Unit[]): void {
  for (const { lineId, quantity } of units) {
    const line = part.lines.find(({ id }) => id === lineId);
    if (!line) continue;
    line.total -= quantity;
    line.remaining -= quantity;
  }
  part.lines = part.lines.filter(({ total }) => total > 0);
}

/** The status of one that nobody holds and no service works on. */
export function restingStatus(part: FulfillmentOrder): "OPEN" | "IN_PROGRESS" {
  return isPartlyShipped(part) ? "IN_PROGRESS" : "OPEN";
}
