// Stores, their connections to the marketplace and their warehouses. Tokens go in here and never come out: see
// connection-tokens.ts for the one reader.
import { as, type ConnectionId, type StoreId, type WarehouseId } from "../../domain/ids.ts";
import type {
  ConnectionRow,
  NewConnection,
  StoreRecords,
  StoreRow,
  WarehouseRow,
} from "../../use-cases/ports/foundation-records.ts";
import type { Db } from "./client.ts";
import type { Connection, Store, Warehouse } from "./generated/client.ts";
import { type Seal, sealText } from "./seal.ts";

/** Records of stores on a client or on one transaction. `seal` is the one of connection tokens. */
export function createStoreRecords(client: Db, seal: Seal): StoreRecords {
  return { ...storeRows(client), ...connectionRows(client, seal), ...warehouseRows(client) };
}

type StoreMethods = Omit<StoreRecords, keyof ConnectionMethods | keyof WarehouseMethods>;
type ConnectionMethods = Pick<
  StoreRecords,
  "connections" | "connection" | "saveConnection" | "setConnectionState" | "savePublishPause"
>;
type WarehouseMethods = Pick<StoreRecords, "warehouses" | "saveWarehouses">;

function storeRows(client: Db): StoreMethods {
  return {
    byId: async (id) => toStore(await client.store.findUnique({ where: { id } })),
    byDomain: async (domain) => toStore(await client.store.findUnique({ where: { domain } })),
    installed: async () => {
      const rows = await client.store.findMany({ where: { state: "installed" }, orderBy: { id: "asc" } });
      return rows.flatMap((row) => toStore(row) ?? []);
    },
    saveInstalled: async ({ domain, at, ...facts }) => {
      const installed = { ...facts, state: "installed", uninstalledAt: null };
      const row = await client.store.upsert({
        where: { domain },
        create: { domain, installedAt: at, ...installed },
        update: installed,
      });
      return storeFrom(row);
    },
    saveDetails: async (id, { name, currency, timeZone }) =>
      void (await client.store.updateMany({
        where: { id, state: "installed" },
        data: { name, currency, timeZone },
      })),
    saveUninstalled: async (id, at) => {
      // What we made in the store is gone with us: a new installation makes it again.
      const nothing = {
        serviceId: null,
        serviceHandle: null,
        serviceLocationId: null,
        catalogImportedAt: null,
      };
      await client.store.updateMany({
        where: { id, state: "installed" },
        data: { state: "uninstalled", uninstalledAt: at, ...nothing },
      });
    },
    saveFulfillmentService: async (id, service) => {
      await client.store.update({
        where: { id },
        data: {
          serviceId: service.serviceId,
          serviceHandle: service.handle,
          serviceLocationId: service.storeLocationId,
        },
      });
    },
    saveCatalogImported: async (id, at) => {
      await client.store.update({ where: { id }, data: { catalogImportedAt: at } });
    },
  };
}

function connectionRows(client: Db, seal: Seal): ConnectionMethods {
  return {
    connections: async (storeId) => {
      const rows = await client.connection.findMany({ where: { storeId }, orderBy: { connectedAt: "asc" } });
      return rows.map(toConnection);
    },
    connection: async (storeId, id) => {
      const row = await client.connection.findFirst({ where: { storeId, id } });
      return row ? toConnection(row) : undefined;
    },
    saveConnection: async (connection) => {
      const { storeId, marketplaceShopId } = connection;
      const facts = { ...sealed(connection, seal), state: "active", pausedReason: null };
      const row = await client.connection.upsert({
        where: { storeId_marketplaceShopId: { storeId, marketplaceShopId } },
        create: { storeId, marketplaceShopId, ...facts },
        update: facts,
      });
      return toConnection(row);
    },
    setConnectionState: async (storeId, id, { state, reason }) => {
      const data = { state, pausedReason: reason };
      await client.connection.updateMany({ where: { storeId, id }, data });
    },
    savePublishPause: async (storeId, id, since) => {
      const otherwise = since === null ? { not: null } : null;
      const { count } = await client.connection.updateMany({
        where: { storeId, id, publishPausedAt: otherwise },
        data: { publishPausedAt: since },
      });
      return count > 0;
    },
  };
}

