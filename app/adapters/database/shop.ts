// What a shop shows, and the days of its listing quota, in SQL.
import type { ShopRecords, ShopScope, ShownSkuRow } from "../../use-cases/ports/shop-records.ts";
import type { Db } from "./client.ts";

/** Records of a marketplace shop on a client or on one transaction. */
export function createShopRecords(client: Db): ShopRecords {
  return {
    ...shownRecords(client),
    async takeListingDay(scope, from, perDay) {
      for (;;) {
        const day = await firstOpenDay(client, { ...scope, from, perDay });
        // Full meanwhile: the next open one.
        const taken = await client.$executeRaw`
          INSERT INTO "ListingDay" AS d ("connectionId", "day", "storeId", "taken")
          VALUES (${scope.connectionId}, ${day}, ${scope.storeId}, 1)
          ON CONFLICT ("connectionId", "day") DO UPDATE SET "taken" = d."taken" + 1 WHERE d."taken" < ${perDay}`;
        if (taken > 0) return day;
      }
    },
    async leaveListingDay({ storeId, connectionId }, day) {
      await client.listingDay.updateMany({
        where: { storeId, connectionId, day, taken: { gt: 0 } },
        data: { taken: { decrement: 1 } },
      });
    },
    async underReview({ storeId, connectionId }, most) {
      const rows = await client.listing.findMany({
        where: { storeId, connectionId, state: "in-review" },
        select: { id: true },
        take: most,
      });
      return rows.length;
    },
    async categoryOfLikes({ storeId, connectionId }, { productType, vendor }) {
      const rows = await client.$queryRaw<{ categoryId: string }[]>`
        SELECT l."recommendedCategoryId" AS "categoryId"
        FROM "Product" p JOIN "Listing" l ON l."productId" = p."id" AND l."connectionId" = ${connectionId}
        WHERE p."storeId" = ${storeId} AND p."productType" = ${productType} AND p."vendor" = ${vendor}
          AND EXISTS (SELECT 1 FROM "MarketplaceCategory" c
            WHERE c."connectionId" = ${connectionId} AND c."categoryId" = l."recommendedCategoryId" AND c."isLeaf")
        LIMIT 1`;
      return rows[0]?.categoryId;
    },
  };
}

type Wanted = ShopScope & { readonly from: string; readonly perDay: number };

// Days are filled without gaps from today on: the first that is not full, or the one after the last.
async function firstOpenDay(client: Db, { connectionId, from, perDay }: Wanted): Promise<string> {
  const rows = await client.$queryRaw<{ day: string }[]>`
    SELECT to_char(g, 'YYYY-MM-DD') AS "day"
    FROM generate_series(${from}::date, greatest(${from}::date,
      (SELECT max("day")::date + 1 FROM "ListingDay" WHERE "connectionId" = ${connectionId})), interval '1 day') AS g
    LEFT JOIN "ListingDay" d ON d."connectionId" = ${connectionId} AND d."day" = to_char(g, 'YYYY-MM-DD')
    WHERE coalesce(d."taken", 0) < ${perDay}
    ORDER BY g LIMIT 1`;
  return rows[0]?.day ?? from;
}

function shownRecords(client: Db): Pick<ShopRecords, "saveShown" | "shownWithSkus" | "shownListings"> {
  return {
    async saveShown({ storeId, connectionId }, listings, seenAt) {
      if (listings.length === 0) return;
      const shown = listings.filter((one) => one.state !== "deleted");
      const skus = shown.flatMap((one) => one.skus.map((sku) => ({ ...one, ...sku })));
      const kept = skus.map((sku) => sku.marketplaceSkuId);
      await client.marketplaceSku.deleteMany({
        where: {
          connectionId,
          marketplaceProductId: { in: listings.map((one) => one.marketplaceProductId) },
          marketplaceSkuId: { notIn: kept },
        },
      });
      await client.$executeRaw`
        INSERT INTO "MarketplaceSku" AS s ("id", "storeId", "connectionId", "marketplaceProductId",
          "marketplaceSkuId", "sellerSku", "title", "state", "wasRefused", "seenAt")
        SELECT gen_random_uuid()::text, ${storeId}, ${connectionId}, r."product", r."sku", r."seller", r."title",
          r."state", r."refused", ${seenAt.toISOString()}::timestamptz
        FROM unnest(${skus.map((sku) => sku.marketplaceProductId)}::text[], ${kept}::text[],
          ${skus.map((sku) => sku.sku)}::text[], ${skus.map((sku) => sku.title)}::text[],
          ${skus.map((sku) => sku.state)}::text[], ${skus.map((sku) => sku.wasRefused)}::boolean[])
          AS r("product", "sku", "seller", "title", "state", "refused")
        ORDER BY r."sku"
        ON CONFLICT ("connectionId", "marketplaceSkuId") DO UPDATE SET
          "marketplaceProductId" = excluded."marketplaceProductId", "sellerSku" = excluded."sellerSku",
          "title" = excluded."title", "state" = excluded."state", "wasRefused" = excluded."wasRefused",
          "seenAt" = excluded."seenAt"`;
    },
    async shownListings({ connectionId }, ids) {
      const rows = await client.marketplaceSku.findMany({
        where: { connectionId, marketplaceProductId: { in: [...ids] } },
      });
      return rows.map((row) => ({ ...row, state: row.state as ShownSkuRow["state"] }));
    },
    async shownWithSkus({ connectionId }, sellerSkus) {
      if (sellerSkus.length === 0) return [];
      return client.$queryRaw<ShownSkuRow[]>`
        SELECT s."marketplaceProductId", s."marketplaceSkuId", s."sellerSku", s."title", s."state", s."wasRefused"
        FROM "MarketplaceSku" s
        WHERE s."connectionId" = ${connectionId} AND s."marketplaceProductId" IN (
          SELECT "marketplaceProductId" FROM "MarketplaceSku"
          WHERE "connectionId" = ${connectionId} AND "sellerSku" = ANY(${[...sellerSkus]}::text[]))
        ORDER BY s."marketplaceProductId", s."marketplaceSkuId"`;
    },
  };
}
