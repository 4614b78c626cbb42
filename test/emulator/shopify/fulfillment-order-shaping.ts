// What order management apps do to a fulfillment order: hold, release, move, split, merge, schedule.
import { type Context, type Fields, payload, refuse } from "./fields.ts";
import { mergeParts, type Piece, type Refusal, splitParts } from "./fulfillment-order-cuts.ts";
import { openPart, reportProgress, reschedulePart, setDeadline } from "./fulfillment-order-schedule.ts";
import type { LineQuantity } from "./fulfillment-order-units.ts";
import { type HoldInput, holdPart, releasePart } from "./holds.ts";
import { movePart } from "./move.ts";
import type { FulfillmentOrder } from "./order-state.ts";

type Id = { readonly id: string };
type MoveArgs = Id & {
  readonly newLocationId: string;
  readonly fulfillmentOrderLineItems?: readonly LineQuantity[] | null;
};
type ReportArgs = Id & { readonly progressReport?: { readonly reasonNotes?: string | null } | null };
type DeadlineArgs = { readonly fulfillmentDeadline: string; readonly fulfillmentOrderIds: readonly string[] };
type MergeArgs = {
  readonly fulfillmentOrderMergeInputs: readonly { readonly mergeIntents: readonly Piece[] }[];
};

export const fulfillmentOrderShaping: Fields = {
  Mutation: {
    fulfillmentOrderHold: (_root: unknown, args: Id & { fulfillmentHold: HoldInput }, context: Context) =>
      withPart(context, args, "FULFILLMENT_ORDER_NOT_FOUND", ({ world, shop }, part) => {
        const held = holdPart(world, shop, { part, hold: args.fulfillmentHold, byApp: true });
        return "refusal" in held ? refuse(held.refusal, ["id"], held.code) : { ...held, userErrors: [] };
      }),
    fulfillmentOrderReleaseHold: (
      _root: unknown,
      args: Id & { holdIds?: readonly string[] | null },
      context: Context,
    ) =>
      withPart(context, args, "FULFILLMENT_ORDER_NOT_FOUND", ({ world, shop }, part) => {
        const no = releasePart(world, shop, { part, holdIds: args.holdIds });
        return no ? refuse(no.refusal, ["id"], no.code) : { fulfillmentOrder: part, userErrors: [] };
      }),
    fulfillmentOrderMove: (_root: unknown, args: MoveArgs, context: Context) =>
      withPart(context, args, null, (_context, part) => move(context, part, args)),
    fulfillmentOrderSplit: (
      _root: unknown,
      args: { fulfillmentOrderSplits: readonly Piece[] },
      { world, shop }: Context,
    ) => {
      const split = splitParts(world, shop, args.fulfillmentOrderSplits);
      return "refusal" in split
        ? cutRefusal("fulfillmentOrderSplits", split)
        : { fulfillmentOrderSplits: split, userErrors: [] };
    },
    fulfillmentOrderMerge: (_root: unknown, args: MergeArgs, context: Context) => merge(context, args),
    fulfillmentOrderReschedule: (_root: unknown, args: Id & { fulfillAt: string }, context: Context) =>
      withPart(context, args, "FULFILLMENT_ORDER_NOT_FOUND", ({ world, shop }, part) =>
        answer(part, reschedulePart(world, shop, { part, fulfillAt: args.fulfillAt })),
      ),
    fulfillmentOrderOpen: (_root: unknown, args: Id, context: Context) =>
      withPart(context, args, null, ({ world, shop }, part) => answer(part, openPart(world, shop, part))),
    fulfillmentOrderReportProgress: (_root: unknown, args: ReportArgs, context: Context) =>
      withPart(context, args, "FULFILLMENT_ORDER_NOT_FOUND", ({ world, shop }, part) => {
        const reasonNotes = args.progressReport?.reasonNotes ?? null;
        const no = reportProgress(world, shop, { part, reasonNotes });
        return no ? refuse(no.refusal, ["id"], no.code) : answer(part, undefined);
      }),
    fulfillmentOrdersSetFulfillmentDeadline: (
      _root: unknown,
      { fulfillmentDeadline: deadline, fulfillmentOrderIds: ids }: DeadlineArgs,
      { world, shop }: Context,
    ) => {
      const refusal = setDeadline(world, shop, { ids, deadline });
      if (!refusal) return { success: true, userErrors: [] };
      const no = refuse(refusal, ["fulfillmentOrderIds"], "FULFILLMENT_ORDERS_NOT_FOUND");
      return { success: false, ...no };
    },
  },
  FulfillmentOrderHoldPayload: payload("fulfillmentOrder", "remainingFulfillmentOrder", "fulfillmentHold"),
  FulfillmentOrderReleaseHoldPayload: payload("fulfillmentOrder"),
  FulfillmentOrderMovePayload: payload(
    "movedFulfillmentOrder",
    "originalFulfillmentOrder",
    "remainingFulfillmentOrder",
  ),
  FulfillmentOrderSplitPayload: payload("fulfillmentOrderSplits"),
  FulfillmentOrderSplitResult: payload(
    "fulfillmentOrder",
    "remainingFulfillmentOrder",
    "replacementFulfillmentOrder",
  ),
  FulfillmentOrderMergePayload: payload("fulfillmentOrderMerges"),
  FulfillmentOrderMergeResult: payload("fulfillmentOrder"),
  FulfillmentOrderReschedulePayload: payload("fulfillmentOrder"),
  FulfillmentOrderOpenPayload: payload("fulfillmentOrder"),
  FulfillmentOrderReportProgressPayload: payload("fulfillmentOrder"),
  FulfillmentOrdersSetFulfillmentDeadlinePayload: payload("success"),
};

function withPart(
  context: Context,
  { id }: Id,
  code: string | null,
  work: (context: Context, part: FulfillmentOrder) => object,
): object {
  const part = context.shop.fulfillmentOrders.get(id);
  return part ? work(context, part) : refuse("Fulfillment order does not exist.", ["id"], code);
}

function answer(part: FulfillmentOrder, refusal: string | undefined): object {
  return refusal ? refuse(refusal, ["id"]) : { fulfillmentOrder: part, userErrors: [] };
}

function cutRefusal(list: string, { refusal, code, at }: Refusal): object {
  return refuse(refusal, [list, String(at)], code);
}

function move({ world, shop }: Context, part: FulfillmentOrder, args: MoveArgs): object {
  const lines = args.fulfillmentOrderLineItems ?? null;
  const result = movePart(world, shop, { part, locationId: args.newLocationId, lines });
  if ("refusal" in result) return refuse(result.refusal, ["id"], result.code);
  return {
    movedFulfillmentOrder: result.moved,
    originalFulfillmentOrder: result.original,
    remainingFulfillmentOrder: result.remaining,
    userErrors: [],
  };
}

// One set at a time: what a later set would do depends on what the first has made of the order.
function merge({ world, shop }: Context, { fulfillmentOrderMergeInputs: sets }: MergeArgs): object {
  const [set] = sets;
  if (!set || sets.length > 1)
    return refuse("The twin merges one set of fulfillment orders a call.", ["fulfillmentOrderMergeInputs"]);
  const merged = mergeParts(world, shop, set.mergeIntents);
  return "refusal" in merged
    ? cutRefusal("fulfillmentOrderMergeInputs", { ...merged, at: 0 })
    : { fulfillmentOrderMerges: [{ fulfillmentOrder: merged }], userErrors: [] };
}
