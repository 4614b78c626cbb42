// What buyers and carriers do to an order besides moving it on: another address, a request taken back, a parcel that
// never arrives.
import type { SeedAddress } from "../platform.ts";
import { callOff, dropRequest } from "./cancellation-moves.ts";
import { type Core, effect, seconds, shopOf } from "./core.ts";
import { touchOrder } from "./order-index.ts";
import { liveLines } from "./order-rows.ts";
import { orderOf } from "./order-status.ts";
import { notify } from "./webhooks.ts";

/** As long as nothing has been shipped. */
export function changeAddress(core: Core, orderId: string, address: SeedAddress): void {
  const order = orderOf(core, orderId);
  if (!["UNPAID", "ON_HOLD", "AWAITING_SHIPMENT"].includes(order.status))
    throw new Error(`order ${orderId} is ${order.status}: its address stays`);
  order.address = address;
  order.hasNewAddress = true;
  touchOrder(core, order);
  effect(core, "order.address-changed", { orderId, shopId: order.shopId });
  notify(core, shopOf(core, order.shopId), {
    type: 3,
    data: { order_id: order.id, update_time: seconds(core) },
  });
}

export function withdrawRequest(core: Core, orderId: string): void {
  if (!dropRequest(core, orderOf(core, orderId)))
    throw new Error(`the buyer of order ${orderId} has not asked to cancel it`);
}

/** The parcels are lost, or come back: the platform calls the order off. */
export function failDelivery(core: Core, orderId: string, what: "lost" | "returned"): void {
  const order = orderOf(core, orderId);
  if (order.status !== "AWAITING_COLLECTION" && order.status !== "IN_TRANSIT")
    throw new Error(`order ${orderId} is ${order.status}: no parcel is on its way`);
  callOff(core, order, {
    role: "SYSTEM",
    reason: what === "lost" ? "ecom_order_package_lost" : "ecom_order_delivery_failed",
    lines: liveLines(order),
    parcels: what === "lost" ? "stay-out" : "come-back",
  });
}
