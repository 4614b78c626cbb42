// The rows of the listings page, read whole for the few that are shown: a product's thousand variants are summed up in
// the database, not here.
import type { PrismaClient } from "../adapters/database/generated/client.ts";
import type { StoreId } from "../domain/ids.ts";
import { printMoney } from "../domain/money.ts";
import { firstImage, sentences, words } from "./listing-reasons.server.ts";

type RowsAsk = {
  readonly ids: readonly string[];
  /** What was searched for, in small letters. */
  readonly words: readonly string[];
};

export async function listingRows(
  database: PrismaClient,
  storeId: StoreId,
  { ids, words: searched }: RowsAsk,
) {
  const listings = await database.listing.findMany({
    where: { storeId, id: { in: [...ids] } },
    select: {
      ...{ id: true, state: true, unmet: true, rejections: true, checkedAt: true, productId: true },
      product: { select: { title: true, images: true } },
    },
  });
  const productIds = listings.map((one) => one.productId);
  const [variants, stock, onItsWay, removed] = await Promise.all([
    variantFacts(database, storeId, productIds),
    sentStock(database, ids),
    waitingWork(database, storeId, [...ids, ...productIds]),
    foundByRemoved(database, ids, searched),
  ]);
  const byId = new Map(listings.map((one) => [one.id, one]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const facts = variants.get(row.productId);
    return [
      {
        id,
        title: row.product.title,
        imageUrl: firstImage(row.product.images),
        state: row.state,
        variants: facts?.variants ?? 0,
        price: facts ? priceWords(facts) : "",
        stock: stock.get(id) ?? 0,
        platformStock: facts?.atPlatform ?? 0,
        reasons: [...sentences(row.unmet), ...words(row.rejections)],
        onItsWay: onItsWay(id, row.productId),
        removedSkus: removed(id),
        checkedAt: row.checkedAt?.toISOString() ?? null,
      },
    ];
  });
}

type Facts = {
  readonly productId: string;
  readonly variants: number;
  readonly low: number;
  readonly high: number;
  readonly currency: string;
  readonly atPlatform: number;
};

// What stands in the platform's own warehouses is a pool beside the merchant's, never added to it.
async function variantFacts(database: PrismaClient, storeId: StoreId, productIds: readonly string[]) {
  const rows = await database.$queryRaw<Facts[]>`
    select v."productId", count(*)::int as variants, min(v."priceMinor") as low, max(v."priceMinor") as high,
      min(v."currency") as currency, coalesce(sum(held."units"), 0)::int as "atPlatform"
    from "Variant" v left join lateral (
      select greatest(0, sum(l."available")) as "units" from "InventoryLevel" l
      join "Warehouse" w on w."id" = l."warehouseId" and w."fbtWarehouseId" is not null
      where l."storeId" = v."storeId" and l."variantId" = v."id"
    ) held on true
    where v."storeId" = ${storeId} and v."productId" = any(${productIds}::text[]) and v."removedAt" is null
    group by 1`;
  return new Map(rows.map((row) => [row.productId, row]));
}

async function sentStock(database: PrismaClient, listingIds: readonly string[]) {
  const rows = await database.$queryRaw<{ listingId: string; units: number }[]>`
    select "listingId", coalesce(sum("sentQuantity"), 0)::int as units from "ListingSku" s
    join "Variant" v on v."id" = s."variantId" and v."removedAt" is null
    where "listingId" = any(${listingIds}::text[]) group by 1`;
  return new Map(rows.map((row) => [row.listingId, row.units]));
}

// What was asked for a listing or its product and is not done; what waits for an issue is on nobody's way.
async function waitingWork(database: PrismaClient, storeId: StoreId, subjects: readonly string[]) {
  const verb = { in: ["publish-listings", "withdraw-listings"] };
  const rows = await database.workItem.findMany({
    where: { storeId, verb, subject: { in: [...subjects] }, waitsFor: null },
    select: { verb: true, subject: true, reason: true },
  });
  const work = new Map(rows.map(({ subject, ...one }) => [subject, one]));
  return (listingId: string, productId: string) => work.get(listingId) ?? work.get(productId) ?? null;
}

// A SKU stays findable after its variant was removed: orders, invoices and parcels still name it. Only what neither the
// title nor a SKU that stands explains is told, so that nobody looks for that SKU on the listing.
async function foundByRemoved(
  database: PrismaClient,
  listingIds: readonly string[],
  searched: readonly string[],
): Promise<(listingId: string) => readonly string[]> {
  if (searched.length === 0) return () => [];
  const rows = await database.$queryRaw<{ listingId: string; skus: string[] }[]>`
    select l."id" as "listingId", array_agg(distinct s."sku" order by s."sku") as skus
    from "Listing" l join "Product" p on p."id" = l."productId"
      join "ListingSku" s on s."listingId" = l."id"
      join "Variant" v on v."id" = s."variantId" and v."removedAt" is not null
      join unnest(${[...searched]}::text[]) as w("word") on position(w."word" in lower(s."sku")) > 0
    where l."id" = any(${[...listingIds]}::text[]) and position(w."word" in lower(p."title")) = 0
      and not exists (select from "ListingSku" o join "Variant" ov on ov."id" = o."variantId" and ov."removedAt" is null
        where o."listingId" = l."id" and position(w."word" in lower(o."sku")) > 0)
    group by 1`;
  const skus = new Map(rows.map((row) => [row.listingId, row.skus]));
  return (listingId) => skus.get(listingId) ?? [];
}

function priceWords({ low, high, currency }: Facts): string {
  const print = (minor: number) => printMoney({ minor, currency });
  return low === high ? `${print(low)} ${currency}` : `${print(low)} to ${print(high)} ${currency}`;
}
