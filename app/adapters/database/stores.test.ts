// Stores, their connections and their warehouses in the real database, and tokens that nobody can read there.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import type { StoreId } from "../../domain/ids.ts";
import type { NewConnection } from "../../use-cases/ports/foundation-records.ts";
import type { Records } from "../../use-cases/ports/records.ts";
import { createConnectionTokens } from "./connection-tokens.ts";
import { createRecords } from "./records.ts";
import { createSeal } from "./seal.ts";

const secrets = { current: "a secret of these tests" };
const now = new Date("2026-11-22T12:00:00Z");
const later = new Date("2026-11-22T12:10:00Z");

let copy: TestDatabase;
let records: Records;
beforeAll(async () => {
  copy = await createTestDatabase();
  records = createRecords({ database: copy.database, secrets, now: () => now });
});
afterAll(() => copy.close());
beforeEach(() => copy.database.pool.query('truncate "Store", "Connection", "Warehouse"'));

describe("stores", () => {
  const install = () =>
    records.stores.saveInstalled({
      domain: "a.myshopify.com",
      name: "A",
      currency: "USD",
      timeZone: "UTC",
      at: now,
    });
  const connection = (store: StoreId): NewConnection => ({
    storeId: store,
    marketplaceShopId: "7000",
    shopName: "Shop",
    region: "US",
    currency: "USD",
    openId: "open-1",
    cipher: "c",
    accessToken: "access-secret",
    accessTokenExpiresAt: later,
    refreshToken: "refresh-secret",
    refreshTokenExpiresAt: later,
  });

  it("installing again is the same store", async () => {
    const first = await install();
    await records.stores.saveUninstalled(first.id, now);
    expect(await records.stores.installed()).toEqual([]);
    expect(await install()).toEqual(first);
  });

  it("tokens are sealed at rest and come back whole", async () => {
    const store = await install();
    const saved = await records.stores.saveConnection(connection(store.id));
    const row = await copy.database.prisma.connection.findUniqueOrThrow({ where: { id: saved.id } });
    expect(Buffer.from(row.accessTokenSealed).toString("latin1")).not.toContain("access-secret");
    const tokens = createConnectionTokens(copy.database.prisma, createSeal(secrets, "connection-token"));
    const fresh = {
      accessToken: "b",
      accessTokenExpiresAt: later,
      refreshToken: "c",
      refreshTokenExpiresAt: later,
    };
    expect(await tokens.readConnectionTokens(store.id, saved.id)).toMatchObject({
      accessToken: "access-secret",
    });
    await tokens.saveConnectionTokens(store.id, saved.id, fresh);
    expect(await tokens.readConnectionTokens(store.id, saved.id)).toEqual(fresh);
    await records.privacy.forgetAccess(store.id);
    expect(await tokens.readConnectionTokens(store.id, saved.id)).toBeUndefined();
  });

  it("authorizing again makes a paused connection active", async () => {
    const store = await install();
    const saved = await records.stores.saveConnection(connection(store.id));
    await records.stores.setConnectionState(store.id, saved.id, { state: "paused", reason: "token refused" });
    expect(await records.stores.saveConnection(connection(store.id))).toEqual(saved);
  });

  it("saving warehouses again changes their facts, not their number nor the merchant's priorities", async () => {
    const store = await install();
    const warehouse = {
      connectionId: null,
      owner: "merchant",
      name: "Main",
      priority: 10,
      active: true,
      storeLocationId: "gid://shopify/Location/1",
      marketplaceWarehouseId: null,
      fbtWarehouseId: null,
      countryCode: "US",
    } as const;
    const first = await records.stores.saveWarehouses(store.id, [warehouse]);
    await copy.database.prisma.warehouse.updateMany({ data: { priority: 3 } });
    const again = await records.stores.saveWarehouses(store.id, [{ ...warehouse, name: "Main street" }]);
    expect(again).toEqual([{ ...first[0], name: "Main street", priority: 3 }]);
  });
});
