// The lanes beside graphile-worker used with one job per item, on the same PostgreSQL: skewed load, a small store that
// comes late, idle latency, bare throughput, and how soon the work of a killed worker goes on.
import { spawn } from "node:child_process";
import path from "node:path";
import { startWorker } from "../../app/worker/runner.ts";
import type { TestDatabase } from "../database.ts";
import type { Handler } from "../lane-world.ts";
import { allOf, DONE, lanePorts, lanesOf, markAll, store, subjects } from "../lane-world.ts";
import { type BenchDatabase, openBenchDatabase } from "./bench-database.ts";
import { type BenchRow, quantile, row } from "./bench-row.ts";
import { type Load, type PlainJobs, type PlainOptions, plainJobs } from "./plain-jobs.ts";

const ITEM_MS = 5;
const STORES = 300;
const HOT = 338;
const COLD = 9;
const CONCURRENCY = 10;
const FLOOR = "one engine job per item";
const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

export async function benchLanes(): Promise<BenchRow[]> {
  const server = await openBenchDatabase();
  try {
    return [
      ...(await skewed(server)),
      ...(await idle(server)),
      ...(await bare(server)),
      await recovery(server),
    ];
  } finally {
    await server.close();
  }
}

/** Items of 5 ms over 300 stores, one of them hot; then a store of 20 items behind a backlog of 10,000. */
async function skewed(server: BenchDatabase): Promise<BenchRow[]> {
  const load = Array.from({ length: STORES }, (_, index) => ({
    storeId: `store-${index}`,
    count: index === 0 ? HOT : COLD,
  }));
  const total = load.reduce((sum, one) => sum + one.count, 0);
  const whole = async (run: Run) => {
    await run.add(load);
    return total / (await run.until(total));
  };
  const ours = await onLanes(server, whole);
  const oneByOne = await onLanes(server, whole, { itemMs: ITEM_MS, concurrency: 1 });
  const floor = await onJobs(server, whole);
  const late = [{ storeId: "big", count: 10_000 }];
  const small = [{ storeId: "small", count: 20 }];
  const lateOn = (run: Run) => async () => {
    await run.add(late);
    await pause(200);
    await run.add(small);
    return run.untilStore("small", 20);
  };
  const oursLate = await onLanes(server, (run) => lateOn(run)());
  const floorLate = await onJobs(server, (run) => lateOn(run)());
  return [
    row(
      { name: "lanes: skewed load, 4 items side by side", value: ours, unit: "items/s" },
      { name: FLOOR, value: floor },
    ),
    row(
      { name: "lanes: skewed load, one by one", value: oneByOne, unit: "items/s" },
      { name: FLOOR, value: floor },
    ),
    row(
      { name: "lanes: late small store done after", value: oursLate, unit: "s" },
      { name: FLOOR, value: floorLate },
    ),
  ];
}

async function idle(server: BenchDatabase): Promise<BenchRow[]> {
  const sample = async (run: Run): Promise<number[]> => {
    const waits: number[] = [];
    for (let index = 0; index < 120; index++) {
      const start = performance.now();
      await run.add([{ storeId: `idle-${index}`, count: 1 }]);
      await run.until(1);
      if (index >= 20) waits.push(performance.now() - start);
      await pause(10);
    }
    return waits;
  };
  const ours = await onLanes(server, sample, BARE);
  const floor = await onJobs(server, sample, { ...KEPT, itemMs: 0 });
  return [0.5, 0.99].map((share) =>
    row(
      { name: `lanes: idle mark to done, p${share * 100}`, value: quantile(ours, share), unit: "ms" },
      { name: FLOOR, value: quantile(floor, share) },
    ),
  );
}

async function bare(server: BenchDatabase): Promise<BenchRow[]> {
  const load = Array.from({ length: 100 }, (_, index) => ({ storeId: `bare-${index}`, count: 200 }));
  const all = async (run: Run) => {
    await run.add(load);
    return 20_000 / (await run.until(20_000));
  };
  const ours = await onLanes(server, all, BARE);
  // Order does not matter here, so the floor has no queues; ahead of time, it fetches 500 jobs at once.
  const free = await onJobs(server, all, { order: "free", ahead: 0, itemMs: 0 });
  const ahead = await onJobs(server, all, { order: "free", ahead: 500, itemMs: 0 });
  const figure = { name: "lanes: items without work, batches of 100", value: ours, unit: "items/s" };
  return [
    row(figure, { name: `${FLOOR}, no order`, value: free }),
    row(figure, { name: `${FLOOR}, no order, 500 fetched ahead`, value: ahead }),
  ];
}

