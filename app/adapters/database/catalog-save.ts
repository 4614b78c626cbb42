// Writing a page of products in three statements whatever its size. Rows travel as one JSON value, so that no
// statement's length grows with the page.
import { as, type StoreId } from "../../domain/ids.ts";
import type { StoreProduct } from "../../domain/product.ts";
import type { SavedProduct } from "../../use-cases/ports/catalog-records.ts";
import type { Db } from "./client.ts";
import { removeVariants } from "./variant-removal.ts";

type Page = { readonly products: readonly StoreProduct[]; readonly seenAt: Date };
type Saved = { id: string; storeProductId: string; changed: boolean; newest: boolean };

/** Upserts a page of products and variants. Meant for one transaction: the statements stand together or not at all. */
export async function saveProducts(
  client: Db,
  storeId: StoreId,
  page: Page,
): Promise<readonly SavedProduct[]> {
  const products = onePerProduct(page.products);
  if (products.length === 0) return [];
  const saved = await saveRows(client, storeId, { products, seenAt: page.seenAt });
  const ids = new Map(saved.filter((row) => row.newest).map((row) => [row.storeProductId, row.id]));
  const variants = products.flatMap((product) => {
    const productId = ids.get(product.storeProductId);
    return productId ? product.variants.map((variant) => toVariantRow(productId, variant)) : [];
  });
  await saveVariants(client, storeId, variants);
  const lost = await removeVariants(client, storeId, {
    productIds: [...ids.values()],
    standing: variants.map((variant) => variant.storeVariantId),
    at: page.seenAt,
  });
  return saved.map(({ id, storeProductId, changed }) => ({
    ...{ productId: as(id), storeProductId, changed },
    lostVariants: lost.has(id),
  }));
}

async function saveRows(client: Db, storeId: StoreId, { products, seenAt }: Page): Promise<Saved[]> {
  const json = asJson(
    products.map(({ variants: _variants, updatedAt, ...product }) => ({
      ...product,
      sourceUpdatedAt: updatedAt,
    })),
  );
  return client.$queryRaw<Saved[]>`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${json}::jsonb) AS g(
        "storeProductId" text, "title" text, "descriptionHtml" text, "vendor" text, "productType" text,
        "tags" jsonb, "collections" jsonb, "metafields" jsonb, "status" text, "images" jsonb, "sourceUpdatedAt" timestamptz)
    ), before AS (
      SELECT p."storeProductId", p."sourceUpdatedAt", p."seenAt", p."status", p."collections", p."metafields",
        p."title", p."descriptionHtml", p."vendor", p."productType", p."tags", p."images",
        p."status" = 'deleted' AND p."seenAt" > ${seenAt} AS "isGone"
      FROM "Product" p JOIN given USING ("storeProductId") WHERE p."storeId" = ${storeId}
    ), saved AS (
      INSERT INTO "Product" AS p ("id", "storeId", "storeProductId", "title", "descriptionHtml", "vendor", "productType",
        "tags", "collections", "metafields", "status", "images", "sourceUpdatedAt", "seenAt", "updatedAt")
      SELECT gen_random_uuid()::text, ${storeId}, "storeProductId", "title", "descriptionHtml", "vendor", "productType",
        ARRAY(SELECT jsonb_array_elements_text("tags")), ARRAY(SELECT jsonb_array_elements_text("collections")),
        "metafields", "status", "images", "sourceUpdatedAt", ${seenAt}, now()
      FROM given ORDER BY "storeProductId"
      ON CONFLICT ("storeId", "storeProductId") DO UPDATE SET
        "title" = CASE WHEN EXCLUDED."sourceUpdatedAt" >= p."sourceUpdatedAt" THEN EXCLUDED."title" ELSE p."title" END,
        "descriptionHtml" = CASE WHEN EXCLUDED."sourceUpdatedAt" >= p."sourceUpdatedAt" THEN EXCLUDED."descriptionHtml" ELSE p."descriptionHtml" END,
        "vendor" = CASE WHEN EXCLUDED."sourceUpdatedAt" >= p."sourceUpdatedAt" THEN EXCLUDED."vendor" ELSE p."vendor" END,
        "productType" = CASE WHEN EXCLUDED."sourceUpdatedAt" >= p."sourceUpdatedAt" THEN EXCLUDED."productType" ELSE p."productType" END,
        "tags" = CASE WHEN EXCLUDED."sourceUpdatedAt" >= p."sourceUpdatedAt" THEN EXCLUDED."tags" ELSE p."tags" END,
        -- Neither moves the store's moment of the last update: of two readings the later stands.
        "collections" = CASE WHEN (EXCLUDED."sourceUpdatedAt", EXCLUDED."seenAt") >= (p."sourceUpdatedAt", p."seenAt") THEN EXCLUDED."collections" ELSE p."collections" END,
        "metafields" = CASE WHEN (EXCLUDED."sourceUpdatedAt", EXCLUDED."seenAt") >= (p."sourceUpdatedAt", p."seenAt") THEN EXCLUDED."metafields" ELSE p."metafields" END,
        "status" = CASE WHEN EXCLUDED."sourceUpdatedAt" >= p."sourceUpdatedAt"
            -- Read before it was deleted.
            AND NOT (p."status" = 'deleted' AND EXCLUDED."seenAt" < p."seenAt") THEN EXCLUDED."status" ELSE p."status" END,
        "images" = CASE WHEN EXCLUDED."sourceUpdatedAt" >= p."sourceUpdatedAt" THEN EXCLUDED."images" ELSE p."images" END,
        "sourceUpdatedAt" = GREATEST(EXCLUDED."sourceUpdatedAt", p."sourceUpdatedAt"),
        "seenAt" = GREATEST(EXCLUDED."seenAt", p."seenAt"),
        "updatedAt" = now()
      RETURNING p."id", p."storeProductId", p."sourceUpdatedAt"
    )
    SELECT saved."id", saved."storeProductId",
      (before."storeProductId" IS NULL OR before."sourceUpdatedAt" < given."sourceUpdatedAt"
        OR (before."sourceUpdatedAt" = given."sourceUpdatedAt" AND NOT before."isGone" AND (before."status" = 'deleted'
          OR (before."seenAt" <= ${seenAt}
            AND (to_jsonb(before."collections") <> given."collections" OR before."metafields" <> given."metafields"))
          -- Our own copy was wrong: what was published by it must be looked at again.
          OR (before."title", before."descriptionHtml", before."vendor", before."productType", before."status")
            <> (given."title", given."descriptionHtml", given."vendor", given."productType", given."status")
          OR to_jsonb(before."tags") <> given."tags" OR before."images" <> given."images"))
      ) AS changed,
      saved."sourceUpdatedAt" <= given."sourceUpdatedAt" AS newest
    FROM saved JOIN given USING ("storeProductId") LEFT JOIN before USING ("storeProductId")
    ORDER BY saved."storeProductId"`;
}

