// Fulfillments as apps read, create, track and cancel them.
import { connection, type PageArgs } from "./connection.ts";
import { type Context, type Fields, payload, refuse, same } from "./fields.ts";
import type { LineQuantity } from "./fulfillment-order-units.ts";
import { cancelShipment, fulfillmentChanged, type Leaving, retrack, ship } from "./fulfillment-writes.ts";
import type { Fulfillment } from "./order-state.ts";
import type { TrackingInput } from "./tracking.ts";
import { gid, legacyId, now } from "./world.ts";

type CreateInput = {
  readonly lineItemsByFulfillmentOrder: readonly {
    readonly fulfillmentOrderId: string;
    readonly fulfillmentOrderLineItems?: readonly LineQuantity[] | null;
  }[];
  readonly trackingInfo?: TrackingInput;
};
type LineOf = Fulfillment["lines"][number] & { readonly fulfillment: Fulfillment };
type EventInput = {
  readonly fulfillmentId: string;
  readonly status: string;
  readonly message?: string | null;
  readonly happenedAt?: string | null;
};

export const fulfillmentFields: Fields = {
  Fulfillment: {
    ...same("id", "name", "status", "createdAt", "updatedAt"),
    legacyResourceId: (one: Fulfillment) => String(legacyId(one.id)),
    displayStatus: (one: Fulfillment) =>
      one.status === "CANCELLED" ? "CANCELED" : (one.events.at(-1)?.status ?? "FULFILLED"),
    order: (one: Fulfillment, _args: unknown, { shop }: Context) => shop.orders.get(one.orderId),
    location: (one: Fulfillment, _args: unknown, { shop }: Context) =>
      shop.locations.get(one.locationId) ?? null,
    service: (one: Fulfillment, _args: unknown, { shop }: Context) =>
      shop.services.get(shop.locations.get(one.locationId)?.serviceId ?? "") ?? null,
    requiresShipping: () => true,
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
    events: (one: Fulfillment, args: PageArgs) => connection(one.events, args),
  },
  FulfillmentTrackingInfo: same("company", "number", "url"),
  FulfillmentLineItem: {
    ...same("id", "quantity"),
    lineItem: (line: LineOf, _args: unknown, { shop }: Context) => {
      const order = shop.orders.get(line.fulfillment.orderId);
      return { ...order?.lines.find(({ id }) => id === line.orderLineId), order };
    },
  },
  FulfillmentEvent: same("id", "status", "message", "happenedAt", "createdAt"),
  QueryRoot: {
    fulfillment: (_root: unknown, args: { id: string }, { shop }: Context) =>
      shop.fulfillments.get(args.id) ?? null,
  },
  Mutation: {
    fulfillmentCreate: (_root: unknown, args: { fulfillment: CreateInput }, context: Context) =>
      create(context, args.fulfillment),
    fulfillmentTrackingInfoUpdate: (
      _root: unknown,
      args: { fulfillmentId: string; trackingInfoInput: TrackingInput },
      context: Context,
    ) =>
      withFulfillment(context, args.fulfillmentId, (fulfillment) =>
        retrack(context.world, context.shop, { fulfillment, tracking: args.trackingInfoInput }),
      ),
    fulfillmentCancel: (_root: unknown, args: { id: string }, context: Context) =>
      withFulfillment(context, args.id, (fulfillment) =>
        cancelShipment(context.world, context.shop, fulfillment),
      ),
    fulfillmentEventCreate: (_root: unknown, args: { fulfillmentEvent: EventInput }, context: Context) =>
      addEvent(context, args.fulfillmentEvent),
  },
  FulfillmentCreatePayload: payload("fulfillment"),
  FulfillmentTrackingInfoUpdatePayload: payload("fulfillment"),
  FulfillmentCancelPayload: payload("fulfillment"),
  FulfillmentEventCreatePayload: payload("fulfillmentEvent"),
};

function create({ world, shop }: Context, input: CreateInput): object {
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

function withFulfillment({ shop }: Context, id: string, work: (fulfillment: Fulfillment) => void): object {
  const fulfillment = shop.fulfillments.get(id);
  if (!fulfillment) return refuse("Fulfillment not found.");
  work(fulfillment);
  return { fulfillment, userErrors: [] };
}

function addEvent({ world, shop }: Context, input: EventInput): object {
  const fulfillment = shop.fulfillments.get(input.fulfillmentId);
  if (!fulfillment) return refuse("Fulfillment not found.");
  const at = now(world);
  const event = {
    id: gid(world, "FulfillmentEvent"),
    status: input.status,
    message: input.message ?? null,
    happenedAt: input.happenedAt ?? at,
    createdAt: at,
  };
  fulfillment.events.push(event);
  fulfillmentChanged(world, shop, fulfillment, "fulfillment.event");
  return { fulfillmentEvent: event, userErrors: [] };
}
