// What warehouses hold and what is promised of it, in SQL: levels are guarded by their keeper's clock, and a promise
// is one conditional statement on the level's own row.
import type { ProductId, StoreId, VariantId, WarehouseId } from "../../domain/ids.ts";
import { as } from "../../domain/ids.ts";
import type { InventoryRecords, LevelRow, NewLevel } from "../../use-cases/ports/inventory-records.ts";
import type { Db } from "./client.ts";
import { createReservationRecords } from "./reservations.ts";

/** Records of stock on a client or on one transaction. */
export function createInventoryRecords(client: Db): InventoryRecords {
  return {
    ...createReservationRecords(client),
    async levels(storeId, variantIds) {
      const rows = await client.inventoryLevel.findMany({
        where: { storeId, variantId: { in: [...variantIds] } },
        orderBy: [{ variantId: "asc" }, { warehouseId: "asc" }],
      });
      return rows.map(
        (row): LevelRow => ({
          ...row,
          storeId,
          warehouseId: as<WarehouseId>(row.warehouseId),
          variantId: as<VariantId>(row.variantId),
        }),
      );
    },
    saveLevels: (storeId, levels) => saveLevels(client, storeId, levels),
    async emptyOtherLevels(storeId, { variantId, kept, among, at }) {
      const emptied = await client.inventoryLevel.updateMany({
        where: {
          storeId,
          variantId,
          warehouseId: { in: [...among], notIn: [...kept] },
          available: { not: 0 },
          sourceUpdatedAt: { lte: at },
        },
        data: { available: 0, sourceUpdatedAt: at },
      });
      return emptied.count > 0;
    },
    async productsOfItems(storeId, inventoryItemIds) {
      const rows = await client.product.findMany({
        where: { storeId, variants: { some: { inventoryItemId: { in: [...inventoryItemIds] } } } },
        select: { storeProductId: true },
      });
      return rows.map((row) => row.storeProductId);
    },
    async productsStockedAt(storeId, warehouseIds) {
      const rows = await client.$queryRaw<{ productId: string }[]>`
        SELECT DISTINCT v."productId" FROM "InventoryLevel" l JOIN "Variant" v ON v."id" = l."variantId"
        WHERE l."storeId" = ${storeId} AND l."warehouseId" = ANY(${[...warehouseIds]}::text[]) AND l."available" <> 0`;
      return rows.map((row) => as<ProductId>(row.productId));
    },
    async saveMirrored(storeId, rows) {
      for (const { warehouseId, variantId, mirrored } of rows) {
        await client.inventoryLevel.updateMany({
          where: { storeId, warehouseId, variantId },
          data: { mirrored },
        });
      }
    },
  };
}

async function saveLevels(
  client: Db,
  storeId: StoreId,
  levels: readonly NewLevel[],
): Promise<readonly VariantId[]> {
  const rows = onePerPlace(levels);
  if (rows.length === 0) return [];
  const changed = await client.$queryRaw<{ variantId: string }[]>`
    WITH given AS (
      SELECT * FROM unnest(
        ${rows.map((row) => row.warehouseId)}::text[], ${rows.map((row) => row.variantId)}::text[],
        ${rows.map((row) => row.available)}::int[], ${rows.map((row) => row.sourceUpdatedAt.toISOString())}::text[]
      ) AS g("warehouseId", "variantId", "available", "at")
    ), before AS (
      SELECT l."warehouseId", l."variantId", l."available"
      FROM "InventoryLevel" l JOIN given USING ("warehouseId", "variantId")
    ), saved AS (
      INSERT INTO "InventoryLevel" AS l ("storeId", "warehouseId", "variantId", "available", "sourceUpdatedAt")
      SELECT ${storeId}, "warehouseId", "variantId", "available", "at"::timestamptz FROM given
      ORDER BY "warehouseId", "variantId"
      ON CONFLICT ("warehouseId", "variantId") DO UPDATE
        SET "available" = EXCLUDED."available", "sourceUpdatedAt" = EXCLUDED."sourceUpdatedAt"
        WHERE l."sourceUpdatedAt" <= EXCLUDED."sourceUpdatedAt"
      RETURNING l."warehouseId", l."variantId", l."available"
    )
    SELECT DISTINCT saved."variantId" FROM saved LEFT JOIN before USING ("warehouseId", "variantId")
    WHERE before."available" IS DISTINCT FROM saved."available"`;
  return changed.map((row) => as<VariantId>(row.variantId));
}

// A statement may not write one row twice: of two copies of a level the newer stands.
function onePerPlace(levels: readonly NewLevel[]): readonly NewLevel[] {
  const byPlace = new Map<string, NewLevel>();
  for (const level of levels) {
    const place = `${level.warehouseId} ${level.variantId}`;
    const other = byPlace.get(place);
    if (!other || other.sourceUpdatedAt <= level.sourceUpdatedAt) byPlace.set(place, level);
  }
  return [...byPlace.values()];
}
