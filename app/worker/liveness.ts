// A worker killed with SIGKILL cannot say so: every worker beats, and whoever lives unlocks the engine's jobs and frees
// the lanes of one that fell silent. Its connections to the database end with the process: one that missed a beat and has
// none is gone, and work goes on within 3 s of the kill. A machine that is cut off keeps them: silence of 4 s, 6 s in all.
import type { Database } from "../adapters/database/client.ts";
import { sqlOnPool } from "../adapters/database/sql.ts";

export const BEAT_EVERY_MS = 1_000;
const MISSED_AFTER_MS = 1_500;
const SILENT_AFTER_MS = 4_000;

export type Living = {
  readonly workerId: string;
  /** The engine's own names for this process: they stand on the jobs it holds. */
  readonly engineIds: () => readonly string[];
  /** The lanes at work here; another that is marked as ours was left behind by a failure of the database. */
  readonly working: () => readonly string[];
};

/** One beat: says that we live, frees what is stuck with us, and takes over from the dead. */
export async function beat(database: Database, living: Living): Promise<void> {
  const sql = sqlOnPool(database.pool);
  await sql(
    `insert into "WorkerBeat" ("id", "workerIds", "beatAt", "startedAt", "connectedAs")
     values ($1, $2::text[], now(), now(), current_setting('application_name'))
     on conflict ("id") do update set "workerIds" = excluded."workerIds", "beatAt" = now()`,
    [living.workerId, living.engineIds()],
  );
  await sql(
    `select free_lanes($1, $2::text[]) as freed,
       reap_workers($3::int * interval '1 millisecond', $4::int * interval '1 millisecond') as reaped`,
    [living.workerId, living.working(), SILENT_AFTER_MS, MISSED_AFTER_MS],
  );
}

/** The last word of a worker that stops cleanly: nobody needs to wait for its silence. */
export async function sayGoodbye(database: Database, workerId: string): Promise<void> {
  const sql = sqlOnPool(database.pool);
  await sql("select free_lanes($1, '{}') as freed", [workerId]);
  await sql(`delete from "WorkerBeat" where "id" = $1 returning "id"`, [workerId]);
}
