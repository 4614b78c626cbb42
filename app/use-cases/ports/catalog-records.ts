// Products, variants, listings and what links them to the marketplace's SKUs, as use-cases see the database.
import type { ConnectionId, ListingId, ProductId, StoreId, VariantId } from "../../domain/ids.ts";
import type { ImageFacts, ImageUse } from "../../domain/image-requirements.ts";
import type { ListingState, Rejection, UnmetRequirement } from "../../domain/listing.ts";
import type { TurnedBy } from "../../domain/listing-history.ts";
import type { PausedFor } from "../../domain/listing-life.ts";
import type { Unchecked } from "../../domain/preflight-verdict.ts";
import type { ProductStatus, StoreProduct, StoreVariant } from "../../domain/product.ts";
import type { ListingLifeRecords } from "./listing-life-records.ts";

export type VariantRow = StoreVariant & {
  readonly id: VariantId;
  readonly storeId: StoreId;
  readonly productId: ProductId;
};

export type ProductRow = Omit<StoreProduct, "status" | "variants" | "updatedAt"> & {
  readonly id: ProductId;
  readonly storeId: StoreId;
  readonly status: ProductStatus | "deleted";
  readonly sourceUpdatedAt: Date;
  readonly variants: readonly VariantRow[];
};

export type KeptVariant = Pick<VariantRow, "productId" | "storeVariantId" | "sku" | "sellsWithoutStock"> & {
  /** Of its price. */
  readonly currency: string;
};

/** What a save did to one product: "unchanged" covers an older copy, too. */
export type SavedProduct = {
  readonly productId: ProductId;
  readonly storeProductId: string;
  readonly changed: boolean;
  /** A variant went from it: what it offered must not be sold any more. */
  readonly lostVariants: boolean;
};

export type ListingSkuRow = {
  readonly id: string;
  readonly storeId: StoreId;
  readonly connectionId: ConnectionId;
  readonly listingId: ListingId;
  readonly variantId: VariantId;
  readonly sku: string;
  /** Null until the marketplace has given one. */
  readonly marketplaceSkuId: string | null;
  /** The marketplace warehouse's name for the physical thing, once it stocks it. */
  readonly goodsId: string | null;
  readonly sentPriceMinor: number | null;
  /** The struck-through price; null while there never was one. */
  readonly sentCompareAtMinor: number | null;
  /** Units by the marketplace's id of a warehouse, as last accepted; empty when nothing was. */
  readonly sentStock: Readonly<Record<string, number>>;
};

export type ListingRow = {
  readonly id: ListingId;
  readonly storeId: StoreId;
  readonly connectionId: ConnectionId;
  readonly productId: ProductId;
  readonly marketplaceProductId: string | null;
  readonly state: ListingState;
  readonly categoryId: string | null;
  /** What the marketplace recommended when it was asked; kept for products no rule of the merchant's fits. */
  readonly recommendedCategoryId: string | null;
  /** When it was asked. */
  readonly categoryAskedAt: Date | null;
  readonly unmet: readonly UnmetRequirement[];
  /** What the last check could not judge. A change of `unmet` that does not name it says that all was judged. */
  readonly unchecked: readonly Unchecked[];
  readonly rejections: readonly Rejection[];
  /** Hash of the content the marketplace last accepted. */
  readonly contentHash: string | null;
  readonly imageCount: number;
  /** A create was sent and not yet answered. */
  readonly intentAt: Date | null;
  /** When content was last handed to the marketplace's review. */
  readonly submittedAt: Date | null;
  readonly publishedAt: Date | null;
  readonly checkedAt: Date | null;
  /** When quantities were last written. */
  readonly stockSentAt: Date | null;
  /** The marketplace's day for which its creation is planned, e.g. "2026-11-27". */
  readonly plannedFor: string | null;
  /** How often it was listed anew. */
  readonly round: number;
  /** Why we took it off sale. */
  readonly pausedFor: PausedFor | null;
  /** How often in a row an accepted write did nothing. */
  readonly unheeded: number;
  /** Of variants that stand in the store. */
  readonly skus: readonly ListingSkuRow[];
  /** SKUs the marketplace still shows though their variants went from the store: they offer nothing until it drops them. */
  readonly removed: readonly ListingSkuRow[];
};

