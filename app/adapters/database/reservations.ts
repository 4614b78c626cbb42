// Units promised to order lines. Each change is one statement that moves the reservation and the level's "held"
// together, so that no crash, repeat or race can make them disagree.
import { as, type OrderLineId, type StoreId, type VariantId, type WarehouseId } from "../../domain/ids.ts";
import type { InventoryRecords, ReservationRow } from "../../use-cases/ports/inventory-records.ts";
import type { Db } from "./client.ts";
import { Prisma } from "./generated/client.ts";

type Part = Pick<InventoryRecords, "reserve" | "release" | "consume" | "reservations">;
type Moved = { variantId: string };

/** Reservations on a client or on one transaction. */
export function createReservationRecords(client: Db): Part {
  return {
    async reserve(storeId, { orderLineId, warehouseId, variantId, quantity, beyondStock }) {
      // Two first attempts for one line at once: the second meets the unique key, fails whole, and is tried again.
      const [answer] = await client.$queryRaw<{ taken: boolean; was: string | null; free: number | null }[]>`
        WITH mine AS (
          SELECT "id", "state", "quantity" FROM "Reservation"
          WHERE "orderLineId" = ${orderLineId} AND "warehouseId" = ${warehouseId} FOR UPDATE
        ), level AS (
          UPDATE "InventoryLevel" l
          SET "held" = l."held" + ${quantity}::int - COALESCE((SELECT "quantity" FROM mine WHERE "state" = 'held'), 0)
          WHERE l."storeId" = ${storeId} AND l."warehouseId" = ${warehouseId} AND l."variantId" = ${variantId}
            AND NOT EXISTS (SELECT 1 FROM mine WHERE "state" = 'consumed')
            AND (
              l."available" - l."held" >= ${quantity}::int - COALESCE((SELECT "quantity" FROM mine WHERE "state" = 'held'), 0)
              OR (${beyondStock === "allowed"} AND NOT EXISTS (
                SELECT 1 FROM "Warehouse" w WHERE w."id" = l."warehouseId" AND w."owner" = 'marketplace'
              ))
              OR ${quantity}::int <= COALESCE((SELECT "quantity" FROM mine WHERE "state" = 'held'), 0)
            )
          RETURNING 1
        ), again AS (
          UPDATE "Reservation" SET "state" = 'held', "quantity" = ${quantity}::int, "variantId" = ${variantId}, "updatedAt" = now()
          WHERE "id" = (SELECT "id" FROM mine) AND EXISTS (SELECT 1 FROM level)
        ), fresh AS (
          INSERT INTO "Reservation" ("id", "storeId", "orderLineId", "warehouseId", "variantId", "quantity", "state", "updatedAt")
          SELECT gen_random_uuid()::text, ${storeId}, ${orderLineId}, ${warehouseId}, ${variantId}, ${quantity}::int, 'held', now()
          FROM level WHERE NOT EXISTS (SELECT 1 FROM mine)
        )
        SELECT EXISTS (SELECT 1 FROM level) AS taken, (SELECT "state" FROM mine) AS was,
          (SELECT "available" - "held" FROM "InventoryLevel"
           WHERE "warehouseId" = ${warehouseId} AND "variantId" = ${variantId}) AS free`;
      if (answer?.taken) return { kind: "reserved" };
      if (answer?.was === "consumed") return { kind: "consumed" };
      return { kind: "short", available: Math.max(0, answer?.free ?? 0) };
    },
    release: (storeId, lines, warehouseId) =>
      endHold(client, { storeId, lines, warehouseId, state: "released" }),
    consume: (storeId, lines, warehouseId) =>
      endHold(client, { storeId, lines, warehouseId, state: "consumed" }),
    async reservations(storeId, orderLineIds) {
      const rows = await client.reservation.findMany({
        where: { storeId, orderLineId: { in: [...orderLineIds] } },
        orderBy: [{ orderLineId: "asc" }, { warehouseId: "asc" }],
      });
      return rows.map(
        (row): ReservationRow => ({
          orderLineId: as<OrderLineId>(row.orderLineId),
          warehouseId: as<WarehouseId>(row.warehouseId),
          variantId: as<VariantId>(row.variantId),
          quantity: row.quantity,
          state: row.state as ReservationRow["state"],
        }),
      );
    },
  };
}

type End = {
  readonly storeId: StoreId;
  readonly lines: readonly OrderLineId[];
  readonly warehouseId: WarehouseId | undefined;
  readonly state: "released" | "consumed";
};

async function endHold(
  client: Db,
  { storeId, lines, warehouseId, state }: End,
): Promise<readonly VariantId[]> {
  if (lines.length === 0) return [];
  const place = warehouseId ? Prisma.sql`AND "warehouseId" = ${warehouseId}` : Prisma.empty;
  const less = state === "consumed" ? Prisma.sql`l."available" - total."units"` : Prisma.sql`l."available"`;
  const moved = await client.$queryRaw<Moved[]>`
    WITH ended AS (
      UPDATE "Reservation" SET "state" = ${state}, "updatedAt" = now()
      WHERE "storeId" = ${storeId} AND "orderLineId" = ANY(${[...lines]}::text[]) AND "state" = 'held' ${place}
      RETURNING "warehouseId", "variantId", "quantity"
    ), total AS (
      SELECT "warehouseId", "variantId", SUM("quantity")::int AS "units" FROM ended GROUP BY 1, 2
    ), level AS (
      UPDATE "InventoryLevel" l SET "held" = GREATEST(l."held" - total."units", 0), "available" = ${less}
      FROM total WHERE l."warehouseId" = total."warehouseId" AND l."variantId" = total."variantId"
    )
    SELECT DISTINCT "variantId" FROM total`;
  return moved.map((row) => as<VariantId>(row.variantId));
}
