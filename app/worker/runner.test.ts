// Workers as processes: woken in milliseconds, never two at one lane, and replaced within seconds when they are killed.
import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
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
import type { LaneSettings } from "./lane-settings.ts";
import { type RunningWorker, startWorker } from "./runner.ts";

let copy: TestDatabase;
let workers: RunningWorker[] = [];
let child: ChildProcess | undefined;

afterEach(async () => {
  child?.kill("SIGKILL");
  await Promise.all(workers.map((worker) => worker.stop()));
  workers = [];
  await copy.close();
});

async function begin() {
  copy = await createTestDatabase();
  return lanePorts(copy.database, () => new Date());
}

async function work(handler: Handler, change: Partial<LaneSettings> = {}): Promise<void> {
  const ports = lanePorts(copy.database, () => new Date());
  workers.push(
    await startWorker({ database: copy.database, ports, lanes: lanesOf(handler, change), concurrency: 4 }),
  );
}

async function lookUntil(isSo: () => Promise<boolean>): Promise<void> {
  await expect.poll(isSo, { timeout: 5_000, interval: 20 }).toBe(true);
}

async function count(from: string): Promise<number> {
  const { rows } = await copy.database.pool.query<{ n: number }>(`select count(*)::int as n from ${from}`);
  return rows[0]?.n ?? 0;
}
const taken = () => count(`"WorkItem" where "takenBy" is not null`);
const unlocked = () => count("graphile_worker.jobs where locked_at is null and run_at <= now()");

async function empty(withinMs: number): Promise<number> {
  const start = Date.now();
  while (Date.now() - start < withinMs) {
    if ((await copy.database.prisma.workItem.count()) === 0) return Date.now() - start;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`${await copy.database.prisma.workItem.count()} items were left after ${withinMs} ms`);
}

describe("workers", () => {
  it("two side by side work every item once, and never one lane at the same time", async () => {
    const ports = await begin();
    const stores = Array.from({ length: 20 }, (_, index) => store(`store-${index}`));
    for (const storeId of stores) await markAll(ports, "import-orders", { storeId, subjects: subjects(15) });
    const at = new Set<string>();
    const worked: string[] = [];
    let overlaps = 0;
    const handler: Handler = async (batch) => {
      if (batch.subjects.length === 0) return new Map();
      overlaps += at.has(batch.storeId) ? 1 : 0;
      at.add(batch.storeId);
      await new Promise((resolve) => setTimeout(resolve, 5));
      at.delete(batch.storeId);
      worked.push(...batch.subjects.map((subject) => `${batch.storeId} ${subject}`));
      return allOf(batch, DONE);
    };
    await work(handler, { batch: 4, concurrency: 1 });
    await work(handler, { batch: 4, concurrency: 1 });
    await empty(15_000);
    expect(overlaps).toBe(0);
    expect(worked).toHaveLength(300);
    expect(new Set(worked).size).toBe(300);
  });

  it("a lane at work that is woken again and again keeps no other waiting, and looks again before it rests", async () => {
    const ports = await begin();
    const [slow, other] = [store("slow"), store("other")];
    const worked: string[] = [];
    const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
    await work(async (batch) => {
      if (batch.storeId === slow && worked.length === 0) await released;
      worked.push(...batch.subjects);
      return allOf(batch, DONE);
    });
    await markAll(ports, "import-orders", { storeId: slow, subjects: ["first"] });
    await lookUntil(async () => (await taken()) === 1);
    await markAll(ports, "import-orders", { storeId: slow, subjects: ["meanwhile"] });
    // As marks do that are made while the lane is just being taken: each makes a job, and there are more than turns.
    for (let time = 0; time < 6; time += 1) {
      await copy.database.pool.query(`select wake_lanes(array['slow'], array['import-orders'], array[0])`);
      await lookUntil(async () => (await unlocked()) === 0);
    }
    await markAll(ports, "import-orders", { storeId: other, subjects: ["other"] });
    await lookUntil(async () => worked.includes("other")).finally(() => release(undefined));
    await lookUntil(async () => worked.includes("meanwhile"));
    expect(worked.toSorted()).toEqual(["first", "meanwhile", "other"]);
  });

  it("an idle one starts within 100 milliseconds of a mark, at the median", async () => {
    const ports = await begin();
    const started = new Map<string, number>();
    await work(async (batch) => {
      for (const subject of batch.subjects) started.set(subject, performance.now());
      return allOf(batch, DONE);
    });
    const waits: number[] = [];
    for (const subject of subjects(15)) {
      const marked = performance.now();
      await markAll(ports, "import-orders", { storeId: store("s"), subjects: [subject] });
      await expect.poll(() => started.has(subject), { timeout: 3_000, interval: 2 }).toBe(true);
      waits.push((started.get(subject) ?? 0) - marked);
    }
    expect(waits.sort((a, b) => a - b)[7]).toBeLessThan(100);
  });

  it("the work of one killed in the middle of a batch goes on within four seconds, and nothing is lost", async () => {
    const ports = await begin();
    await markAll(ports, "import-orders", { storeId: store("s"), subjects: subjects(12) });
    const script = path.join(import.meta.dirname, "../../test/worker-to-kill.ts");
    const killed = spawn(process.execPath, ["--import", "tsx", script, copy.url], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    child = killed;
    await new Promise<void>((resolve) => {
      killed.stdout.on("data", (chunk: Buffer) => chunk.toString().includes("took") && resolve());
    });
    const worked: string[] = [];
    await work(async (batch) => {
      worked.push(...batch.subjects);
      return allOf(batch, DONE);
    });
    killed.kill("SIGKILL");
    expect(await empty(15_000)).toBeLessThan(4_000);
    expect([...new Set(worked)].sort()).toEqual(subjects(12));
  });
});
