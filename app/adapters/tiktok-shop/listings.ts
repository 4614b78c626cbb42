// Listings out: create, edit, price and quantity, in the platform's words ("products" and "SKUs" there).
import { z } from "zod";
import { printMoney } from "../../domain/money.ts";
import type {
  MarketplacePort,
  NewListing,
  NewListingSku,
  PublishedListing,
} from "../../use-cases/ports/marketplace.ts";
import { PlatformError } from "../../use-cases/ports/platform-error.ts";
import type { Call } from "./client.ts";
import { batchError, id, list, text, wordsOf } from "./fields.ts";
import { inOurWords } from "./listing-refusals.ts";
import { marketOf } from "./markets.ts";
import { fromParties } from "./parties.ts";
import { VERSION } from "./versions.ts";

type Prices = Parameters<MarketplacePort["updatePrices"]>[1];
type Quantities = Parameters<MarketplacePort["updateQuantities"]>[1];

const PRODUCTS = `/product/${VERSION.product}/products`;

const publishedSchema = z.object({
  product_id: id,
  skus: list(z.object({ id, seller_sku: text })),
  warnings: list(z.object({ message: text })),
});

const errorsSchema = z.object({ errors: list(batchError) });

export async function createListing(
  call: Call,
  region: string,
  listing: NewListing,
): Promise<PublishedListing> {
  const creating = call({
    method: "POST",
    path: PRODUCTS,
    body: {
      ...fromListing(region, listing),
      idempotency_key: listing.idempotencyKey,
      skus: listing.skus.map(fromNewSku),
    },
    scope: "shop",
    repeat: "unsafe",
    answer: publishedSchema,
  });
  const data = await creating.catch(refuse);
  const published = toPublished(data);
  await emptyStockless(call, published, listing.skus);
  return published;
}

/** The full replace: what is left out becomes blank, except price and inventory, which stay as they are. */
export async function editListing(
  call: Call,
  region: string,
  edit: { marketplaceProductId: string; listing: NewListing },
): Promise<PublishedListing> {
  const editing = call({
    method: "PUT",
    path: `${PRODUCTS}/{product_id}`,
    params: { product_id: edit.marketplaceProductId },
    body: { ...fromListing(region, edit.listing), skus: edit.listing.skus.map(fromEditedSku) },
    scope: "shop",
    repeat: "safe",
    answer: publishedSchema.extend({ product_id: id.optional() }),
  });
  const data = await editing.catch(refuse);
  const published = toPublished({ ...data, product_id: data.product_id ?? edit.marketplaceProductId });
  await emptyStockless(
    call,
    published,
    edit.listing.skus.filter((sku) => sku.marketplaceSkuId === null),
  );
  return published;
}

function refuse(error: unknown): never {
  throw inOurWords(error);
}

// A new SKU must bring at least one unit. One that has none gets it and loses it at once, while it is under review and
// nobody can buy it. A repeat of the whole does the same again.
async function emptyStockless(
  call: Call,
  published: PublishedListing,
  skus: readonly NewListingSku[],
): Promise<void> {
  const ids = new Map(published.skus.map((one) => [one.sku, one.marketplaceSkuId]));
  const rows = skus.flatMap((sku) => {
    const marketplaceSkuId = ids.get(sku.sku);
    const [place] = sku.stock;
    if (!place || marketplaceSkuId === undefined || sku.stock.some((row) => row.quantity > 0)) return [];
    return [{ marketplaceSkuId, marketplaceWarehouseId: place.marketplaceWarehouseId, quantity: 0 }];
  });
  if (rows.length === 0) return;
  const [refused] = await updateQuantities(call, published.marketplaceProductId, rows);
  if (refused === undefined) return;
  const operation = `POST ${PRODUCTS}/{product_id}/inventory/update`;
  throw new PlatformError({ platform: "tiktok-shop", operation, kind: "rejected", detail: refused.reason });
}

export async function updatePrices(call: Call, marketplaceProductId: string, prices: Prices): Promise<void> {
  const path = `${PRODUCTS}/{product_id}/prices/update`;
  const data = await call({
    method: "POST",
    path,
    params: { product_id: marketplaceProductId },
    body: {
      skus: prices.map((row) => ({
        id: row.marketplaceSkuId,
        price: fromMoney(row.price),
        ...fromCompareAt(row.compareAt),
      })),
    },
    scope: "shop",
    repeat: "safe",
    answer: errorsSchema,
  });
  if (data.errors.length === 0) return;
  const detail = data.errors.map(wordsOf).join("; ");
  const code = data.errors[0]?.code;
  const operation = `POST ${path}`;
  throw new PlatformError({
    platform: "tiktok-shop",
    operation,
    kind: "rejected",
    detail,
    ...(code ? { code } : {}),
  });
}

