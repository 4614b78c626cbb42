// Stores, connections, warehouses, marks, issues, checkpoints and the inbox: what every use-case stands on.
import type { ConnectionId, StoreId, WarehouseId } from "../../domain/ids.ts";
import type { InboxEntry } from "./notice.ts";
import type { StoreDetails } from "./store.ts";
import type { Mark } from "./work.ts";

export type StoreRow = {
  readonly id: StoreId;
  /** "name.myshopify.com". */
  readonly domain: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly state: "installed" | "uninstalled";
  readonly fulfillmentService: {
    readonly serviceId: string;
    readonly handle: string;
    readonly storeLocationId: string;
  } | null;
  readonly catalogImportedAt: Date | null;
};

export type ConnectionRow = {
  readonly id: ConnectionId;
  readonly storeId: StoreId;
  readonly marketplaceShopId: string;
  readonly shopName: string;
  readonly region: string;
  readonly currency: string;
  readonly openId: string;
  readonly state: "active" | "paused" | "revoked";
  readonly pausedReason: string | null;
  /** Since when the merchant wants no new listings; null while they are made. */
  readonly publishPausedAt: Date | null;
};

export type NewConnection = Omit<ConnectionRow, "id" | "state" | "pausedReason" | "publishPausedAt"> & {
  readonly cipher: string;
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: Date;
};

export type WarehouseRow = {
  readonly id: WarehouseId;
  readonly storeId: StoreId;
  readonly connectionId: ConnectionId | null;
  readonly owner: "merchant" | "marketplace";
  readonly name: string;
  /** Lower is asked first. */
  readonly priority: number;
  readonly active: boolean;
  /** The store's location; for the marketplace's warehouses that of our fulfillment service. */
  readonly storeLocationId: string | null;
  /** The marketplace's id of the warehouse that listings and orders name. */
  readonly marketplaceWarehouseId: string | null;
  readonly fbtWarehouseId: string | null;
  readonly countryCode: string | null;
};

export interface StoreRecords {
  byId(storeId: StoreId): Promise<StoreRow | undefined>;
  byDomain(domain: string): Promise<StoreRow | undefined>;
  installed(): Promise<readonly StoreRow[]>;
  /** Creates or re-installs by domain. Safe to repeat. */
  saveInstalled(store: {
    domain: string;
    name: string;
    currency: string;
    timeZone: string;
    at: Date;
  }): Promise<StoreRow>;
  /** What the store says of itself, while it is installed. */
  saveDetails(storeId: StoreId, details: StoreDetails): Promise<void>;
  saveUninstalled(storeId: StoreId, at: Date): Promise<void>;
  saveFulfillmentService(
    storeId: StoreId,
    service: NonNullable<StoreRow["fulfillmentService"]>,
  ): Promise<void>;
  saveCatalogImported(storeId: StoreId, at: Date): Promise<void>;
  connections(storeId: StoreId): Promise<readonly ConnectionRow[]>;
  connection(storeId: StoreId, connectionId: ConnectionId): Promise<ConnectionRow | undefined>;
  /** Creates or re-authorizes by (store, marketplace shop); becomes active. Tokens are sealed at rest. */
  saveConnection(connection: NewConnection): Promise<ConnectionRow>;
  setConnectionState(
    storeId: StoreId,
    connectionId: ConnectionId,
    to: { readonly state: ConnectionRow["state"]; readonly reason: string | null },
  ): Promise<void>;
  /** Stops new listings from a moment on, or lets them be made again (null). Answers whether that is news. */
  savePublishPause(storeId: StoreId, connectionId: ConnectionId, since: Date | null): Promise<boolean>;
  warehouses(storeId: StoreId): Promise<readonly WarehouseRow[]>;
  /** Upserts by (store, storeLocationId) for the merchant's, by (connection, marketplaceWarehouseId) for the marketplace's. */
  saveWarehouses(
    storeId: StoreId,
    warehouses: readonly Omit<WarehouseRow, "id" | "storeId">[],
  ): Promise<readonly WarehouseRow[]>;
}

/** Marked and not settled yet. */
export type WaitingWork = {
  readonly storeId: StoreId;
  readonly verb: Mark["verb"];
  readonly subject?: string;
  /** Only what may be worked by then; left out, what is to wait longer as well. */
  readonly dueBy?: Date;
};

export interface WorkRecords {
  /**
   * Says that a verb must look at a subject. Upserts: many marks are one item; a mark made while the item is being
   * worked leaves it due again. Wakes the lane in the same transaction.
   */
  mark(marks: readonly Mark[]): Promise<void>;
  /** How many of them there are, counted up to `most`. What waits for the merchant is not among them. */
  waiting(work: WaitingWork, most: number): Promise<number>;
  checkpoint(storeId: StoreId, name: string): Promise<unknown>;
  saveCheckpoint(storeId: StoreId, name: string, value: unknown): Promise<void>;
}

/** What a merchant must look at. `key` is unique among the open ones: raising twice is raising once. */
export type NewIssue = {
  readonly storeId: StoreId;
  /** e.g. "sku-not-linked:ORDER". The code is the part before the first colon. */
  readonly key: string;
  readonly severity: "blocks" | "warns";
  readonly subject: {
    readonly kind: "store" | "product" | "listing" | "order" | "connection" | "work";
    readonly id: string;
  };
  /** What happened, to which thing. */
  readonly title: string;
  /** What to do now. */
  readonly advice: string;
};

export interface IssueRecords {
  /** Raises, or brings the words up to date when it is already open. */
  raise(issue: NewIssue): Promise<void>;
  /** Clears the open issues with these keys, as far as there are any. */
  clear(storeId: StoreId, ...keys: readonly string[]): Promise<void>;
  /** Those of the keys whose issues are open. */
  open(storeId: StoreId, keys: readonly string[]): Promise<ReadonlySet<string>>;
  /** Clears every open issue of these codes on a subject. */
  clearSubject(storeId: StoreId, codes: readonly string[], subjectId: string): Promise<void>;
}

export interface InboxRecords {
  /**
   * Stores messages and marks what they may have changed, in one transaction; a message seen before does nothing,
   * one of an unknown store is forgotten. Returns how many were new.
   */
  receive(entries: readonly InboxEntry[]): Promise<number>;
  /** The stored bytes of a message, opened. */
  body(storeId: StoreId, inboxMessageId: string): Promise<{ topic: string; body: Uint8Array } | undefined>;
}
