// The merchant's store as use-cases see it. Every method may throw PlatformError; kinds named only where callers care.
import type { Address } from "../../domain/address.ts";
import type { Exchange } from "../../domain/exchange.ts";
import type { Money } from "../../domain/money.ts";
import type { StoreProduct } from "../../domain/product.ts";

export type StoreDetails = {
  readonly name: string;
  readonly currency: string;
  /** IANA name. */
  readonly timeZone: string;
};

export type StoreLocation = {
  readonly storeLocationId: string;
  readonly name: string;
  readonly countryCode: string | null;
  readonly active: boolean;
  /** True for the location of a fulfillment service, ours or another app's. */
  readonly isFulfillmentService: boolean;
};

/** `available` is what the store may still promise: physical stock less what orders have already claimed. */
export type StoreInventoryLevel = {
  readonly inventoryItemId: string;
  readonly storeLocationId: string;
  readonly available: number;
  readonly updatedAt: Date;
};

export type FulfillmentService = {
  readonly serviceId: string;
  readonly handle: string;
  readonly storeLocationId: string;
};

export type BulkExport = {
  readonly id: string;
  readonly state: "running" | "completed" | "failed" | "expired" | "canceled";
  /** Present when completed and not empty. */
  readonly url: string | null;
  readonly errorCode: string | null;
  readonly objectCount: number;
};

/** One product with the levels of its variants at every location, or a line of the export we could not read. */
export type ExportedProduct =
  | {
      readonly kind: "product";
      readonly product: StoreProduct;
      readonly levels: readonly StoreInventoryLevel[];
    }
  | { readonly kind: "unreadable"; readonly line: number; readonly reason: string };

/** Its place among what an export tells, from 1 and rising. */
export type PlacedProduct = ExportedProduct & { readonly place: number };

export type NewStoreOrder = {
  /** The marketplace's order id: written as sourceIdentifier and tag, the natural key we look for after an unknown outcome. */
  readonly sourceIdentifier: string;
  /** The buyer's. */
  readonly currency: string;
  /** How the amounts become the store's currency; null when they are in it. */
  readonly exchange: Exchange | null;
  readonly lines: readonly {
    readonly storeVariantId: string | null;
    readonly sku: string | null;
    readonly title: string;
    readonly quantity: number;
    readonly unitPrice: Money;
  }[];
  readonly shippingPrice: Money;
  readonly tax: Money | null;
  readonly total: Money;
  readonly address: Address | null;
  readonly email: string | null;
  readonly placedAt: Date;
  readonly tags: readonly string[];
  readonly note: string;
  /** "leave": the platform's warehouse holds the stock. "take": the merchant's own stock goes down, even below zero. */
  readonly stock: "leave" | "take";
  /** Handle of the fulfillment service whose location ships every line; null for the merchant's own locations. */
  readonly fulfillmentServiceHandle: string | null;
};

export type StoreFulfillmentOrderLine = {
  readonly storeLineId: string;
  readonly storeOrderLineId: string;
  readonly storeVariantId: string | null;
  readonly sku: string | null;
  readonly title: string;
  readonly totalQuantity: number;
  readonly remainingQuantity: number;
};

export type StoreFulfillmentOrder = {
  readonly storeFulfillmentOrderId: string;
  readonly storeOrderId: string;
  readonly storeOrderName: string;
  readonly storeLocationId: string | null;
  readonly status: "open" | "in-progress" | "scheduled" | "on-hold" | "incomplete" | "closed" | "cancelled";
  readonly requestStatus:
    | "unsubmitted"
    | "submitted"
    | "accepted"
    | "rejected"
    | "cancellation-requested"
    | "cancellation-accepted"
    | "cancellation-rejected"
    | "closed";
  /** What the store would allow right now, in its own words, e.g. "CREATE_FULFILLMENT". Decide on this, not on status alone. */
  readonly supportedActions: readonly string[];
  readonly destination: Address | null;
  readonly lines: readonly StoreFulfillmentOrderLine[];
  readonly updatedAt: Date;
};

export type StoreShipment = {
  readonly storeFulfillmentId: string;
  readonly cancelled: boolean;
  readonly carrier: string | null;
  readonly trackingNumbers: readonly string[];
  readonly trackingUrls: readonly string[];
  readonly createdAt: Date;
  /** Quantities by the order line's store id. */
  readonly lines: readonly { readonly storeOrderLineId: string; readonly quantity: number }[];
};

