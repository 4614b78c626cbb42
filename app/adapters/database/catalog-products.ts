// Products and variants in SQL. The store is the truth: we keep its newest copy and when we last saw it.
import { as, type ProductId, type VariantId } from "../../domain/ids.ts";
import type { Metafield, ProductImage, VariantOption } from "../../domain/product.ts";
import type { ProductRecords, ProductRow, VariantRow } from "../../use-cases/ports/catalog-records.ts";
import { saveProducts } from "./catalog-save.ts";
import type { Db } from "./client.ts";
import type { Product, Variant } from "./generated/client.ts";

/** Products and variants on a client or on one transaction. */
export function createProductRecords(client: Db): ProductRecords {
  return {
    saveProducts: (storeId, products, seenAt) => saveProducts(client, storeId, { products, seenAt }),
    ...deletions(client),
    ...variantReads(client),
    size: (storeId) => client.product.count({ where: { storeId, status: { not: "deleted" } } }),
    async product(storeId, productId) {
      const rows = await client.$queryRaw<(Product & { variants: Variant[] })[]>`
        SELECT p.*, ARRAY(
          SELECT to_jsonb(v) FROM "Variant" v WHERE v."productId" = p."id" AND v."removedAt" IS NULL
          ORDER BY v."position", v."id") AS "variants"
        FROM "Product" p WHERE p."storeId" = ${storeId} AND p."id" = ${productId}`;
      return rows.map(toProduct)[0];
    },
    async activeProductIds(storeId, after, limit) {
      const rows = await client.product.findMany({
        where: { storeId, status: "active", ...(after ? { id: { gt: after } } : {}) },
        select: { id: true },
        orderBy: { id: "asc" },
        take: limit,
      });
      return rows.map((row) => as<ProductId>(row.id));
    },
    async sourceUpdates(storeId, storeProductIds) {
      const rows = await client.product.findMany({
        where: { storeId, storeProductId: { in: [...storeProductIds] }, status: { not: "deleted" } },
        select: { storeProductId: true, sourceUpdatedAt: true },
      });
      return new Map(rows.map((row) => [row.storeProductId, row.sourceUpdatedAt]));
    },
    async variantsOf(storeId, storeProductIds) {
      const rows = await client.variant.findMany({
        where: { storeId, removedAt: null, productId: { in: await idsOf(client, storeId, storeProductIds) } },
        select: { productId: true, storeVariantId: true, sku: true, sellsWithoutStock: true, currency: true },
      });
      return rows.map((row) => ({ ...row, productId: as<ProductId>(row.productId) }));
    },
    async saveVerified(storeId, at) {
      await client.store.update({ where: { id: storeId }, data: { lastVerifiedAt: at } });
    },
  };
}

