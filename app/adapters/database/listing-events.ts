// The life of listings in SQL: which turn may follow which is held here, and each turn is told in the history.
import type { StoreId } from "../../domain/ids.ts";
import { type ListingState, mayBecome } from "../../domain/listing.ts";
import { type ListingEvent, turnedTo } from "../../domain/listing-history.ts";
import type { ListingLifeRecords, SeenListing } from "../../use-cases/ports/listing-life-records.ts";
import type { Db } from "./client.ts";
import type { Prisma } from "./generated/client.ts";

const KEPT = 100;

export function createListingLifeRecords(client: Db, now: () => Date): ListingLifeRecords {
  return {
    noteListing: (storeId, listingId, event) => note(client, { storeId, listingId, event, at: now() }),
    async openOrderLines(storeId, productId) {
      const [row] = await client.$queryRaw<{ count: number }[]>`
        SELECT count(*)::int AS count
        FROM "Variant" v JOIN "OrderLine" l ON l."storeId" = ${storeId} AND l."variantId" = v."id"
          JOIN "Order" o ON o."id" = l."orderId" AND o."state" NOT IN ('shipped', 'delivered', 'cancelled')
        WHERE v."productId" = ${productId} AND l."quantity" > l."cancelledQuantity"`;
      return row?.count ?? 0;
    },
    async listingSeen(storeId, listingId) {
      const row = await client.listingSeen.findFirst({ where: { storeId, listingId } });
      if (!row) return { sent: null, shown: null, shownAt: null };
      return {
        sent: row.sent as unknown as SeenListing["sent"],
        shown: row.shown as unknown as SeenListing["shown"],
        shownAt: row.shownAt,
      };
    },
    async saveSeen(storeId, listingId, { sent, shown, shownAt }) {
      const data = {
        ...(sent ? { sent: sent as unknown as Prisma.InputJsonValue } : {}),
        ...(shown ? { shown: shown as unknown as Prisma.InputJsonValue } : {}),
        ...(shownAt ? { shownAt } : {}),
      };
      await client.listingSeen.upsert({
        where: { listingId },
        create: { listingId, storeId, ...data },
        update: data,
      });
    },
  };
}

/** Takes a listing to a state, or throws: an illegal turn is a bug of ours. Staying is no turn. */
export async function turn(
  client: Db,
  { storeId, listingId, to, at }: { storeId: StoreId; listingId: string; to: ListingState; at: Date },
): Promise<void> {
  const row = await client.listing.findFirst({ where: { storeId, id: listingId }, select: { state: true } });
  if (!row || row.state === to) return;
  const from = row.state as ListingState;
  if (!mayBecome(from, to)) throw new Error(`a listing that is ${from} cannot become ${to}`);
  await client.listing.updateMany({ where: { storeId, id: listingId, state: from }, data: { state: to } });
  await note(client, { storeId, listingId, event: turnedTo(to), at });
}

type Note = {
  readonly storeId: StoreId;
  readonly listingId: string;
  readonly event: ListingEvent;
  readonly at: Date;
};

// What is said twice in a row is said once, but for what was sent.
async function note(client: Db, { storeId, listingId, event, at }: Note): Promise<void> {
  await client.$executeRaw`
    WITH past AS (
      DELETE FROM "ListingEvent" WHERE "id" IN (
        SELECT "id" FROM "ListingEvent" WHERE "listingId" = ${listingId} ORDER BY "seq" DESC OFFSET ${KEPT - 1})
    )
    INSERT INTO "ListingEvent" ("id", "storeId", "listingId", "at", "kind", "text")
    SELECT gen_random_uuid()::text, ${storeId}, l."id", ${at}, ${event.kind}, ${event.text}
    FROM "Listing" l LEFT JOIN LATERAL (
      SELECT e."kind", e."text" FROM "ListingEvent" e WHERE e."listingId" = l."id" ORDER BY e."seq" DESC LIMIT 1
    ) newest ON true
    WHERE l."id" = ${listingId} AND l."storeId" = ${storeId}
      AND (${event.kind} = 'sent' OR newest."text" IS DISTINCT FROM ${event.text} OR newest."kind" <> ${event.kind})`;
}
