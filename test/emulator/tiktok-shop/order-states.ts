// The life of an order: which status follows which, who moves it, and what moves with it.
import { type Core, effect, seconds, shopOf } from "./core.ts";
import { release, sendOut } from "./fbt-stock.ts";
import { movePackages, newPackage } from "./package-rows.ts";
import { stockIn } from "./product-rows.ts";
import type { LineRow, OrderRow, OrderStatus } from "./state.ts";
import { platformParcel } from "./warehouses.ts";
import { notify } from "./webhooks.ts";

type StepEvent = { readonly orderId: string; readonly from: OrderStatus };

/** Who moves an order out of a status, and where to. The seller's step is a call, not a step of time. */
const NEXT = {
  UNPAID: { to: "ON_HOLD", wait: "remorseMs" },
  ON_HOLD: { to: "AWAITING_SHIPMENT", wait: "remorseMs" },
  AWAITING_SHIPMENT: { to: "AWAITING_COLLECTION", wait: "warehouseStepMs" },
  PARTIALLY_SHIPPING: null,
  AWAITING_COLLECTION: { to: "IN_TRANSIT", wait: "warehouseStepMs" },
  IN_TRANSIT: { to: "DELIVERED", wait: "warehouseStepMs" },
  DELIVERED: { to: "COMPLETED", wait: "warehouseStepMs" },
  COMPLETED: null,
  CANCELLED: null,
} as const satisfies Record<OrderStatus, { to: OrderStatus; wait: "remorseMs" | "warehouseStepMs" } | null>;

export function startOrders(core: Core): void {
  core.parts.clock.on<StepEvent>("tiktok-shop.order-step", ({ orderId, from }) => {
    const order = core.state.orders.get(orderId);
    if (order?.status === from) step(core, order);
  });
}

export function orderOf(core: Core, orderId: string): OrderRow {
  const order = core.state.orders.get(orderId);
  if (!order) throw new Error(`the twin knows no TikTok Shop order ${orderId}`);
  return order;
}

/** One step on, by whoever's turn it is but the seller's. */
export function advanceOrder(core: Core, orderId: string): OrderStatus {
  const order = orderOf(core, orderId);
  if (!canStep(order))
    throw new Error(`order ${orderId} is ${order.status}: nobody but the seller can move it on`);
  step(core, order);
  return order.status;
}

function canStep(order: OrderRow): boolean {
  const waitsForSeller =
    order.status === "AWAITING_SHIPMENT" && order.fulfillmentType === "FULFILLMENT_BY_SELLER";
  return NEXT[order.status] !== null && !waitsForSeller;
}

function step(core: Core, order: OrderRow): void {
  const next = NEXT[order.status];
  if (!next || !canStep(order)) return;
  if (order.status === "AWAITING_SHIPMENT") shipByPlatform(core, order);
  enterStatus(core, order, next.to);
}

/** Enters a status, tells the seller, and, where actors act by themselves, plans the next step. */
export function enterStatus(core: Core, order: OrderRow, status: OrderStatus): void {
  const now = seconds(core);
  order.status = status;
  order.updateTime = now;
  stamp(order, now);
  if (status === "IN_TRANSIT" || status === "DELIVERED" || status === "CANCELLED")
    movePackages(core, order, status);
  notify(core, shopOf(core, order.shopId), {
    type: 1,
    data: {
      order_id: order.id,
      order_status: status,
      is_on_hold_order: status === "ON_HOLD",
      update_time: now,
    },
  });
  planNextStep(core, order);
}

function stamp(order: OrderRow, now: number): void {
  if (order.status === "AWAITING_COLLECTION") order.rtsTime ??= now;
  if (order.status === "IN_TRANSIT") order.collectionTime = now;
  if (order.status === "DELIVERED") order.deliveryTime = now;
}

function planNextStep(core: Core, order: OrderRow): void {
  const next = NEXT[order.status];
  if (core.parts.settings.actors !== "auto" || !next || !canStep(order)) return;
  const data = { orderId: order.id, from: order.status } satisfies StepEvent;
  core.parts.clock.schedule(core.parts.settings.timing[next.wait], { kind: "tiktok-shop.order-step", data });
}

/** The platform's warehouses hand over one parcel each. */
function shipByPlatform(core: Core, order: OrderRow): void {
  const byWarehouse = Map.groupBy(openLines(order), (line) =>
    "fbtWarehouseId" in line.reservedAt ? line.reservedAt.fbtWarehouseId : "",
  );
  for (const lines of byWarehouse.values()) {
    const { provider, trackingNumber } = platformParcel(core);
    newPackage(core, order, { lines, provider, trackingNumber });
    for (const line of lines) {
      if ("goodsId" in line.reservedAt) sendOut(core, { ...line.reservedAt, quantity: 1 }, order.id);
    }
  }
  effect(core, "order.shipped", { orderId: order.id, shopId: order.shopId }, { by: "platform" });
}

export function openLines(order: OrderRow): readonly LineRow[] {
  return order.lines.filter((line) => line.packageId === null && !line.cancelled);
}

/** Units that will not be shipped go back to where they were reserved. */
export function releaseLines(core: Core, lines: readonly LineRow[]): void {
  for (const line of lines) {
    line.cancelled = true;
    if ("goodsId" in line.reservedAt) {
      release(core, { ...line.reservedAt, quantity: 1 });
      continue;
    }
    const stock = stockIn(core.state.skus.get(line.skuId), line.reservedAt.warehouseId);
    if (!stock) continue;
    stock.quantity += 1;
    stock.committed -= 1;
  }
}

/** Units that left the seller's warehouse are promised no longer. */
export function shipLines(core: Core, lines: readonly LineRow[]): void {
  for (const line of lines) {
    const stock =
      "warehouseId" in line.reservedAt
        ? stockIn(core.state.skus.get(line.skuId), line.reservedAt.warehouseId)
        : undefined;
    if (stock) stock.committed -= 1;
  }
}
