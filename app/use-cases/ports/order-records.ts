// Orders with their lines, fulfillment orders and shipments, as use-cases see the database. An order is read whole:
// every step decides on all of it. Personal data is read apart, by the few steps that need it.
import type { Address } from "../../domain/address.ts";
import type { RoutingPlan } from "../../domain/allocation.ts";
import type {
  FulfillmentOrderId,
  OrderId,
  OrderLineId,
  ShipmentId,
  StoreId,
  VariantId,
} from "../../domain/ids.ts";
import type { HoldReason, OrderOrigin } from "../../domain/order.ts";
import type {
  FulfillmentOrderChange,
  ImportedOrder,
  NewFulfillmentOrder,
  NewShipment,
  OrderChange,
  OrderHistory,
  ShipmentChange,
} from "./order-changes.ts";
import type { OrderRow } from "./order-rows.ts";

export interface OrderReading {
  order(storeId: StoreId, orderId: OrderId): Promise<OrderRow | undefined>;
  /** The same, with the row locked until the transaction ends: two steps never decide on one order at once. */
  lockOrder(storeId: StoreId, orderId: OrderId): Promise<OrderRow | undefined>;
  ordersByOrigin(
    storeId: StoreId,
    origin: OrderOrigin,
    originOrderIds: readonly string[],
  ): Promise<readonly OrderRow[]>;
  /** Whatever its origin: the order the store knows by this id. */
  orderByStoreOrder(storeId: StoreId, storeOrderId: string): Promise<OrderRow | undefined>;
  orderOfFulfillmentOrder(
    storeId: StoreId,
    fulfillmentOrderId: FulfillmentOrderId,
  ): Promise<OrderRow | undefined>;
  orderOfStoreFulfillmentOrder(
    storeId: StoreId,
    storeFulfillmentOrderId: string,
  ): Promise<OrderRow | undefined>;
  orderOfShipment(storeId: StoreId, shipmentId: ShipmentId): Promise<OrderRow | undefined>;
  /** Where it goes: personal data, opened for the one who ships. */
  delivery(
    storeId: StoreId,
    orderId: OrderId,
  ): Promise<{ readonly address: Address | null; readonly email: string | null }>;
  /** When the origin last changed these orders, for those we have. */
  originUpdates(
    storeId: StoreId,
    origin: OrderOrigin,
    originOrderIds: readonly string[],
  ): Promise<ReadonlyMap<string, Date>>;
  /**
   * Orders that are not cancelled and either not delivered, or delivered and not known whole to the other side,
   * placed between the two moments, in order of id after `after`: a page.
   */
  unfinishedOrders(
    storeId: StoreId,
    page: {
      readonly placedAfter: Date;
      readonly placedBefore: Date;
      readonly after: OrderId | null;
      readonly limit: number;
    },
  ): Promise<readonly OrderRow[]>;
  /**
   * Units that the marketplace's buyers have bought of each variant, that the merchant ships, and that no warehouse was
   * named for yet: the order waits for the buyer, for routing, or for stock.
   */
  unitsOwed(storeId: StoreId, variantIds: readonly VariantId[]): Promise<ReadonlyMap<VariantId, number>>;
  /** Orders held for a reason, oldest first. */
  heldOrders(storeId: StoreId, reason: HoldReason, limit: number): Promise<readonly OrderRow[]>;
}

export type SavedOrder = {
  readonly kind: "new" | "saved" | "older";
  readonly orderId: OrderId;
  /** Units called off since the copy we had. */
  readonly unitsCancelled: number;
};

export interface OrderWriting {
  /**
   * Upserts by (store, origin, originOrderId) with its lines by line key, and locks it. An older copy than the one we
   * have changes nothing and is answered "older".
   */
  saveImported(storeId: StoreId, order: ImportedOrder): Promise<SavedOrder>;
  changeOrder(storeId: StoreId, orderId: OrderId, change: OrderChange): Promise<void>;
  /** Raises the plan version, adds these fulfillment orders under it and cancels the open ones of earlier plans. */
  savePlan(
    storeId: StoreId,
    orderId: OrderId,
    input: { readonly plan: RoutingPlan; readonly fulfillmentOrders: readonly NewFulfillmentOrder[] },
  ): Promise<readonly FulfillmentOrderId[]>;
  /** Adds one more fulfillment order beside those there are, under a plan version of its own. */
  addFulfillmentOrder(
    storeId: StoreId,
    orderId: OrderId,
    fulfillmentOrder: NewFulfillmentOrder,
  ): Promise<FulfillmentOrderId>;
  changeFulfillmentOrder(
    storeId: StoreId,
    id: FulfillmentOrderId,
    change: FulfillmentOrderChange,
  ): Promise<void>;
  /** Notes the store's ids of a fulfillment order's lines. */
  linkStoreLines(
    storeId: StoreId,
    id: FulfillmentOrderId,
    lines: readonly { readonly orderLineId: OrderLineId; readonly storeLineId: string }[],
  ): Promise<void>;
  /**
   * Adds a package by (fulfillment order, packageId) and counts its units as shipped. One we have: carrier and number
   * are brought up to date while it is not reported ("changed"), nothing else ("known").
   */
  saveShipment(
    storeId: StoreId,
    shipment: NewShipment,
  ): Promise<{ readonly kind: "new" | "changed" | "known"; readonly shipmentId: ShipmentId }>;
  changeShipment(storeId: StoreId, id: ShipmentId, change: ShipmentChange): Promise<void>;
  addHistory(storeId: StoreId, orderId: OrderId, entries: readonly OrderHistory[]): Promise<void>;
}

export interface OrderRecords extends OrderReading, OrderWriting {}
