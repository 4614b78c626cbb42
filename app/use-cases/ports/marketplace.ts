// The short-video shop as use-cases see it: listings out, orders in. One port per connection.
// Every method may throw PlatformError; kinds named only where callers care.
import type { Address } from "../../domain/address.ts";
import type { Brand, Category, CategoryRequirements } from "../../domain/category.ts";
import type { ListingContent } from "../../domain/listing-changes.ts";
import type { SwitchMove } from "../../domain/listing-life.ts";
import type { Money } from "../../domain/money.ts";
import type { MarketplaceParties } from "./marketplace-parties.ts";

export type MarketplaceShop = {
  readonly marketplaceShopId: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2 market, e.g. "US". */
  readonly region: string;
  readonly cipher: string;
};

/** A place the marketplace knows stock by. `fbtWarehouseId` is set when the platform runs it. */
export type MarketplaceWarehouse = {
  readonly marketplaceWarehouseId: string;
  readonly name: string;
  readonly isDefault: boolean;
  readonly owner: "merchant" | "marketplace";
  readonly fbtWarehouseId: string | null;
};

export type UploadedImage = {
  readonly uri: string;
  readonly url: string;
  readonly width: number;
  readonly height: number;
};

/** Content as it is, with the marketplace's names of the pictures in place of their hashes. */
export type NewListing = Omit<ListingContent, "imageHashes" | "skus"> & {
  /** Our listing's id: the marketplace's idempotency key, so that a repeat creates nothing. */
  readonly idempotencyKey: string;
  readonly imageUris: readonly string[];
  readonly skus: readonly NewListingSku[];
};

export type NewListingSku = {
  /** Set when editing a SKU that exists; one left out of an edit is deleted by the marketplace. */
  readonly marketplaceSkuId: string | null;
  readonly sku: string;
  readonly price: Money;
  /** Struck through beside the price, and above it; null for none. Markets that show none are not sent it. */
  readonly compareAt: Money | null;
  /** Every warehouse that offers it. Of an edited SKU it is not sent: its stock travels by its own call. */
  readonly stock: readonly StockRow[];
  readonly options: readonly { readonly name: string; readonly value: string }[];
  /** Image of the variant, on the first option only. */
  readonly imageUri: string | null;
};

export type StockRow = { readonly marketplaceWarehouseId: string; readonly quantity: number };

/** A price and what is struck through beside it: null leaves what stands there. */
export type NewPrice = {
  readonly marketplaceSkuId: string;
  readonly price: Money;
  readonly compareAt: Money | null;
};

export type PublishedListing = {
  readonly marketplaceProductId: string;
  readonly skus: readonly { readonly marketplaceSkuId: string; readonly sku: string }[];
  /** What the marketplace silently dropped, in its words. */
  readonly warnings: readonly string[];
};

/** Status words translated by a total table; an unknown one is `malformed`. */
export type MarketplaceListingState =
  | "draft"
  | "in-review"
  | "live"
  | "rejected"
  | "paused"
  | "frozen"
  | "deleted";

export type MarketplaceListing = {
  readonly marketplaceProductId: string;
  readonly state: MarketplaceListingState;
  /** Switched off by the marketplace itself, not by the seller. */
  readonly isSwitchedOff: boolean;
  /** Its newest version waits for a review; the one before may be live meanwhile. */
  readonly isInReview: boolean;
  readonly title: string;
  /** Null where only a page of the search was read. */
  readonly descriptionHtml: string | null;
  readonly imageCount: number;
  /** Where its pictures can be seen, in order; null where only a page of the search was read. */
  readonly imageUrls: readonly string[] | null;
  /** The marketplace's reasons and suggestions, in its words. */
  readonly rejections: readonly {
    readonly reasons: readonly string[];
    readonly suggestions: readonly string[];
  }[];
  readonly skus: readonly {
    readonly marketplaceSkuId: string;
    readonly sku: string;
    readonly price: Money | null;
    readonly stock: readonly { readonly marketplaceWarehouseId: string; readonly quantity: number }[];
  }[];
  readonly updatedAt: Date;
};

/** A listing as a page of the search shows it: without its pictures, and without why a review refused it. */
export type ShownListing = Omit<
  MarketplaceListing,
  "descriptionHtml" | "imageCount" | "imageUrls" | "rejections"
> & {
  /** The review refused its newest version. */
  readonly wasRefused: boolean;
};

export type MarketplaceOrderStatus =
  | "unpaid"
  | "on-hold"
  | "awaiting-shipment"
  | "partially-shipping"
  | "awaiting-collection"
  | "in-transit"
  | "delivered"
  | "completed"
  | "cancelled";

/** One unit: three units of a SKU are three of these. */
export type MarketplaceOrderUnit = {
  readonly unitId: string;
  readonly marketplaceSkuId: string;
  readonly marketplaceProductId: string;
  readonly sku: string;
  readonly title: string;
  readonly price: Money;
  readonly packageId: string | null;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly cancelled: boolean;
};

