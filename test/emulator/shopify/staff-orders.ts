// What staff do to an order that is there: hold, release, split, schedule, refund, archive it, mend its address.
import type { SeedAddress, ShopifyTwin } from "../platform.ts";
import { splitParts } from "./fulfillment-order-cuts.ts";
import { schedulePart } from "./fulfillment-order-schedule.ts";
import { may } from "./fulfillment-order-state.ts";
import { holdPart, releasePart } from "./holds.ts";
import { orderByName } from "./lookup.ts";
import { cents, decimal } from "./money.ts";
import { giveBack } from "./order-refund-writes.ts";
import { removeUnits } from "./order-removals.ts";
import type { FulfillmentOrder, Order } from "./order-state.ts";
import { addressOf } from "./order-texts.ts";
import { currentQuantity, paidOf, unfulfilledOf } from "./order-totals.ts";
import { archiveOrder, orderChanged } from "./order-writes.ts";
import type { Shop } from "./state.ts";
import { shopAt, type World } from "./world.ts";

type Moves = Pick<
  ShopifyTwin,
  | "holdOrder"
  | "releaseOrder"
  | "splitOrder"
  | "scheduleOrder"
  | "refundOrder"
  | "editOrder"
  | "editAddress"
  | "archiveOrder"
>;

export function staffOrderMoves(world: World): Moves {
  const find = (domain: string, name: string): { shop: Shop; order: Order } => {
    const shop = shopAt(world, domain);
    return { shop, order: orderByName(shop, name) };
  };
  return {
    holdOrder(domain, name, reason) {
      const { shop, order } = find(domain, name);
      const parts = partsThatMay(shop, order, "HOLD").filter(({ status }) => status !== "ON_HOLD");
      for (const part of parts) holdPart(world, shop, { part, hold: { reason }, byApp: false });
      return idsOf(parts, `order ${name} has nothing that could be put on hold`);
    },
    releaseOrder(domain, name) {
      const { shop, order } = find(domain, name);
      const parts = partsThatMay(shop, order, "RELEASE_HOLD");
      for (const part of parts) releasePart(world, shop, { part });
      return idsOf(parts, `order ${name} is not on hold`);
    },
    splitOrder(domain, name, line) {
      const { shop, order } = find(domain, name);
      return splitLine(world, shop, { order, ...line });
    },
    scheduleOrder(domain, name, fulfillAt) {
      const { shop, order } = find(domain, name);
      const parts = partsThatMay(shop, order, "HOLD").filter(({ status }) => status === "OPEN");
      for (const part of parts) schedulePart(world, shop, { part, fulfillAt });
      return idsOf(parts, `order ${name} has nothing that could be scheduled`);
    },
    refundOrder(domain, name, { sku, quantity }) {
      const { shop, order } = find(domain, name);
      return refundLine(world, shop, { order, sku, quantity });
    },
    editOrder(domain, name, { sku, quantity }) {
      const { shop, order } = find(domain, name);
      removeUnits(world, shop, { order, sku, quantity });
    },
    editAddress(domain, name, address: SeedAddress) {
      const { shop, order } = find(domain, name);
      order.shippingAddress = addressOf(address);
      orderChanged(world, shop, order);
    },
    archiveOrder(domain, name) {
      const { shop, order } = find(domain, name);
      archiveOrder(world, shop, order);
    },
  };
}

type OrderedUnits = { readonly order: Order; readonly sku: string; readonly quantity: number };

function splitLine(world: World, shop: Shop, { order, sku, quantity }: OrderedUnits): readonly string[] {
  const lineId = order.lines.find((line) => line.sku === sku)?.id;
  const part = partsThatMay(shop, order, "SPLIT").find((one) =>
    one.lines.some(({ orderLineId }) => orderLineId === lineId),
  );
  if (!part) throw new Error(`order ${order.name} has no open ${sku} that could be split off`);
  const id = part.lines.find(({ orderLineId }) => orderLineId === lineId)?.id ?? "";
  const split = splitParts(world, shop, [
    {
      fulfillmentOrderId: part.id,
      fulfillmentOrderLineItems: [{ id, quantity }],
    },
  ]);
  if ("refusal" in split) throw new Error(split.refusal);
  return split.map(({ remainingFulfillmentOrder }) => remainingFulfillmentOrder.id);
}

function refundLine(world: World, shop: Shop, { order, sku, quantity }: OrderedUnits): string {
  const line = order.lines.find((one) => one.sku === sku);
  if (!line || quantity > currentQuantity(order, line))
    throw new Error(`order ${order.name} has no ${quantity} of ${sku} to refund`);
  const unfulfilled = Math.min(quantity, unfulfilledOf(shop, order, line));
  const goods = [
    { quantity: unfulfilled, restockType: "CANCEL" as const },
    { quantity: quantity - unfulfilled, restockType: "RETURN" as const },
  ].filter((one) => one.quantity > 0);
  const { received, refunded } = paidOf(order);
  const amount = decimal(Math.min(cents(line.price) * quantity, received - refunded));
  const gateway = order.transactions[0]?.gateway ?? "manual";
  const refund = giveBack(world, shop, {
    order,
    goods: goods.map((one) => ({ ...one, orderLineId: line.id, locationId: null })),
    transactions: received > refunded ? [{ amount, gateway }] : [],
    shipping: 0,
    note: null,
  });
  orderChanged(world, shop, order);
  return refund.id;
}

function partsThatMay(
  shop: Shop,
  order: Order,
  action: "HOLD" | "RELEASE_HOLD" | "SPLIT",
): readonly FulfillmentOrder[] {
  return order.fulfillmentOrderIds
    .flatMap((id) => shop.fulfillmentOrders.get(id) ?? [])
    .filter((part) => may(shop, part, action));
}

function idsOf(parts: readonly FulfillmentOrder[], otherwise: string): readonly string[] {
  if (parts.length === 0) throw new Error(otherwise);
  return parts.map(({ id }) => id);
}
