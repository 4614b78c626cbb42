// Holding a fulfillment order back, for one reason or several, and letting it go.
import { brief, may, mayBeCut } from "./fulfillment-order-state.ts";
import {
  isAllLeft,
  type LineQuantity,
  restingStatus,
  restOf,
  splitOff,
  type UnitProblem,
  unitsOf,
} from "./fulfillment-order-units.ts";
import { turn } from "./fulfillment-order-writes.ts";
import type { FulfillmentOrder, Hold } from "./order-state.ts";
import type { Shop } from "./state.ts";
import { announce } from "./webhooks.ts";
import { gid, type World } from "./world.ts";

export type HoldInput = {
  readonly reason: string;
  readonly reasonNotes?: string | null;
  readonly handle?: string | null;
  readonly fulfillmentOrderLineItems?: readonly LineQuantity[] | null;
};
export type Held = {
  readonly fulfillmentOrder: FulfillmentOrder;
  readonly fulfillmentHold: Hold;
  readonly remainingFulfillmentOrder: FulfillmentOrder | null;
};
export type HoldRefusal = { readonly refusal: string; readonly code: string | null };

/** Active holds one app may place on one fulfillment order. */
const MAX_HOLDS = 10;
const MAX_HANDLE = 64;

/** Holds all of it, or the lines named, in which case the rest goes on in a fulfillment order of its own. */
export function holdPart(
  world: World,
  shop: Shop,
  on: { part: FulfillmentOrder; hold: HoldInput; byApp: boolean },
): Held | HoldRefusal {
  const { part } = on;
  const refusal = refusalOf(shop, on);
  if (refusal) return refusal;
  const units = unitsOf(part, on.hold.fulfillmentOrderLineItems);
  if (typeof units === "string") return unitRefusal(units);
  const first = part.holds.length === 0;
  const remaining = isAllLeft(part, units)
    ? null
    : splitOff(world, shop, { part, units: restOf(part, units) });
  const { reason, reasonNotes = null } = on.hold;
  const handle = on.hold.handle ?? "";
  const hold: Hold = { id: gid(world, "FulfillmentHold"), reason, reasonNotes, handle, byApp: on.byApp };
  part.holds.push(hold);
  turn(world, part, { status: "ON_HOLD", requestStatus: "UNSUBMITTED" }, "held");
  const held = {
    fulfillment_order: { ...brief(part), fulfillment_holds: part.holds.map(holdPayload) },
    remaining_fulfillment_order: remaining && brief(remaining),
    held_fulfillment_order_line_items: units.map(({ lineId, quantity }) => ({ id: lineId, quantity })),
    created_fulfillment_hold: holdPayload(hold),
  };
  announce(
    world,
    shop,
    ...(first ? [{ topic: "fulfillment_orders/placed_on_hold" as const, payload: held }] : []),
    {
      topic: "fulfillment_holds/added",
      payload: holdEvent(part, hold),
    },
  );
  return { fulfillmentOrder: part, fulfillmentHold: hold, remainingFulfillmentOrder: remaining };
}

function refusalOf(
  shop: Shop,
  { part, hold, byApp }: { part: FulfillmentOrder; hold: HoldInput; byApp: boolean },
): HoldRefusal | undefined {
  const no = (refusal: string, code: string | null = null) => ({ refusal, code });
  if (!may(shop, part, "HOLD")) return no("The fulfillment order is not in a state to be put on hold.");
  const handle = hold.handle ?? "";
  if (handle.length > MAX_HANDLE) return no(`Handle is too long (maximum is ${MAX_HANDLE} characters)`);
  const own = part.holds.filter((one) => one.byApp === byApp);
  if (own.some((one) => one.handle === handle)) {
    return no(
      "The handle provided for the fulfillment hold is already in use by this app for another hold on this fulfillment order.",
      "DUPLICATE_FULFILLMENT_HOLD_HANDLE",
    );
  }
  if (own.length >= MAX_HOLDS) {
    return no(
      "The maximum number of fulfillment holds for this fulfillment order has been reached for this app. An app can only have up to 10 holds on a single fulfillment order at any one time.",
      "FULFILLMENT_ORDER_HOLD_LIMIT_REACHED",
    );
  }
  return hold.fulfillmentOrderLineItems?.length && !mayBeCut(part)
    ? no("The fulfillment order is not in a splittable state.", "FULFILLMENT_ORDER_NOT_SPLITTABLE")
    : undefined;
}

function unitRefusal(problem: UnitProblem): HoldRefusal {
  if (problem === "not positive") {
    const refusal = "The fulfillment order line item quantity must be greater than 0.";
    return { refusal, code: "GREATER_THAN_ZERO" };
  }
  if (problem === "twice") {
    const refusal = "The fulfillment order line items are not unique.";
    return { refusal, code: "DUPLICATED_FULFILLMENT_ORDER_LINE_ITEMS" };
  }
  return {
    refusal: "The fulfillment order line item quantity is invalid.",
    code: "INVALID_LINE_ITEM_QUANTITY",
  };
}

/** Releases the holds named, or all; the last one released opens it again. */
export function releasePart(
  world: World,
  shop: Shop,
  on: { part: FulfillmentOrder; holdIds?: readonly string[] | null | undefined },
): HoldRefusal | undefined {
  const { part, holdIds } = on;
  if (part.status !== "ON_HOLD") return { refusal: "The fulfillment order is not on hold.", code: null };
  if (holdIds?.some((id) => part.holds.every((hold) => hold.id !== id)))
    return { refusal: "The fulfillment hold could not be found.", code: null };
  const released = part.holds.filter(({ id }) => !holdIds || holdIds.includes(id));
  part.holds = part.holds.filter((hold) => !released.includes(hold));
  const open = part.holds.length === 0;
  if (open) turn(world, part, { status: restingStatus(part), requestStatus: "UNSUBMITTED" }, "released");
  announce(
    world,
    shop,
    ...released.map((hold) => ({
      topic: "fulfillment_holds/released" as const,
      payload: holdEvent(part, hold),
    })),
    ...(open
      ? [{ topic: "fulfillment_orders/hold_released" as const, payload: { fulfillment_order: brief(part) } }]
      : []),
  );
  return undefined;
}

const holdEvent = (part: FulfillmentOrder, hold: Hold): object => ({
  fulfillment_order: brief(part),
  fulfillment_hold: holdPayload(hold),
});

function holdPayload({ id, reason, reasonNotes, handle, byApp }: Hold): object {
  return {
    id,
    reason: reason.toLowerCase(),
    reason_notes: reasonNotes,
    held_by_requesting_app: byApp,
    handle,
    held_by_app: null,
  };
}
