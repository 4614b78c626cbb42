// Variants that the store no longer has. What an order or the marketplace may still name stays, marked as removed, so
// that it can be routed, shipped and reported; the rest goes. A variant that carries a removed one's SKU from now on
// takes its place in the listing: the marketplace's SKU stays the same.
import type { StoreId } from "../../domain/ids.ts";
import type { Db } from "./client.ts";

type Removal = {
  readonly productIds: readonly string[];
  /** The store's ids of the variants that stand. */
  readonly standing: readonly string[];
  readonly at: Date;
};

/** Meant for the transaction that saved those that stand. Answers the products that lost a variant; repeatable. */
export async function removeVariants(
  client: Db,
  storeId: StoreId,
  { productIds, standing, at }: Removal,
): Promise<ReadonlySet<string>> {
  const gone = await client.$queryRaw<{ id: string; productId: string; isNews: boolean }[]>`
    SELECT "id", "productId", "removedAt" IS NULL AS "isNews" FROM "Variant"
    WHERE "storeId" = ${storeId} AND "productId" = ANY(${[...productIds]}::text[])
      AND ("removedAt" IS NOT NULL OR "storeVariantId" <> ALL(${[...standing]}::text[]))
    ORDER BY "id"`;
  if (gone.length === 0) return new Set();
  const news = gone.filter((one) => one.isNews);
  const ids = news.map((one) => one.id);
  await client.variant.updateMany({ where: { id: { in: ids } }, data: { removedAt: at } });
  await handOver(
    client,
    gone.map((one) => one.id),
  );
  await dropUnnamed(client, storeId, ids);
  return new Set(news.map((one) => one.productId));
}

// What the warehouses call the thing stays with the removed one as well: its open orders are shipped by it.
async function handOver(client: Db, removed: readonly string[]): Promise<void> {
  await client.$executeRaw`
    WITH heirs AS (
      SELECT DISTINCT ON (old."id") old.*, heir."id" AS "heirId"
      FROM "ListingSku" old
      JOIN "Variant" gone ON gone."id" = old."variantId"
      JOIN "Variant" heir ON heir."productId" = gone."productId" AND heir."removedAt" IS NULL AND heir."sku" = old."sku"
      LEFT JOIN "ListingSku" own ON own."listingId" = old."listingId" AND own."variantId" = heir."id"
      WHERE old."variantId" = ANY(${[...removed]}::text[])
        AND old."marketplaceSkuId" IS NOT NULL AND own."marketplaceSkuId" IS NULL
      ORDER BY old."id", heir."position", heir."id"
    ), released AS (
      UPDATE "ListingSku" SET "marketplaceSkuId" = NULL, "sentPriceMinor" = NULL, "sentCompareAtMinor" = NULL,
        "sentQuantity" = NULL, "sentStock" = '{}'
      WHERE "id" IN (SELECT "id" FROM heirs)
    )
    INSERT INTO "ListingSku" ("id", "storeId", "connectionId", "listingId", "variantId", "sku", "marketplaceSkuId",
      "goodsId", "sentPriceMinor", "sentCompareAtMinor", "sentQuantity", "sentStock")
    SELECT gen_random_uuid()::text, "storeId", "connectionId", "listingId", "heirId", "sku", "marketplaceSkuId",
      "goodsId", "sentPriceMinor", "sentCompareAtMinor", "sentQuantity", "sentStock"
    FROM heirs ORDER BY "heirId"
    ON CONFLICT ("listingId", "variantId") DO UPDATE SET
      "marketplaceSkuId" = EXCLUDED."marketplaceSkuId", "goodsId" = EXCLUDED."goodsId",
      "sentPriceMinor" = EXCLUDED."sentPriceMinor", "sentCompareAtMinor" = EXCLUDED."sentCompareAtMinor",
      "sentQuantity" = EXCLUDED."sentQuantity", "sentStock" = EXCLUDED."sentStock"`;
}

// Never ordered, never sent: nothing outside can name it.
async function dropUnnamed(client: Db, storeId: StoreId, ids: readonly string[]): Promise<void> {
  await client.$executeRaw`
    DELETE FROM "Variant" v
    WHERE v."id" = ANY(${[...ids]}::text[])
      AND NOT EXISTS (SELECT FROM "OrderLine" l WHERE l."storeId" = ${storeId} AND l."variantId" = v."id")
      AND NOT EXISTS (SELECT FROM "CountedSku" c WHERE c."storeId" = ${storeId} AND c."variantId" = v."id")
      AND NOT EXISTS (SELECT FROM "ListingSku" s JOIN "Listing" l ON l."id" = s."listingId"
        WHERE s."variantId" = v."id" AND (l."marketplaceProductId" IS NOT NULL OR l."intentAt" IS NOT NULL))`;
}
