// A product has up to three versions of its content (live, in review, draft); prices and stock belong to the SKU
// itself and change at once, whatever the review says.

export type ProductStatus =
  | "DRAFT"
  | "PENDING"
  | "FAILED"
  | "ACTIVATE"
  | "SELLER_DEACTIVATED"
  | "PLATFORM_DEACTIVATED"
  | "FREEZE"
  | "DELETED";

export type AuditStatus = "NONE" | "AUDITING" | "FAILED" | "PRE_APPROVED" | "APPROVED";
export type PendingReason = "KYC_PENDING" | "RESTRICTED_CATEGORY_PENDING";

export type SalesAttribute = {
  readonly id: string;
  readonly name: string;
  readonly valueId: string;
  readonly valueName: string;
  readonly imageUri: string | null;
  readonly furtherUris: readonly string[];
};

export type SkuContent = {
  readonly id: string;
  readonly sellerSku: string;
  readonly salesAttributes: readonly SalesAttribute[];
  readonly identifierCode: { readonly code: string; readonly type: string } | null;
  readonly externalSkuId: string | null;
};

export type Measure = { readonly value: string; readonly unit: string };
export type Dimensions = {
  readonly length: string;
  readonly width: string;
  readonly height: string;
  readonly unit: string;
};
export type ProductAttribute = {
  readonly id: string;
  readonly values: readonly { readonly id?: string; readonly name?: string }[];
};

export type Certification = { readonly id: string; readonly imageUris: readonly string[] };

export type ProductExtras = {
  readonly certifications: readonly Certification[];
  readonly sizeChartUri: string | null;
  readonly takesCash: boolean;
  readonly isNotForSale: boolean;
  readonly minimumOrder: number | null;
  readonly deliveryOptionIds: readonly string[];
  readonly manufacturerIds: readonly string[];
  readonly responsiblePersonIds: readonly string[];
};

export type ProductContent = {
  readonly title: string;
  readonly description: string;
  readonly categoryId: string;
  /** The tree that the category was named by. */
  readonly categoryVersion: "v1" | "v2";
  readonly brandId: string | null;
  readonly mainImages: readonly string[];
  readonly attributes: readonly ProductAttribute[];
  readonly weight: Measure | null;
  readonly dimensions: Dimensions | null;
  readonly externalProductId: string | null;
  /** What few products have, kept apart because many are held; null for none of it. */
  readonly extras: ProductExtras | null;
  readonly skus: readonly SkuContent[];
};

export type ProductRow = {
  readonly id: string;
  readonly shopId: string;
  readonly createTime: number;
  status: ProductStatus;
  audit: AuditStatus;
  failedReasons: readonly string[];
  /** Why a pre-approved product is not live yet. */
  pendingReason: PendingReason | null;
  /** What a frozen product was before. */
  frozenFrom: ProductStatus | null;
  /** Counts reviews, so that an old review's end cannot decide a new one. */
  review: number;
  live: ProductContent | null;
  underReview: ProductContent | null;
  draft: ProductContent | null;
  updateTime: number;
};

export type StockRow = { readonly warehouseId: string; quantity: number; committed: number };

export type SkuRow = {
  readonly id: string;
  readonly productId: string;
  readonly shopId: string;
  price: string;
  currency: string;
  listPrice: string | null;
  /** The seller's own warehouses; the platform's hold goods instead. */
  readonly stock: StockRow[];
};

/** A SKU's stock in one of the seller's warehouses. */
export function stockIn(sku: SkuRow | undefined, warehouseId: string): StockRow | undefined {
  return sku?.stock.find((row) => row.warehouseId === warehouseId);
}

/** Live, in review, draft: those there are. */
export function versionsOf(product: ProductRow): readonly ProductContent[] {
  return [product.live, product.underReview, product.draft].filter((version) => version !== null);
}

/** What a reader sees who names no version: the live one, else the one in review, else the draft. */
export function shownContent(product: ProductRow): ProductContent {
  const content = product.live ?? product.underReview ?? product.draft;
  if (!content) throw new Error(`the twin's product ${product.id} has no content`);
  return content;
}
