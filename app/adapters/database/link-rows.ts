// One shop's variants, links and shown SKUs, read in three statements with nothing but what the link doctor looks at.
import type { LinkedCatalogue } from "../../domain/link-chart.ts";
import type { LinkRecords } from "../../use-cases/ports/link-records.ts";
import type { Db } from "./client.ts";

/** Reads all of a shop: some hundred bytes a variant. */
export function linkedCatalogueOn(client: Db): LinkRecords["linkedCatalogue"] {
  return async ({ storeId, connectionId }, { sentAfter, reviewedAfter }) => {
    const variants = await client.$queryRaw<LinkedCatalogue["variants"]>`
      SELECT v."id" AS "variantId", v."productId", v."sku",
        CASE WHEN v."title" IN ('', 'Default Title') THEN p."title" ELSE p."title" || ' – ' || v."title" END AS "name",
        (p."status" = 'deleted' OR v."removedAt" IS NOT NULL) AS "isGone",
        coalesce(l."state" = 'live' AND l."marketplaceProductId" IS NOT NULL AND p."status" = 'active', false) AS "isListed",
        (w."subject" IS NOT NULL OR q."listingId" IS NOT NULL OR coalesce(l."submittedAt" > ${sentAfter.toISOString()}::timestamptz, false)) AS "isSettling",
        coalesce(l."submittedAt" > ${reviewedAfter.toISOString()}::timestamptz, false) AS "isReviewed"
      FROM "Variant" v JOIN "Product" p ON p."id" = v."productId"
      LEFT JOIN "Listing" l ON l."productId" = p."id" AND l."connectionId" = ${connectionId}
      LEFT JOIN "AdoptionQuestion" q ON q."listingId" = l."id" AND q."decision" IS NULL
      LEFT JOIN "WorkItem" w ON w."storeId" = ${storeId} AND w."verb" = 'publish-listings' AND w."subject" = p."id"
      WHERE v."storeId" = ${storeId}
      ORDER BY v."id"`;
    const links = await client.$queryRaw<LinkedCatalogue["links"]>`
      SELECT "id" AS "linkId", "variantId", "marketplaceSkuId" FROM "ListingSku"
      WHERE "connectionId" = ${connectionId} AND "marketplaceSkuId" IS NOT NULL
      ORDER BY "id"`;
    const shown = await client.$queryRaw<LinkedCatalogue["shown"]>`
      SELECT "marketplaceSkuId", "marketplaceProductId", "sellerSku", "title" AS "name" FROM "MarketplaceSku"
      WHERE "connectionId" = ${connectionId}
      ORDER BY "marketplaceSkuId"`;
    const counted = await client.countedSku.findMany({ where: { connectionId } });
    return {
      variants,
      links,
      shown,
      counted: new Map(counted.map((row) => [row.marketplaceSkuId, row.variantId])),
    };
  };
}
