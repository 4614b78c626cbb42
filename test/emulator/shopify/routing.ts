// Which location ships which line, and the fulfillment orders cut from that. A service's location ships only what is
// stocked there; a line that no location holds goes to the first location.
import type { FulfillmentOrder, Order, OrderLine } from "./order-state.ts";
import type { Shop } from "./state.ts";
import { commit, levelAt } from "./stock.ts";
import { firstLocation, gid, levelsOf, now, record, type World } from "./world.ts";

/** The location that ships a line: the asked service's, else the first that has enough, has some, or stocks it at all. */
export function locationFor(shop: Shop, line: OrderLine): string {
  const service = [...shop.services.values()].find(({ handle }) => handle === line.serviceHandle);
  if (service) return service.locationId;
  const variant = shop.variants.get(line.variantId ?? "");
  const levels = variant ? levelsOf(shop, variant.itemId).filter((level) => level.isActive) : [];
  const level =
    levels.find(({ available }) => available >= line.quantity) ??
    levels.find(({ available }) => available > 0) ??
    levels[0];
  return level?.locationId ?? firstLocation(shop).id;
}

/** Cuts the fulfillment orders of a new order, one for each location and kind of delivery, and claims its stock. */
export function routeOrder(world: World, shop: Shop, order: Order): void {
  const groups = new Map<string, { locationId: string; requiresShipping: boolean; lines: OrderLine[] }>();
  for (const line of order.lines) {
    const locationId = locationFor(shop, line);
    claim(world, shop, { line, locationId });
    const key = `${locationId} ${line.requiresShipping}`;
    const group = groups.get(key) ?? { locationId, requiresShipping: line.requiresShipping, lines: [] };
    group.lines.push(line);
    groups.set(key, group);
  }
  for (const group of groups.values()) {
    const lines = group.lines.map((line) => ({ orderLineId: line.id, quantity: line.quantity }));
    newFulfillmentOrder(world, shop, {
      order,
      locationId: group.locationId,
      requiresShipping: group.requiresShipping,
      lines,
    });
  }
}

type NewFulfillmentOrder = {
  readonly order: Order;
  readonly locationId: string;
  readonly requiresShipping: boolean;
  readonly lines: readonly { readonly orderLineId: string; readonly quantity: number }[];
};

/** An open, unsubmitted fulfillment order. */
export function newFulfillmentOrder(world: World, shop: Shop, input: NewFulfillmentOrder): FulfillmentOrder {
  const at = now(world);
  const made: FulfillmentOrder = {
    id: gid(world, "FulfillmentOrder"),
    orderId: input.order.id,
    locationId: input.locationId,
    status: "OPEN",
    requestStatus: "UNSUBMITTED",
    lines: input.lines.map(({ orderLineId, quantity }) => ({
      id: gid(world, "FulfillmentOrderLineItem"),
      orderLineId,
      total: quantity,
      remaining: quantity,
    })),
    holds: [],
    requests: [],
    requiresShipping: input.requiresShipping,
    fulfillAt: null,
    fulfillBy: null,
    progressReported: false,
    createdAt: at,
    updatedAt: at,
  };
  shop.fulfillmentOrders.set(made.id, made);
  input.order.fulfillmentOrderIds.push(made.id);
  record(world, "fulfillmentOrder.created", {
    fulfillmentOrderId: made.id,
    orderId: input.order.id,
    locationId: input.locationId,
  });
  return made;
}

function claim(
  world: World,
  shop: Shop,
  { line, locationId }: { line: OrderLine; locationId: string },
): void {
  const itemId = shop.variants.get(line.variantId ?? "")?.itemId;
  if (!line.claimed || !itemId) return;
  commit(world, shop, { itemId, locationId, quantity: line.quantity });
}

/** Units a line could claim where it would be routed to. */
export function availableFor(shop: Shop, line: OrderLine): number {
  const itemId = shop.variants.get(line.variantId ?? "")?.itemId;
  return itemId
    ? (levelAt(shop, { itemId, locationId: locationFor(shop, line) })?.available ?? 0)
    : Number.POSITIVE_INFINITY;
}
