// How rows of orders, fulfillment orders and shipments read as the use-cases' words. States are written by us alone.
import type { RoutingPlan } from "../../domain/allocation.ts";
import type { FulfillmentOrderState } from "../../domain/fulfillment-order.ts";
import {
  as,
  type ConnectionId,
  type FulfillmentOrderId,
  type OrderId,
  type OrderLineId,
  type ProductId,
  type ShipmentId,
  type StoreId,
  type VariantId,
  type WarehouseId,
} from "../../domain/ids.ts";
import type { HoldReason, OrderOrigin, OrderState } from "../../domain/order.ts";
import type { ShipmentLine } from "../../domain/shipment.ts";
import type {
  FulfillmentOrderRow,
  OrderLineRow,
  OrderRow,
  ShipmentRow,
} from "../../use-cases/ports/order-rows.ts";
import type { Prisma } from "./generated/client.ts";

/** What is read with an order. The sealed columns stay behind: only `delivery` opens them. */
export const WHOLE_ORDER = {
  omit: { addressSealed: true, buyerEmailSealed: true },
  include: {
    lines: { orderBy: { lineKey: "asc" } },
    fulfillmentOrders: {
      orderBy: [{ planVersion: "asc" }, { id: "asc" }],
      include: {
        lines: { orderBy: { id: "asc" } },
        shipments: { orderBy: [{ shippedAt: "asc" }, { packageId: "asc" }] },
      },
    },
  },
} satisfies Prisma.OrderDefaultArgs;

export type WholeOrder = Prisma.OrderGetPayload<typeof WHOLE_ORDER>;
type WholeFulfillmentOrder = WholeOrder["fulfillmentOrders"][number];

/** The catalogue's side of a line, by variant id. */
export type LinkedVariants = ReadonlyMap<
  string,
  { readonly productId: string; readonly storeVariantId: string | null }
>;

export function toOrder(row: WholeOrder, variants: LinkedVariants): OrderRow {
  const money = (minor: number) => ({ minor, currency: row.currency });
  return {
    id: as<OrderId>(row.id),
    storeId: as<StoreId>(row.storeId),
    connectionId: row.connectionId === null ? null : as<ConnectionId>(row.connectionId),
    origin: row.origin as OrderOrigin,
    originOrderId: row.originOrderId,
    name: row.name,
    state: row.state as OrderState,
    holdReason: row.holdReason as HoldReason | null,
    holdDetail: row.holdDetail,
    shippedBy: row.shippedBy as OrderRow["shippedBy"],
    label: row.label as OrderRow["label"],
    originStatus: row.originStatus,
    deliveryOptionId: row.deliveryOptionId,
    marketplaceWarehouseId: row.marketplaceWarehouseId,
    currency: row.currency,
    total: money(row.totalMinor),
    shipping: money(row.shippingMinor),
    tax: row.taxMinor === null ? null : money(row.taxMinor),
    placedAt: row.placedAt,
    originUpdatedAt: row.originUpdatedAt,
    planVersion: row.planVersion,
    plan: row.plan as unknown as RoutingPlan | null,
    storeOrderId: row.storeOrderId,
    storeOrderName: row.storeOrderName,
    storeIntentAt: row.storeIntentAt,
    updatedAt: row.updatedAt,
    lines: row.lines.map((line) => toLine(line, row.currency, variants)),
    fulfillmentOrders: row.fulfillmentOrders.map(toFulfillmentOrder),
  };
}

function toLine(line: WholeOrder["lines"][number], currency: string, variants: LinkedVariants): OrderLineRow {
  const variant = line.variantId === null ? undefined : variants.get(line.variantId);
  return {
    id: as<OrderLineId>(line.id),
    lineKey: line.lineKey,
    sku: line.sku,
    title: line.title,
    variantId: line.variantId === null ? null : as<VariantId>(line.variantId),
    productId: variant ? as<ProductId>(variant.productId) : null,
    storeVariantId: variant?.storeVariantId ?? null,
    marketplaceSkuId: line.marketplaceSkuId,
    quantity: line.quantity,
    cancelledQuantity: line.cancelledQuantity,
    unitPrice: { minor: line.unitPriceMinor, currency },
    originUnitIds: line.originUnitIds,
  };
}

function toFulfillmentOrder(row: WholeFulfillmentOrder): FulfillmentOrderRow {
  return {
    id: as<FulfillmentOrderId>(row.id),
    orderId: as<OrderId>(row.orderId),
    planVersion: row.planVersion,
    warehouseId: as<WarehouseId>(row.warehouseId),
    state: row.state as FulfillmentOrderState,
    storeFulfillmentOrderId: row.storeFulfillmentOrderId,
    outboundOrderId: row.outboundOrderId,
    submitIntentAt: row.submitIntentAt,
    submittedAt: row.submittedAt,
    rejectedReason: row.rejectedReason,
    lines: row.lines.map((line) => ({
      orderLineId: as<OrderLineId>(line.orderLineId),
      quantity: line.quantity,
      shippedQuantity: line.shippedQuantity,
      storeLineId: line.storeLineId,
    })),
    shipments: row.shipments.map(toShipment),
  };
}

function toShipment(row: WholeFulfillmentOrder["shipments"][number]): ShipmentRow {
  return {
    id: as<ShipmentId>(row.id),
    fulfillmentOrderId: as<FulfillmentOrderId>(row.fulfillmentOrderId),
    packageId: row.packageId,
    reportTo: row.reportTo as ShipmentRow["reportTo"],
    carrier: row.carrier,
    trackingNumber: row.trackingNumber,
    trackingUrl: row.trackingUrl,
    lines: row.lines as unknown as readonly ShipmentLine[],
    shippedAt: row.shippedAt,
    reportIntentAt: row.reportIntentAt,
    reportedAt: row.reportedAt,
    reportedId: row.reportedId,
    deliveredAt: row.deliveredAt,
  };
}
