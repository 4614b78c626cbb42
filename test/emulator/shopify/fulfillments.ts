// Fulfillments as apps read, create, track and cancel them.
import { connection, type PageArgs } from "./connection.ts";
import { type Context, type Fields, payload, refuse, same } from "./fields.ts";
import { eventFields } from "./fulfillment-events.ts";
import type { LineQuantity } from "./fulfillment-order-units.ts";
import { cancelShipment, type Leaving, retrack, ship } from "./fulfillment-writes.ts";
import type { Fulfillment } from "./order-state.ts";
import type { TrackingInput } from "./tracking.ts";
import { legacyId } from "./world.ts";

type CreateInput = {
  readonly lineItemsByFulfillmentOrder: readonly {
    readonly fulfillmentOrderId: string;
    readonly fulfillmentOrderLineItems?: readonly LineQuantity[] | null;
  }[];
  readonly trackingInfo?: TrackingInput;
};
type LineOf = Fulfillment["lines"][number] & { readonly fulfillment: Fulfillment };
export const fulfillmentFields: Fields = {
  Fulfillment: {
    ...same("id", "name", "status", "createdAt", "updatedAt"),
    legacyResourceId: (one: Fulfillment) => String(legacyId(one.id)),
    ...eventFields["Fulfillment"],
    order: (one: Fulfillment, _args: unknown, { shop }: Context) => shop.orders.get(one.orderId),
    location: (one: Fulfillment, _args: unknown, { shop }: Context) =>
      shop.locations.get(one.locationId) ?? null,
    service: (one: Fulfillment, _args: unknown, { shop }: Context) =>
      shop.services.get(shop.locations.get(one.locationId)?.serviceId ?? "") ?? null,
    requiresShipping: (one: Fulfillment, _args: unknown, { shop }: Context) =>
      one.lines.some(({ orderLineId }) =>
        shop.orders.get(one.orderId)?.lines.some((line) => line.id === orderLineId && line.requiresShipping),
      ),
    totalQuantity: (one: Fulfillment) => one.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    trackingInfo: (one: Fulfillment, args: { first?: number | null }) =>
      one.tracking.slice(0, args.first ?? undefined),
    fulfillmentLineItems: (one: Fulfillment, args: PageArgs) =>
      connection(
        one.lines.map((line) => ({ ...line, fulfillment: one })),
        args,
      ),
    fulfillmentOrders: (one: Fulfillment, args: PageArgs, { shop }: Context) =>
      connection(
        [...new Set(one.lines.map(({ fulfillmentOrderId }) => fulfillmentOrderId))].flatMap(
          (id) => shop.fulfillmentOrders.get(id) ?? [],
        ),
        args,
      ),
  },
  FulfillmentTrackingInfo: same("company", "number", "url"),
  FulfillmentLineItem: {
    ...same("id", "quantity"),
    lineItem: (line: LineOf, _args: unknown, { shop }: Context) => {
      const order = shop.orders.get(line.fulfillment.orderId);
      return { ...order?.lines.find(({ id }) => id === line.orderLineId), order };
    },
  },
  FulfillmentEvent: { ...eventFields["FulfillmentEvent"] },
  QueryRoot: {
    fulfillment: (_root: unknown, args: { id: string }, { shop }: Context) =>
      shop.fulfillments.get(args.id) ?? null,
  },
  Mutation: {
    // The older names are deprecated, not gone.
    fulfillmentCreate: create,
    fulfillmentCreateV2: create,
    fulfillmentTrackingInfoUpdate: updateTracking,
    fulfillmentTrackingInfoUpdateV2: updateTracking,
    fulfillmentCancel: (_root: unknown, args: { id: string }, { world, shop }: Context) => {
      const fulfillment = shop.fulfillments.get(args.id);
      if (!fulfillment) return refuse("Fulfillment not found.", ["id"]);
      const refusal = cancelShipment(world, shop, fulfillment);
      return refusal ? refuse(refusal, ["id"]) : { fulfillment, userErrors: [] };
    },
    ...eventFields["Mutation"],
  },
  FulfillmentCreateV2Payload: payload("fulfillment"),
  FulfillmentTrackingInfoUpdateV2Payload: payload("fulfillment"),
  FulfillmentCreatePayload: payload("fulfillment"),
  FulfillmentTrackingInfoUpdatePayload: payload("fulfillment"),
  FulfillmentCancelPayload: payload("fulfillment"),
  FulfillmentEventCreatePayload: { ...eventFields["FulfillmentEventCreatePayload"] },
};

function create(
  _root: unknown,
  { fulfillment: input }: { fulfillment: CreateInput },
  context: Context,
): object {
  const { world, shop } = context;
  const leaving: Leaving[] = [];
  for (const { fulfillmentOrderId, fulfillmentOrderLineItems } of input.lineItemsByFulfillmentOrder) {
    const part = shop.fulfillmentOrders.get(fulfillmentOrderId);
    if (!part) return refuse("Fulfillment order does not exist.", ["fulfillment"]);
    leaving.push({ part, lines: fulfillmentOrderLineItems?.length ? fulfillmentOrderLineItems : null });
  }
  const order = shop.orders.get(leaving[0]?.part.orderId ?? "");
  if (!order) return refuse("Line items by fulfillment order can't be blank.", ["fulfillment"]);
  const made = ship(world, shop, { order, leaving, tracking: input.trackingInfo ?? null });
  return typeof made === "string" ? refuse(made, ["fulfillment"]) : { fulfillment: made, userErrors: [] };
}

type TrackingArgs = { readonly fulfillmentId: string; readonly trackingInfoInput: TrackingInput };

function updateTracking(_root: unknown, args: TrackingArgs, { world, shop }: Context): object {
  const fulfillment = shop.fulfillments.get(args.fulfillmentId);
  if (!fulfillment) return refuse("Fulfillment not found.", ["fulfillmentId"]);
  if (fulfillment.status === "CANCELLED")
    return refuse("Tracking of a cancelled fulfillment can't be updated.", ["fulfillmentId"]);
  retrack(world, shop, { fulfillment, tracking: args.trackingInfoInput });
  return { fulfillment, userErrors: [] };
}