/** Every warehouse of a SKU must be among the rows, or the platform refuses that SKU. */
export async function updateQuantities(
  call: Call,
  marketplaceProductId: string,
  rows: Quantities,
): Promise<readonly { marketplaceSkuId: string; reason: string }[]> {
  const bySku = Map.groupBy(rows, (row) => row.marketplaceSkuId);
  const skus = [...bySku].map(([skuId, levels]) => ({
    id: skuId,
    inventory: levels.map((row) => ({
      warehouse_id: row.marketplaceWarehouseId,
      quantity: advertised(row.quantity),
    })),
  }));
  const data = await call({
    method: "POST",
    path: `${PRODUCTS}/{product_id}/inventory/update`,
    params: { product_id: marketplaceProductId },
    body: { skus },
    scope: "shop",
    repeat: "safe",
    answer: errorsSchema,
  });
  return data.errors.flatMap((error) => refusedSkus(error, [...bySku.keys()]));
}

// An error that names no SKU concerns all of them.
function refusedSkus(error: z.output<typeof batchError>, all: readonly string[]) {
  const named = error.detail?.sku_id ? [error.detail.sku_id] : all;
  return named.map((marketplaceSkuId) => ({ marketplaceSkuId, reason: wordsOf(error) }));
}

function fromListing(region: string, listing: NewListing) {
  return {
    save_mode: "LISTING",
    title: listing.title,
    description: listing.descriptionHtml,
    category_id: listing.categoryId,
    category_version: marketOf(region)?.categoryVersion,
    main_images: listing.imageUris.map((uri) => ({ uri })),
    // Kilograms with three decimals: the one unit every market takes.
    package_weight: { value: (Math.max(1, listing.packageWeightGrams) / 1000).toFixed(3), unit: "KILOGRAM" },
    ...(listing.packageSize === null ? {} : { package_dimensions: fromSize(listing.packageSize) }),
    ...(listing.brandId === null ? {} : { brand_id: listing.brandId }),
    ...(listing.attributes.length === 0 ? {} : { product_attributes: listing.attributes.map(fromAttribute) }),
    ...fromParties(listing.parties),
    is_cod_allowed: false,
  };
}

// Whole centimeters, which every market takes beside kilograms; a parcel is never said to be smaller than it is.
function fromSize({ length, width, height }: NonNullable<NewListing["packageSize"]>) {
  const whole = (side: number) => String(Math.max(1, Math.ceil(side)));
  return { length: whole(length), width: whole(width), height: whole(height), unit: "CENTIMETER" };
}

function fromAttribute({ attributeId, values }: NewListing["attributes"][number]) {
  return {
    id: attributeId,
    values: values.map(({ valueId, name }) => (valueId === null ? { name } : { id: valueId })),
  };
}

function fromNewSku(sku: NewListingSku) {
  return {
    seller_sku: sku.sku,
    price: fromMoney(sku.price),
    ...fromCompareAt(sku.compareAt),
    inventory: fromNewStock(sku.stock),
    sales_attributes: sku.options.map((option, index) => ({
      name: option.name,
      value_name: option.value,
      ...(index === 0 && sku.imageUri !== null ? { sku_img: { uri: sku.imageUri } } : {}),
    })),
  };
}

// A warehouse that holds nothing is not named: a new SKU brings at least one unit wherever it is stocked.
function fromNewStock(stock: NewListingSku["stock"]) {
  const stocked = stock.filter((row) => row.quantity > 0);
  return (stocked.length > 0 ? stocked : stock.slice(0, 1)).map((row) => ({
    warehouse_id: row.marketplaceWarehouseId,
    quantity: Math.max(1, advertised(row.quantity)),
  }));
}

// Stock of a SKU that exists is left alone: the platform's own warehouse would refuse it, and quantities travel by
// their own call.
function fromEditedSku(sku: NewListingSku) {
  if (sku.marketplaceSkuId === null) return fromNewSku(sku);
  const { inventory: _kept, ...rest } = fromNewSku(sku);
  return { id: sku.marketplaceSkuId, ...rest };
}

// The most a SKU may show; what is beyond is there all the same.
function advertised(quantity: number): number {
  return Math.min(quantity, 99_999);
}

function fromCompareAt(compareAt: NewListingSku["compareAt"]) {
  return compareAt === null ? {} : { list_price: fromMoney(compareAt) };
}

function fromMoney(price: NewListingSku["price"]) {
  return { amount: printMoney(price), currency: price.currency };
}

function toPublished(data: z.output<typeof publishedSchema>): PublishedListing {
  return {
    marketplaceProductId: data.product_id,
    skus: data.skus.map((sku) => ({ marketplaceSkuId: sku.id, sku: sku.seller_sku ?? "" })),
    warnings: data.warnings.flatMap((warning) => warning.message ?? []),
  };
}
