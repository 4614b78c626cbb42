// The last comparison of both sides that came to its end, and whether one is under way.
import type { PrismaClient } from "../adapters/database/generated/client.ts";
import type { StoreId } from "../domain/ids.ts";

export async function comparisonFigures(database: PrismaClient, storeId: StoreId) {
  const [last, running, asked] = await Promise.all([
    database.comparison.findFirst({
      where: { storeId, endedAt: { not: null } },
      orderBy: { startedAt: "desc" },
    }),
    database.comparison.findFirst({ where: { storeId, endedAt: null }, orderBy: { startedAt: "desc" } }),
    database.workItem.findFirst({ where: { storeId, verb: "reconcile-everything", subject: "all" } }),
  ]);
  return {
    isRunning: running !== null || asked !== null,
    last: last?.endedAt
      ? {
          endedAt: last.endedAt.toISOString(),
          seconds: Math.round((last.endedAt.getTime() - last.startedAt.getTime()) / 1_000),
          isNightly: last.askedBy === "night",
          products: last.products,
          listings: last.listings,
          differing: last.differing,
          repaired: last.repaired,
          yours: last.yours,
        }
      : null,
  };
}
