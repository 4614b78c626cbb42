// Decides which warehouse ships what of an order, promises the units, and cuts the order into fulfillment orders. What
// the marketplace ships itself is only noted; what nobody can ship puts the order on hold with the reason.
import { allocate, type RoutingPlan } from "../domain/allocation.ts";
import { as, type OrderId } from "../domain/ids.ts";
import { isPlanned, mayStillBeRouted, wanted } from "../domain/order.ts";
import { marketplaceWarehouse, merchantWarehouses } from "../domain/warehouse.ts";
import type { NewFulfillmentOrder } from "./ports/order-changes.ts";
import type { OrderLineRow, OrderRow } from "./ports/order-rows.ts";
import { endHold, holdOrder } from "./ports/order-steps.ts";
import type { Ports } from "./ports/ports.ts";
import type { RecordsInTransaction } from "./ports/records.ts";
import { pushMarks } from "./ports/sold-stock.ts";
import { type Batch, done, each, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "now">;
type Routing = { readonly tx: RecordsInTransaction; readonly order: OrderRow; readonly at: Date };

export async function routeOrders(ports: Needs, batch: Batch): Promise<Outcomes> {
  return each(batch, async (subject) => {
    await ports.records.transaction(async (tx) => {
      const order = await tx.orders.lockOrder(batch.storeId, as<OrderId>(subject));
      if (order && mayRoute(order)) await route({ tx, order, at: ports.now() });
    });
    return done;
  });
}

/** An order of the marketplace, paid for, all its lines known, and not yet handed to the store. */
function mayRoute(order: OrderRow): boolean {
  const paid = order.originStatus !== "unpaid" && order.originStatus !== "on-hold";
  const linked = order.lines.every((line) => line.variantId !== null || wanted(line) === 0);
  const notSent = order.storeOrderId === null && order.storeIntentAt === null;
  const elsewhere = order.holdReason === "platform-label-needed" || order.holdReason === "sku-not-linked";
  return (
    order.origin === "marketplace" && mayStillBeRouted(order.state) && paid && linked && notSent && !elsewhere
  );
}

async function route(routing: Routing): Promise<void> {
  if (routing.order.state === "routed" && isPlanned(routing.order)) return;
  await (routing.order.shippedBy === "marketplace"
    ? followMarketplace(routing)
    : overMerchantWarehouses(routing));
}

/** Nothing to decide: the plan says who ships and why, so that the merchant can read it. */
async function followMarketplace({ tx, order, at }: Routing): Promise<void> {
  const warehouses = await tx.stores.warehouses(order.storeId);
  const { connectionId, marketplaceWarehouseId } = order;
  const warehouse =
    connectionId && marketplaceWarehouse(warehouses, { connectionId, marketplaceWarehouseId });
  if (!warehouse) {
    const detail = `TikTok Shop ships it from warehouse ${marketplaceWarehouseId ?? "without a number"}, which is not known here yet.`;
    return holdOrder(tx, order, { reason: "warehouse-unknown", detail, at });
  }
  const lines = order.lines.flatMap((line) => part(line, wanted(line)));
  const reason = "The marketplace ships this order itself.";
  const plan = {
    parts: [{ warehouseId: warehouse.id, warehouseName: warehouse.name, lines, reason }],
    unallocated: [],
  };
  const [fulfillmentOrderId] = await save({ tx, order, at }, plan, "accepted");
  // Anything later than ready to ship may already have packages, and their notice may have come before this plan.
  if (order.originStatus === "awaiting-shipment" || !fulfillmentOrderId) return;
  await tx.work.mark([{ storeId: order.storeId, verb: "record-shipments", subject: fulfillmentOrderId }]);
}

async function overMerchantWarehouses({ tx, order, at }: Routing): Promise<void> {
  const { storeId } = order;
  await tx.inventory.release(
    storeId,
    order.lines.map((line) => line.id),
  );
  const plan = await reservedPlan(tx, order);
  if (plan.unallocated.length > 0) {
    const detail = plan.unallocated.map((line) => line.reason).join(" ");
    await tx.orders.changeOrder(storeId, order.id, { plan });
    await holdOrder(tx, order, { reason: "out-of-stock", detail, at });
    // What this order waits for is offered to nobody else.
    await tx.work.mark(pushMarks(order));
    return;
  }
  await save({ tx, order, at }, plan, "open");
  await tx.work.mark(pushMarks(order));
}

// Levels are read without a lock and promised by a conditional statement: when another order won the same units in
// between, the plan is made anew from what is left. Three losses in a row mean the stock is gone.
const TRIES = 3;

async function reservedPlan(tx: RecordsInTransaction, order: OrderRow): Promise<RoutingPlan> {
  let plan = await planFromLevels(tx, order);
  for (let attempt = 1; attempt <= TRIES && plan.unallocated.length === 0; attempt++) {
    if (await reserveAll(tx, order, plan)) return plan;
    await tx.inventory.release(
      order.storeId,
      order.lines.map((line) => line.id),
    );
    plan = await planFromLevels(tx, order);
  }
  if (plan.unallocated.length > 0) return plan;
  const unallocated = order.lines.map((line) => ({
    orderLineId: line.id,
    quantity: wanted(line),
    reason: `Other orders took the last units of ${labelOf(line)}.`,
  }));
  return { parts: [], unallocated };
}

async function planFromLevels(tx: RecordsInTransaction, order: OrderRow): Promise<RoutingPlan> {
  const sold = await soldWithoutStock(tx, order);
  const lines = order.lines.flatMap((line) => {
    const { id: orderLineId, variantId } = line;
    if (variantId === null || wanted(line) === 0) return [];
    const quantity = wanted(line);
    return { orderLineId, variantId, label: labelOf(line), quantity, sellsWithoutStock: sold.has(variantId) };
  });
  const warehouses = merchantWarehouses(await tx.stores.warehouses(order.storeId));
  const levels = await tx.inventory.levels(order.storeId, [...new Set(lines.map((line) => line.variantId))]);
  return allocate({
    lines,
    warehouses: warehouses.map(({ id, name, priority }) => ({ warehouseId: id, name, priority })),
    stock: levels.map(({ warehouseId, variantId, available, held }) => ({
      warehouseId,
      variantId,
      available: available - held,
    })),
  });
}

async function reserveAll(tx: RecordsInTransaction, order: OrderRow, plan: RoutingPlan): Promise<boolean> {
  const variantOf = new Map(order.lines.map((line) => [line.id, line.variantId]));
  const sold = await soldWithoutStock(tx, order);
  for (const { warehouseId, lines } of plan.parts) {
    for (const { orderLineId, quantity } of lines) {
      const variantId = variantOf.get(orderLineId);
      if (!variantId) continue;
      const answer = await tx.inventory.reserve(order.storeId, {
        orderLineId,
        warehouseId,
        variantId,
        quantity,
        beyondStock: sold.has(variantId) ? "allowed" : undefined,
      });
      if (answer.kind === "short") return false;
    }
  }
  return true;
}

function soldWithoutStock(tx: RecordsInTransaction, order: OrderRow) {
  const ids = order.lines.flatMap((line) => line.variantId ?? []);
  return tx.catalog.soldWithoutStock(order.storeId, ids);
}

async function save({ tx, order, at }: Routing, plan: RoutingPlan, state: NewFulfillmentOrder["state"]) {
  const { storeId } = order;
  const ids = await tx.orders.savePlan(storeId, order.id, {
    plan,
    fulfillmentOrders: plan.parts.map(({ warehouseId, lines }) => ({
      warehouseId,
      state,
      storeFulfillmentOrderId: null,
      lines: lines.map((line) => ({ ...line, storeLineId: null })),
    })),
  });
  await endHold(tx, order, at);
  await tx.orders.changeOrder(storeId, order.id, { state: "routed" });
  const text = `Routed: ${plan.parts.map((of) => of.reason).join(" ")}`;
  await tx.orders.addHistory(storeId, order.id, [
    { at, kind: "routed", ref: `plan ${order.planVersion + 1}`, text },
  ]);
  await tx.work.mark([{ storeId, verb: "create-store-orders", subject: order.id }]);
  return ids;
}

function part(line: OrderLineRow, quantity: number) {
  return quantity > 0 ? [{ orderLineId: line.id, quantity }] : [];
}

function labelOf(line: OrderLineRow): string {
  return line.sku ?? line.title;
}
