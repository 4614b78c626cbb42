// What the merchant decided: settings of a connection's listings as one value, and choices for single products.
import type { ConnectionId, ProductId, StoreId } from "../../domain/ids.ts";
import type { ListingSettings } from "../../domain/listing-settings.ts";

/** Null or absent: left to the rules. */
export type ProductChoice = {
  readonly categoryId: string | null;
  readonly brandId: string | null;
  readonly attributes: readonly { readonly attributeId: string; readonly values: readonly string[] }[];
};

export interface SettingsRecords {
  /** The settings and their version; those of a new connection leave everything to the store. */
  listingSettings(
    storeId: StoreId,
    connectionId: ConnectionId,
  ): Promise<{ readonly settings: ListingSettings; readonly version: number }>;
  /** Saves them whole unless somebody else saved since `version` was read. */
  saveListingSettings(
    storeId: StoreId,
    connectionId: ConnectionId,
    input: { readonly settings: ListingSettings; readonly version: number },
  ): Promise<"saved" | "changed-meanwhile">;
  productChoice(storeId: StoreId, connectionId: ConnectionId, productId: ProductId): Promise<ProductChoice>;
  /** Sets what is named for each of the products and leaves the rest of their choices. Repeatable. */
  saveProductChoices(
    storeId: StoreId,
    connectionId: ConnectionId,
    input: { readonly productIds: readonly ProductId[]; readonly change: Partial<ProductChoice> },
  ): Promise<void>;
}