export type MarketplaceOrder = {
  readonly marketplaceOrderId: string;
  readonly status: MarketplaceOrderStatus;
  /** Who ships: "marketplace" is Fulfilled by TikTok. */
  readonly shippedBy: "merchant" | "marketplace";
  /** "merchant": the merchant picks the carrier. "marketplace": a platform label is bought first. */
  readonly label: "merchant" | "marketplace";
  readonly marketplaceWarehouseId: string | null;
  readonly deliveryOptionId: string | null;
  readonly currency: string;
  readonly total: Money;
  readonly shippingPrice: Money;
  readonly tax: Money | null;
  readonly units: readonly MarketplaceOrderUnit[];
  readonly address: Address | null;
  readonly buyerEmail: string | null;
  readonly buyerMessage: string | null;
  readonly placedAt: Date;
  readonly updatedAt: Date;
};

/** One marketplace package of an order, from the truth of its lines: which units it carries and its tracking. */
export type ShippingProvider = { readonly id: string; readonly name: string };

/** Code of a create's `rejected`: the shop may begin no more listings today. Nothing is wrong with the listing. */
export const DAY_IS_FULL = "day-is-full";

/** Code of a `rejected`: the category or what it demands of a listing is not, or no longer, as it was told. */
export const CATEGORY_CHANGED = "category-changed";

export interface MarketplacePort extends MarketplaceParties {
  warehouses(): Promise<readonly MarketplaceWarehouse[]>;
  /** Registers our address for every topic we read. Safe to repeat. */
  subscribe(address: string): Promise<void>;

  /** The whole tree of this shop's market, parents and leaves; withdrawn categories are absent. */
  categories(): Promise<readonly Category[]>;
  /** What one leaf asks of a listing. Throws `rejected` or `not-found` for a category that is none (any more). */
  categoryRequirements(categoryId: string): Promise<CategoryRequirements>;
  /** Brands whose name begins so, up to 100; with a category, usable says whether there. */
  brands(input: { namePrefix: string; categoryId: string | null }): Promise<readonly Brand[]>;
  /** The leaf category the marketplace would choose, or undefined when it has none to offer. */
  recommendCategory(input: { title: string; descriptionHtml: string }): Promise<string | undefined>;
  /** Content addressed: the same bytes give the same uri. Throws `rejected` with the marketplace's reason. */
  uploadImage(image: {
    bytes: Uint8Array;
    contentType: string;
    use: "main" | "attribute";
  }): Promise<UploadedImage>;
  /** Creates and submits for review. Repeatable by `idempotencyKey`. Throws `rejected` in the marketplace's words, with `DAY_IS_FULL` or `CATEGORY_CHANGED` as its code where it means that. */
  createListing(listing: NewListing): Promise<PublishedListing>;
  /** Replaces the content; every SKU must be given or it is deleted. Throws `rejected` as a create does. */
  editListing(marketplaceProductId: string, listing: NewListing): Promise<PublishedListing>;
  updatePrices(marketplaceProductId: string, prices: readonly NewPrice[]): Promise<void>;
  /** Absolute quantities; answers a reason per SKU that was refused though the call succeeded. */
  updateQuantities(
    marketplaceProductId: string,
    rows: readonly (StockRow & { marketplaceSkuId: string })[],
  ): Promise<readonly { marketplaceSkuId: string; reason: string }[]>;
  /** Repeatable: answers a reason per listing that was not moved, though the call succeeded. */
  switchListings(
    move: SwitchMove,
    marketplaceProductIds: readonly string[],
  ): Promise<readonly { marketplaceProductId: string; reason: string }[]>;
  /** Throws `not-found` for one that is deleted or frozen away from reading. */
  listing(marketplaceProductId: string): Promise<MarketplaceListing>;
  /** Listings that carry any of up to 10 SKUs: how an existing listing is found before a second is made. */
  listingsBySku(skus: readonly string[]): Promise<
    readonly {
      marketplaceProductId: string;
      state: MarketplaceListingState;
      title: string;
      skus: readonly { marketplaceSkuId: string; sku: string }[];
    }[]
  >;
  /** Listings updated since, oldest update first, one page of up to 100. The moment 0 means all. */
  listingsUpdatedSince(
    since: Date,
    pageToken: string | null,
  ): Promise<{ listings: readonly ShownListing[]; nextPageToken: string | null }>;

  /** Up to 50 orders whole; one that is unknown is absent. */
  orders(marketplaceOrderIds: readonly string[]): Promise<readonly MarketplaceOrder[]>;
  /** Ids of orders updated in [since, until), oldest update first, one page of up to 100. */
  ordersUpdatedBetween(
    since: Date,
    until: Date,
    pageToken: string | null,
  ): Promise<{
    orders: readonly { marketplaceOrderId: string; updatedAt: Date }[];
    nextPageToken: string | null;
  }>;
  /** Carriers the marketplace accepts for a delivery option. */
  shippingProviders(deliveryOptionId: string): Promise<readonly ShippingProvider[]>;
  /** Tells the marketplace that the merchant shipped these units. Read the order before repeating: no idempotency key. */
  reportShipment(input: {
    marketplaceOrderId: string;
    unitIds: readonly string[];
    shippingProviderId: string;
    trackingNumber: string;
  }): Promise<{ packageId: string }>;
}
