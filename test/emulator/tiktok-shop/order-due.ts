// What is promised of an order when it is placed and paid. One event waits per order for the first of its times.
import { type Core, seconds } from "./core.ts";
import type { OrderRow } from "./order-rows.ts";

export type Due = "payment" | "shipping" | "collection" | "delivery";
export type DueEvent = { readonly orderId: string; readonly due: Due };

export const DUE = "tiktok-shop.order-due";

export function waitForPayment(core: Core, order: OrderRow): void {
  const data = { orderId: order.id, due: "payment" } satisfies DueEvent;
  core.parts.clock.schedule(core.parts.settings.timing.marketplace.payMs, { kind: DUE, data });
}

/** Paid: the promises are made, and the clock of the first begins. */
export function startDeadlines(core: Core, order: OrderRow): void {
  const timing = core.parts.settings.timing.marketplace;
  const paid = seconds(core);
  const after = (ms: number) => paid + Math.ceil(ms / 1000);
  order.paidTime = paid;
  order.due = {
    rtsSla: after(timing.shipSlaMs),
    ttsSla: after(timing.collectSlaMs),
    shipping: after(timing.shipMs),
    collection: after(timing.collectMs),
    delivery: after(timing.deliverMs),
  };
  const data = { orderId: order.id, due: "shipping" } satisfies DueEvent;
  core.parts.clock.schedule(timing.shipMs, { kind: DUE, data });
}
