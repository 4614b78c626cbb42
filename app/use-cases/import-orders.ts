// Re-reads marketplace orders, up to 50 in one call, and mirrors them. What may follow is decided on the saved row: an
// older copy never overwrites a newer one, and an order goes on only when it is paid for and every SKU is linked.
import type { ConnectionId } from "../domain/ids.ts";
import { groupUnits, isPlanned, mayStillBeRouted, wanted } from "../domain/order.ts";
import { unitsCancelled, unitsCancelledKey } from "../domain/order-issues.ts";
import type { ListingSkuRow } from "./ports/catalog-records.ts";
import type { ConnectionRow } from "./ports/foundation-records.ts";
import type { MarketplaceOrder, MarketplaceOrderStatus } from "./ports/marketplace.ts";
import type { ImportedOrder } from "./ports/order-changes.ts";
import type { OrderRow } from "./ports/order-rows.ts";
import { endHold, holdOrder } from "./ports/order-steps.ts";
import type { Ports } from "./ports/ports.ts";
import type { RecordsInTransaction } from "./ports/records.ts";
import { forgetSentStock, pushMarks, releaseCancelled } from "./ports/sold-stock.ts";
import { type Batch, done, type Mark, type Outcome, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "now" | "log">;

// The marketplace answers at most 50 orders per call.
const ORDERS_PER_CALL = 50;

export async function importOrders(ports: Needs, batch: Batch): Promise<Outcomes> {
  const connections = await ports.records.stores.connections(batch.storeId);
  const outcomes = new Map<string, Outcome>();
  let unread = [...batch.subjects];
  for (const connection of connections.filter((each) => each.state !== "revoked")) {
    if (unread.length === 0) break;
    for (const order of await read(ports, connection.id, unread)) {
      outcomes.set(order.marketplaceOrderId, await saveOne(ports, connection, order));
    }
    unread = unread.filter((id) => !outcomes.has(id));
  }
  for (const id of unread) {
    ports.log.warn("the marketplace does not know an order", {
      storeId: batch.storeId,
      marketplaceOrderId: id,
    });
    outcomes.set(id, done);
  }
  return outcomes;
}

async function read(
  ports: Needs,
  connectionId: ConnectionId,
  ids: readonly string[],
): Promise<MarketplaceOrder[]> {
  const marketplace = await ports.marketplaceFor(connectionId);
  const orders: MarketplaceOrder[] = [];
  for (let start = 0; start < ids.length; start += ORDERS_PER_CALL) {
    orders.push(...(await marketplace.orders(ids.slice(start, start + ORDERS_PER_CALL))));
  }
  return orders;
}

async function saveOne(ports: Needs, connection: ConnectionRow, order: MarketplaceOrder): Promise<Outcome> {
  const { storeId } = connection;
  try {
    await ports.records.transaction(async (tx) => {
      const skuIds = [...new Set(order.units.map((unit) => unit.marketplaceSkuId))];
      // A link says more than a merchant's word about a SKU without one.
      const links = [
        ...(await tx.links.countedAs(connection.id, skuIds)),
        ...(await tx.catalog.linksByMarketplaceSku(connection.id, skuIds)),
      ];
      const saved = await tx.orders.saveImported(storeId, toImported(connection.id, order, links));
      if (saved.kind === "older") return;
      const row = await tx.orders.lockOrder(storeId, saved.orderId);
      if (row && saved.unitsCancelled > 0) await callOffUnits(tx, row);
      else if (row && saved.kind === "new") await forgetSentStock(tx, row);
      if (row) await decideNext(tx, { row, order, at: ports.now() });
    });
    return done;
  } catch (error) {
    return { kind: "failed", error };
  }
}

// The marketplace offers again what was called off; of that only what we promised is ours to offer again, too.
async function callOffUnits(tx: RecordsInTransaction, row: OrderRow): Promise<void> {
  await releaseCancelled(tx, row);
  await forgetSentStock(tx, row);
  const isInStore = row.storeOrderId !== null || row.storeIntentAt !== null;
  if (!isInStore || row.shippedBy !== "merchant") return;
  await tx.issues.raise(unitsCancelled(row));
  // The merchant may have edited the store's order before the marketplace told us: reading it again clears the issue.
  const { storeId, storeOrderId } = row;
  if (storeOrderId !== null)
    await tx.work.mark([{ storeId, verb: "record-store-shipments", subject: storeOrderId }]);
}

type Step = { readonly row: OrderRow; readonly order: MarketplaceOrder; readonly at: Date };

async function decideNext(tx: RecordsInTransaction, step: Step): Promise<void> {
  const { row, order, at } = step;
  await tx.orders.addHistory(row.storeId, row.id, [
    {
      at,
      kind: "imported",
      ref: row.originOrderId,
      text: `Bought in TikTok Shop as order ${row.originOrderId}.`,
    },
  ]);
  if (row.state === "cancelled") return;
  if (order.status === "cancelled") return cancel(tx, row, at);
  // Bought is bought: the other shops that share this stock must not offer it while the buyer may change their mind.
  if (WAITS_FOR_BUYER[order.status]) return tx.work.mark(pushMarks(row));
  if (mayStillBeRouted(row.state) && row.storeOrderId === null && row.storeIntentAt === null) {
    return towardsRoute(tx, step);
  }
  await follow(tx, step);
}

/** Paid and past the time in which the buyer may take it back? */
const WAITS_FOR_BUYER = {
  unpaid: true,
  "on-hold": true,
  "awaiting-shipment": false,
  "partially-shipping": false,
  "awaiting-collection": false,
  "in-transit": false,
  delivered: false,
  completed: false,
  cancelled: false,
} satisfies Record<MarketplaceOrderStatus, boolean>;

async function towardsRoute(tx: RecordsInTransaction, step: Step): Promise<void> {
  const { row, order, at } = step;
  const unlinked = row.lines.find((line) => line.variantId === null && wanted(line) > 0);
  if (unlinked) {
    const detail = `SKU ${unlinked.sku || unlinked.marketplaceSkuId} (${unlinked.title}) is not linked to a product.`;
    return holdOrder(tx, row, { reason: "sku-not-linked", detail, at });
  }
  if (order.shippedBy === "merchant" && order.label === "marketplace") {
    const detail = "it ships with a label that is bought in TikTok Shop first.";
    return holdOrder(tx, row, { reason: "platform-label-needed", detail, at });
  }
  if (row.state === "routed" && isPlanned(row)) return follow(tx, step);
  // Stock may have come in the meantime: only routing can tell, and it alone ends that hold.
  const routingDecides = row.holdReason === "out-of-stock" || row.holdReason === "warehouse-unknown";
  if (!routingDecides) {
    await endHold(tx, row, at);
    await tx.orders.changeOrder(row.storeId, row.id, { state: "imported" });
  }
  await tx.work.mark([{ storeId: row.storeId, verb: "route-orders", subject: row.id }]);
}

/** An order under way: what its warehouse or carrier did since is recorded by the step that owns it. */
async function follow(tx: RecordsInTransaction, step: Step): Promise<void> {
  const { row, order, at } = step;
  const delivered = order.status === "delivered" || order.status === "completed";
  if (row.shippedBy === "marketplace") {
    const known = new Set(row.fulfillmentOrders.flatMap((part) => part.shipments.map((of) => of.packageId)));
    const news = order.units.some(
      (unit) => unit.packageId !== null && unit.trackingNumber !== null && !known.has(unit.packageId),
    );
    if (!news && (!delivered || row.state === "delivered")) return;
    const current = row.fulfillmentOrders.filter(
      (part) => part.state !== "cancelled" && part.state !== "rejected",
    );
    await tx.work.mark(
      current.map((part): Mark => ({ storeId: row.storeId, verb: "record-shipments", subject: part.id })),
    );
    return;
  }
  if (!delivered || row.state === "delivered") return;
  await tx.orders.changeOrder(row.storeId, row.id, { state: "delivered" });
  await tx.issues.clear(row.storeId, unitsCancelledKey(row.id));
  await tx.orders.addHistory(row.storeId, row.id, [
    { at, kind: "delivered", ref: row.originOrderId, text: "The carrier delivered the order." },
  ]);
}

/** What can still be stopped is stopped: nothing of a cancelled order is created, submitted or reported any more. */
async function cancel(tx: RecordsInTransaction, row: OrderRow, at: Date): Promise<void> {
  const { storeId } = row;
  await endHold(tx, row, at);
  await tx.orders.changeOrder(storeId, row.id, { state: "cancelled" });
  await tx.issues.clear(storeId, unitsCancelledKey(row.id));
  await tx.inventory.release(
    storeId,
    row.lines.map((line) => line.id),
  );
  for (const part of row.fulfillmentOrders) {
    if (part.state !== "shipped")
      await tx.orders.changeFulfillmentOrder(storeId, part.id, { state: "cancelled" });
  }
  await tx.orders.addHistory(storeId, row.id, [
    { at, kind: "cancelled", ref: row.originOrderId, text: "Cancelled in TikTok Shop." },
  ]);
  await forgetSentStock(tx, row);
  // A create may be under way: that step looks it up and says what is left to do.
  if (row.storeOrderId !== null || row.storeIntentAt !== null) {
    await tx.work.mark([{ storeId, verb: "create-store-orders", subject: row.id }]);
  }
}

function toImported(
  connectionId: ConnectionId,
  order: MarketplaceOrder,
  links: readonly Pick<ListingSkuRow, "marketplaceSkuId" | "variantId">[],
): ImportedOrder {
  const variantOf = new Map(links.map((link) => [link.marketplaceSkuId, link.variantId]));
  return {
    connectionId,
    origin: "marketplace",
    originOrderId: order.marketplaceOrderId,
    name: order.marketplaceOrderId,
    shippedBy: order.shippedBy,
    label: order.label,
    originStatus: order.status,
    deliveryOptionId: order.deliveryOptionId,
    marketplaceWarehouseId: order.marketplaceWarehouseId,
    currency: order.currency,
    total: order.total,
    shipping: order.shippingPrice,
    tax: order.tax,
    placedAt: order.placedAt,
    originUpdatedAt: order.updatedAt,
    storeOrderId: null,
    address: order.address,
    buyerEmail: order.buyerEmail,
    lines: groupUnits(order.units).map(({ unitIds, ...line }) => ({
      ...line,
      variantId: variantOf.get(line.marketplaceSkuId) ?? null,
      originUnitIds: unitIds,
    })),
  };
}
