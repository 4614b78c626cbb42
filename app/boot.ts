// What both processes begin and end with: environment, database, application; and a clean stop on SIGTERM or SIGINT.
import { connect, type Database } from "./adapters/database/client.ts";
import { openDatabase } from "./adapters/database/server.ts";
import { createLog } from "./adapters/log.ts";
import { type Application, createApplication } from "./application.server.ts";
import { type Env, readEnv } from "./env.server.ts";
import { stopOnSignal } from "./stop-on-signal.ts";
import type { Log } from "./use-cases/ports/ports.ts";
import { lanes } from "./worker/lanes.ts";
import { startWorker } from "./worker/runner.ts";
import { SWEEP_EVERY_SECONDS } from "./worker/schedule.ts";

export type Running = {
  readonly env: Env;
  readonly log: Log;
  readonly database: Database;
  readonly application: Application;
  /** Adds what must end before the database closes; the last added ends first. */
  readonly onStop: (work: () => Promise<void>) => void;
};

// Lanes at work at the same time in one process, and the connections they, the engine and the pages hold.
const CONCURRENCY = 8;
const CONNECTIONS = CONCURRENCY + 6;
// What reads a whole shop or store, once a day, is no net for lost webhooks: it keeps its interval.
const HOURLY = 60 * 60;

/** Builds the process, or prints every problem of its environment at once and ends it with code 1. */
export async function boot(name: "web" | "worker"): Promise<Running> {
  const read = readEnv();
  if (read.kind === "problems") {
    process.stderr.write(`Reeldock cannot start. Mend these variables (see .env.example):\n`);
    for (const problem of read.problems) process.stderr.write(`  ${problem}\n`);
    process.exit(1);
  }
  const { env } = read;
  const now = () => new Date();
  const level = env.logLevel === "debug" ? "info" : env.logLevel;
  const log = createLog({ write: (line) => process.stdout.write(line), level, now });
  const opened = await openDatabase({ url: env.databaseUrl, dataFolder: env.dataFolder, log });
  const database = connect(opened.url, { max: CONNECTIONS });
  const application = createApplication({ env, database, log, now });
  const ends: (() => Promise<void>)[] = [
    () => opened.close(),
    () => database.close(),
    () => application.close(),
  ];
  stopOnSignal(ends, log);
  log.info("process-started", { pid: process.pid, kind: name });
  return { env, log, database, application, onStop: (work) => void ends.push(work) };
}

/** Starts the lanes and the sweeps in this process, until it stops. */
export async function runLanes({ env, database, application, onStop }: Running): Promise<void> {
  const seconds = env.sweepSeconds;
  const sweepEverySeconds =
    seconds === undefined
      ? SWEEP_EVERY_SECONDS
      : (Object.fromEntries(
          Object.entries(SWEEP_EVERY_SECONDS).map(([verb, own]) => [verb, own > HOURLY ? own : seconds]),
        ) as typeof SWEEP_EVERY_SECONDS);
  const worker = await startWorker({
    database,
    ports: application.ports,
    lanes,
    concurrency: CONCURRENCY,
    sweepEverySeconds,
  });
  onStop(() => worker.stop());
}
