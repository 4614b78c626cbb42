// An order, the fulfillment orders it was cut into and the fulfillments that left, as plain data.
import type { SeedAddress } from "../platform.ts";

export type OrderLine = {
  id: string;
  variantId: string | null;
  productId: string | null;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  vendor: string | null;
  quantity: number;
  price: string;
  /** The price in the buyer's currency, where that is another than the store's. */
  presentment?: string;
  requiresShipping: boolean;
  taxable: boolean;
  /** Handle of the service asked for on the line; null for what routing decides. */
  serviceHandle: string | null;
  /** Whether stock was claimed for it, so that shipping it lowers what is committed. */
  claimed: boolean;
  taxes: TaxLine[];
  attributes: { key: string; value: string }[];
};

export type TaxLine = {
  title: string;
  rate: number;
  price: string;
  presentment?: string;
  channelLiable: boolean | null;
};

/** The one discount code an order may carry; a percentage is a fraction of one. */
export type Discount =
  | { code: string; kind: "fixed"; price: string; presentment?: string }
  | { code: string; kind: "percentage"; fraction: number }
  | { code: string; kind: "freeShipping" };

export type Transaction = {
  id: string;
  kind: string;
  status: string;
  gateway: string;
  amount: string;
  presentment?: string;
  parentId?: string;
};

export type RestockType = "CANCEL" | "LEGACY_RESTOCK" | "NO_RESTOCK" | "RETURN";
export type Refund = {
  id: string;
  note: string | null;
  lines: {
    id: string;
    orderLineId: string;
    quantity: number;
    restockType: RestockType;
    locationId: string | null;
  }[];
  /** What of the shipping was given back. */
  shipping: string;
  transactionIds: string[];
  createdAt: string;
};

export type Order = {
  id: string;
  name: string;
  number: number;
  currency: string;
  /** The buyer's currency; null when it is the store's. */
  presentmentCurrency: string | null;
  poNumber: string | null;
  billingAddress: OrderAddress | null;
  discount: Discount | null;
  refunds: Refund[];
  sourceIdentifier: string | null;
  sourceName: string | null;
  note: string | null;
  tags: string[];
  email: string | null;
  phone: string | null;
  attributes: { key: string; value: string }[];
  financialStatus: string;
  shippingAddress: OrderAddress | null;
  lines: OrderLine[];
  shipping: { title: string; code: string | null; price: string; presentment?: string }[];
  taxes: TaxLine[];
  taxesIncluded: boolean;
  transactions: Transaction[];
  fulfillmentOrderIds: string[];
  fulfillmentIds: string[];
  cancelledAt: string | null;
  cancelReason: string | null;
  closedAt: string | null;
  processedAt: string;
  createdAt: string;
  updatedAt: string;
  test: boolean;
};

export type OrderAddress = { [K in keyof Omit<SeedAddress, "email">]: string | null } & {
  company: string | null;
};

export type FulfillmentOrderLine = { id: string; orderLineId: string; total: number; remaining: number };

export type MerchantRequest = {
  id: string;
  kind: "FULFILLMENT_REQUEST" | "CANCELLATION_REQUEST";
  message: string | null;
  notifyCustomer: boolean;
  sentAt: string;
};

export type Hold = {
  id: string;
  reason: string;
  reasonNotes: string | null;
  handle: string;
  /** Placed by the app rather than by staff. */
  byApp: boolean;
};

export type FulfillmentOrder = {
  id: string;
  orderId: string;
  locationId: string;
  status: "OPEN" | "IN_PROGRESS" | "SCHEDULED" | "ON_HOLD" | "INCOMPLETE" | "CLOSED" | "CANCELLED";
  requestStatus:
    | "UNSUBMITTED"
    | "SUBMITTED"
    | "ACCEPTED"
    | "REJECTED"
    | "CANCELLATION_REQUESTED"
    | "CANCELLATION_ACCEPTED"
    | "CANCELLATION_REJECTED"
    | "CLOSED";
  lines: FulfillmentOrderLine[];
  holds: Hold[];
  requests: MerchantRequest[];
  requiresShipping: boolean;
  /** When a scheduled one opens by itself; null for what was open from the start. */
  fulfillAt: string | null;
  fulfillBy: string | null;
  /** Whether someone said that work has begun: it must be marked as open before it can be moved or cancelled. */
  progressReported: boolean;
  createdAt: string;
  updatedAt: string;
};

export type FulfillmentEvent = {
  id: string;
  status: string;
  message: string | null;
  happenedAt: string;
  createdAt: string;
  estimatedDeliveryAt: string | null;
  /** Where it happened, as far as the carrier says. */
  place: Readonly<Partial<Record<EventPlace, string | number | null>>>;
};
export type EventPlace = "address1" | "city" | "province" | "country" | "zip" | "latitude" | "longitude";

export type Fulfillment = {
  id: string;
  orderId: string;
  name: string;
  locationId: string;
  status: "SUCCESS" | "CANCELLED";
  tracking: { company: string | null; number: string | null; url: string | null }[];
  lines: { id: string; orderLineId: string; fulfillmentOrderId: string; quantity: number }[];
  events: FulfillmentEvent[];
  createdAt: string;
  updatedAt: string;
};
