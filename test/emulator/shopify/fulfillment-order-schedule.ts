// When a fulfillment order is to be worked on: scheduled ones that open later, reported progress, deadlines.
import { brief, isActive, isAtService, may } from "./fulfillment-order-state.ts";
import { restingStatus } from "./fulfillment-order-units.ts";
import { turn } from "./fulfillment-order-writes.ts";
import type { FulfillmentOrder } from "./order-state.ts";
import type { Shop } from "./state.ts";
import type { SentTopic } from "./topics.ts";
import { announce } from "./webhooks.ts";
import { now, printTime, shopAt, type World } from "./world.ts";

type Due = { readonly domain: string; readonly id: string; readonly fulfillAt: string };

const OPENS = "shopify.scheduled-fulfillment-order";

export function runSchedule(world: World): void {
  world.parts.clock.on<Due>(OPENS, ({ domain, id, fulfillAt }) => {
    const shop = shopAt(world, domain);
    const part = shop.fulfillmentOrders.get(id);
    // One that was rescheduled, opened or cancelled in the meantime is no longer due.
    if (part?.status !== "SCHEDULED" || part.fulfillAt !== fulfillAt) return;
    turn(world, part, { status: "OPEN", requestStatus: "UNSUBMITTED" }, "opened");
    tell(world, shop, { part, topic: "fulfillment_orders/scheduled_fulfillment_order_ready" });
  });
}

/** A pre-order or a subscription: it is not to be shipped before then. */
export function schedulePart(
  world: World,
  shop: Shop,
  on: { part: FulfillmentOrder; fulfillAt: string },
): string | undefined {
  if (!may(shop, on.part, "HOLD") || on.part.status !== "OPEN")
    return "The fulfillment order is not in a state to be scheduled.";
  postpone(world, shop, on);
  return undefined;
}

/** Another time for one that is scheduled already. */
export function reschedulePart(
  world: World,
  shop: Shop,
  on: { part: FulfillmentOrder; fulfillAt: string },
): string | undefined {
  if (on.part.status !== "SCHEDULED") return "The fulfillment order is not scheduled.";
  if (Number.isNaN(Date.parse(on.fulfillAt))) return "Fulfill at is invalid.";
  postpone(world, shop, on);
  const { part } = on;
  tell(world, shop, { part, topic: "fulfillment_orders/rescheduled", more: { fulfill_at: part.fulfillAt } });
  return undefined;
}

function postpone(
  world: World,
  shop: Shop,
  { part, fulfillAt }: { part: FulfillmentOrder; fulfillAt: string },
): void {
  part.fulfillAt = printTime(Date.parse(fulfillAt));
  turn(world, part, { status: "SCHEDULED", requestStatus: "UNSUBMITTED" }, "scheduled");
  const data: Due = { domain: shop.domain, id: part.id, fulfillAt: part.fulfillAt };
  world.parts.clock.schedule(Date.parse(fulfillAt) - world.parts.clock.now(), { kind: OPENS, data });
}

/** Opens a scheduled one early, or takes back the progress reported at the merchant's own location. */
export function openPart(world: World, shop: Shop, part: FulfillmentOrder): string | undefined {
  if (!may(shop, part, "MARK_AS_OPEN")) return "The fulfillment order is not in a state to be opened.";
  const wasReported = part.progressReported;
  part.progressReported = false;
  part.fulfillAt = wasReported ? part.fulfillAt : now(world);
  turn(world, part, { status: restingStatus(part), requestStatus: "UNSUBMITTED" }, "opened");
  if (wasReported) {
    const payload = {
      fulfillment_order: brief(part),
      progress_stopped_by_app: null,
      progress_stopped_by_user: null,
    };
    announce(world, shop, { topic: "fulfillment_orders/manually_reported_progress_stopped", payload });
  }
  return undefined;
}

/** Work has begun at the merchant's own location. */
export function reportProgress(
  world: World,
  shop: Shop,
  on: { part: FulfillmentOrder; reasonNotes: string | null },
): { refusal: string; code: string } | undefined {
  const { part } = on;
  if (isAtService(shop, part)) {
    const refusal = "Progress can only be reported at a location of the merchant's.";
    return { refusal, code: "FULFILLMENT_ORDER_UNSUPPORTED_ACTION" };
  }
  if (!may(shop, part, "REPORT_PROGRESS")) {
    const refusal = "The fulfillment order is not in a state for progress to be reported.";
    return { refusal, code: "FULFILLMENT_ORDER_STATUS_INVALID" };
  }
  const payload = {
    initial_status: part.status.toLowerCase(),
    progress_report: {
      reason_notes: on.reasonNotes,
      progress_reported_by_app: null,
      progress_reported_by_user: null,
    },
  };
  part.progressReported = true;
  turn(world, part, { status: "IN_PROGRESS", requestStatus: "UNSUBMITTED" }, "progressReported");
  const topic = "fulfillment_orders/progress_reported";
  announce(world, shop, { topic, payload: { fulfillment_order: brief(part), ...payload } });
  return undefined;
}

/** The latest moment by which they must have left; all of them get it or none. */
export function setDeadline(
  world: World,
  shop: Shop,
  input: { ids: readonly string[]; deadline: string },
): string | undefined {
  const parts = input.ids.flatMap((id) => shop.fulfillmentOrders.get(id) ?? []);
  if (parts.length === 0 || parts.length < input.ids.length || parts.some((part) => !isActive(part)))
    return "The fulfillment orders could not be found.";
  for (const part of parts) {
    part.fulfillBy = printTime(Date.parse(input.deadline));
    part.updatedAt = now(world);
  }
  return undefined;
}

function tell(
  world: World,
  shop: Shop,
  { part, topic, more }: { part: FulfillmentOrder; topic: SentTopic; more?: object },
): void {
  const payload = { fulfillment_order: { ...brief(part), ...more } };
  announce(world, shop, { topic, payload });
}
