// What merchant apps and fulfillment services ask of a fulfillment order.
import { type Context, type Fields, payload, refuse } from "./fields.ts";
import * as write from "./fulfillment-order-writes.ts";
import { type Hold, holdPart, releasePart } from "./holds.ts";
import { type LineQuantity, movePart } from "./move.ts";

type IdArgs = { readonly id: string; readonly message?: string | null };
type MoveArgs = {
  readonly id: string;
  readonly newLocationId: string;
  readonly fulfillmentOrderLineItems?: readonly LineQuantity[] | null;
};

export const fulfillmentOrderRequests: Fields = {
  Mutation: {
    fulfillmentOrderSubmitFulfillmentRequest: (
      _root: unknown,
      args: IdArgs & { notifyCustomer?: boolean | null; fulfillmentOrderLineItems?: unknown },
      context: Context,
    ) => submit(context, args),
    fulfillmentOrderAcceptFulfillmentRequest: act((context, on) =>
      write.answerRequest(context.world, context.shop, { ...on, answer: "accepted" }),
    ),
    fulfillmentOrderRejectFulfillmentRequest: act((context, on) =>
      write.answerRequest(context.world, context.shop, { ...on, answer: "rejected" }),
    ),
    fulfillmentOrderSubmitCancellationRequest: act((context, on) =>
      write.submitCancellation(context.world, context.shop, on),
    ),
    fulfillmentOrderAcceptCancellationRequest: act((context, on) =>
      write.answerCancellation(context.world, context.shop, { ...on, answer: "accepted" }),
    ),
    fulfillmentOrderRejectCancellationRequest: act((context, on) =>
      write.answerCancellation(context.world, context.shop, { ...on, answer: "rejected" }),
    ),
    fulfillmentOrderClose: act((context, on) => write.closePart(context.world, context.shop, on)),
    fulfillmentOrderHold: act<{ fulfillmentHold: Hold }>((context, on, args) =>
      holdPart(context.world, context.shop, { ...on, hold: args.fulfillmentHold }),
    ),
    fulfillmentOrderReleaseHold: act<{ holdIds?: readonly string[] | null }>((context, on, args) =>
      releasePart(context.world, context.shop, { ...on, holdIds: args.holdIds }),
    ),
    fulfillmentOrderCancel: (_root: unknown, args: IdArgs, { world, shop }: Context) => {
      const part = shop.fulfillmentOrders.get(args.id);
      if (!part) return missing();
      if (part.status !== "OPEN")
        return refuse(
          "Fulfillment order is not in cancelable state.",
          null,
          "FULFILLMENT_ORDER_CANNOT_BE_CANCELLED",
        );
      return {
        replacementFulfillmentOrder: write.cancelPart(world, shop, part) ?? null,
        fulfillmentOrder: part,
        userErrors: [],
      };
    },
    fulfillmentOrderMove: (_root: unknown, args: MoveArgs, context: Context) => move(context, args),
  },
  FulfillmentOrderSubmitFulfillmentRequestPayload: payload(
    "originalFulfillmentOrder",
    "submittedFulfillmentOrder",
    "unsubmittedFulfillmentOrder",
  ),
  ...Object.fromEntries(
    [
      "AcceptFulfillmentRequest",
      "RejectFulfillmentRequest",
      "SubmitCancellationRequest",
      "AcceptCancellationRequest",
      "RejectCancellationRequest",
      "Close",
      "ReleaseHold",
    ].map((name) => [`FulfillmentOrder${name}Payload`, payload("fulfillmentOrder")]),
  ),
  FulfillmentOrderHoldPayload: payload("fulfillmentOrder", "remainingFulfillmentOrder", "fulfillmentHold"),
  FulfillmentOrderCancelPayload: payload("fulfillmentOrder", "replacementFulfillmentOrder"),
  FulfillmentOrderMovePayload: payload(
    "movedFulfillmentOrder",
    "originalFulfillmentOrder",
    "remainingFulfillmentOrder",
  ),
};

const missing = () => refuse("Fulfillment order does not exist.", ["id"]);

function act<Args>(work: (context: Context, on: write.On, args: Args) => string | undefined) {
  return (_root: unknown, args: IdArgs & Args, context: Context) => {
    const part = context.shop.fulfillmentOrders.get(args.id);
    if (!part) return missing();
    const refusal = work(context, { part, message: args.message }, args);
    if (refusal) return refuse(refusal, ["id"]);
    return {
      fulfillmentOrder: part,
      fulfillmentHold: part.holds.at(-1) ?? null,
      remainingFulfillmentOrder: null,
      userErrors: [],
    };
  };
}

function submit(
  context: Context,
  args: IdArgs & { notifyCustomer?: boolean | null; fulfillmentOrderLineItems?: unknown },
): object {
  const part = context.shop.fulfillmentOrders.get(args.id);
  if (!part) return missing();
  if (args.fulfillmentOrderLineItems)
    return refuse("The twin submits whole fulfillment orders only.", ["fulfillmentOrderLineItems"]);
  const refusal = write.submitRequest(context.world, context.shop, {
    part,
    message: args.message,
    notifyCustomer: args.notifyCustomer ?? false,
  });
  if (refusal) return refuse(refusal, ["id"]);
  return {
    originalFulfillmentOrder: part,
    submittedFulfillmentOrder: part,
    unsubmittedFulfillmentOrder: null,
    userErrors: [],
  };
}

function move({ world, shop }: Context, args: MoveArgs): object {
  const part = shop.fulfillmentOrders.get(args.id);
  if (!part) return refuse("Fulfillment order does not exist.", ["id"], "FULFILLMENT_ORDER_NOT_FOUND");
  const result = movePart(world, shop, {
    part,
    locationId: args.newLocationId,
    lines: args.fulfillmentOrderLineItems ?? null,
  });
  if ("refusal" in result) return refuse(result.refusal, ["id"], result.code);
  return {
    movedFulfillmentOrder: result.moved,
    originalFulfillmentOrder: result.original,
    remainingFulfillmentOrder: result.remaining,
    userErrors: [],
  };
}
