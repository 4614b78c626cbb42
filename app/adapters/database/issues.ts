// What a merchant must look at. One issue per key is open at a time, and work that waits for it goes on when it clears.
import type { StoreId } from "../../domain/ids.ts";
import type { IssueRecords, NewIssue } from "../../use-cases/ports/foundation-records.ts";
import type { Sql } from "./sql.ts";
import { release } from "./work.ts";

/** Records of issues on the pool or on one transaction. */
export function createIssueRecords(sql: Sql, now: () => Date): IssueRecords {
  const close = async (storeId: StoreId, where: { condition: string; values: readonly unknown[] }) => {
    const closed = await sql<{ key: string }>(
      `update "Issue" set "openKey" = null, "clearedAt" = $2::text::timestamptz
       where "storeId" = $1 and "openKey" is not null and ${where.condition} returning "key"`,
      [storeId, now().toISOString(), ...where.values],
    );
    if (closed.length > 0)
      await release(sql, now(), { storeId, issueKeys: closed.map((issue) => issue.key) });
  };
  return {
    raise: (issue) => raise(sql, now(), issue),
    clear: (storeId, ...keys) =>
      close(storeId, {
        condition: `"openKey" = any($3::text[])`,
        values: [keys.map((key) => openKey(storeId, key))],
      }),
    open: async (storeId, keys) => {
      const rows = await sql<{ key: string }>(
        `select "key" from "Issue" where "storeId" = $1 and "openKey" = any($2::text[])`,
        [storeId, keys.map((key) => openKey(storeId, key))],
      );
      return new Set(rows.map((row) => row.key));
    },
    clearSubject: (storeId, codes, subjectId) =>
      close(storeId, {
        condition: `"code" = any($3::text[]) and "subjectId" = $4`,
        values: [codes, subjectId],
      }),
  };
}

async function raise(sql: Sql, now: Date, issue: NewIssue): Promise<void> {
  await sql(
    `insert into "Issue" ("id", "storeId", "openKey", "key", "code", "severity", "subjectKind", "subjectId", "title", "advice", "openedAt")
     values (gen_random_uuid()::text, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text::timestamptz)
     on conflict ("openKey") do update set
       "severity" = excluded."severity", "title" = excluded."title", "advice" = excluded."advice"
     returning "id"`,
    [
      issue.storeId,
      openKey(issue.storeId, issue.key),
      issue.key,
      issue.key.split(":")[0],
      issue.severity,
      issue.subject.kind,
      issue.subject.id,
      issue.title,
      issue.advice,
      now.toISOString(),
    ],
  );
}

function openKey(storeId: StoreId, key: string): string {
  return `${storeId}:${key}`;
}
