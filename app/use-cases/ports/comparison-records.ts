// Comparisons of both sides as use-cases see the database: the one that is under way, what it found, and how it ended.
import type { FindingKind, StockDrift } from "../../domain/comparison.ts";
import type { ListingId, ProductId, StoreId } from "../../domain/ids.ts";
import type { SentListing } from "../../domain/read-back.ts";
import type { ListingRow } from "./catalog-records.ts";
import type { ShopScope } from "./shop-records.ts";

export type ComparisonRow = {
  readonly id: string;
  readonly askedBy: "merchant" | "night";
  readonly startedAt: Date;
  readonly storeReadAt: Date | null;
  readonly shopsReadAt: Date | null;
  readonly salesReadAt: Date | null;
};

export type Finding = {
  readonly subject: ProductId | ListingId;
  readonly productId: ProductId;
  readonly kind: FindingKind;
  readonly stock?: readonly StockDrift[];
};

/** A listing with what was last sent of it and read of it. */
export type ComparedListing = {
  readonly listing: ListingRow;
  readonly sent: SentListing | null;
  /** The marketplace's moment of its last change, as last read. */
  readonly shownAt: Date | null;
  /** Something is about to be done with it or its product: what it will be is not known yet. */
  readonly isWorked: boolean;
};

export interface ComparisonRecords {
  /** The one that has not ended, or a new one. */
  begin(storeId: StoreId, askedBy: ComparisonRow["askedBy"], at: Date): Promise<ComparisonRow>;
  running(storeId: StoreId): Promise<ComparisonRow | undefined>;
  /** Adds to the one under way, if there is one. Repeatable. */
  note(storeId: StoreId, findings: readonly Finding[]): Promise<void>;
  /** The store's catalogue was read by an export begun at that moment: nothing to one that was begun later. */
  saveStoreRead(storeId: StoreId, exportStartedAt: Date, at: Date): Promise<void>;
  saveShopsRead(storeId: StoreId, at: Date): Promise<void>;
  saveSalesRead(storeId: StoreId, at: Date): Promise<void>;
  /** Whether stock was found that a shop shows differently. */
  hasStockDrift(storeId: StoreId): Promise<boolean>;
  /**
   * What was found of stock becomes what the marketplace is known to show, unless its last accepted stock has changed
   * since it was found. Answers the products concerned; repeated, none.
   */
  takeShownStock(storeId: StoreId): Promise<readonly ProductId[]>;
  /** Listings that these listings of the marketplace are, those of them that stand there by what we know. */
  compared(scope: ShopScope, marketplaceProductIds: readonly string[]): Promise<readonly ComparedListing[]>;
  /** Listings that stand there by what we know and are not among what the shop showed. */
  unshown(scope: ShopScope): Promise<readonly ComparedListing[]>;
  /** Whether work of these verbs is due for the store, of whatever subject. */
  isWaiting(storeId: StoreId, verbs: readonly string[]): Promise<boolean>;
  /** How much is due by then for what was found. */
  unrepaired(storeId: StoreId, by: Date): Promise<number>;
  /** Ends it: judges each finding by what stands now, and keeps the counts. */
  end(storeId: StoreId, at: Date): Promise<void>;
}
