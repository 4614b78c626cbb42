// Listings as the marketplace holds them: one whole, and the two searches.
import { z } from "zod";
import type {
  MarketplaceListing,
  MarketplaceListingState,
  MarketplacePort,
  ShownListing,
} from "../../use-cases/ports/marketplace.ts";
import type { Call } from "./client.ts";
import { allPages, decimal, id, list, moneyOf, seconds, text } from "./fields.ts";
import { VERSION } from "./versions.ts";

type ListingPage = Awaited<ReturnType<MarketplacePort["listingsUpdatedSince"]>>;
type ListingBySku = Awaited<ReturnType<MarketplacePort["listingsBySku"]>>[number];

const STATUSES = [
  "DRAFT",
  "PENDING",
  "FAILED",
  "ACTIVATE",
  "SELLER_DEACTIVATED",
  "PLATFORM_DEACTIVATED",
  "FREEZE",
  "DELETED",
] as const;

const STATES = {
  DRAFT: "draft",
  PENDING: "in-review",
  FAILED: "rejected",
  ACTIVATE: "live",
  SELLER_DEACTIVATED: "paused",
  // Both deactivations are undone by the same call.
  PLATFORM_DEACTIVATED: "paused",
  FREEZE: "frozen",
  DELETED: "deleted",
} satisfies Record<(typeof STATUSES)[number], MarketplaceListingState>;

const status = z.enum(STATUSES);
const IN_REVIEW: ReadonlySet<string> = new Set(["AUDITING", "PRE_APPROVED"]);
const amount = z
  .union([decimal, z.literal("")])
  .nullish()
  .transform((value) => value || null);

const shownSchema = z.object({
  id,
  status,
  title: z.string(),
  update_time: seconds,
  audit: z.object({ status: text }).nullish(),
  skus: list(
    z.object({
      id,
      seller_sku: text,
      price: z.object({ currency: text, sale_price: amount, tax_exclusive_price: amount }).nullish(),
      inventory: list(z.object({ warehouse_id: id, quantity: z.coerce.number().int() })),
    }),
  ),
});

const productSchema = shownSchema.extend({
  description: text,
  main_images: list(z.object({ uri: text, urls: list(z.string()) })),
  audit_failed_reasons: list(z.object({ reasons: list(z.string()), suggestions: list(z.string()) })),
});

const foundSchema = z.object({ products: list(shownSchema), next_page_token: text });

type Shown = z.output<typeof shownSchema>;
type Sku = Shown["skus"][number];

export async function readListing(call: Call, marketplaceProductId: string): Promise<MarketplaceListing> {
  const data = await call({
    method: "GET",
    path: `/product/${VERSION.product}/products/{product_id}`,
    params: { product_id: marketplaceProductId },
    scope: "shop",
    repeat: "safe",
    answer: productSchema,
  });
  return toListing(data);
}

function toListing(data: z.output<typeof productSchema>): MarketplaceListing {
  const { wasRefused: _said, ...shown } = toShown(data);
  return {
    ...shown,
    descriptionHtml: data.description ?? "",
    imageCount: data.main_images.length,
    imageUrls: data.main_images.flatMap((image) => image.urls[0] ?? []),
    rejections: data.audit_failed_reasons,
  };
}

function toShown(data: Shown): ShownListing {
  return {
    marketplaceProductId: data.id,
    state: STATES[data.status],
    isSwitchedOff: data.status === "PLATFORM_DEACTIVATED",
    isInReview: IN_REVIEW.has(data.audit?.status?.toUpperCase() ?? ""),
    title: data.title,
    wasRefused: data.audit?.status?.toUpperCase() === "FAILED",
    skus: data.skus.map((sku) => ({
      marketplaceSkuId: sku.id,
      sku: sku.seller_sku ?? "",
      price: toPrice(sku.price),
      stock: sku.inventory.map((row) => ({
        marketplaceWarehouseId: row.warehouse_id,
        quantity: row.quantity,
      })),
    })),
    updatedAt: data.update_time,
  };
}

// Sent as price.amount, answered as sale_price, and where prices are kept before tax as tax_exclusive_price.
function toPrice(price: Sku["price"]) {
  const value = price?.sale_price ?? price?.tax_exclusive_price;
  return value && price?.currency ? moneyOf(value, price.currency) : null;
}

/** All listings that carry any of the SKUs, however many pages they fill. */
export async function findListingsBySku(
  call: Call,
  skus: readonly string[],
): Promise<readonly ListingBySku[]> {
  if (skus.length === 0) return [];
  const found = await allPages(async (pageToken) => {
    const page = await search(call, { seller_skus: skus }, pageToken);
    return { items: page.products, next: page.next_page_token };
  });
  return found.map((product) => ({
    marketplaceProductId: product.id,
    state: STATES[product.status],
    title: product.title,
    skus: product.skus.map((sku) => ({ marketplaceSkuId: sku.id, sku: sku.seller_sku ?? "" })),
  }));
}

/** The search has no order of its own: a page is sorted, the pages are not. */
export async function findListingsUpdatedSince(
  call: Call,
  since: Date,
  pageToken: string | null,
): Promise<ListingPage> {
  const filter = { update_time_ge: Math.floor(since.getTime() / 1000) };
  const page = await search(call, filter, pageToken ?? undefined);
  const listings = page.products.map(toShown).sort((a, b) => a.updatedAt.getTime() - b.updatedAt.getTime());
  return { listings, nextPageToken: page.next_page_token };
}

function search(call: Call, filter: object, pageToken: string | undefined) {
  return call({
    method: "POST",
    path: `/product/${VERSION.productSearch}/products/search`,
    query: { page_size: "100", page_token: pageToken },
    body: { status: "ALL", ...filter },
    scope: "shop",
    repeat: "safe",
    answer: foundSchema,
  });
}
