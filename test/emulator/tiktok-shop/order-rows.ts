// An order, its units and its cancellations as they are kept: plain rows; what is shown of them is made when asked for.
import type { SeedAddress } from "../platform.ts";

export type OrderStatus =
  | "UNPAID"
  | "ON_HOLD"
  | "AWAITING_SHIPMENT"
  | "PARTIALLY_SHIPPING"
  | "AWAITING_COLLECTION"
  | "IN_TRANSIT"
  | "DELIVERED"
  | "COMPLETED"
  | "CANCELLED";

export type Role = "BUYER" | "SELLER" | "SYSTEM";

/** Where a unit is reserved: FBT goods in one of the platform's warehouses, or the seller's own warehouse. */
export type Place =
  | { readonly goodsId: string; readonly fbtWarehouseId: string }
  | { readonly warehouseId: string };

/** One line is one unit. Amounts in minor units of the order's currency. */
export type LineRow = {
  readonly id: string;
  readonly productId: string;
  readonly productName: string;
  readonly skuId: string;
  readonly skuName: string;
  readonly imageUri: string;
  readonly sellerSku: string;
  readonly listPrice: number;
  readonly sellerDiscount: number;
  readonly platformDiscount: number;
  readonly tax: number;
  readonly reservedAt: Place;
  packageId: string | null;
  cancellationId: string | null;
};

/** Unix seconds, promised when the order is paid. */
export type DueTimes = {
  readonly rtsSla: number;
  readonly ttsSla: number;
  readonly shipping: number;
  readonly collection: number;
  readonly delivery: number;
};

/** Times in Unix seconds. */
export type OrderRow = {
  readonly id: string;
  readonly shopId: string;
  readonly fulfillmentType: "FULFILLMENT_BY_TIKTOK" | "FULFILLMENT_BY_SELLER";
  readonly shippingType: "SELLER" | "TIKTOK";
  readonly warehouseId: string;
  readonly userId: string;
  readonly buyerMessage: string;
  readonly currency: string;
  readonly lines: readonly LineRow[];
  /** Minor units. */
  readonly shippingFee: number;
  readonly shippingDiscount: number;
  readonly retailDeliveryFee: number;
  readonly createTime: number;
  address: SeedAddress;
  hasNewAddress: boolean;
  status: OrderStatus;
  updateTime: number;
  paidTime: number | null;
  due: DueTimes | null;
  /** When the remorse period ended: nobody's name is known before. */
  readyTime: number | null;
  rtsTime: number | null;
  collectionTime: number | null;
  deliveryTime: number | null;
  cancelTime: number | null;
  requestCancelTime: number | null;
  /** The buyer's request that waits for an answer. */
  openRequestId: string | null;
  /** The cancellation that ended the order. */
  cancellationId: string | null;
};

export type CancellationStatus =
  | "CANCELLATION_REQUEST_PENDING"
  | "CANCELLATION_REQUEST_SUCCESS"
  | "CANCELLATION_REQUEST_CANCEL"
  | "CANCELLATION_REQUEST_COMPLETE";

export type CancellationRow = {
  readonly id: string;
  readonly shopId: string;
  readonly orderId: string;
  readonly role: Role;
  readonly reason: string;
  readonly lineIds: readonly string[];
  readonly createTime: number;
  /** Until when the seller has to answer; 0 where nobody is asked. */
  readonly deadline: number;
  status: CancellationStatus;
  updateTime: number;
};

export type PackageStatus = "PROCESSING" | "FULFILLING" | "COMPLETED" | "CANCELLED";

export type PackageRow = {
  readonly id: string;
  readonly shopId: string;
  readonly orderId: string;
  readonly lineIds: readonly string[];
  readonly createTime: number;
  providerId: string;
  providerName: string;
  trackingNumber: string;
  status: PackageStatus;
  updateTime: number;
  /** What the carrier said and when, in milliseconds; newest first. */
  readonly events: { readonly description: string; readonly at: number }[];
};

export function openLines(order: OrderRow): readonly LineRow[] {
  return order.lines.filter((line) => line.packageId === null && line.cancellationId === null);
}

export function liveLines(order: OrderRow): readonly LineRow[] {
  return order.lines.filter((line) => line.cancellationId === null);
}
