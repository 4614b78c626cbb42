// What the pages of prices and stock show beside the rules: the shops, and the places stock lies at.
import type { PrismaClient } from "../adapters/database/generated/client.ts";
import type { StoreId } from "../domain/ids.ts";

/** Shops to choose from, oldest first, and the store's currency. */
export async function sellingShops(database: PrismaClient, storeId: StoreId) {
  const [store, shops] = await Promise.all([
    database.store.findUniqueOrThrow({ where: { id: storeId }, select: { currency: true } }),
    database.connection.findMany({
      where: { storeId, state: { not: "revoked" } },
      orderBy: { connectedAt: "asc" },
      select: { id: true, shopName: true, region: true, currency: true },
    }),
  ]);
  return { storeCurrency: store.currency, shops };
}

export type SellingShop = Awaited<ReturnType<typeof sellingShops>>["shops"][number];
