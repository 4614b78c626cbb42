// What every step stands on: marks and issues in the real database.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { as, type StoreId } from "../../domain/ids.ts";
import type { Records } from "../../use-cases/ports/records.ts";
import { createRecords } from "./records.ts";
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
  const tables = ["WorkItem", "Lane", "Issue"];
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
