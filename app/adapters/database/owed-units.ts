// What buyers of the marketplace have bought and no warehouse was named for yet, in SQL.
import { as, type VariantId } from "../../domain/ids.ts";
import type { OrderReading } from "../../use-cases/ports/order-records.ts";
import type { Db } from "./client.ts";

/** One read for all variants. What a line holds as reservations already is not counted here. */
export function unitsOwedIn(client: Db): OrderReading["unitsOwed"] {
  return async (storeId, variantIds) => {
    const rows = await client.$queryRaw<{ variantId: string; units: number }[]>`
      SELECT l."variantId", SUM(GREATEST(l."quantity" - l."cancelledQuantity" - h."units", 0))::int AS "units"
      FROM "OrderLine" l JOIN "Order" o ON o."id" = l."orderId"
      CROSS JOIN LATERAL (
        SELECT COALESCE(SUM(r."quantity"), 0) AS "units" FROM "Reservation" r
        WHERE r."orderLineId" = l."id" AND r."state" = 'held'
      ) h
      WHERE l."storeId" = ${storeId} AND l."variantId" = ANY(${[...variantIds]}::text[])
        AND o."origin" = 'marketplace' AND o."shippedBy" = 'merchant'
        AND (o."state" = 'imported' OR (o."state" = 'on-hold' AND o."holdReason" = 'out-of-stock'))
      GROUP BY 1`;
    return new Map(rows.map((row) => [as<VariantId>(row.variantId), row.units]));
  };
}