/** Only what is named changes. */
export type ListingChange = Partial<
  Omit<ListingRow, "id" | "storeId" | "connectionId" | "productId" | "skus" | "removed">
> & {
  /** Whose doing a new state is, for the history. */
  readonly by?: TurnedBy;
};

export type UploadedImageRow = {
  readonly contentHash: string;
  /** What it was accepted as: a main picture may stand anywhere. */
  readonly use: ImageUse;
  readonly uri: string;
  readonly url: string;
};

export interface ProductRecords {
  /**
   * Upserts products with their variants by the store's ids; variants no longer there are removed,
   * but kept while something may name them; every other read here passes those over. An older copy never overwrites a newer
   * one, but being seen is always noted.
   */
  saveProducts(
    storeId: StoreId,
    products: readonly StoreProduct[],
    seenAt: Date,
  ): Promise<readonly SavedProduct[]>;
  /**
   * Marks products deleted that the store no longer had at that moment; answers those that were not deleted before.
   * What was read of them earlier does not bring them back.
   */
  markDeleted(storeId: StoreId, storeProductIds: readonly string[], at: Date): Promise<readonly ProductId[]>;
  /** Products last seen before the moment that are not deleted, by the store's ids. */
  unseen(storeId: StoreId, seenBefore: Date): Promise<readonly string[]>;
  /** Marks deleted every product last seen before the moment; answers those that were not deleted before. */
  markUnseenDeleted(storeId: StoreId, seenBefore: Date): Promise<readonly ProductId[]>;
  /** How many products we have of the store that are not deleted. */
  size(storeId: StoreId): Promise<number>;
  product(storeId: StoreId, productId: ProductId): Promise<ProductRow | undefined>;
  /** Ids of active products in order of id, after the given one: a page. */
  activeProductIds(storeId: StoreId, after: ProductId | null, limit: number): Promise<readonly ProductId[]>;
  /** The store's moment of the last update of these products, for those we have. */
  sourceUpdates(storeId: StoreId, storeProductIds: readonly string[]): Promise<ReadonlyMap<string, Date>>;
  variantById(storeId: StoreId, variantId: VariantId): Promise<VariantRow | undefined>;
  /** Those of the variants that the store goes on selling when nothing is left. */
  soldWithoutStock(storeId: StoreId, variantIds: readonly VariantId[]): Promise<ReadonlySet<VariantId>>;
  /** One that was removed as well: an order may name it. */
  variantByStoreVariant(storeId: StoreId, storeVariantId: string): Promise<VariantRow | undefined>;
  variantsByInventoryItem(
    storeId: StoreId,
    inventoryItemIds: readonly string[],
  ): Promise<readonly VariantRow[]>;
  /** Every variant carrying one of the SKUs, of products that are not deleted: two with one SKU are an ambiguity to say aloud. */
  variantsBySku(
    storeId: StoreId,
    skus: readonly string[],
  ): Promise<readonly (VariantRow & { readonly productTitle: string })[]>;
  /** SKUs that two or more variants of products that are not deleted carry. */
  sharedSkus(
    storeId: StoreId,
  ): Promise<readonly { readonly sku: string; readonly productTitles: readonly string[] }[]>;
  /** Ids of variants in order of id, after the given one: a page, products that are not deleted only. */
  variantPage(storeId: StoreId, after: VariantId | null, limit: number): Promise<readonly VariantRow[]>;
  /** The variants that these products have now, as far as what follows from a change of them needs it. */
  variantsOf(storeId: StoreId, storeProductIds: readonly string[]): Promise<readonly KeptVariant[]>;
  /** A complete comparison of the store with us ended at this moment. */
  saveVerified(storeId: StoreId, at: Date): Promise<void>;
}

/** What a public address held when it was last read. */
export type ImageSourceRow = {
  readonly url: string;
  /** "" when no bytes were to be had. */
  readonly contentHash: string;
  /** Null when it could not be read, or was read before facts were kept. */
  readonly facts: ImageFacts | null;
  /** Why it could not be read, in words. */
  readonly fault: string | null;
  readonly readAt: Date;
};

