// The connection page's data: the marketplace shops joined to the store and the warehouses both sides know.
import type { PrismaClient } from "../adapters/database/generated/client.ts";
import type { StoreId } from "../domain/ids.ts";

/** The marketplace shops of a store, for pages about one of them. */
export function connectionsOf(database: PrismaClient, storeId: StoreId) {
  return database.connection.findMany({
    where: { storeId },
    select: { id: true, shopName: true, region: true },
    orderBy: [{ shopName: "asc" }, { id: "asc" }],
  });
}

/** The shop that an address asks for among those there are, else the first. */
export function shopAskedFor<Shop extends { readonly id: string }>(
  request: Request,
  shops: readonly Shop[],
): Shop | undefined {
  const asked = new URL(request.url).searchParams.get("connection");
  return shops.find((one) => one.id === asked) ?? shops[0];
}

export async function connectPage(database: PrismaClient, storeId: StoreId) {
  const [store, connections, warehouses] = await Promise.all([
    database.store.findUniqueOrThrow({ where: { id: storeId } }),
    database.connection.findMany({ where: { storeId }, orderBy: { connectedAt: "asc" } }),
    database.warehouse.findMany({
      where: { storeId, active: true },
      orderBy: [{ owner: "desc" }, { priority: "asc" }, { name: "asc" }],
    }),
  ]);
  return {
    timeZone: store.timeZone,
    storeName: store.name,
    currency: store.currency,
    serviceHandle: store.serviceHandle,
    connections: connections.map((row) => ({
      id: row.id,
      shopName: row.shopName,
      region: row.region,
      currency: row.currency,
      state: row.state,
      pausedReason: row.pausedReason,
      connectedAt: row.connectedAt.toISOString(),
      authorizedUntil: row.refreshTokenExpiresAt.toISOString(),
    })),
    warehouses: warehouses.map((row) => ({
      id: row.id,
      name: row.name,
      owner: row.owner,
      isFulfilledByPlatform: row.fbtWarehouseId !== null,
    })),
  };
}
