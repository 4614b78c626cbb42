// The marketplace's categories as we keep them, per connection: the tree for pickers and paths, a leaf's requirements
// for listings. Both are copies with an age.
import type { Category, CategoryRequirements } from "../../domain/category.ts";
import type { ConnectionId, StoreId } from "../../domain/ids.ts";

export type KeptRequirements = { readonly requirements: CategoryRequirements; readonly fetchedAt: Date };

export interface CategoryRecords {
  /** When the tree was last read; undefined when it never was. */
  categoriesFetchedAt(storeId: StoreId, connectionId: ConnectionId): Promise<Date | undefined>;
  /** Replaces the tree; categories no longer in it are forgotten. Repeatable. */
  saveCategories(
    storeId: StoreId,
    connectionId: ConnectionId,
    tree: { readonly categories: readonly Category[]; readonly fetchedAt: Date },
  ): Promise<void>;
  /** Those of the given ids that the tree has. */
  categories(
    storeId: StoreId,
    connectionId: ConnectionId,
    categoryIds: readonly string[],
  ): Promise<readonly Category[]>;
  /** Keeps the names of brands. Repeatable. */
  saveBrandNames(
    storeId: StoreId,
    connectionId: ConnectionId,
    brands: readonly { readonly brandId: string; readonly name: string }[],
  ): Promise<void>;
  categoryRequirements(
    storeId: StoreId,
    connectionId: ConnectionId,
    categoryId: string,
  ): Promise<KeptRequirements | undefined>;
  saveCategoryRequirements(
    storeId: StoreId,
    connectionId: ConnectionId,
    kept: KeptRequirements & { readonly categoryId: string },
  ): Promise<void>;
}
