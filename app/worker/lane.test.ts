// What a lane promises of its items: nothing lost, nothing shared, and every failure judged by its kind.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import {
  allOf,
  DONE,
  type Handler,
  lanePorts,
  lanesOf,
  markAll,
  store,
  subjects,
} from "../../test/lane-world.ts";
import { sqlOnPool } from "../adapters/database/sql.ts";
import { dueLanes, settle, take } from "../adapters/database/work.ts";
import { PlatformError, type PlatformErrorFacts } from "../use-cases/ports/platform-error.ts";
import type { Ports } from "../use-cases/ports/ports.ts";
import type { Outcomes } from "../use-cases/ports/work.ts";
import { createLaneRunner } from "./lane.ts";
import type { LaneSettings } from "./lane-settings.ts";

const storeId = store("store-1");
const lane = { storeId, verb: "route-orders" } as const;
let copy: TestDatabase;
let ports: Ports;
let now = new Date();

beforeAll(async () => {
  copy = await createTestDatabase();
  ports = lanePorts(copy.database, () => now);
});
afterAll(() => copy.close());
beforeEach(async () => {
  now = new Date("2026-11-22T12:00:00Z");
  await copy.database.pool.query(`truncate "WorkItem", "Lane", "Issue"`);
  await copy.database.pool.query("delete from graphile_worker._private_jobs");
});

const runner = (handler: Handler, change: Partial<LaneSettings> = {}, workerId = "w1") =>
  createLaneRunner({
    database: copy.database,
    ports,
    lanes: lanesOf(handler, change),
    workerId,
    random: () => 0.5,
  });
const items = () => copy.database.prisma.workItem.findMany({ orderBy: { subject: "asc" } });
const issues = () => copy.database.prisma.issue.findMany({ where: { clearedAt: null } });
const failing = (facts: Partial<PlatformErrorFacts>) => async (): Promise<Outcomes> => {
  throw new PlatformError({
    platform: "shopify",
    operation: "orderCreate",
    kind: "unavailable",
    detail: "no",
    ...facts,
  });
};

describe("items", () => {
  it("many marks are one item, and a settled one is gone", async () => {
    for (let time = 0; time < 3; time++) await markAll(ports, lane.verb, { storeId, subjects: ["a"] });
    const seen: string[][] = [];
    const run = runner(async (batch) => {
      seen.push([...batch.subjects]);
      return allOf(batch, DONE);
    });
    expect(await run.turn(lane)).toBe(1);
    expect(await run.turn(lane)).toBe(0);
    expect(seen.filter((batch) => batch.length > 0)).toEqual([["a"]]);
    expect(await items()).toEqual([]);
  });

  it("a mark made while the item is worked leaves it due again", async () => {
    await markAll(ports, lane.verb, { storeId, subjects: ["a"] });
    const run = runner(async (batch) => {
      await markAll(ports, lane.verb, { storeId, subjects: ["a"] });
      return allOf(batch, DONE);
    });
    await run.turn(lane);
    expect(await items()).toMatchObject([{ subject: "a", takenBy: null }]);
    expect(await dueLanes(sqlOnPool(copy.database.pool), now)).toEqual([lane]);
  });

  it("subjects left out stay due and use no attempt", async () => {
    await markAll(ports, lane.verb, { storeId, subjects: ["a", "b"] });
    await runner(async () => new Map([["a", DONE]])).turn(lane);
    expect(await items()).toMatchObject([{ subject: "b", attempts: 0, failure: null }]);
  });

  it("a change goes before all of a backlog that was there earlier, and the backlog keeps its order", async () => {
    const backlog = ["b1", "b2", "b3"].map((subject) => ({
      storeId,
      verb: lane.verb,
      subject,
      backlog: true as const,
    }));
    await ports.records.work.mark(backlog);
    now = new Date(now.getTime() + 1_000);
    await markAll(ports, lane.verb, { storeId, subjects: ["a", "b3"] });
    await ports.records.work.mark(backlog);
    const seen: string[][] = [];
    const run = runner(
      async (batch) => {
        seen.push([...batch.subjects].sort());
        return allOf(batch, DONE);
      },
      { batch: 2, concurrency: 1 },
    );
    for (let turn = 0; turn < 2; turn += 1) expect(await run.turn(lane)).toBe(2);
    expect(seen).toEqual([
      ["a", "b3"],
      ["b1", "b2"],
    ]);
    expect(await items()).toEqual([]);
  });

  it("what a change was worked for may stand in a backlog again", async () => {
    const mark = { storeId, verb: lane.verb, subject: "a" };
    await ports.records.work.mark([mark]);
    const run = runner(async (batch) => {
      await ports.records.work.mark([{ ...mark, backlog: true }]);
      return allOf(batch, DONE);
    });
    await run.turn(lane);
    expect(await items()).toMatchObject([{ subject: "a", backlog: true }]);
  });

  it("later looks again at its time and uses no attempt", async () => {
    await markAll(ports, lane.verb, { storeId, subjects: ["a"] });
    const dueAt = new Date(now.getTime() + 5_000);
    await runner(async (batch) => allOf(batch, { kind: "later", dueAt, reason: "not yet" })).turn(lane);
    expect(await items()).toMatchObject([{ attempts: 0, dueAt, reason: "not yet" }]);
  });

  it("a worker that woke late settles nothing", async () => {
    await markAll(ports, lane.verb, { storeId, subjects: ["a"] });
    const sql = sqlOnPool(copy.database.pool);
    const [taken] = await take(sql, lane, { worker: "slow", now, wanted: 10 });
    await sql("select free_lanes($1, '{}') as freed", ["slow"]);
    expect(await take(sql, lane, { worker: "quick", now, wanted: 10 })).toHaveLength(1);
    const settlement = { subject: "a", version: taken?.version ?? 0, done: true, attempts: 0 };
    expect(await settle(sql, lane, { worker: "slow", now, batched: { settlements: [settlement] } })).toBe(
      false,
    );
    expect(await items()).toHaveLength(1);
  });
});

