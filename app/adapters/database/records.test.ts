// What every step stands on: marks, issues, stores and tokens in the real database.
import { Session } from "@shopify/shopify-api";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { as, type ConnectionId, type StoreId } from "../../domain/ids.ts";
import type { NewConnection } from "../../use-cases/ports/foundation-records.ts";
import type { Records } from "../../use-cases/ports/records.ts";
import { createConnectionTokens } from "./connection-tokens.ts";
import { createLocks } from "./locks.ts";
import { createRecords } from "./records.ts";
import { createSeal } from "./seal.ts";
import { createSessionStorage } from "./sessions.ts";
import { sqlOnClient, sqlOnPool } from "./sql.ts";
import { mark, settle, take } from "./work.ts";

const secrets = { current: "a secret of these tests" };
const now = new Date("2026-11-22T12:00:00Z");
const later = new Date("2026-11-22T12:10:00Z");
const storeId = as<StoreId>("store-1");
const lane = { storeId, verb: "route-orders" } as const;

let copy: TestDatabase;
let records: Records;
beforeAll(async () => {
  copy = await createTestDatabase();
  records = createRecords({ database: copy.database, secrets, now: () => now });
});
afterAll(() => copy.close());
beforeEach(async () => {
  const tables = ["WorkItem", "Lane", "Issue", "Store", "Connection", "Warehouse", "InboxMessage", "Session"];
  await copy.database.pool.query(`truncate ${tables.map((table) => `"${table}"`).join(", ")}`);
  await copy.database.pool.query("delete from graphile_worker._private_jobs");
});

const items = () => copy.database.prisma.workItem.findMany({ orderBy: { subject: "asc" } });
const jobs = async () =>
  (
    await copy.database.pool.query<{ key: string; run_at: Date }>(
      "select key, run_at from graphile_worker.jobs order by key",
    )
  ).rows;
const takeAll = (worker = "w1") => take(sqlOnPool(copy.database.pool), lane, { worker, now, wanted: 100 });
const markOrder = (dueAt?: Date) =>
  records.work.mark([{ ...lane, subject: "o1", ...(dueAt ? { dueAt } : {}) }]);
const settleDone = (taken: readonly { subject: string; version: number }[], worker = "w1") =>
  settle(sqlOnPool(copy.database.pool), lane, {
    worker,
    now,
    batched: { settlements: taken.map((item) => ({ ...item, done: true, attempts: 0 })) },
  });

describe("marks", () => {
  it("ten marks of one subject are one item and one job", async () => {
    await Promise.all(Array.from({ length: 10 }, () => markOrder()));
    expect(await items()).toMatchObject([{ subject: "o1", version: 10 }]);
    expect(await jobs()).toMatchObject([{ key: "store-1:route-orders" }]);
  });

  it("a mark made while the item is worked leaves it due again", async () => {
    await markOrder();
    const taken = await takeAll();
    await markOrder();
    expect(await settleDone(taken)).toBe(true);
    expect(await items()).toMatchObject([{ version: 2, takenBy: null, attempts: 0 }]);
    expect(await takeAll()).toHaveLength(1);
  });

  it("a mark for later made by the work itself does not make it due at once", async () => {
    await markOrder();
    const taken = await takeAll();
    await markOrder(later);
    await settleDone(taken);
    expect(await items()).toMatchObject([{ dueAt: later }]);
    expect(await takeAll()).toHaveLength(0);
  });

  it("a mark for later never postpones an item that is due earlier", async () => {
    await markOrder();
    await markOrder(later);
    expect(await items()).toMatchObject([{ dueAt: now }]);
    expect(await takeAll()).toHaveLength(1);
  });

  it("a mark for now is not lost behind a wake-up for later", async () => {
    await markOrder(later);
    const [waiting] = await jobs();
    await markOrder();
    const [woken] = await jobs();
    expect(Number(waiting?.run_at) - Number(woken?.run_at)).toBeGreaterThan(500_000);
    await markOrder(later);
    expect((await jobs())[0]?.run_at).toEqual(woken?.run_at);
  });

  it("a transaction that fails leaves neither item nor job", async () => {
    const failing = records.transaction(async (tx) => {
      await tx.work.mark([{ ...lane, subject: "o1" }]);
      throw new Error("of this test");
    });
    await expect(failing).rejects.toThrow("of this test");
    expect(await items()).toEqual([]);
    expect(await jobs()).toEqual([]);
  });

  it("a mark in an open transaction is found by the lane after it commits, though the lane ran meanwhile", async () => {
    await markOrder();
    await copy.database.prisma.$transaction(async (tx) => {
      await mark(sqlOnClient(tx), now, [{ ...lane, subject: "o2" }]);
      await settleDone(await takeAll());
      expect(await items()).toEqual([]);
    });
    expect(await items()).toMatchObject([{ subject: "o2" }]);
    expect(await jobs()).toMatchObject([{ key: "store-1:route-orders" }]);
  });

  it("a worker that was replaced settles nothing", async () => {
    await markOrder();
    const taken = await takeAll("silent");
    await copy.database.pool.query("select free_lanes('silent', '{}')");
    const again = await takeAll("successor");
    expect(again).toHaveLength(1);
    expect(await settleDone(taken, "silent")).toBe(false);
    expect(await items()).toMatchObject([{ takenBy: "successor" }]);
    expect(await settleDone(again, "successor")).toBe(true);
  });

  it("while one worker is at a lane another finds nothing", async () => {
    await markOrder();
    expect(await takeAll("one")).toHaveLength(1);
    expect(await takeAll("two")).toHaveLength(0);
  });

  it("transactions that mark in opposite orders both commit", async () => {
    const [a, b] = [
      { ...lane, subject: "a" },
      { ...lane, subject: "b" },
    ];
    const both = async (first: typeof a, second: typeof a) =>
      records.transaction(async (tx) => {
        await tx.work.mark([first]);
        await new Promise((resolve) => setImmediate(resolve));
        await tx.work.mark([second]);
      });
    await Promise.all(Array.from({ length: 6 }, (_, at) => (at % 2 ? both(a, b) : both(b, a))));
    expect(await items()).toMatchObject([{ version: 6 }, { version: 6 }]);
  });
});

