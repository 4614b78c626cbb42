// The database as use-cases see it, by noun. A method takes the store first, so that no merchant's row is ever read
// for another. `transaction` gives the same records bound to one transaction: state change and next mark commit together.
import type { CatalogRecords } from "./catalog-records.ts";
import type { CategoryRecords } from "./category-records.ts";
import type { ComparisonRecords } from "./comparison-records.ts";
import type { InboxRecords, IssueRecords, StoreRecords, WorkRecords } from "./foundation-records.ts";
import type { InventoryRecords } from "./inventory-records.ts";
import type { LinkRecords } from "./link-records.ts";
import type { OrderRecords } from "./order-records.ts";
import type { PrivacyRecords } from "./privacy-records.ts";
import type { SettingsRecords } from "./settings-records.ts";
import type { ShopRecords } from "./shop-records.ts";

export interface RecordsInTransaction {
  readonly stores: StoreRecords;
  readonly catalog: CatalogRecords;
  readonly inventory: InventoryRecords;
  readonly orders: OrderRecords;
  readonly issues: IssueRecords;
  readonly work: WorkRecords;
  readonly inbox: InboxRecords;
  readonly privacy: PrivacyRecords;
  readonly settings: SettingsRecords;
  readonly shop: ShopRecords;
  readonly links: LinkRecords;
  readonly categories: CategoryRecords;
  readonly comparisons: ComparisonRecords;
}

export interface Records extends RecordsInTransaction {
  /** Runs `work` in one read-committed transaction; a throw rolls all of it back. Never call a platform inside. */
  transaction<T>(work: (tx: RecordsInTransaction) => Promise<T>): Promise<T>;
}