/** The engine alone would hold a killed worker's jobs for four hours, as its SQL says. */
async function recovery(server: BenchDatabase): Promise<BenchRow> {
  const copy = await server.fresh();
  const ports = lanePorts(copy.database, () => new Date());
  await markAll(ports, "import-orders", { storeId: store("s"), subjects: subjects(10) });
  const child = spawn(
    process.execPath,
    ["--import", "tsx", path.join(import.meta.dirname, "../worker-to-kill.ts"), copy.url],
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  await new Promise<void>((resolve) =>
    child.stdout.on("data", (chunk: Buffer) => chunk.toString().includes("took") && resolve()),
  );
  let left = 10;
  const lanes = lanesOf(async (batch) => {
    left -= batch.subjects.length;
    return allOf(batch, DONE);
  });
  const worker = await startWorker({ database: copy.database, ports, lanes, concurrency: CONCURRENCY });
  child.kill("SIGKILL");
  const start = performance.now();
  while (left > 0) await pause(20);
  const seconds = (performance.now() - start) / 1000;
  await worker.stop();
  await copy.close();
  return row(
    { name: "lanes: work of a killed worker done after", value: seconds, unit: "s" },
    { name: "the engine's own lock, a constant of its SQL, not measured", value: 4 * 3600 },
  );
}

type Run = {
  add(load: Load): Promise<void>;
  /** Seconds from the last `add` until so many items are done. */
  until(count: number): Promise<number>;
  untilStore(storeId: string, count: number): Promise<number>;
};

type OnLanes = { readonly itemMs: number; readonly concurrency: number };
// A lane works four items of a batch side by side, as the catalogue's lanes of single calls do.
const FOUR: OnLanes = { itemMs: ITEM_MS, concurrency: 4 };
const BARE: OnLanes = { itemMs: 0, concurrency: 1 };

async function onLanes<T>(
  server: BenchDatabase,
  measured: (run: Run) => Promise<T>,
  { itemMs, concurrency }: OnLanes = FOUR,
): Promise<T> {
  const copy: TestDatabase = await server.fresh();
  const ports = lanePorts(copy.database, () => new Date());
  const counted = counter();
  const handler: Handler = async (batch) => {
    for (const _subject of batch.subjects) {
      if (itemMs > 0) await pause(itemMs);
      counted.done(batch.storeId);
    }
    return allOf(batch, DONE);
  };
  const lanes = lanesOf(handler, { batch: 100, concurrency });
  const worker = await startWorker({ database: copy.database, ports, lanes, concurrency: CONCURRENCY });
  try {
    return await measured({
      ...counted,
      add: async (load) => {
        counted.begin();
        for (const { storeId, count } of load)
          await markAll(ports, "import-orders", { storeId: store(storeId), subjects: subjects(count) });
      },
    });
  } finally {
    await worker.stop();
    await copy.close();
  }
}

type How = Pick<PlainOptions, "order" | "ahead"> & { readonly itemMs: number };
const KEPT: How = { order: "kept per store", ahead: 0, itemMs: ITEM_MS };

async function onJobs<T>(
  server: BenchDatabase,
  measured: (run: Run) => Promise<T>,
  { itemMs, ...how }: How = KEPT,
): Promise<T> {
  const copy = await server.fresh();
  const counted = counter();
  const jobs: PlainJobs = await plainJobs(copy, { concurrency: CONCURRENCY, ...how }, async (storeId) => {
    if (itemMs > 0) await pause(itemMs);
    counted.done(storeId);
  });
  try {
    return await measured({
      ...counted,
      add: async (load) => {
        counted.begin();
        await jobs.add(load);
      },
    });
  } finally {
    await jobs.stop();
    await copy.close();
  }
}

function counter(): Omit<Run, "add"> & { begin(): void; done(storeId: string): void } {
  let start = 0;
  let count = 0;
  const byStore = new Map<string, number>();
  const wait = async (enough: () => boolean) => {
    while (!enough()) await pause(1);
    return (performance.now() - start) / 1000;
  };
  return {
    begin: () => {
      start = performance.now();
      count = 0;
    },
    done: (storeId) => {
      count += 1;
      byStore.set(storeId, (byStore.get(storeId) ?? 0) + 1);
    },
    until: (wanted) => wait(() => count >= wanted),
    untilStore: (storeId, wanted) => wait(() => (byStore.get(storeId) ?? 0) >= wanted),
  };
}
