// What a step may write of an order: what its origin tells, and the few columns that are ours.
import type { Address } from "../../domain/address.ts";
import type { FulfillmentOrderState } from "../../domain/fulfillment-order.ts";
import type { OrderLineId, WarehouseId } from "../../domain/ids.ts";
import type { FulfillmentOrderRow, OrderLineRow, OrderRow, ShipmentRow } from "./order-rows.ts";

/** An order as its origin tells it now. Names what is mirrored; our own columns stay untouched by a second save. */
export type ImportedOrder = Pick<
  OrderRow,
  | "connectionId"
  | "origin"
  | "originOrderId"
  | "name"
  | "shippedBy"
  | "label"
  | "originStatus"
  | "deliveryOptionId"
  | "marketplaceWarehouseId"
  | "currency"
  | "total"
  | "shipping"
  | "tax"
  | "placedAt"
  | "originUpdatedAt"
> & {
  readonly storeOrderId: string | null;
  /** Masked or missing ones are null; a null never wipes what an earlier copy had. */
  readonly address: Address | null;
  readonly buyerEmail: string | null;
  readonly lines: readonly Omit<OrderLineRow, "id" | "productId" | "storeVariantId">[];
};

/** Only what is named changes. */
export type OrderChange = Partial<
  Pick<
    OrderRow,
    | "state"
    | "holdReason"
    | "holdDetail"
    | "plan"
    | "storeOrderId"
    | "storeOrderName"
    | "storeIntentAt"
    | "originStatus"
  >
>;

export type FulfillmentOrderChange = Partial<
  Pick<
    FulfillmentOrderRow,
    | "state"
    | "storeFulfillmentOrderId"
    | "outboundOrderId"
    | "submitIntentAt"
    | "submittedAt"
    | "rejectedReason"
    | "warehouseId"
  >
>;

export type ShipmentChange = Partial<
  Pick<ShipmentRow, "reportIntentAt" | "reportedAt" | "reportedId" | "deliveredAt">
>;

export type NewShipment = Omit<
  ShipmentRow,
  "id" | "reportIntentAt" | "reportedAt" | "reportedId" | "deliveredAt"
>;

export type NewFulfillmentOrder = {
  readonly warehouseId: WarehouseId;
  readonly state: FulfillmentOrderState;
  readonly storeFulfillmentOrderId: string | null;
  readonly lines: readonly {
    readonly orderLineId: OrderLineId;
    readonly quantity: number;
    readonly storeLineId: string | null;
  }[];
};

export type OrderHistory = {
  readonly at: Date;
  /** e.g. "imported", "routed", "created-in-store", "submitted", "shipped", "reported", "held", "resumed". */
  readonly kind: string;
  /** One entry per (order, kind, ref): a repeat writes nothing. */
  readonly ref: string;
  /** One sentence for the merchant, without personal data. */
  readonly text: string;
};