type NewVariant = ReturnType<typeof toVariantRow>;

function toVariantRow(productId: string, variant: StoreProduct["variants"][number]) {
  const { price, compareAtPrice, ...rest } = variant;
  return {
    ...rest,
    productId,
    sku: variant.sku?.trim() || null,
    priceMinor: price.minor,
    compareAtMinor: compareAtPrice?.minor ?? null,
    currency: price.currency,
  };
}

async function saveVariants(client: Db, storeId: StoreId, variants: readonly NewVariant[]): Promise<void> {
  await client.$executeRaw`
    INSERT INTO "Variant" ("id", "storeId", "productId", "storeVariantId", "inventoryItemId", "sku", "title", "position",
      "options", "priceMinor", "compareAtMinor", "currency", "barcode", "weightGrams", "imageUrl", "sellsWithoutStock")
    SELECT gen_random_uuid()::text, ${storeId}, "productId", "storeVariantId", "inventoryItemId", "sku", "title", "position",
      "options", "priceMinor", "compareAtMinor", "currency", "barcode", "weightGrams", "imageUrl", "sellsWithoutStock"
    FROM jsonb_to_recordset(${asJson(variants)}::jsonb) AS g(
      "productId" text, "storeVariantId" text, "inventoryItemId" text, "sku" text, "title" text, "position" int,
      "options" jsonb, "priceMinor" int, "compareAtMinor" int, "currency" text, "barcode" text, "weightGrams" int, "imageUrl" text, "sellsWithoutStock" boolean)
    ORDER BY "storeVariantId"
    ON CONFLICT ("storeId", "storeVariantId") DO UPDATE SET
      "productId" = EXCLUDED."productId", "inventoryItemId" = EXCLUDED."inventoryItemId", "sku" = EXCLUDED."sku",
      "title" = EXCLUDED."title", "position" = EXCLUDED."position", "options" = EXCLUDED."options",
      "priceMinor" = EXCLUDED."priceMinor", "compareAtMinor" = EXCLUDED."compareAtMinor", "currency" = EXCLUDED."currency",
      "barcode" = EXCLUDED."barcode", "weightGrams" = EXCLUDED."weightGrams", "imageUrl" = EXCLUDED."imageUrl",
      "sellsWithoutStock" = EXCLUDED."sellsWithoutStock", "removedAt" = NULL`;
}

// Of two copies of one product in a page the newer stands: a statement may not write one row twice.
function onePerProduct(products: readonly StoreProduct[]): readonly StoreProduct[] {
  const byId = new Map<string, StoreProduct>();
  for (const product of products) {
    const other = byId.get(product.storeProductId);
    if (!other || other.updatedAt <= product.updatedAt) byId.set(product.storeProductId, product);
  }
  return [...byId.values()];
}

// PostgreSQL keeps neither NUL nor half of a surrogate pair in text; a merchant's copy-and-paste brings both.
function asJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "string" ? part.toWellFormed().replaceAll("\0", "") : part,
  );
}
