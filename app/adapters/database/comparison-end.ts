// How a comparison ends: each finding is judged by what stands when its repairs have been worked, and all are counted.
import type { StoreId } from "../../domain/ids.ts";
import type { Db } from "./client.ts";

/**
 * "yours": the seller took it off sale or deleted it, or an issue of its product or listing is open. "open": the work
 * that mends it has not come to its end. Else it was repaired.
 */
export async function endComparison(client: Db, storeId: StoreId, at: Date): Promise<void> {
  // A product that changed is one difference, whatever of it did.
  await client.$executeRaw`
    DELETE FROM "ComparisonFinding" f USING "ComparisonFinding" p, "Comparison" c
    WHERE f."kind" = 'store-stock' AND p."comparisonId" = f."comparisonId" AND p."subject" = f."subject"
      AND p."kind" = 'product' AND c."id" = f."comparisonId" AND c."storeId" = ${storeId} AND c."endedAt" IS NULL`;
  await client.$executeRaw`
    UPDATE "ComparisonFinding" f SET "outcome" = CASE
      WHEN EXISTS (SELECT FROM "Listing" l
        WHERE l."id" = f."subject" AND f."kind" IN ('state', 'gone')
          AND (l."state" IN ('withdrawn', 'frozen', 'rejected') OR (l."state" = 'paused' AND l."pausedFor" IS NULL)))
        OR EXISTS (SELECT FROM "Issue" i
          WHERE i."storeId" = ${storeId} AND i."clearedAt" IS NULL AND (i."subjectId" IN (f."subject", f."productId")
            OR i."subjectId" IN (SELECT l."id" FROM "Listing" l WHERE l."productId" = f."productId")))
        THEN 'yours'
      WHEN EXISTS (SELECT FROM "WorkItem" w
        WHERE w."storeId" = ${storeId} AND (w."dueAt" <= ${at} OR w."failure" IS NOT NULL)
          AND (w."subject" IN (f."subject", f."productId")
            OR w."subject" IN (SELECT l."id" FROM "Listing" l WHERE l."productId" = f."productId")))
        THEN 'open'
      ELSE 'repaired' END
    FROM "Comparison" c
    WHERE c."id" = f."comparisonId" AND c."storeId" = ${storeId} AND c."endedAt" IS NULL`;
  await client.$executeRaw`
    UPDATE "Comparison" c SET "endedAt" = ${at},
      "products" = (SELECT count(*) FROM "Product" p WHERE p."storeId" = ${storeId} AND p."status" <> 'deleted'),
      "listings" = (SELECT count(*) FROM "Listing" l WHERE l."storeId" = ${storeId}
        AND l."marketplaceProductId" IS NOT NULL AND l."state" <> 'withdrawn'),
      "differing" = (SELECT count(*) FROM "ComparisonFinding" f WHERE f."comparisonId" = c."id"),
      "repaired" = (SELECT count(*) FROM "ComparisonFinding" f WHERE f."comparisonId" = c."id" AND f."outcome" = 'repaired'),
      "yours" = (SELECT count(*) FROM "ComparisonFinding" f WHERE f."comparisonId" = c."id" AND f."outcome" = 'yours')
    WHERE c."storeId" = ${storeId} AND c."endedAt" IS NULL`;
}