export interface ListingRecords {
  /** The listing of a product on a connection with one SKU row per variant that has a SKU; created when missing. Repeatable. */
  ensureListing(storeId: StoreId, connectionId: ConnectionId, productId: ProductId): Promise<ListingRow>;
  listing(storeId: StoreId, listingId: ListingId): Promise<ListingRow | undefined>;
  listingsOfProduct(storeId: StoreId, productId: ProductId): Promise<readonly ListingRow[]>;
  /** Those of the products that a marketplace was ever sent and still knows. */
  sentProducts(storeId: StoreId, productIds: readonly ProductId[]): Promise<readonly ProductId[]>;
  listingByMarketplaceProduct(
    storeId: StoreId,
    marketplaceProductId: string,
  ): Promise<ListingRow | undefined>;
  /** Products whose listing waits to be made, in order of id, after the given one: a page. */
  unsentProductIds(
    storeId: StoreId,
    connectionId: ConnectionId,
    page: { readonly after: ProductId | null; readonly limit: number },
  ): Promise<readonly ProductId[]>;
  /** Listings the marketplace knows that were not checked since, longest unchecked first. */
  listingsUncheckedSince(storeId: StoreId, since: Date, limit: number): Promise<readonly ListingRow[]>;
  /** A new state is checked against the transition table and told in the listing's history; an illegal one throws. */
  saveListing(storeId: StoreId, listingId: ListingId, change: ListingChange): Promise<void>;
  /** Notes the marketplace's id of each SKU of a listing, by the SKU of a variant that stands; what was sent for another id is forgotten. Answers the variants newly linked. */
  linkSkus(
    storeId: StoreId,
    listingId: ListingId,
    links: readonly { readonly sku: string; readonly marketplaceSkuId: string }[],
  ): Promise<readonly VariantId[]>;
  /** The variant behind a SKU of the marketplace. */
  linkByMarketplaceSku(
    connectionId: ConnectionId,
    marketplaceSkuId: string,
  ): Promise<ListingSkuRow | undefined>;
  linksByMarketplaceSku(
    connectionId: ConnectionId,
    marketplaceSkuIds: readonly string[],
  ): Promise<readonly ListingSkuRow[]>;
  /** The links of a variant, one per connection; their `goodsId` is what a marketplace warehouse calls it. */
  linksOfVariant(storeId: StoreId, variantId: VariantId): Promise<readonly ListingSkuRow[]>;
  linksOfGoods(storeId: StoreId, goodsId: string): Promise<readonly ListingSkuRow[]>;
  /** Linked SKUs of a connection in order of id, after the given one: a page. */
  linkPage(
    connectionId: ConnectionId,
    after: string | null,
    limit: number,
  ): Promise<readonly ListingSkuRow[]>;
  /** The marketplace shows its SKU no more. What its warehouses call the thing is kept for orders that are open. */
  retireLink(storeId: StoreId, listingSkuId: string): Promise<void>;
  saveGoods(storeId: StoreId, listingSkuId: string, goodsId: string | null): Promise<void>;
  saveSent(
    storeId: StoreId,
    rows: readonly {
      readonly listingSkuId: string;
      readonly sentPriceMinor?: number;
      readonly sentCompareAtMinor?: number | null;
      readonly sentStock?: Readonly<Record<string, number>>;
    }[],
  ): Promise<void>;
}

/** Whose uploads: a seller account of the marketplace, whichever of its shops show them. */
export type ImageScope = { readonly storeId: StoreId; readonly openId: string };

export interface ImageRecords {
  images(scope: ImageScope, contentHashes: readonly string[]): Promise<readonly UploadedImageRow[]>;
  /** One per content; saved again, the newer stands. */
  saveImage(scope: ImageScope, image: UploadedImageRow): Promise<void>;
  /** What is known of these addresses; one never read is absent. */
  imageSources(storeId: StoreId, urls: readonly string[]): Promise<readonly ImageSourceRow[]>;
  saveImageSource(storeId: StoreId, source: Omit<ImageSourceRow, "readAt">, readAt: Date): Promise<void>;
}

export interface CatalogRecords extends ProductRecords, ListingRecords, ImageRecords, ListingLifeRecords {}
