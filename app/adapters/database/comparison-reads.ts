// What a comparison reads of our own rows, and what of its repairs is still under way, in SQL.
import { as, type ProductId, type StoreId } from "../../domain/ids.ts";
import type { SentListing } from "../../domain/read-back.ts";
import type { ComparisonRecords } from "../../use-cases/ports/comparison-records.ts";
import { toListing, WITH_SKUS } from "./catalog-listings.ts";
import type { Db } from "./client.ts";
import type { Prisma } from "./generated/client.ts";

// What is about to be done with a listing or its product.
const WORKED_BY = ["publish-listings", "push-inventory", "refresh-listings", "withdraw-listings"];

type Reads = Pick<ComparisonRecords, "hasStockDrift" | "takeShownStock" | "compared" | "unshown">;

/** Reads of a comparison on a client or on one transaction. */
export function comparisonReads(client: Db, now: () => Date): Reads {
  const find = async (storeId: StoreId, where: Prisma.ListingWhereInput) => {
    const rows = await client.listing.findMany({
      where: { storeId, ...where },
      include: { ...WITH_SKUS, seen: true },
      orderBy: { id: "asc" },
    });
    const subjects = rows.flatMap((row) => [row.id, row.productId]);
    const items = await client.workItem.findMany({
      where: { storeId, verb: { in: WORKED_BY }, subject: { in: subjects }, dueAt: { lte: soon(now()) } },
      select: { subject: true },
    });
    const worked = new Set(items.map((item) => item.subject));
    return rows.map(({ seen, ...row }) => ({
      listing: toListing(row),
      sent: (seen?.sent ?? null) as unknown as SentListing | null,
      shownAt: seen?.shownAt ?? null,
      isWorked: worked.has(row.id) || worked.has(row.productId),
    }));
  };
  return {
    compared: ({ storeId, connectionId }, ids) =>
      find(storeId, { connectionId, marketplaceProductId: { in: [...ids] } }),
    unshown: async ({ storeId, connectionId }) => {
      const rows = await client.$queryRaw<{ id: string }[]>`
        SELECT l."id" FROM "Listing" l
        WHERE l."connectionId" = ${connectionId} AND l."marketplaceProductId" IS NOT NULL
          AND l."state" NOT IN ('withdrawn', 'frozen') AND l."checkedAt" IS NOT NULL
          AND NOT EXISTS (SELECT FROM "MarketplaceSku" s
            WHERE s."connectionId" = l."connectionId" AND s."marketplaceProductId" = l."marketplaceProductId")
        ORDER BY l."id"`;
      return find(storeId, { id: { in: rows.map((row) => row.id) } });
    },
    hasStockDrift: async (storeId) =>
      (await client.comparisonFinding.count({
        where: { storeId, kind: "stock", comparison: { endedAt: null } },
      })) > 0,
    takeShownStock: async (storeId) => {
      const rows = await client.$queryRaw<{ productId: string }[]>`
        UPDATE "ListingSku" s SET "sentStock" = d."row" -> 'shown',
          "sentQuantity" = (SELECT sum(v.value::int) FROM jsonb_each_text(d."row" -> 'shown') v)
        FROM "ComparisonFinding" f JOIN "Comparison" c ON c."id" = f."comparisonId" AND c."endedAt" IS NULL,
          LATERAL jsonb_array_elements(f."stock") AS d("row")
        WHERE f."storeId" = ${storeId} AND f."kind" = 'stock'
          AND s."id" = d."row" ->> 'listingSkuId' AND s."sentStock" = d."row" -> 'sent'
        RETURNING f."productId"`;
      return [...new Set(rows.map((row) => as<ProductId>(row.productId)))];
    },
  };
}

// What is due much later, as the next look at a review, decides nothing now.
function soon(now: Date): Date {
  return new Date(now.getTime() + 60_000);
}

/** What a comparison waits for. */
export function comparisonWaits(client: Db): Pick<ComparisonRecords, "isWaiting" | "unrepaired"> {
  return {
    isWaiting: async (storeId, verbs) =>
      (await client.workItem.findFirst({
        where: { storeId, verb: { in: [...verbs] }, waitsFor: null },
        select: { subject: true },
      })) !== null,
    unrepaired: async (storeId, by) => {
      const [row] = await client.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count FROM "WorkItem" w
        WHERE w."storeId" = ${storeId} AND w."verb" = ANY(${WORKED_BY}) AND w."waitsFor" IS NULL AND w."dueAt" <= ${by}
          AND w."subject" IN (
            SELECT unnest(ARRAY[f."subject", f."productId"] || coalesce(
              (SELECT array_agg(l."id") FROM "Listing" l WHERE l."productId" = f."productId"), '{}'))
            FROM "ComparisonFinding" f JOIN "Comparison" c ON c."id" = f."comparisonId" AND c."endedAt" IS NULL
            WHERE f."storeId" = ${storeId})`;
      return row?.count ?? 0;
    },
  };
}
