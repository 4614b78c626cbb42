// All the twin knows of each store, as plain data: ids refer, nothing points. Snapshot and restore stand on this.
import type { CollectionRule } from "../store-catalog.ts";
import type { Fulfillment, FulfillmentOrder, Order } from "./order-state.ts";

export type Location = {
  id: string;
  name: string;
  countryCode: string;
  isActive: boolean;
  serviceId: string | null;
  createdAt: string;
  updatedAt: string;
};

export type Service = {
  id: string;
  handle: string;
  serviceName: string;
  callbackUrl: string | null;
  inventoryManagement: boolean;
  trackingSupport: boolean;
  requiresShippingMethod: boolean;
  locationId: string;
};

export type Media = {
  id: string;
  productId: string;
  alt: string | null;
  imageKey: string;
  createdAt: string;
};

export type Product = {
  id: string;
  handle: string;
  title: string;
  descriptionHtml: string;
  vendor: string;
  productType: string;
  tags: string[];
  status: "ACTIVE" | "DRAFT" | "ARCHIVED";
  options: { id: string; name: string; values: { id: string; name: string }[] }[];
  media: Media[];
  variantIds: string[];
  createdAt: string;
  updatedAt: string;
};

export type Variant = {
  id: string;
  productId: string;
  sku: string | null;
  barcode: string | null;
  price: string;
  compareAtPrice: string | null;
  position: number;
  selectedOptions: { name: string; value: string }[];
  inventoryPolicy: "DENY" | "CONTINUE";
  taxable: boolean;
  mediaId: string | null;
  itemId: string;
  weightGrams: number | null;
  requiresShipping: boolean;
  tracked: boolean;
  countryCodeOfOrigin: string | null;
  harmonizedSystemCode: string | null;
  createdAt: string;
  updatedAt: string;
};

/** Units in the house that may not be sold. */
export type Unavailable = {
  reserved: number;
  damaged: number;
  safety_stock: number;
  quality_control: number;
};

export type Collection = {
  id: string;
  handle: string;
  title: string;
  /** null when it is filled by hand. */
  rules: CollectionRule[] | null;
  /** Whether one rule that holds is enough. */
  anyRule: boolean;
  productIds: string[];
  createdAt: string;
  updatedAt: string;
};

/** What is on hand is never stored: it is available + committed + unavailable, so that the states always sum. */
export type Level = {
  id: string;
  itemId: string;
  locationId: string;
  available: number;
  committed: number;
  incoming: number;
  /** Null as long as every state of it is zero. */
  unavailable: Unavailable | null;
  isActive: boolean;
  createdAt: string;
  updatedAt: string;
};

export type BulkFailure = { code: "INTERNAL_SERVER_ERROR" | "TIMEOUT" | "ACCESS_DENIED"; after: number };

export type BulkOperation = {
  id: string;
  status: "CREATED" | "RUNNING" | "CANCELING" | "COMPLETED" | "FAILED" | "CANCELED" | "EXPIRED";
  errorCode: string | null;
  query: string;
  groupObjects: boolean;
  version: string;
  /** What the token that started it may read. */
  scopes: readonly string[];
  /** That it is to fail, and after how many objects. */
  failure: BulkFailure | null;
  file: string | null;
  /** Bytes. */
  fileSize: number;
  objectCount: number;
  rootObjectCount: number;
  createdAt: string;
  completedAt: string | null;
};

export type Subscription = {
  id: string;
  topic: string;
  uri: string;
  name: string | null;
  filter: string | null;
  includeFields: readonly string[];
  metafieldNamespaces: readonly string[];
  createdAt: string;
  updatedAt: string;
};

export type Metafield = {
  id: string;
  ownerId: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: string;
  updatedAt: string;
};

/** What the store's search knew of an object from a moment on; search answers from the newest that has settled. */
export type Indexed = { at: number; fields: Record<string, string | readonly string[]> | null };

/** An online token acts for a person of the staff and goes with their session; an offline one for the app. */
export type Token = {
  expiresAt: number | null;
  scope: readonly string[];
  refreshToken: string | null;
  isOnline: boolean;
};
export type RefreshToken = { expiresAt: number; replacedBy: string | null; used: boolean };

export type Shop = {
  id: string;
  domain: string;
  name: string;
  currency: string;
  timeZone: string;
  countryCode: string;
  installed: boolean;
  /** The access scopes that the merchant last granted; none before the app was first installed. */
  scopes: readonly string[];
  createdAt: string;
  updatedAt: string;
  tokens: Map<string, Token>;
  refreshTokens: Map<string, RefreshToken>;
  bucket: { available: number; at: number };
  locations: Map<string, Location>;
  services: Map<string, Service>;
  products: Map<string, Product>;
  variants: Map<string, Variant>;
  collections: Map<string, Collection>;
  /** Inventory item id → variant id. */
  items: Map<string, string>;
  /** Inventory item id → location id → level. */
  levels: Map<string, Map<string, Level>>;
  orders: Map<string, Order>;
  fulfillmentOrders: Map<string, FulfillmentOrder>;
  fulfillments: Map<string, Fulfillment>;
  bulkOperations: Map<string, BulkOperation>;
  nextBulkFailure: BulkFailure | null;
  subscriptions: Map<string, Subscription>;
  metafields: Map<string, Metafield>;
  jobs: Map<string, { id: string; done: boolean; orderId: string }>;
  /** Key → what was asked with it and what it was answered. */
  idempotent: Map<string, { at: number; asked: string; answer: unknown }>;
  index: { orders: Map<string, Indexed[]>; products: Map<string, Indexed[]> };
  nextOrderNumber: number;
  /** When orders were created within the last minute, where that is limited. Milliseconds. */
  recentOrders: number[];
};

export type ShopifyState = {
  nextId: number;
  appUrl: string;
  shops: Map<string, Shop>;
  /** Results of bulk operations, in pieces; gone at a time in milliseconds. */
  files: Map<string, { chunks: string[]; expiresAt: number }>;
};