describe("issues", () => {
  const issue = {
    storeId,
    key: "sku-not-linked:o1",
    severity: "blocks",
    subject: { kind: "order", id: "o1" },
    title: "SKU A is not linked",
    advice: "Link it",
  } as const;
  const open = () => copy.database.prisma.issue.findMany({ where: { clearedAt: null } });

  it("raising twice is raising once, with the newest words", async () => {
    await records.issues.raise(issue);
    await records.issues.raise({ ...issue, title: "SKU B is not linked" });
    expect(await open()).toMatchObject([{ code: "sku-not-linked", title: "SKU B is not linked" }]);
  });

  it("clearing closes it, twice changes nothing, and it can be raised anew", async () => {
    await records.issues.raise(issue);
    await records.issues.clear(storeId, issue.key);
    await records.issues.clear(storeId, issue.key);
    expect(await open()).toEqual([]);
    await records.issues.raise(issue);
    expect(await copy.database.prisma.issue.count()).toBe(2);
    await records.issues.clearSubject(storeId, ["sku-not-linked"], "o1");
    expect(await open()).toEqual([]);
  });

  it("work that waits for an issue goes on when it is cleared", async () => {
    await records.issues.raise(issue);
    await markOrder();
    await copy.database.prisma.workItem.updateMany({ data: { waitsFor: issue.key, attempts: 5 } });
    expect(await takeAll()).toHaveLength(0);
    await records.transaction((tx) => tx.issues.clear(storeId, issue.key));
    await settleDone([]);
    expect(await takeAll()).toMatchObject([{ subject: "o1", attempts: 0 }]);
  });
});

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

describe("sessions", () => {
  const storage = () =>
    createSessionStorage(copy.database.prisma, createSeal(secrets, "session"), (properties) =>
      Session.fromPropertyArray(properties, true),
    );
  const offline = (rest: Partial<ConstructorParameters<typeof Session>[0]>) =>
    new Session({
      id: "offline_a.myshopify.com",
      shop: "a.myshopify.com",
      state: "",
      isOnline: false,
      accessToken: "access-secret",
      ...rest,
    });
  const good = offline({ expires: later, refreshToken: "refresh-secret", refreshTokenExpires: later });

  it("a session comes back whole, and its row holds no readable token", async () => {
    expect(await storage().storeSession(good)).toBe(true);
    expect((await storage().loadSession(good.id))?.toObject()).toEqual(good.toObject());
    expect((await storage().findSessionsByShop(good.shop)).map((session) => session.id)).toEqual([good.id]);
    const row = await copy.database.prisma.session.findUniqueOrThrow({ where: { id: good.id } });
    expect(Buffer.from(row.payloadSealed).toString("latin1")).not.toContain("secret");
    await storage().deleteSession(good.id);
    expect(await storage().loadSession(good.id)).toBeUndefined();
  });

  it("a session that could never be refreshed does not replace one that can", async () => {
    await storage().storeSession(good);
    expect(await storage().storeSession(offline({ accessToken: "eternal" }))).toBe(false);
    expect((await storage().loadSession(good.id))?.accessToken).toBe("access-secret");
  });
});

describe("locks", () => {
  it("one works at a time under one name, in two processes too, and others wait for nobody", async () => {
    const [one, two] = [createLocks(copy.url), createLocks(copy.url)];
    const id = as<ConnectionId>("c1");
    let inside = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      await one.withConnectionLock(as<ConnectionId>(`other-${most}`), async () => undefined);
      inside--;
    };
    await Promise.all([0, 1, 2, 3].map((at) => (at % 2 ? one : two).withConnectionLock(id, work)));
    expect(most).toBe(1);
    await expect(one.withStoreLock("a", () => Promise.reject(new Error("of this test")))).rejects.toThrow(
      "of this test",
    );
    await two.withStoreLock("a", async () => undefined);
    await Promise.all([one.close(), two.close()]);
  });
});