describe("failures", () => {
  it("throttled waits as long as told, for the whole lane, and uses up no attempt", async () => {
    await markAll(ports, lane.verb, { storeId, subjects: ["a", "b"] });
    await runner(failing({ kind: "throttled", retryAfterMs: 7_000 })).turn(lane);
    expect((await items()).map((item) => item.attempts)).toEqual([0, 0]);
    const sql = sqlOnPool(copy.database.pool);
    now = new Date(now.getTime() + 6_900);
    expect(await dueLanes(sql, now)).toEqual([]);
    now = new Date(now.getTime() + 600);
    expect(await dueLanes(sql, now)).toEqual([lane]);
  });

  it("unavailable backs off and counts; after the last attempt an issue says so and the item waits for it", async () => {
    await markAll(ports, lane.verb, { storeId, subjects: ["a"] });
    const run = runner(failing({ kind: "unavailable" }), { attempts: 2 });
    await run.turn(lane);
    expect(await items()).toMatchObject([{ attempts: 1, failure: "unavailable", waitsFor: null }]);
    now = new Date(now.getTime() + 3_600_000);
    await run.turn(lane);
    const [issue] = await issues();
    expect(issue?.title).toMatch(/Shopify/);
    expect(await items()).toMatchObject([{ attempts: 2, waitsFor: issue?.key }]);
    now = new Date(now.getTime() + 3_600_000);
    expect(await dueLanes(sqlOnPool(copy.database.pool), now)).toEqual([]);
  });

  it("marking again makes a waiting item due, and success clears its issue", async () => {
    await markAll(ports, lane.verb, { storeId, subjects: ["a"] });
    await runner(failing({ kind: "rejected", detail: "the address has no city" })).turn(lane);
    const [issue] = await issues();
    expect(issue?.title).toContain("the address has no city");
    await markAll(ports, lane.verb, { storeId, subjects: ["a"] });
    await runner(async (batch) => allOf(batch, DONE)).turn(lane);
    expect(await items()).toEqual([]);
    expect(await issues()).toEqual([]);
  });

  it("unauthorized waits for the merchant to reconnect", async () => {
    await markAll(ports, lane.verb, { storeId, subjects: ["a"] });
    await runner(failing({ kind: "unauthorized", platform: "tiktok-shop" })).turn(lane);
    expect(await issues()).toMatchObject([{ code: "reconnect" }]);
    expect(await items()).toMatchObject([{ failure: "unauthorized", owner: "merchant" }]);
  });

  it("a bug is tried again and its words carry a reference, never its own message", async () => {
    await markAll(ports, lane.verb, { storeId, subjects: ["a"] });
    const run = runner(async () => Promise.reject(new Error("undefined is not a plan of Ada Lovelace")), {
      attempts: 1,
    });
    await run.turn(lane);
    const [issue] = await issues();
    expect(`${issue?.title} ${issue?.advice}`).toMatch(/[0-9a-f]{8}/);
    expect(JSON.stringify([issue, await items()])).not.toMatch(/Lovelace/);
  });

  it("one culprit is narrowed down by halving; the others are worked", async () => {
    await markAll(ports, lane.verb, { storeId, subjects: subjects(16) });
    const run = runner(
      async (batch) => {
        if (batch.subjects.includes("s00011"))
          throw new PlatformError({
            platform: "shopify",
            operation: "orders",
            kind: "rejected",
            detail: "bad id",
          });
        return allOf(batch, DONE);
      },
      { batch: 50, concurrency: 1 },
    );
    await run.turn(lane);
    expect((await items()).map((item) => item.subject)).toEqual(["s00011"]);
  });
});

describe("turns", () => {
  it("a small store behind another's backlog of 10,000 waits one batch", async () => {
    const small = { storeId: store("small"), verb: lane.verb } as const;
    await markAll(ports, lane.verb, { storeId, subjects: subjects(10_000) });
    const order: string[] = [];
    const run = runner(
      async (batch) => {
        order.push(batch.storeId);
        return allOf(batch, DONE);
      },
      { batch: 100, concurrency: 1 },
    );
    await run.turn(lane);
    now = new Date(now.getTime() + 1_000);
    await markAll(ports, lane.verb, { storeId: small.storeId, subjects: subjects(20) });
    // The engine gives turns in the order of its jobs: the big lane put itself behind when it settled.
    const jobs = await copy.database.pool.query<{ key: string }>(
      "select key from graphile_worker.jobs order by priority, run_at, id",
    );
    const waiting = jobs.rows.map((job) => job.key);
    expect(waiting.indexOf("small:route-orders")).toBeLessThanOrEqual(1);
    expect(await run.turn(small)).toBe(20);
    expect(order).toEqual([storeId, "small"]);
  });
});
