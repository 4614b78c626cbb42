// What we know of an order: its lines, the parts that warehouses ship, and the packages that left.
import type { RoutingPlan } from "../../domain/allocation.ts";
import type { FulfillmentOrderState } from "../../domain/fulfillment-order.ts";
import type {
  ConnectionId,
  FulfillmentOrderId,
  OrderId,
  OrderLineId,
  ProductId,
  ShipmentId,
  StoreId,
  VariantId,
  WarehouseId,
} from "../../domain/ids.ts";
import type { Money } from "../../domain/money.ts";
import type { HoldReason, OrderOrigin, OrderState } from "../../domain/order.ts";
import type { ShipmentLine } from "../../domain/shipment.ts";

export type OrderLineRow = {
  readonly id: OrderLineId;
  /** What the origin calls this line: the natural key within its order. */
  readonly lineKey: string;
  readonly sku: string | null;
  readonly title: string;
  /** Null while the SKU is not linked to a variant. */
  readonly variantId: VariantId | null;
  readonly productId: ProductId | null;
  /** Null as well for a variant that the store no longer has. */
  readonly storeVariantId: string | null;
  readonly marketplaceSkuId: string | null;
  readonly quantity: number;
  readonly cancelledQuantity: number;
  readonly unitPrice: Money;
  /** Sorted. Units of the marketplace, or the store's one line. */
  readonly originUnitIds: readonly string[];
};

export type FulfillmentOrderLineRow = {
  readonly orderLineId: OrderLineId;
  readonly quantity: number;
  readonly shippedQuantity: number;
  /** The store's id of its own fulfillment order line, once read. */
  readonly storeLineId: string | null;
};

export type ShipmentRow = {
  readonly id: ShipmentId;
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly packageId: string;
  readonly reportTo: "store" | "marketplace";
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly trackingUrl: string | null;
  readonly lines: readonly ShipmentLine[];
  readonly shippedAt: Date;
  /** A report was sent and not yet answered. */
  readonly reportIntentAt: Date | null;
  readonly reportedAt: Date | null;
  readonly reportedId: string | null;
  readonly deliveredAt: Date | null;
};

export type FulfillmentOrderRow = {
  readonly id: FulfillmentOrderId;
  readonly orderId: OrderId;
  readonly planVersion: number;
  readonly warehouseId: WarehouseId;
  readonly state: FulfillmentOrderState;
  readonly storeFulfillmentOrderId: string | null;
  readonly outboundOrderId: string | null;
  readonly submitIntentAt: Date | null;
  readonly submittedAt: Date | null;
  readonly rejectedReason: string | null;
  readonly lines: readonly FulfillmentOrderLineRow[];
  readonly shipments: readonly ShipmentRow[];
};

export type OrderRow = {
  readonly id: OrderId;
  readonly storeId: StoreId;
  readonly connectionId: ConnectionId | null;
  readonly origin: OrderOrigin;
  readonly originOrderId: string;
  readonly name: string;
  readonly state: OrderState;
  readonly holdReason: HoldReason | null;
  readonly holdDetail: string | null;
  readonly shippedBy: "merchant" | "marketplace";
  readonly label: "merchant" | "marketplace";
  /** The origin's own status word, in our spelling. */
  readonly originStatus: string;
  readonly deliveryOptionId: string | null;
  readonly marketplaceWarehouseId: string | null;
  readonly currency: string;
  readonly total: Money;
  readonly shipping: Money;
  readonly tax: Money | null;
  readonly placedAt: Date;
  readonly originUpdatedAt: Date;
  readonly planVersion: number;
  readonly plan: RoutingPlan | null;
  readonly storeOrderId: string | null;
  readonly storeOrderName: string | null;
  /** A create was sent to the store and its answer is not known. */
  readonly storeIntentAt: Date | null;
  readonly updatedAt: Date;
  /** In order of line key. */
  readonly lines: readonly OrderLineRow[];
  /** In order of plan version, then id. Refused and cancelled ones included. */
  readonly fulfillmentOrders: readonly FulfillmentOrderRow[];
};
