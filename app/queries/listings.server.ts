// The listings page's data: one page of products with their listing, filtered and searched in the database.
import type { Prisma, PrismaClient } from "../adapters/database/generated/client.ts";
import type { StoreId } from "../domain/ids.ts";
import { printMoney } from "../domain/money.ts";
import { firstImage, sentences, words } from "./listing-reasons.server.ts";

export const LISTINGS_PER_PAGE = 25;

export type ListingsAsk = {
  readonly state: string | null;
  readonly search: string;
  readonly subject: string | null;
  readonly page: number;
};

export async function listingsPage(database: PrismaClient, storeId: StoreId, ask: ListingsAsk) {
  const where = condition(storeId, ask);
  const [store, total, rows, states] = await Promise.all([
    database.store.findUniqueOrThrow({ where: { id: storeId }, select: { timeZone: true } }),
    database.listing.count({ where }),
    database.listing.findMany({
      where,
      orderBy: [{ product: { title: "asc" } }, { id: "asc" }],
      skip: ask.page * LISTINGS_PER_PAGE,
      take: LISTINGS_PER_PAGE,
      include: { product: { include: { variants: { orderBy: { position: "asc" } } } }, skus: true },
    }),
    database.listing.groupBy({ by: ["state"], where: { storeId }, _count: true }),
  ]);
  const variantIds = rows.flatMap((row) => row.product.variants.map((variant) => variant.id));
  const platformStock = await stockAtPlatform(database, storeId, variantIds);
  return {
    timeZone: store.timeZone,
    total,
    counts: Object.fromEntries(states.map((row) => [row.state, row._count])),
    rows: rows.map((row) => toRow(row, platformStock)),
  };
}

function condition(storeId: StoreId, ask: ListingsAsk): Prisma.ListingWhereInput {
  const matches: Prisma.ListingWhereInput[] = [];
  if (ask.state) matches.push({ state: ask.state });
  if (ask.subject) matches.push({ OR: [{ id: ask.subject }, { productId: ask.subject }] });
  if (ask.search) {
    const contains = { contains: ask.search, mode: "insensitive" as const };
    matches.push({ OR: [{ product: { title: contains } }, { skus: { some: { sku: contains } } }] });
  }
  return { storeId, AND: matches };
}

type Row = Prisma.ListingGetPayload<{ include: { product: { include: { variants: true } }; skus: true } }>;

// Units in the platform's own warehouses, by variant: a pool beside the merchant's, never added to it.
async function stockAtPlatform(database: PrismaClient, storeId: StoreId, variantIds: readonly string[]) {
  const rows = await database.$queryRaw<{ variantId: string; available: number }[]>`
    select l."variantId", greatest(0, sum(l."available"))::int as available
    from "InventoryLevel" l join "Warehouse" w on w."id" = l."warehouseId" and w."fbtWarehouseId" is not null
    where l."storeId" = ${storeId} and l."variantId" = any(${variantIds}::text[])
    group by 1`;
  return new Map(rows.map((row) => [row.variantId, row.available]));
}

function toRow(row: Row, platformStock: ReadonlyMap<string, number>) {
  const prices = row.product.variants.map((variant) => variant.priceMinor).sort((a, b) => a - b);
  const currency = row.product.variants[0]?.currency ?? "USD";
  const print = (minor: number | undefined) => (minor === undefined ? "" : printMoney({ minor, currency }));
  const low = print(prices[0]);
  const high = print(prices.at(-1));
  return {
    id: row.id,
    title: row.product.title,
    imageUrl: firstImage(row.product.images),
    state: row.state,
    variants: row.product.variants.length,
    price: low === high ? `${low} ${currency}` : `${low} to ${high} ${currency}`,
    stock: row.skus.reduce((sum, sku) => sum + (sku.sentQuantity ?? 0), 0),
    platformStock: row.product.variants.reduce(
      (sum, variant) => sum + (platformStock.get(variant.id) ?? 0),
      0,
    ),
    reasons: [...sentences(row.unmet), ...words(row.rejections)],
    checkedAt: row.checkedAt?.toISOString() ?? null,
  };
}
