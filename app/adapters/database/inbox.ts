// Every verified webhook, once, together with the marks of what it may have changed: one statement for a whole group
// of messages, because this is what a platform waits for.
import { randomUUID } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { InboxRecords } from "../../use-cases/ports/foundation-records.ts";
import type { InboxEntry } from "../../use-cases/ports/notice.ts";
import type { Seal } from "./seal.ts";
import type { Sql } from "./sql.ts";

// A message of an unknown store joins nothing and is forgotten. A marketplace shop may be connected to several stores:
// the message is kept with the first, all of them are marked. A store that left is told only what concerns leaving.
const RECEIVE = `
with given as (
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
    as g("id", "source", "messageId", "topic", "owner", "triggeredAt", "body")
), owned as (
  select g."id", s."id" as "storeId", s."state" from given g join "Store" s on s."domain" = g."owner"
  where g."source" = 'shopify'
  union
  select g."id", s."id", s."state" from given g
  join "Connection" c on c."marketplaceShopId" = g."owner" or c."openId" = g."owner"
  join "Store" s on s."id" = c."storeId" where g."source" = 'tiktok-shop'
), fresh as (
  insert into "InboxMessage" ("id", "source", "messageId", "topic", "storeId", "triggeredAt", "receivedAt", "bodySealed")
  select distinct on (g."source", g."messageId") g."id", g."source", g."messageId", g."topic", o."storeId",
    g."triggeredAt"::timestamptz, $11::text::timestamptz, decode(g."body", 'base64')
  from given g join owned o on o."id" = g."id" order by g."source", g."messageId", g."id", o."storeId"
  on conflict ("source", "messageId") do nothing
  returning "id"
), marks as (
  select o."storeId", n."verb", n."subject" from unnest($8::text[], $9::text[], $10::text[]) as n("id", "verb", "subject")
  join fresh f on f."id" = n."id" join owned o on o."id" = n."id"
  where o."state" = 'installed' or n."verb" in ('disconnect-store', 'answer-privacy-request')
)
select (select count(*)::int from fresh) as "fresh",
  (select mark_work($11::text::timestamptz, array_agg("storeId"), array_agg("verb"), array_agg("subject"),
     array_agg($11::text::timestamptz)) from marks having count(*) > 0)::text as "marked"`;

/** Records of the inbox. On the pool it is one round trip; on a transaction it commits with the rest. */
export function createInboxRecords(sql: Sql, seal: Seal, now: () => Date): InboxRecords {
  return {
    receive: async (entries) => {
      if (entries.length === 0) return 0;
      const rows = await sql<{ fresh: number }>(RECEIVE, columnsOf(entries, seal, now()));
      return rows[0]?.fresh ?? 0;
    },
    body: async (storeId, inboxMessageId) => {
      const rows = await sql<{ topic: string; bodySealed: Uint8Array }>(
        `select "topic", "bodySealed" from "InboxMessage" where "storeId" = $1 and "id" = $2`,
        [storeId, inboxMessageId],
      );
      const row = rows[0];
      return row && { topic: row.topic, body: new Uint8Array(inflateRawSync(seal.open(row.bodySealed))) };
    },
  };
}

function columnsOf(entries: readonly InboxEntry[], seal: Seal, now: Date): unknown[] {
  const rows = entries.map((entry) => ({ ...entry, id: String(randomUUID()) }));
  const notices = rows.flatMap((row) =>
    row.notices.map((notice) => ({
      id: row.id,
      verb: notice.verb,
      // Its subject is the message itself, which has an id of ours only now.
      subject: notice.verb === "answer-privacy-request" ? row.id : notice.subject,
    })),
  );
  return [
    rows.map((row) => row.id),
    rows.map((row) => row.source),
    rows.map((row) => row.messageId),
    rows.map((row) => row.topic),
    rows.map((row) => row.owner),
    rows.map((row) => row.triggeredAt?.toISOString() ?? null),
    rows.map((row) => Buffer.from(seal.seal(deflateRawSync(row.body, { level: 1 }))).toString("base64")),
    notices.map((notice) => notice.id),
    notices.map((notice) => notice.verb),
    notices.map((notice) => notice.subject),
    now.toISOString(),
  ];
}
