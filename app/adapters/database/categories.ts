// The marketplace's categories and what they ask, kept per connection. A tree of thousands is written by one statement.
import { z } from "zod";
import type { Category, CategoryRequirements } from "../../domain/category.ts";
import type { CategoryRecords } from "../../use-cases/ports/category-records.ts";
import type { Db } from "./client.ts";
import type { MarketplaceCategory, Prisma } from "./generated/client.ts";

const conditions = z.array(z.object({ attributeId: z.string(), valueId: z.string() }));

const requirementsSchema = z.object({
  rules: z.object({
    needsPackageSize: z.boolean(),
    needsSizeChart: z.boolean(),
    needsManufacturer: z.boolean(),
    needsResponsiblePerson: z.boolean(),
    needsProducerRegistration: z.boolean(),
    certificates: z.array(
      z.object({
        certificateId: z.string(),
        name: z.string(),
        isRequired: z.boolean(),
        requiredBy: conditions,
      }),
    ),
  }),
  attributes: z.array(
    z.object({
      attributeId: z.string(),
      name: z.string(),
      kind: z.enum(["property", "choice"]),
      isRequired: z.boolean(),
      requiredBy: conditions,
      takesSeveral: z.boolean(),
      takesOwnValues: z.boolean(),
      isNumber: z.boolean(),
      values: z.array(z.object({ valueId: z.string(), name: z.string() })),
    }),
  ),
}) satisfies z.ZodType<CategoryRequirements>;

/** Categories on a client or on one transaction. */
export function createCategoryRecords(client: Db): CategoryRecords {
  return {
    ...treeRecords(client),
    async saveBrandNames(storeId, connectionId, brands) {
      await client.$executeRaw`
        INSERT INTO "MarketplaceBrand" AS b ("storeId", "connectionId", "brandId", "name")
        SELECT ${storeId}, ${connectionId}, r."brandId", r."name"
        FROM jsonb_to_recordset(${JSON.stringify(brands)}::jsonb) AS r("brandId" text, "name" text)
        ON CONFLICT ("connectionId", "brandId") DO UPDATE SET "name" = EXCLUDED."name"
        WHERE b."name" <> EXCLUDED."name"`;
    },
    async categoryRequirements(storeId, connectionId, categoryId) {
      const row = await client.categoryRequirement.findFirst({
        where: { storeId, connectionId, categoryId },
      });
      // What an older version of us kept in another form is asked for anew.
      const parsed = requirementsSchema.safeParse(row?.requirements);
      return row && parsed.success ? { requirements: parsed.data, fetchedAt: row.fetchedAt } : undefined;
    },
    async saveCategoryRequirements(storeId, connectionId, { categoryId, requirements, fetchedAt }) {
      const kept = { requirements: requirements as unknown as Prisma.InputJsonValue, fetchedAt };
      await client.categoryRequirement.upsert({
        where: { connectionId_categoryId: { connectionId, categoryId } },
        create: { storeId, connectionId, categoryId, ...kept },
        update: kept,
      });
    },
  };
}

type TreeRecords = Pick<CategoryRecords, "categoriesFetchedAt" | "saveCategories" | "categories">;

function treeRecords(client: Db): TreeRecords {
  return {
    async categoriesFetchedAt(storeId, connectionId) {
      const row = await client.marketplaceCategory.findFirst({
        where: { storeId, connectionId },
        orderBy: { fetchedAt: "desc" },
        select: { fetchedAt: true },
      });
      return row?.fetchedAt;
    },
    async saveCategories(storeId, connectionId, { categories, fetchedAt }) {
      const byId = new Map(categories.map((one) => [one.categoryId, one]));
      const rows = JSON.stringify(categories.map((one) => ({ ...one, path: pathOf(one, byId) })));
      await client.$executeRaw`
        INSERT INTO "MarketplaceCategory" AS c
          ("storeId", "connectionId", "categoryId", "parentId", "name", "path", "isLeaf", "standing", "fetchedAt")
        SELECT ${storeId}, ${connectionId}, r."categoryId", r."parentId", r."name", r."path", r."isLeaf", r."standing", ${fetchedAt}
        FROM jsonb_to_recordset(${rows}::jsonb)
          AS r("categoryId" text, "parentId" text, "name" text, "path" text, "isLeaf" boolean, "standing" text)
        ON CONFLICT ("connectionId", "categoryId") DO UPDATE SET "parentId" = EXCLUDED."parentId",
          "name" = EXCLUDED."name", "path" = EXCLUDED."path", "isLeaf" = EXCLUDED."isLeaf",
          "standing" = EXCLUDED."standing", "fetchedAt" = EXCLUDED."fetchedAt"`;
      await client.$executeRaw`
        DELETE FROM "MarketplaceCategory" WHERE "storeId" = ${storeId} AND "connectionId" = ${connectionId}
          AND "categoryId" <> ALL(${[...byId.keys()]}::text[])`;
    },
    async categories(storeId, connectionId, categoryIds) {
      const where = { storeId, connectionId, categoryId: { in: [...categoryIds] } };
      return (await client.marketplaceCategory.findMany({ where })).map(toCategory);
    },
  };
}

function toCategory({ categoryId, parentId, name, isLeaf, standing }: MarketplaceCategory): Category {
  return { categoryId, parentId, name, isLeaf, standing: standing as Category["standing"] };
}

// No tree of the marketplace is deeper than seven; one that bit its tail would end here as well.
const DEEPEST = 10;

/** "Sports › Camping › Tents": what a merchant recognizes a category by. */
function pathOf(category: Category, byId: ReadonlyMap<string, Category>): string {
  const names: string[] = [];
  let at: Category | undefined = category;
  while (at && names.length < DEEPEST) {
    names.unshift(at.name);
    at = at.parentId === null ? undefined : byId.get(at.parentId);
  }
  return names.join(" › ");
}
