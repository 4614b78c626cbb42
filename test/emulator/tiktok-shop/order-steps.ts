// One step on for an order, by time or by hand: paid, released, shipped by the platform, carried, delivered, done.
import { dropRequest } from "./cancellation-moves.ts";
import { inParcels } from "./carrier-chances.ts";
import { platformParcel } from "./carriers.ts";
import { type Core, effect, shopOf } from "./core.ts";
import { failDelivery } from "./order-mishaps.ts";
import { type OrderRow, type OrderStatus, openLines } from "./order-rows.ts";
import {
  enterStatus,
  FATE,
  type FateEvent,
  nextStatus,
  orderOf,
  STEP,
  type StepEvent,
} from "./order-status.ts";
import { shipLines } from "./order-stock.ts";
import { newPackage } from "./package-rows.ts";

export function startOrders(core: Core): void {
  core.parts.clock.on<StepEvent>(STEP, ({ orderId, from }) => {
    const order = core.state.orders.get(orderId);
    if (order?.status === from) step(core, order);
  });
  core.parts.clock.on<FateEvent>(FATE, ({ orderId, what }) => {
    if (core.state.orders.get(orderId)?.status === "IN_TRANSIT") failDelivery(core, orderId, what);
  });
}

/** One step on, by whoever's turn it is but the seller's. */
export function advanceOrder(core: Core, orderId: string): OrderStatus {
  const order = orderOf(core, orderId);
  if (!nextStatus(order))
    throw new Error(`order ${orderId} is ${order.status}: nobody but the seller can move it on`);
  step(core, order);
  return order.status;
}

function step(core: Core, order: OrderRow): void {
  const next = nextStatus(order);
  if (!next) return;
  if (order.status === "AWAITING_SHIPMENT") shipByPlatform(core, order);
  enterStatus(core, order, next);
}

/** The platform's warehouses hand over one parcel each; a buyer who asked to cancel asked too late. */
function shipByPlatform(core: Core, order: OrderRow): void {
  dropRequest(core, order);
  const byWarehouse = Map.groupBy(openLines(order), (line) =>
    "fbtWarehouseId" in line.reservedAt ? line.reservedAt.fbtWarehouseId : "",
  );
  for (const lines of [...byWarehouse.values()].flatMap((all) => inParcels(core, all))) {
    newPackage(core, order, { lines, ...platformParcel(core, shopOf(core, order.shopId)) });
    shipLines(core, lines, order.id);
  }
  effect(core, "order.shipped", { orderId: order.id, shopId: order.shopId }, { by: "platform" });
}
