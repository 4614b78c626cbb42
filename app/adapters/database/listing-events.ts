// The life of listings in SQL: which turn may follow which is held here, and each turn is told in the history.
import type { StoreId } from "../../domain/ids.ts";
import { type ListingState, mayBecome, mayComeFrom } from "../../domain/listing.ts";
import { type ListingEvent, type TurnedBy, turnedTo } from "../../domain/listing-history.ts";
import type {
  ListingLifeRecords,
  SeenListing,
  StandingListing,
} from "../../use-cases/ports/listing-life-records.ts";
import type { Db } from "./client.ts";
import type { Prisma } from "./generated/client.ts";

const KEPT = 100;

export function createListingLifeRecords(client: Db, now: () => Date): ListingLifeRecords {
  return {
    noteListing: (storeId, listingId, event) =>
      note(client, { storeId, listingIds: [listingId], event, at: now() }),
    noteListings: (storeId, listingIds, event) => note(client, { storeId, listingIds, event, at: now() }),
    ...wishes(client),
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

function wishes(client: Db): Pick<ListingLifeRecords, "lockListings" | "savePausedFor"> {
  return {
    async lockListings(storeId, listingIds) {
      // Locked in one order, so that two wishes at once wait for one another.
      return client.$queryRaw<StandingListing[]>`
        SELECT l."storeId", l."id" AS "listingId", l."productId", l."state", l."pausedFor",
          l."marketplaceProductId" IS NOT NULL AS "isSent", p."status" AS "product"
        FROM "Listing" l JOIN "Product" p ON p."id" = l."productId"
        WHERE l."storeId" = ${storeId} AND l."id" = ANY(${[...listingIds]}::text[])
        ORDER BY l."id" FOR UPDATE OF l`;
    },
    async savePausedFor(storeId, listingIds, pausedFor) {
      await client.listing.updateMany({
        where: { storeId, id: { in: [...listingIds] } },
        data: { pausedFor },
      });
    },
  };
}

/** Takes a listing to a state, or throws: an illegal turn is a bug of ours. Staying is no turn. */
export async function turn(client: Db, { storeId, listingId, to, by, at }: Turn): Promise<void> {
  const [before] = await client.$queryRaw<{ state: ListingState }[]>`
    WITH before AS (
      SELECT "id", "state" FROM "Listing" WHERE "storeId" = ${storeId} AND "id" = ${listingId} FOR UPDATE
    ), turned AS (
      UPDATE "Listing" l SET "state" = ${to}, "updatedAt" = now() FROM before b
      WHERE l."id" = b."id" AND b."state" = ANY(${mayComeFrom(to)}::text[])
    )
    SELECT "state" FROM before`;
  if (!before || before.state === to) return;
  if (!mayBecome(before.state, to)) throw new Error(`a listing that is ${before.state} cannot become ${to}`);
  await note(client, { storeId, listingIds: [listingId], event: turnedTo(to, by), at });
}

type Turn = {
  readonly storeId: StoreId;
  readonly listingId: string;
  readonly to: ListingState;
  readonly by: TurnedBy | undefined;
  readonly at: Date;
};

type Note = {
  readonly storeId: StoreId;
  readonly listingIds: readonly string[];
  readonly event: ListingEvent;
  readonly at: Date;
};

// What is said twice in a row is said once, but for what was sent.
async function note(client: Db, { storeId, listingIds, event, at }: Note): Promise<void> {
  await client.$executeRaw`
    WITH past AS (
      DELETE FROM "ListingEvent" WHERE "id" IN (
        SELECT "id" FROM (
          SELECT "id", row_number() OVER (PARTITION BY "listingId" ORDER BY "seq" DESC) AS "place"
          FROM "ListingEvent" WHERE "listingId" = ANY(${[...listingIds]}::text[])) placed
        WHERE "place" >= ${KEPT})
    )
    INSERT INTO "ListingEvent" ("id", "storeId", "listingId", "at", "kind", "text")
    SELECT gen_random_uuid()::text, ${storeId}, l."id", ${at}, ${event.kind}, ${event.text}
    FROM "Listing" l LEFT JOIN LATERAL (
      SELECT e."kind", e."text" FROM "ListingEvent" e WHERE e."listingId" = l."id" ORDER BY e."seq" DESC LIMIT 1
    ) newest ON true
    WHERE l."id" = ANY(${[...listingIds]}::text[]) AND l."storeId" = ${storeId}
      AND (${event.kind} = 'sent' OR newest."text" IS DISTINCT FROM ${event.text} OR newest."kind" <> ${event.kind})`;
}