export type StoreOrder = {
  readonly storeOrderId: string;
  readonly name: string;
  readonly sourceIdentifier: string | null;
  readonly currency: string;
  readonly total: Money;
  readonly placedAt: Date;
  readonly updatedAt: Date;
  readonly cancelled: boolean;
  readonly lines: readonly {
    readonly storeOrderLineId: string;
    readonly storeVariantId: string | null;
    readonly sku: string | null;
    readonly title: string;
    readonly quantity: number;
    /** What is left of it after edits and refunds. */
    readonly currentQuantity: number;
    readonly unitPrice: Money;
  }[];
  readonly fulfillmentOrders: readonly StoreFulfillmentOrder[];
  readonly shipments: readonly StoreShipment[];
};

export interface StorePort {
  details(): Promise<StoreDetails>;
  /** All locations, however many. */
  locations(): Promise<readonly StoreLocation[]>;
  /**
   * Our fulfillment service, found by name or created, its callback address brought up to date.
   * Safe to repeat: never makes a second one.
   */
  ensureFulfillmentService(input: { name: string; callbackUrl: string }): Promise<FulfillmentService>;

  /** Starts the export of the whole catalogue; while one of ours runs, answers that one. */
  startCatalogExport(): Promise<BulkExport>;
  catalogExport(id: string): Promise<BulkExport>;
  /**
   * Streams a finished export; a product comes when all its children have. Never held whole. Each has its place, the
   * same whenever the export is read; given one, what stands up to it is passed over unread.
   */
  readCatalogExport(url: string, after?: number): AsyncIterable<PlacedProduct>;
  /** Up to 50 products with their levels; one that is gone is absent from the answer. */
  products(
    storeProductIds: readonly string[],
  ): Promise<readonly { product: StoreProduct; levels: readonly StoreInventoryLevel[] }[]>;
  /** Which of these products the store still has, however many they are and whatever stands in them. */
  standingProducts(storeProductIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Product ids in order of update since the given moment, at most `limit`. */
  productsUpdatedSince(
    since: Date,
    limit: number,
  ): Promise<readonly { storeProductId: string; updatedAt: Date }[]>;
  /** The levels of up to 50 inventory items at all their locations. */
  inventoryLevels(inventoryItemIds: readonly string[]): Promise<readonly StoreInventoryLevel[]>;
  /**
   * Sets `available` at our service's location, activating the item there first where needed. At most 100 rows.
   * `expected` is compared and set (null: no comparison); `idempotencyKey` makes a repeat harmless.
   * Throws `conflict` when `expected` no longer holds.
   */
  setServiceStock(input: {
    idempotencyKey: string;
    storeLocationId: string;
    rows: readonly { inventoryItemId: string; quantity: number; expected: number | null }[];
  }): Promise<void>;

  /**
   * Creates a paid order. Not repeatable by itself: record the intent, and after an unknown outcome ask
   * `orderBySource` first.
   */
  createOrder(order: NewStoreOrder): Promise<{ storeOrderId: string; name: string }>;
  /** The order carrying this source identifier, if the store's search knows it yet (it lags behind writes). */
  orderBySource(sourceIdentifier: string): Promise<{ storeOrderId: string; name: string } | undefined>;
  /** One order whole: all lines, fulfillment orders and shipments, however many. Throws `not-found`. */
  order(storeOrderId: string): Promise<StoreOrder>;

  /** Throws `not-found`. */
  fulfillmentOrder(storeFulfillmentOrderId: string): Promise<StoreFulfillmentOrder>;
  /** Fulfillment orders at our service's location that ask for something, oldest first, all of them. */
  assignedFulfillmentOrders(
    asks: "fulfillment" | "cancellation",
  ): Promise<readonly { storeFulfillmentOrderId: string; storeOrderId: string }[]>;
  /** Throws `rejected` when the request is no longer open: re-read and decide again. */
  acceptFulfillmentRequest(storeFulfillmentOrderId: string, message: string): Promise<void>;
  rejectFulfillmentRequest(
    storeFulfillmentOrderId: string,
    reason: StoreRejectReason,
    message: string,
  ): Promise<void>;
  /** Moves an open fulfillment order to another location; answers the id of the one now at that location. */
  moveFulfillmentOrder(storeFulfillmentOrderId: string, storeLocationId: string): Promise<string>;
  /**
   * Tells the store that these quantities left. Look at `remainingQuantity` before: a repeat would ship twice.
   * `carrier` must be the store's own name for it; otherwise the tracking url is sent as well.
   */
  createFulfillment(input: {
    storeFulfillmentOrderId: string;
    lines: readonly { storeLineId: string; quantity: number }[];
    carrier: string | null;
    trackingNumber: string | null;
    trackingUrl: string | null;
  }): Promise<{ storeFulfillmentId: string }>;
}

export type StoreRejectReason =
  | "INVALID_SKU"
  | "INVENTORY_OUT_OF_STOCK"
  | "INCORRECT_ADDRESS"
  | "UNDELIVERABLE_DESTINATION"
  | "INELIGIBLE_PRODUCT"
  | "OTHER";
