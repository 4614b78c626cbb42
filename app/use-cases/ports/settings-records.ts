// What the merchant decided: settings of a connection's listings as one value, and choices for single products.
import type { ConnectionId, ProductId, StoreId } from "../../domain/ids.ts";
import type { ListingSettings } from "../../domain/listing-settings.ts";
import type { PoolRule } from "../../domain/pool.ts";
import type { StockRule } from "../../domain/stock-rule.ts";
import type { ProductRow } from "./catalog-records.ts";

/** Null or absent: left to the rules. */
export type ProductChoice = {
  readonly categoryId: string | null;
  readonly brandId: string | null;
  readonly attributes: readonly { readonly attributeId: string; readonly values: readonly string[] }[];
};

/** Settings that were saved and not yet applied to every product they concern. */
export type SettingsRun = {
  readonly settings: ListingSettings;
  readonly version: number;
  /** What products may have been published by: the settings before, and where saves came close together those before them. */
  readonly from: readonly ListingSettings[];
  readonly after: ProductId | null;
};

/** A product with all that settings decide by. */
export type DecidableProduct = {
  readonly product: ProductRow;
  readonly choice: ProductChoice;
  readonly recommendedCategoryId: string | null;
  /** Whether the marketplace was asked for one, whatever it answered. */
  readonly wasAskedFor: boolean;
};

export interface SettingsRecords {
  /** How the shops of a store share its stock, and the stock rule of each. */
  stockRules(
    storeId: StoreId,
  ): Promise<{ readonly pool: PoolRule; readonly rules: ReadonlyMap<ConnectionId, StockRule> }>;
  saveStockPool(storeId: StoreId, pool: PoolRule): Promise<void>;
  /** The settings and their version; those of a new connection leave everything to the store. */
  listingSettings(
    storeId: StoreId,
    connectionId: ConnectionId,
  ): Promise<{ readonly settings: ListingSettings; readonly version: number }>;
  /** Saves them whole, and begins a run, unless somebody else saved since `version` was read. */
  saveListingSettings(
    storeId: StoreId,
    connectionId: ConnectionId,
    input: { readonly settings: ListingSettings; readonly version: number },
  ): Promise<"saved" | "changed-meanwhile">;
  /** The run of the settings saved last; undefined when it has come to its end. */
  settingsRun(storeId: StoreId, connectionId: ConnectionId): Promise<SettingsRun | undefined>;
  /** Notes how far a run has come, null at its end. False when other settings were saved meanwhile: nothing is noted then. */
  saveSettingsRun(
    storeId: StoreId,
    connectionId: ConnectionId,
    to: { readonly version: number; readonly after: ProductId | null },
  ): Promise<boolean>;
  /** Active products in order of id, after the given one: a page. */
  decidablePage(
    storeId: StoreId,
    connectionId: ConnectionId,
    page: { readonly after: ProductId | null; readonly limit: number },
  ): Promise<readonly DecidableProduct[]>;
  productChoice(storeId: StoreId, connectionId: ConnectionId, productId: ProductId): Promise<ProductChoice>;
  /** Sets what is named for each of the store's products and leaves the rest of their choices. Answers those it changed. Repeatable. */
  saveProductChoices(
    storeId: StoreId,
    connectionId: ConnectionId,
    input: { readonly productIds: readonly ProductId[]; readonly change: Partial<ProductChoice> },
  ): Promise<readonly ProductId[]>;
}
