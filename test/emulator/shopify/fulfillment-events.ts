// What happens to a parcel on its way, as carriers' events tell it, and what a fulfillment shows for it.
import { connection, type PageArgs } from "./connection.ts";
import { type Context, type Fields, payload, refuse, same } from "./fields.ts";
import { fulfillmentChanged } from "./fulfillment-writes.ts";
import type { EventPlace, Fulfillment, FulfillmentEvent } from "./order-state.ts";
import { latest } from "./order-totals.ts";
import { announce } from "./webhooks.ts";
import { gid, legacyId, now } from "./world.ts";

type EventInput = Readonly<Partial<Record<EventPlace, string | number | null>>> & {
  readonly fulfillmentId: string;
  readonly status: string;
  readonly message?: string | null;
  readonly happenedAt?: string | null;
  readonly estimatedDeliveryAt?: string | null;
};

const PLACE: readonly EventPlace[] = [
  "address1",
  "city",
  "province",
  "country",
  "zip",
  "latitude",
  "longitude",
];

export const eventFields: Fields = {
  Fulfillment: {
    displayStatus: (one: Fulfillment) =>
      one.status === "CANCELLED" ? "CANCELED" : (latest(one)?.status ?? "FULFILLED"),
    deliveredAt: (one: Fulfillment) => firstOf(one, "DELIVERED"),
    inTransitAt: (one: Fulfillment) => firstOf(one, "IN_TRANSIT"),
    estimatedDeliveryAt: (one: Fulfillment) => latest(one)?.estimatedDeliveryAt ?? null,
    events: (one: Fulfillment, args: PageArgs & { sortKey?: string | null }) =>
      connection(one.events, args, (event) =>
        args.sortKey === "CREATED_AT" ? event.createdAt : event.happenedAt,
      ),
  },
  FulfillmentEvent: {
    ...same("id", "status", "message", "happenedAt", "createdAt", "estimatedDeliveryAt"),
    ...Object.fromEntries(
      PLACE.map((field) => [field, (event: FulfillmentEvent) => event.place[field] ?? null]),
    ),
  },
  Mutation: {
    fulfillmentEventCreate: (_root: unknown, args: { fulfillmentEvent: EventInput }, context: Context) =>
      addEvent(context, args.fulfillmentEvent),
  },
  FulfillmentEventCreatePayload: payload("fulfillmentEvent"),
};

function firstOf(fulfillment: Fulfillment, status: string): string | null {
  const times = fulfillment.events
    .filter((event) => event.status === status)
    .map((event) => event.happenedAt);
  return times.sort()[0] ?? null;
}

function addEvent({ world, shop }: Context, input: EventInput): object {
  const fulfillment = shop.fulfillments.get(input.fulfillmentId);
  const field = ["fulfillmentEvent", "fulfillmentId"];
  if (!fulfillment) return refuse("Fulfillment not found.", field);
  if (fulfillment.status === "CANCELLED")
    return refuse("Events can't be added to a cancelled fulfillment.", field);
  const at = now(world);
  const event: FulfillmentEvent = {
    id: gid(world, "FulfillmentEvent"),
    status: input.status,
    message: input.message ?? null,
    happenedAt: input.happenedAt ? new Date(input.happenedAt).toISOString().replace(/\.\d{3}Z$/, "Z") : at,
    createdAt: at,
    estimatedDeliveryAt: input.estimatedDeliveryAt ?? null,
    place: Object.fromEntries(PLACE.flatMap((key) => (input[key] == null ? [] : [[key, input[key]]]))),
  };
  fulfillment.events.push(event);
  const payload = () => eventPayload(fulfillment, event, legacyId(shop.id));
  announce(world, shop, { topic: "fulfillment_events/create", payload });
  fulfillmentChanged(world, shop, fulfillment, "fulfillment.event");
  return { fulfillmentEvent: event, userErrors: [] };
}

function eventPayload(fulfillment: Fulfillment, event: FulfillmentEvent, shopId: number): object {
  return {
    id: legacyId(event.id),
    fulfillment_id: legacyId(fulfillment.id),
    status: event.status.toLowerCase(),
    message: event.message,
    happened_at: event.happenedAt,
    ...Object.fromEntries(PLACE.map((key) => [key, event.place[key] ?? null])),
    shop_id: shopId,
    created_at: event.createdAt,
    updated_at: event.createdAt,
    estimated_delivery_at: event.estimatedDeliveryAt,
    order_id: legacyId(fulfillment.orderId),
    admin_graphql_api_id: event.id,
  };
}
