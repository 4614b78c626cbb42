// A store's catalogue as staff change it.
import type { SeedProduct, SeedVariant } from "./seed-shapes.ts";

/** What staff change of a product; tags and images replace those before. Archived products stay, unseen by buyers. */
export type ProductChange = {
  readonly title?: string | undefined;
  readonly descriptionHtml?: string | undefined;
  readonly status?: SeedProduct["status"] | undefined;
  readonly vendor?: string | undefined;
  readonly productType?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly images?: SeedProduct["images"] | undefined;
};

/** What staff change of a variant; a SKU of null takes it away. */
export type VariantChange = {
  readonly sku?: string | null | undefined;
  readonly options?: SeedVariant["options"] | undefined;
  readonly price?: string | undefined;
  readonly compareAtPrice?: string | null | undefined;
  readonly barcode?: string | null | undefined;
  readonly weightGrams?: number | null | undefined;
  readonly requiresShipping?: boolean | undefined;
  readonly tracked?: boolean | undefined;
  readonly taxable?: boolean | undefined;
  readonly inventoryPolicy?: SeedVariant["inventoryPolicy"] | undefined;
  readonly countryCodeOfOrigin?: string | null | undefined;
  readonly harmonizedSystemCode?: string | null | undefined;
};

export type CollectionRule = {
  readonly column: "TAG" | "TITLE" | "TYPE" | "VENDOR";
  readonly relation: "EQUALS" | "NOT_EQUALS" | "CONTAINS" | "NOT_CONTAINS" | "STARTS_WITH" | "ENDS_WITH";
  readonly condition: string;
};

/** Filled by hand (handles of products), or by rules of which all, or any, must hold. */
export type SeedCollection = {
  readonly title: string;
  readonly products?: readonly string[] | undefined;
  readonly rules?: readonly CollectionRule[] | undefined;
  readonly anyRule?: boolean | undefined;
};

/** Each change fires the webhooks Shopify would. */
export interface CatalogMoves {
  /** Adds or replaces (by handle) products; images are re-hosted at our files address. */
  importProducts(domain: string, products: readonly SeedProduct[]): void;
  updateProduct(domain: string, handle: string, change: ProductChange): void;
  deleteProduct(domain: string, handle: string): void;
  setVariantPrice(domain: string, sku: string, price: string): void;
  addVariant(domain: string, handle: string, variant: SeedVariant): string;
  updateVariant(domain: string, sku: string, change: VariantChange): void;
  removeVariant(domain: string, sku: string): void;
  /** Adds a collection, or replaces the one with its handle. */
  putCollection(domain: string, handle: string, collection: SeedCollection): string;
  deleteCollection(domain: string, handle: string): void;
  /** Writes a metafield of a product, in a namespace of the merchant's own. Shopify tells no app of it by itself. */
  setMetafield(
    domain: string,
    handle: string,
    metafield: { namespace: string; key: string; value: string },
  ): void;
  /** The next bulk operation fails with the code, after so many objects. */
  failNextBulk(
    domain: string,
    failure: { code: "INTERNAL_SERVER_ERROR" | "TIMEOUT" | "ACCESS_DENIED"; after: number },
  ): void;
}
