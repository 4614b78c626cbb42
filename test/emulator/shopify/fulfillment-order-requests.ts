// What merchant apps and fulfillment services ask of a fulfillment order, from request to cancellation.
import { type Context, type Fields, payload, refuse } from "./fields.ts";
import { fulfillmentOrderShaping } from "./fulfillment-order-shaping.ts";
import { may } from "./fulfillment-order-state.ts";
import type { LineQuantity } from "./fulfillment-order-units.ts";
import * as write from "./fulfillment-order-writes.ts";
import type { FulfillmentOrder } from "./order-state.ts";

type IdArgs = { readonly id: string; readonly message?: string | null };
type SubmitArgs = IdArgs & {
  readonly notifyCustomer?: boolean | null;
  readonly fulfillmentOrderLineItems?: readonly LineQuantity[] | null;
};
type RejectArgs = {
  readonly lineItems?: readonly { readonly fulfillmentOrderLineItemId: string }[] | null;
};

export const fulfillmentOrderRequests: Fields = {
  ...fulfillmentOrderShaping,
  Mutation: {
    ...fulfillmentOrderShaping["Mutation"],
    fulfillmentOrderSubmitFulfillmentRequest: (_root: unknown, args: SubmitArgs, context: Context) =>
      submit(context, args),
    fulfillmentOrderAcceptFulfillmentRequest: act((context, on) =>
      write.answerRequest(context.world, context.shop, { ...on, answer: "accepted" }),
    ),
    fulfillmentOrderRejectFulfillmentRequest: act<RejectArgs>((context, on, { lineItems }) => {
      const known = (id: string) => on.part.lines.some((line) => line.id === id);
      if (lineItems?.some(({ fulfillmentOrderLineItemId: id }) => !known(id)))
        return "The fulfillment order line item does not belong to the fulfillment order.";
      return write.answerRequest(context.world, context.shop, { ...on, answer: "rejected" });
    }),
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
    fulfillmentOrderCancel: (_root: unknown, args: IdArgs, context: Context) => cancel(context, args.id),
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
    ].map((name) => [`FulfillmentOrder${name}Payload`, payload("fulfillmentOrder")]),
  ),
  FulfillmentOrderCancelPayload: payload("fulfillmentOrder", "replacementFulfillmentOrder"),
};

const missing = () => refuse("Fulfillment order does not exist.", ["id"]);

function act<Args>(work: (context: Context, on: write.On, args: Args) => string | undefined) {
  return (_root: unknown, args: IdArgs & Args, context: Context) => {
    const part = context.shop.fulfillmentOrders.get(args.id);
    if (!part) return missing();
    const refusal = work(context, { part, message: args.message }, args);
    return refusal ? refuse(refusal, ["id"]) : { fulfillmentOrder: part, userErrors: [] };
  };
}

function submit({ world, shop }: Context, args: SubmitArgs): object {
  const part = shop.fulfillmentOrders.get(args.id);
  if (!part) return missing();
  const submitted = write.submitRequest(world, shop, {
    part,
    message: args.message,
    notifyCustomer: args.notifyCustomer ?? false,
    lines: args.fulfillmentOrderLineItems ?? null,
  });
  return typeof submitted === "string" ? refuse(submitted, ["id"]) : { ...submitted, userErrors: [] };
}

function cancel({ world, shop }: Context, id: string): object {
  const part: FulfillmentOrder | undefined = shop.fulfillmentOrders.get(id);
  if (!part) return missing();
  if (part.progressReported) {
    const message = "Cannot cancel fulfillment order with reported progress. Mark as unfulfilled first.";
    return refuse(message, ["id"], "FULFILLMENT_ORDER_HAS_MANUALLY_REPORTED_PROGRESS");
  }
  if (!may(shop, part, "CANCEL_FULFILLMENT_ORDER"))
    return refuse("Fulfillment order is not in cancelable state.", ["id"]);
  const replacementFulfillmentOrder = write.cancelPart(world, shop, part) ?? null;
  return { replacementFulfillmentOrder, fulfillmentOrder: part, userErrors: [] };
}
