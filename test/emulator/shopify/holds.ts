// Holding a fulfillment order back, for one reason or several, and letting it go.
import { brief, may } from "./fulfillment-order-state.ts";
import { type On, turn } from "./fulfillment-order-writes.ts";
import type { FulfillmentOrder } from "./order-state.ts";
import type { Shop } from "./state.ts";
import { announce } from "./webhooks.ts";
import { gid, type World } from "./world.ts";

export type Hold = {
  readonly reason: string;
  readonly reasonNotes?: string | null;
  readonly handle?: string | null;
};

export function holdPart(world: World, shop: Shop, on: On & { hold: Hold }): string | undefined {
  if (!may(shop, on.part, "HOLD")) return "The fulfillment order is not in a state to be put on hold.";
  const first = on.part.holds.length === 0;
  const { reason, reasonNotes = null, handle = null } = on.hold;
  on.part.holds.push({ id: gid(world, "FulfillmentHold"), reason, reasonNotes, handle });
  turn(world, on.part, { status: "ON_HOLD", requestStatus: "UNSUBMITTED" }, "held");
  if (first)
    announce(world, shop, {
      topic: "fulfillment_orders/placed_on_hold",
      payload: { fulfillment_order: heldBrief(on.part) },
    });
  return undefined;
}

/** Releases the holds named, or all. */
export function releasePart(
  world: World,
  shop: Shop,
  on: On & { holdIds?: readonly string[] | null | undefined },
): string | undefined {
  if (on.part.status !== "ON_HOLD") return "The fulfillment order is not on hold.";
  on.part.holds = on.holdIds ? on.part.holds.filter(({ id }) => !on.holdIds?.includes(id)) : [];
  if (on.part.holds.length > 0) return undefined;
  turn(world, on.part, { status: "OPEN", requestStatus: "UNSUBMITTED" }, "released");
  announce(world, shop, {
    topic: "fulfillment_orders/hold_released",
    payload: { fulfillment_order: brief(on.part) },
  });
  return undefined;
}

function heldBrief(part: FulfillmentOrder): object {
  const holds = part.holds.map(({ id, reason, reasonNotes, handle }) => ({
    id,
    reason: reason.toLowerCase(),
    reason_notes: reasonNotes,
    held_by_requesting_app: true,
    handle,
  }));
  return { ...brief(part), fulfillment_holds: holds };
}
