// An order placed in the store, as far as our fulfillment service is asked to ship it: how it is taken in.
import type { RoutingPlan } from "../../domain/allocation.ts";
import type { RequestLine } from "../../domain/fulfillment-request.ts";
import type { ConnectionId, FulfillmentOrderId, StoreId } from "../../domain/ids.ts";
import type { ImportedOrder } from "./order-changes.ts";
import type { FulfillmentOrderRow, OrderRow } from "./order-rows.ts";
import type { RecordsInTransaction } from "./records.ts";
import type { StoreFulfillmentOrder, StoreOrder } from "./store.ts";

type AskedOrder = {
  readonly storeId: StoreId;
  readonly connectionId: ConnectionId;
  readonly asked: StoreFulfillmentOrder;
  readonly storeOrder: StoreOrder;
};

/** The lines asked of us, as an order that was placed in the store. What others ship is none of ours. */
export async function toImported(tx: RecordsInTransaction, from: AskedOrder): Promise<ImportedOrder> {
  const { storeId, connectionId, asked, storeOrder } = from;
  const zero = { minor: 0, currency: storeOrder.currency };
  const theirs = new Map(storeOrder.lines.map((line) => [line.storeOrderLineId, line]));
  const [known] = await tx.orders.ordersByOrigin(storeId, "store", [storeOrder.storeOrderId]);
  // The store forgets which variant a line was of once the variant went.
  const knownVariants = new Map(known?.lines.map((line) => [line.lineKey, line.variantId]));
  const lines = await Promise.all(
    asked.lines.map(async (line) => {
      const variant = line.storeVariantId
        ? await tx.catalog.variantByStoreVariant(storeId, line.storeVariantId)
        : undefined;
      const their = theirs.get(line.storeOrderLineId);
      return {
        lineKey: line.storeOrderLineId,
        sku: line.sku,
        title: line.title,
        variantId: variant?.id ?? knownVariants.get(line.storeOrderLineId) ?? null,
        marketplaceSkuId: null,
        quantity: their?.quantity ?? line.totalQuantity,
        cancelledQuantity: 0,
        unitPrice: their?.unitPrice ?? zero,
        originUnitIds: [line.storeOrderLineId],
      };
    }),
  );
  return {
    connectionId,
    origin: "store",
    originOrderId: storeOrder.storeOrderId,
    name: storeOrder.name,
    shippedBy: "marketplace",
    label: "marketplace",
    originStatus: storeOrder.cancelled ? "cancelled" : "open",
    deliveryOptionId: null,
    marketplaceWarehouseId: null,
    currency: storeOrder.currency,
    total: storeOrder.total,
    shipping: zero,
    tax: null,
    placedAt: storeOrder.placedAt,
    originUpdatedAt: storeOrder.updatedAt,
    storeOrderId: storeOrder.storeOrderId,
    address: asked.destination,
    buyerEmail: null,
    lines,
  };
}

/** Saves the part of an order that one request asks for: once per fulfillment order of the store, however often it asks. */
export async function saveAskedPart(
  tx: RecordsInTransaction,
  of: {
    order: OrderRow;
    asked: StoreFulfillmentOrder;
    warehouseId: FulfillmentOrderRow["warehouseId"];
    at: Date;
  },
): Promise<FulfillmentOrderId> {
  const { order, asked, warehouseId, at } = of;
  await tx.orders.addHistory(order.storeId, order.id, [
    {
      at,
      kind: "imported",
      ref: asked.storeFulfillmentOrderId,
      text: `The store asks TikTok's warehouse to ship ${order.name}.`,
    },
  ]);
  const known = order.fulfillmentOrders.find(
    (part) => part.storeFulfillmentOrderId === asked.storeFulfillmentOrderId,
  );
  if (known) {
    // Asked again after a no.
    if (known.state === "rejected") {
      await tx.orders.changeFulfillmentOrder(order.storeId, known.id, {
        state: "open",
        rejectedReason: null,
        submitIntentAt: null,
      });
    }
    return known.id;
  }
  const lineIds = new Map(order.lines.map((line) => [line.lineKey, line.id]));
  return tx.orders.addFulfillmentOrder(order.storeId, order.id, {
    warehouseId,
    state: "open",
    storeFulfillmentOrderId: asked.storeFulfillmentOrderId,
    lines: asked.lines.flatMap((line) => {
      const orderLineId = lineIds.get(line.storeOrderLineId);
      return orderLineId && line.remainingQuantity > 0
        ? [{ orderLineId, quantity: line.remainingQuantity, storeLineId: line.storeLineId }]
        : [];
    }),
  });
}

/** Whether the marketplace sold it: by our own note of its number, or by the source identifier while that note is still to be made. */
export async function isMarketplaceOrder(
  records: RecordsInTransaction,
  storeId: StoreId,
  storeOrder: StoreOrder,
): Promise<boolean> {
  const known = await records.orders.orderByStoreOrder(storeId, storeOrder.storeOrderId);
  if (known) return known.origin === "marketplace";
  if (storeOrder.sourceIdentifier === null) return false;
  const sold = await records.orders.ordersByOrigin(storeId, "marketplace", [storeOrder.sourceIdentifier]);
  return sold.length > 0;
}

/** The lines of a part with the name that the marketplace's warehouse has for each thing, where it stocks it. */
export async function goodsOfPart(
  records: RecordsInTransaction,
  order: OrderRow,
  part: FulfillmentOrderRow,
): Promise<readonly RequestLine[]> {
  const lines: RequestLine[] = [];
  for (const { orderLineId, quantity } of part.lines) {
    const line = order.lines.find((of) => of.id === orderLineId);
    const links = line?.variantId ? await records.catalog.linksOfVariant(order.storeId, line.variantId) : [];
    const link = links.find((of) => of.connectionId === order.connectionId && of.goodsId !== null);
    lines.push({ label: line?.sku ?? line?.title ?? "A line", quantity, goodsId: link?.goodsId ?? null });
  }
  return lines;
}

/** The plan of what the store asked for, with the reason the merchant reads. */
export async function planOf(
  records: RecordsInTransaction,
  order: OrderRow,
  part: FulfillmentOrderRow,
): Promise<RoutingPlan> {
  const warehouses = await records.stores.warehouses(order.storeId);
  const warehouseName = warehouses.find((of) => of.id === part.warehouseId)?.name ?? "TikTok's warehouse";
  const reason = "The store asked for it at TikTok's location, and the warehouse holds every line.";
  const lines = part.lines.map(({ orderLineId, quantity }) => ({ orderLineId, quantity }));
  return { parts: [{ warehouseId: part.warehouseId, warehouseName, lines, reason }], unallocated: [] };
}