// By themselves, and not as a condition on the variants: before a first import has been analyzed the database would look
// for it among all variants, which made each page of an import dearer than the one before.
async function idsOf(client: Db, storeId: string, storeProductIds: readonly string[]): Promise<string[]> {
  const rows = await client.product.findMany({
    where: { storeId, storeProductId: { in: [...storeProductIds] } },
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

function deletions(client: Db): Pick<ProductRecords, "markDeleted" | "unseen" | "markUnseenDeleted"> {
  return {
    async unseen(storeId, seenBefore) {
      const rows = await client.product.findMany({
        where: { storeId, seenAt: { lt: seenBefore }, status: { not: "deleted" } },
        select: { storeProductId: true },
      });
      return rows.map((row) => row.storeProductId);
    },
    async markDeleted(storeId, storeProductIds, at) {
      const rows = await client.$queryRaw<{ id: string }[]>`
        UPDATE "Product" SET "status" = 'deleted', "seenAt" = greatest("seenAt", ${at}), "updatedAt" = now()
        WHERE "storeId" = ${storeId} AND "storeProductId" = ANY(${[...storeProductIds]}::text[]) AND "status" <> 'deleted'
        RETURNING "id"`;
      return rows.map((row) => as<ProductId>(row.id));
    },
    async markUnseenDeleted(storeId, seenBefore) {
      const rows = await client.$queryRaw<{ id: string }[]>`
        UPDATE "Product" SET "status" = 'deleted', "updatedAt" = now()
        WHERE "storeId" = ${storeId} AND "seenAt" < ${seenBefore} AND "status" <> 'deleted'
        RETURNING "id"`;
      return rows.map((row) => as<ProductId>(row.id));
    },
  };
}

type VariantReads = Pick<
  ProductRecords,
  | "variantById"
  | "soldWithoutStock"
  | "variantByStoreVariant"
  | "variantsByInventoryItem"
  | "variantsBySku"
  | "sharedSkus"
  | "variantPage"
>;

function variantReads(client: Db): VariantReads {
  return {
    async variantById(storeId, variantId) {
      const row = await client.variant.findFirst({ where: { storeId, id: variantId, removedAt: null } });
      return row ? toVariant(row) : undefined;
    },
    async soldWithoutStock(storeId, variantIds) {
      const rows = await client.variant.findMany({
        where: { storeId, id: { in: [...variantIds] }, sellsWithoutStock: true },
        select: { id: true },
      });
      return new Set(rows.map((row) => as<VariantId>(row.id)));
    },
    async variantByStoreVariant(storeId, storeVariantId) {
      const row = await client.variant.findFirst({ where: { storeId, storeVariantId } });
      return row ? toVariant(row) : undefined;
    },
    async variantsByInventoryItem(storeId, inventoryItemIds) {
      const rows = await client.variant.findMany({
        where: { storeId, inventoryItemId: { in: [...inventoryItemIds] }, removedAt: null },
        orderBy: { id: "asc" },
      });
      return rows.map(toVariant);
    },
    async variantsBySku(storeId, skus) {
      const rows = await client.$queryRaw<(Variant & { productTitle: string })[]>`
        SELECT v.*, p."title" AS "productTitle" FROM "Variant" v JOIN "Product" p ON p."id" = v."productId"
        WHERE v."storeId" = ${storeId} AND v."sku" = ANY(${[...skus]}::text[]) AND v."removedAt" IS NULL
          AND p."status" <> 'deleted'
        ORDER BY v."id"`;
      return rows.map(({ productTitle, ...row }) => ({ ...toVariant(row), productTitle }));
    },
    async sharedSkus(storeId) {
      const rows = await client.$queryRaw<{ sku: string; titles: string[] }[]>`
        SELECT v."sku", array_agg(p."title" ORDER BY p."title", v."id") AS titles
        FROM "Variant" v JOIN "Product" p ON p."id" = v."productId"
        WHERE v."storeId" = ${storeId} AND v."sku" IS NOT NULL AND v."removedAt" IS NULL AND p."status" <> 'deleted'
        GROUP BY v."sku" HAVING count(*) > 1 ORDER BY v."sku"`;
      return rows.map((row) => ({ sku: row.sku, productTitles: row.titles }));
    },
    async variantPage(storeId, after, limit) {
      const rows = await client.variant.findMany({
        where: {
          storeId,
          removedAt: null,
          product: { status: { not: "deleted" } },
          ...(after ? { id: { gt: after } } : {}),
        },
        orderBy: { id: "asc" },
        take: limit,
      });
      return rows.map(toVariant);
    },
  };
}

/** One product as use-cases see it. */
export function toProduct(row: Product & { variants: Variant[] }): ProductRow {
  return {
    ...row,
    id: as(row.id),
    storeId: as(row.storeId),
    status: row.status as ProductRow["status"],
    images: row.images as unknown as readonly ProductImage[],
    metafields: row.metafields as unknown as readonly Metafield[],
    variants: row.variants.map(toVariant),
  };
}

/** One variant as use-cases see it. */
export function toVariant(row: Variant): VariantRow {
  const { priceMinor, compareAtMinor, currency, ...rest } = row;
  return {
    ...rest,
    id: as<VariantId>(row.id),
    storeId: as(row.storeId),
    productId: as(row.productId),
    options: row.options as unknown as readonly VariantOption[],
    price: { minor: priceMinor, currency },
    compareAtPrice: compareAtMinor === null ? null : { minor: compareAtMinor, currency },
  };
}
