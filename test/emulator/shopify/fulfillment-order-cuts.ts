// Fulfillment orders divided and put together: both only while they are open and in the merchant's hands.
import { brief, may, mergeable } from "./fulfillment-order-state.ts";
import {
  type LineQuantity,
  splitOff,
  takeOut,
  type Unit,
  type UnitProblem,
  unitsOf,
} from "./fulfillment-order-units.ts";
import { closeIfEmpty } from "./fulfillment-order-writes.ts";
import type { FulfillmentOrder } from "./order-state.ts";
import { newFulfillmentOrder } from "./routing.ts";
import type { Shop } from "./state.ts";
import { announce } from "./webhooks.ts";
import { legacyId, record, type World } from "./world.ts";

export type Piece = {
  readonly fulfillmentOrderId: string;
  readonly fulfillmentOrderLineItems?: readonly LineQuantity[] | null;
};
export type Refusal = { readonly refusal: string; readonly code: string | null; readonly at: number };
type Taken = { readonly part: FulfillmentOrder; readonly units: readonly Unit[] };

const MISSING = "The fulfillment order could not be found.";

/** The named lines go into a new fulfillment order each; all pieces are checked before the first is cut. */
export function splitParts(
  world: World,
  shop: Shop,
  pieces: readonly Piece[],
): readonly { fulfillmentOrder: FulfillmentOrder; remainingFulfillmentOrder: FulfillmentOrder }[] | Refusal {
  const cuts: Taken[] = [];
  for (const [at, piece] of pieces.entries()) {
    const part = shop.fulfillmentOrders.get(piece.fulfillmentOrderId);
    if (!part) return { refusal: MISSING, code: "FULFILLMENT_ORDER_NOT_FOUND", at };
    if (!piece.fulfillmentOrderLineItems?.length) {
      const refusal = "The fulfillment order must have at least one line item input to split.";
      return { refusal, code: "NO_LINE_ITEMS_PROVIDED_TO_SPLIT", at };
    }
    if (cuts.some((cut) => cut.part === part) || !may(shop, part, "SPLIT"))
      return { refusal: "The fulfillment order is not in a splittable state.", code: null, at };
    const units = unitsOf(part, piece.fulfillmentOrderLineItems);
    if (typeof units === "string") return { ...unitRefusal(units), at };
    // All of it would leave nothing behind.
    const left = part.lines.reduce((sum, { remaining }) => sum + remaining, 0);
    if (units.reduce((sum, { quantity }) => sum + quantity, 0) === left)
      return { ...unitRefusal("too many"), at };
    cuts.push({ part, units });
  }
  return cuts.map(({ part, units }) => {
    const split = splitOff(world, shop, { part, units });
    record(world, "fulfillmentOrder.split", { fulfillmentOrderId: part.id, orderId: part.orderId });
    const payload = {
      split_line_items: units.map(({ lineId, quantity }) => ({ id: lineId, quantity })),
      fulfillment_order: brief(part),
      remaining_fulfillment_order: brief(split),
      replacement_fulfillment_order: null,
    };
    announce(world, shop, { topic: "fulfillment_orders/split", payload });
    return { fulfillmentOrder: part, remainingFulfillmentOrder: split, replacementFulfillmentOrder: null };
  });
}

/** The pieces become one new fulfillment order; those of which nothing is left are closed. */
export function mergeParts(world: World, shop: Shop, pieces: readonly Piece[]): FulfillmentOrder | Refusal {
  const taken = takenFor(shop, pieces);
  if ("refusal" in taken) return taken;
  const [first] = taken;
  const order = shop.orders.get(first?.part.orderId ?? "");
  if (!first || !order) return { refusal: MISSING, code: "FULFILLMENT_ORDER_NOT_FOUND", at: 0 };
  const quantities = new Map<string, number>();
  for (const { part, units } of taken) {
    for (const { orderLineId, quantity } of units)
      quantities.set(orderLineId, (quantities.get(orderLineId) ?? 0) + quantity);
    takeOut(part, units);
    closeIfEmpty(world, part);
  }
  const { locationId, requiresShipping } = first.part;
  const lines = [...quantities].map(([orderLineId, quantity]) => ({ orderLineId, quantity }));
  const merged = newFulfillmentOrder(world, shop, { order, locationId, requiresShipping, lines });
  record(world, "fulfillmentOrder.merged", { fulfillmentOrderId: merged.id, orderId: order.id });
  const payload = {
    merge_intents: taken.map(({ part, units }) => ({
      fulfillment_order_id: legacyId(part.id),
      fulfillment_order_line_items: units.map(({ lineId, quantity }) => ({ id: legacyId(lineId), quantity })),
    })),
    fulfillment_order_merges: { fulfillment_order: brief(merged) },
  };
  announce(world, shop, { topic: "fulfillment_orders/merged", payload });
  return merged;
}

function takenFor(shop: Shop, pieces: readonly Piece[]): readonly Taken[] | Refusal {
  const taken: Taken[] = [];
  for (const [at, piece] of pieces.entries()) {
    const part = shop.fulfillmentOrders.get(piece.fulfillmentOrderId);
    if (!part) return { refusal: MISSING, code: "FULFILLMENT_ORDER_NOT_FOUND", at };
    const others = mergeable(shop, part);
    if (taken.some((one) => !others.includes(one.part)) || others.length === 0 || pieces.length < 2)
      return { refusal: "The fulfillment orders can't be merged.", code: null, at };
    const units = unitsOf(part, piece.fulfillmentOrderLineItems);
    if (typeof units === "string") return { ...unitRefusal(units), at };
    taken.push({ part, units });
  }
  return taken;
}

function unitRefusal(problem: UnitProblem): { refusal: string; code: string } {
  return problem === "not positive"
    ? {
        refusal: "The fulfillment order line item quantity must be greater than 0.",
        code: "GREATER_THAN",
      }
    : {
        refusal: "The fulfillment order line item quantity is invalid.",
        code: "INVALID_LINE_ITEM_QUANTITY",
      };
}
