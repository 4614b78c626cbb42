// Names of what settings refer to by the marketplace's ids, as far as they were ever read.
import type { PrismaClient } from "../adapters/database/generated/client.ts";

/** Whole names by id, for those the tree has. */
export async function categoryNames(
  database: PrismaClient,
  connectionId: string,
  categoryIds: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const rows = await database.marketplaceCategory.findMany({
    where: { connectionId, categoryId: { in: [...categoryIds] } },
    select: { categoryId: true, path: true },
  });
  return Object.fromEntries(rows.map((row) => [row.categoryId, row.path]));
}

export async function brandNames(
  database: PrismaClient,
  connectionId: string,
  brandIds: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const rows = await database.marketplaceBrand.findMany({
    where: { connectionId, brandId: { in: [...brandIds] } },
  });
  return Object.fromEntries(rows.map((row) => [row.brandId, row.name]));
}

export async function attributeNames(
  database: PrismaClient,
  connectionId: string,
  attributeIds: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const rows = await database.$queryRaw<{ id: string; name: string }[]>`
    SELECT DISTINCT a->>'attributeId' AS id, a->>'name' AS name
    FROM "CategoryRequirement" r, jsonb_array_elements(r."requirements"->'attributes') AS a
    WHERE r."connectionId" = ${connectionId} AND a->>'attributeId' = ANY(${[...attributeIds]}::text[])`;
  return Object.fromEntries(rows.map((row) => [row.id, row.name]));
}