function sealed(connection: NewConnection, seal: Seal) {
  const { shopName, region, currency, cipher, openId, accessTokenExpiresAt, refreshTokenExpiresAt } =
    connection;
  const accessTokenSealed = sealText(seal, connection.accessToken);
  const refreshTokenSealed = sealText(seal, connection.refreshToken);
  const tokens = { accessTokenSealed, accessTokenExpiresAt, refreshTokenSealed, refreshTokenExpiresAt };
  return { shopName, region, currency, cipher, openId, ...tokens };
}

function warehouseRows(client: Db): WarehouseMethods {
  const all = async (storeId: StoreId) => {
    const rows = await client.warehouse.findMany({
      where: { storeId },
      orderBy: [{ priority: "asc" }, { id: "asc" }],
    });
    return rows.map(toWarehouse);
  };
  return {
    warehouses: all,
    saveWarehouses: async (storeId, warehouses) => {
      // The keys are not unique to the database (either may be absent), so whoever saves goes one after another.
      await client.$queryRaw`select 1 as one from "Store" where "id" = ${storeId} for update`;
      const known = await all(storeId);
      for (const { priority, ...warehouse } of warehouses) {
        const existing = known.find((row) => isSame(row, warehouse));
        // The order of warehouses is the merchant's to decide once the row is there.
        if (existing) await client.warehouse.update({ where: { id: existing.id }, data: warehouse });
        else await client.warehouse.create({ data: { storeId, priority, ...warehouse } });
      }
      return all(storeId);
    },
  };
}

type Keys = Pick<WarehouseRow, "owner" | "storeLocationId" | "connectionId" | "marketplaceWarehouseId">;

function isSame(row: Keys, given: Keys): boolean {
  if (row.owner !== given.owner) return false;
  // The merchant's own warehouses, as the marketplace names them, have no location in the store.
  if (given.owner === "merchant" && given.storeLocationId !== null)
    return row.storeLocationId === given.storeLocationId;
  return (
    row.connectionId === given.connectionId && row.marketplaceWarehouseId === given.marketplaceWarehouseId
  );
}

function toStore(row: Store | null): StoreRow | undefined {
  return row ? storeFrom(row) : undefined;
}

function storeFrom(row: Store): StoreRow {
  const { serviceId, serviceHandle: handle, serviceLocationId: storeLocationId } = row;
  return {
    id: as<StoreId>(row.id),
    domain: row.domain,
    name: row.name,
    currency: row.currency,
    timeZone: row.timeZone,
    state: row.state as StoreRow["state"],
    fulfillmentService:
      serviceId && handle && storeLocationId ? { serviceId, handle, storeLocationId } : null,
    catalogImportedAt: row.catalogImportedAt,
  };
}

function toConnection(row: Connection): ConnectionRow {
  return {
    id: as<ConnectionId>(row.id),
    storeId: as<StoreId>(row.storeId),
    marketplaceShopId: row.marketplaceShopId,
    shopName: row.shopName,
    region: row.region,
    currency: row.currency,
    openId: row.openId,
    state: row.state as ConnectionRow["state"],
    pausedReason: row.pausedReason,
    publishPausedAt: row.publishPausedAt,
  };
}

function toWarehouse(row: Warehouse): WarehouseRow {
  return {
    ...row,
    id: as<WarehouseId>(row.id),
    storeId: as<StoreId>(row.storeId),
    connectionId: row.connectionId === null ? null : as<ConnectionId>(row.connectionId),
    owner: row.owner as WarehouseRow["owner"],
  };
}
