// Marks, and the lanes that work them, as the SQL functions of the lanes migration do it: see there for the rule that
// no wake-up is lost.
import type { StoreId } from "../../domain/ids.ts";
import type { Mark, Verb } from "../../use-cases/ports/work.ts";
import type { Sql } from "./sql.ts";

export type LaneName = { readonly storeId: StoreId; readonly verb: Verb };

export type TakenItem = {
  readonly subject: string;
  readonly version: number;
  readonly attempts: number;
  /** What it failed of last; null when nothing is wrong with it. */
  readonly failure: string | null;
};

/** What becomes of a taken item. `due` left out leaves its time as it is. */
export type Settlement = {
  readonly subject: string;
  readonly version: number;
  readonly done: boolean;
  readonly attempts: number;
  readonly due?: Date | undefined;
  readonly failure?: string | null;
  readonly reason?: string | null;
  readonly owner?: "us" | "merchant" | "shopify" | "marketplace" | null;
  /** Key of the issue it waits for. */
  readonly waits?: string | null;
};

export type Batched = { readonly settlements: readonly Settlement[]; readonly pauseUntil?: Date | undefined };

/** Marks on the pool or in the transaction that makes them necessary; see the port for the promise. */
export async function mark(sql: Sql, now: Date, marks: readonly Mark[]): Promise<void> {
  if (marks.length === 0) return;
  await sql(
    "select from mark_work($1::text::timestamptz, $2::text[], $3::text[], $4::text[], $5::text[]::timestamptz[], $6::boolean[])",
    [
      now.toISOString(),
      marks.map((one) => one.storeId),
      marks.map((one) => one.verb),
      marks.map((one) => one.subject),
      marks.map((one) => (one.dueAt ?? now).toISOString()),
      marks.map((one) => one.backlog ?? false),
    ],
  );
}

/** Takes the lane and up to `wanted` of its due items. None when another worker is at it, or it is paused. */
export function take(
  sql: Sql,
  lane: LaneName,
  by: { worker: string; now: Date; wanted: number },
): Promise<readonly TakenItem[]> {
  return sql("select * from take_work($1::text::timestamptz, $2, $3, $4, $5::int)", [
    by.now.toISOString(),
    lane.storeId,
    lane.verb,
    by.worker,
    by.wanted,
  ]);
}

/**
 * Writes what became of a batch and lets the lane rest, or go to the end of the queue when more is due. Answers false,
 * having written nothing, when the lane was given to another worker meanwhile.
 */
export async function settle(
  sql: Sql,
  lane: LaneName,
  by: { worker: string; now: Date; batched: Batched },
): Promise<boolean> {
  const rows = await sql<{ settled: boolean }>(
    "select settle_work($1::text::timestamptz, $2, $3, $4, $5::text::jsonb, $6::text::timestamptz) as settled",
    [
      by.now.toISOString(),
      lane.storeId,
      lane.verb,
      by.worker,
      JSON.stringify(by.batched.settlements),
      by.batched.pauseUntil?.toISOString() ?? null,
    ],
  );
  return rows[0]?.settled === true;
}

/** Lanes that have something due, in the order in which it fell due. */
export function dueLanes(sql: Sql, now: Date): Promise<readonly LaneName[]> {
  return sql(
    `select d."storeId", d."verb" from due_lanes($1::text::timestamptz) d
     left join "Lane" l on l."storeId" = d."storeId" and l."verb" = d."verb"
     where l."pausedUntil" is null or l."pausedUntil" <= $1::text::timestamptz
     order by d."dueAt", 1, 2`,
    [now.toISOString()],
  );
}

/** Makes items due that wait for an issue, now that it is cleared. */
export async function release(
  sql: Sql,
  now: Date,
  waiting: { storeId: StoreId; issueKeys: readonly string[] },
): Promise<void> {
  const rows = await sql<{ verb: Verb; subject: string }>(
    `select "verb", "subject" from "WorkItem" where "storeId" = $1 and "waitsFor" = any($2::text[])`,
    [waiting.storeId, waiting.issueKeys],
  );
  await mark(
    sql,
    now,
    rows.map((row) => ({ ...row, storeId: waiting.storeId })),
  );
}
