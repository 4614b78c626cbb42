// A worker of a process: the engine wakes lanes, each gets one turn per wake-up. Any number of them may run against
// one database; they share the work and take over from one another.
import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { type Runner, run, type WorkerEvents } from "graphile-worker";
import type { Database } from "../adapters/database/client.ts";
import { engineLogger } from "../adapters/database/engine-log.ts";
import type { LaneName } from "../adapters/database/work.ts";
import type { Ports } from "../use-cases/ports/ports.ts";
import { createLaneRunner } from "./lane.ts";
import type { Lanes } from "./lane-settings.ts";
import { BEAT_EVERY_MS, beat, sayGoodbye } from "./liveness.ts";
import { SWEEP_EVERY_SECONDS, type SweepEverySeconds, startSchedule } from "./schedule.ts";

export type WorkerOptions = {
  /** Its pool should hold `concurrency` + 4 connections: one per lane at work, one that listens, the rest in passing. */
  readonly database: Database;
  readonly ports: Ports;
  readonly lanes: Lanes;
  /** Lanes at work at the same time. */
  readonly concurrency: number;
  readonly sweepEverySeconds?: Partial<SweepEverySeconds> | undefined;
};

export type RunningWorker = {
  readonly workerId: string;
  /** Ends the turns that run, then stops. */
  stop(): Promise<void>;
};

// Beside LISTEN, which wakes in milliseconds: what a worker may oversleep when several wake for the same job.
const POLL_MS = 50;

/** Starts a worker. It runs until `stop`. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { database, ports } = options;
  const workerId = randomUUID();
  const lanes = createLaneRunner({ database, ports, lanes: options.lanes, workerId });
  const engineIds: string[] = [];
  const living = { workerId, engineIds: () => engineIds, working: () => lanes.working() };
  const failed = (error: unknown) => ports.log.error("worker-failed", { workerId, error });
  // Before the first lane is taken: a taken lane of a worker without a beat counts as abandoned.
  await beat(database, living);
  const runner = await startEngine(options, {
    engineIds,
    turn: async (lane) => void (await lanes.turn(lane)),
  });
  const beating = everyWhile(BEAT_EVERY_MS, () => beat(database, living).catch(failed));
  const stopSchedule = startSchedule({
    database,
    every: { ...SWEEP_EVERY_SECONDS, ...options.sweepEverySeconds },
    now: ports.now,
    failed,
  });
  const stop = async () => {
    stopSchedule();
    await runner.stop();
    await beating.stop();
    await sayGoodbye(database, workerId);
  };
  let stopping: Promise<void> | undefined;
  return { workerId, stop: () => (stopping ??= stop()) };
}

type Engine = { readonly engineIds: string[]; readonly turn: (lane: LaneName) => Promise<void> };

async function startEngine({ database, ports, concurrency }: WorkerOptions, engine: Engine): Promise<Runner> {
  const events = new EventEmitter() as WorkerEvents;
  events.on("pool:create", ({ workerPool }) => engine.engineIds.push(workerPool.id));
  const runner = await run({
    pgPool: database.pool,
    concurrency,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    events,
    logger: engineLogger(ports.log),
    // The engine gives back what it was given: the payload that wake_lanes wrote.
    taskList: { lane: (payload) => engine.turn(payload as LaneName) },
  });
  runner.promise.catch((error: unknown) => ports.log.error("engine-failed", { error }));
  return runner;
}

// One at a time: a slow database makes beats rarer, not more.
function everyWhile(periodMs: number, work: () => Promise<void>): { stop(): Promise<void> } {
  let last: Promise<void> | undefined;
  const timer = setInterval(() => {
    last ??= work().finally(() => {
      last = undefined;
    });
  }, periodMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await last;
    },
  };
}
