// Settings of listings, saved whole under a version, with the run that applies them to the products they concern; and
// the merchant's choices for single products.
import { z } from "zod";
import { as, type ProductId } from "../../domain/ids.ts";
import type { ProductChoice, SettingsRecords } from "../../use-cases/ports/settings-records.ts";
import { toProduct } from "./catalog-products.ts";
import type { Db } from "./client.ts";
import type { Prisma } from "./generated/client.ts";
import { listingSettingsSchema } from "./settings-form.ts";
import { STANDING } from "./standing-variants.ts";
import { createStockPoolRecords } from "./stock-pool.ts";

const attributesSchema = z.array(z.object({ attributeId: z.string(), values: z.array(z.string()) }));
const runSchema = z.object({ from: z.array(listingSettingsSchema), after: z.string().nullable() });

const NO_CHOICE: ProductChoice = { categoryId: null, brandId: null, attributes: [] };
type Choice = { categoryId: string | null; brandId: string | null; attributes: unknown };

/** Settings and choices on a client or on one transaction. */
export function createSettingsRecords(client: Db): SettingsRecords {
  return {
    ...createStockPoolRecords(client),
    ...runs(client),
    ...choices(client),
    async listingSettings(storeId, id) {
      const row = await client.connection.findFirstOrThrow({
        where: { storeId, id },
        select: { listingSettings: true, settingsVersion: true },
      });
      return { settings: listingSettingsSchema.parse(row.listingSettings), version: row.settingsVersion };
    },
    async saveListingSettings(storeId, id, { settings, version }) {
      const before = await client.connection.findFirst({
        where: { storeId, id, settingsVersion: version },
        select: { listingSettings: true, settingsRun: true },
      });
      if (!before) return "changed-meanwhile";
      const unfinished = runSchema.safeParse(before.settingsRun);
      const from = [...(unfinished.success ? unfinished.data.from : []), before.listingSettings];
      const { count: saved } = await client.connection.updateMany({
        where: { storeId, id, settingsVersion: version },
        data: {
          listingSettings: asJson(settings),
          settingsVersion: version + 1,
          settingsRun: asJson({ from, after: null }),
        },
      });
      return saved === 1 ? "saved" : "changed-meanwhile";
    },
  };
}

function runs(client: Db): Pick<SettingsRecords, "settingsRun" | "saveSettingsRun" | "decidablePage"> {
  return {
    async settingsRun(storeId, id) {
      const row = await client.connection.findFirst({
        where: { storeId, id },
        select: { listingSettings: true, settingsVersion: true, settingsRun: true },
      });
      const run = runSchema.safeParse(row?.settingsRun);
      if (!row || !run.success) return undefined;
      return {
        settings: listingSettingsSchema.parse(row.listingSettings),
        version: row.settingsVersion,
        from: run.data.from,
        after: run.data.after === null ? null : as<ProductId>(run.data.after),
      };
    },
    async saveSettingsRun(storeId, id, { version, after }) {
      const noted = await client.$executeRaw`
        UPDATE "Connection"
        SET "settingsRun" = CASE WHEN ${after}::text IS NULL THEN NULL
          ELSE jsonb_set("settingsRun", '{after}', to_jsonb(${after}::text)) END
        WHERE "storeId" = ${storeId} AND "id" = ${id} AND "settingsVersion" = ${version} AND "settingsRun" IS NOT NULL`;
      return noted === 1;
    },
    async decidablePage(storeId, connectionId, { after, limit }) {
      const rows = await client.product.findMany({
        where: { storeId, status: "active", ...(after ? { id: { gt: after } } : {}) },
        orderBy: { id: "asc" },
        take: limit,
        include: {
          variants: STANDING,
          choices: { where: { connectionId } },
          listings: {
            where: { connectionId },
            select: { recommendedCategoryId: true, categoryAskedAt: true },
          },
        },
      });
      return rows.map(({ choices: [choice], listings: [listing], ...row }) => ({
        product: toProduct(row),
        choice: toChoice(choice),
        recommendedCategoryId: listing?.recommendedCategoryId ?? null,
        wasAskedFor: Boolean(listing?.categoryAskedAt),
      }));
    },
  };
}

function choices(client: Db): Pick<SettingsRecords, "productChoice" | "saveProductChoices"> {
  return {
    async productChoice(storeId, connectionId, productId) {
      const row = await client.productChoice.findFirst({ where: { storeId, connectionId, productId } });
      return toChoice(row);
    },
    async saveProductChoices(storeId, connectionId, { productIds, change }) {
      const { categoryId, brandId, attributes } = change;
      const keeps = {
        category: categoryId === undefined,
        brand: brandId === undefined,
        attributes: !attributes,
      };
      const values = JSON.stringify(attributes ?? []);
      const says = Boolean(categoryId) || Boolean(brandId) || (attributes?.length ?? 0) > 0;
      const rows = await client.$queryRaw<{ productId: string }[]>`
        INSERT INTO "ProductChoice" AS c
          ("storeId", "connectionId", "productId", "categoryId", "brandId", "attributes", "updatedAt")
        SELECT ${storeId}, ${connectionId}, p."id", ${categoryId ?? null}, ${brandId ?? null}, ${values}::jsonb, now()
        FROM "Product" p
        WHERE p."storeId" = ${storeId} AND p."id" = ANY(${[...productIds]}::text[])
          AND (${says} OR EXISTS (SELECT 1 FROM "ProductChoice" o
            WHERE o."connectionId" = ${connectionId} AND o."productId" = p."id"))
        ORDER BY p."id"
        ON CONFLICT ("connectionId", "productId") DO UPDATE SET
          "categoryId" = CASE WHEN ${keeps.category} THEN c."categoryId" ELSE EXCLUDED."categoryId" END,
          "brandId" = CASE WHEN ${keeps.brand} THEN c."brandId" ELSE EXCLUDED."brandId" END,
          "attributes" = CASE WHEN ${keeps.attributes} THEN c."attributes" ELSE EXCLUDED."attributes" END,
          "updatedAt" = now()
        WHERE (NOT ${keeps.category} AND c."categoryId" IS DISTINCT FROM EXCLUDED."categoryId")
          OR (NOT ${keeps.brand} AND c."brandId" IS DISTINCT FROM EXCLUDED."brandId")
          OR (NOT ${keeps.attributes} AND c."attributes" IS DISTINCT FROM EXCLUDED."attributes")
        RETURNING c."productId"`;
      return rows.map((row) => as<ProductId>(row.productId));
    },
  };
}

function toChoice(row: Choice | null | undefined): ProductChoice {
  if (!row) return NO_CHOICE;
  const { categoryId, brandId } = row;
  return { categoryId, brandId, attributes: attributesSchema.parse(row.attributes) };
}

function asJson(value: unknown): Prisma.InputJsonValue {
  return value as Prisma.InputJsonValue;
}
