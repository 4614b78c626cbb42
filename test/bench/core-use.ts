// What a process used of a core, as the kernel counts it: the one figure that does not depend on who else wants the
// machine.
import { readFileSync } from "node:fs";
import type pg from "pg";

/** In hundredths of a second, which is all the kernel says. */
export function coreSecondsOf(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

export type CoreUse = ReadonlyMap<number, number>;

/** Seconds so far of each process that works for one database. */
export async function databaseUse(pool: pg.Pool): Promise<CoreUse> {
  const { rows } = await pool.query<{ pid: number }>(
    "select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'",
  );
  return new Map(rows.map(({ pid }) => [pid, coreSecondsOf(pid)]));
}

/** Seconds between the two. One that ended meanwhile takes what it used along; there are few. */
export function usedSince(before: CoreUse, after: CoreUse): number {
  return [...after].reduce((sum, [pid, seconds]) => sum + seconds - (before.get(pid) ?? 0), 0);
}
