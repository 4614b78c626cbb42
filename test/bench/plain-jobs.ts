// The floor of the lanes' bench: graphile-worker as most use it, one job per item, a queue per store where a store's
// items must never run side by side, none where order does not matter.
import { run } from "graphile-worker";
import type { TestDatabase } from "../database.ts";

export type Load = readonly { readonly storeId: string; readonly count: number }[];

export type PlainJobs = { add(load: Load): Promise<void>; stop(): Promise<void> };

const ADD = `select count(*) from graphile_worker.add_jobs(array(
  select row('item', json_build_object('storeId', s), case when $3 then s end, null, null, null, null, null)::graphile_worker.job_spec
  from unnest($1::text[], $2::int[]) as l(s, n) cross join generate_series(1, l.n)))`;

export type PlainOptions = {
  readonly concurrency: number;
  readonly order: "kept per store" | "free";
  /** Jobs the engine fetches ahead; 0 takes them one by one. */
  readonly ahead: number;
};

export async function plainJobs(
  copy: TestDatabase,
  options: PlainOptions,
  work: (storeId: string) => Promise<void>,
): Promise<PlainJobs> {
  const { pool } = copy.database;
  const runner = await run({
    pgPool: pool,
    concurrency: options.concurrency,
    pollInterval: 50,
    ...(options.ahead > 0 ? { preset: { worker: { localQueue: { size: options.ahead } } } } : {}),
    noHandleSignals: true,
    taskList: { item: (payload) => work((payload as { storeId: string }).storeId) },
  });
  return {
    add: async (load) => {
      await pool.query(ADD, [
        load.map((one) => one.storeId),
        load.map((one) => one.count),
        options.order === "kept per store",
      ]);
    },
    stop: () => runner.stop(),
  };
}
