// The floor of the lanes' bench: graphile-worker as most use it, one job per item, a queue per store so that a store's
// items never run side by side.
import { run } from "graphile-worker";
import type { TestDatabase } from "../database.ts";

export type Load = readonly { readonly storeId: string; readonly count: number }[];

export type PlainJobs = { add(load: Load): Promise<void>; stop(): Promise<void> };

const ADD = `select count(*) from graphile_worker.add_jobs(array(
  select row('item', json_build_object('storeId', s), s, null, null, null, null, null)::graphile_worker.job_spec
  from unnest($1::text[], $2::int[]) as l(s, n) cross join generate_series(1, l.n)))`;

export async function plainJobs(
  copy: TestDatabase,
  concurrency: number,
  work: (storeId: string) => Promise<void>,
): Promise<PlainJobs> {
  const { pool } = copy.database;
  const runner = await run({
    pgPool: pool,
    concurrency,
    pollInterval: 50,
    noHandleSignals: true,
    taskList: { item: (payload) => work((payload as { storeId: string }).storeId) },
  });
  return {
    add: async (load) => {
      await pool.query(ADD, [load.map((one) => one.storeId), load.map((one) => one.count)]);
    },
    stop: () => runner.stop(),
  };
}
