// Every sweep and its interval. A sweep marks, per store, the item that does the comparing; however many workers run,
// each store is swept once per interval.
import type { Database } from "../adapters/database/client.ts";
import { sqlOnPool } from "../adapters/database/sql.ts";
import type { Verb } from "../use-cases/ports/work.ts";
import { NIGHT } from "../use-cases/reconcile-everything.ts";

export type SweepVerb = Extract<Verb, `reconcile-${string}`>;
export type SweepEverySeconds = Readonly<Record<SweepVerb, number>>;

// A lost webhook costs at most this long. Orders and parcels are somebody's money; a listing's review takes hours.
export const SWEEP_EVERY_SECONDS: SweepEverySeconds = {
  "reconcile-orders": 60,
  "reconcile-shipments": 120,
  "reconcile-inventory": 300,
  "reconcile-listings": 600,
  // Marked once a day; it waits for the store's night by itself.
  "reconcile-everything": 24 * 60 * 60,
  // Reads a whole shop: one call for a hundred listings.
  "reconcile-links": 24 * 60 * 60,
};

// The net below lanes' own wake-ups, in case the engine's row of one was lost.
const WAKE_EVERY_MS = 10_000;

// The checkpoint's moment moves for whoever comes first after the interval; the others find it moved and mark nothing.
const MARK_SWEEPS = `
with every as (
  select * from unnest($1::text[], $2::float8[], $4::text[]) as e("verb", "seconds", "subject")
), due as (
  insert into "Checkpoint" as c ("storeId", "name", "value", "updatedAt")
  select s."id", 'sweep:' || e."verb", to_jsonb($3::text), now()
  from "Store" s cross join every e where s."state" = 'installed' order by 1, 2
  on conflict ("storeId", "name") do update set "value" = excluded."value", "updatedAt" = now()
  where (c."value" #>> '{}')::timestamptz <= $3::text::timestamptz
    - (select "seconds" from every where 'sweep:' || "verb" = c."name") * interval '1 second'
  returning c."storeId", substr(c."name", 7) as "verb"
), marked as (
  select "storeId", "verb", "subject" from due join every using ("verb")
)
select (select mark_work($3::text::timestamptz, array_agg("storeId"), array_agg("verb"), array_agg("subject"),
  array_agg($3::text::timestamptz)) from marked having count(*) > 0)::text as "marked",
  (select count(*)::int from due) as "count"`;

/** Marks every sweep whose time has come. Answers how many. */
export async function markSweeps(database: Database, every: SweepEverySeconds, now: Date): Promise<number> {
  const rows = await sqlOnPool(database.pool)<{ count: number }>(MARK_SWEEPS, [
    Object.keys(every),
    Object.values(every),
    now.toISOString(),
    Object.keys(every).map((verb) => (verb === "reconcile-everything" ? NIGHT : "all")),
  ]);
  return rows[0]?.count ?? 0;
}

/** Wakes lanes that have something due and no job. */
export async function wakeDueLanes(database: Database, now: Date): Promise<void> {
  await sqlOnPool(database.pool)("select wake_due_lanes($1::text::timestamptz) as woken", [
    now.toISOString(),
  ]);
}

export type ScheduleOptions = {
  readonly database: Database;
  readonly every: SweepEverySeconds;
  readonly now: () => Date;
  readonly failed: (error: unknown) => void;
};

/** Starts both timers. The answer stops them. */
export function startSchedule({ database, every, now, failed }: ScheduleOptions): () => void {
  // Looked at four times per shortest interval: a sweep is late by a quarter of it at most.
  const lookEveryMs = Math.max(50, (Math.min(...Object.values(every)) * 1_000) / 4);
  const sweeps = setInterval(() => void markSweeps(database, every, now()).catch(failed), lookEveryMs);
  const waking = setInterval(() => void wakeDueLanes(database, now()).catch(failed), WAKE_EVERY_MS);
  void markSweeps(database, every, now()).catch(failed);
  return () => {
    clearInterval(sweeps);
    clearInterval(waking);
  };
}
