// The publish page's data, per marketplace shop: what stands there, what can be sent, what cannot, and how fast it goes.
import type { PrismaClient } from "../adapters/database/generated/client.ts";
import type { StoreId } from "../domain/ids.ts";
import { type ListingSettings, STORES_OWN } from "../domain/listing-settings.ts";
import type { ProductStatus } from "../domain/product.ts";
import { dayOf } from "../domain/publish-plan.ts";
import {
  LATEST_WINDOW_MS,
  listingsPerSecond,
  publishProgress,
  RATE_WINDOW_MS,
} from "../domain/publish-progress.ts";
import { publishOutlook, type Shop } from "./publish-outlook.server.ts";

// Named one by one: what is not among two would be looked for among all products.
const NOT_FOR_SALE: readonly ProductStatus[] = ["draft", "archived", "unlisted"];

type SettingsOf = (connectionId: string) => Promise<{ readonly settings: ListingSettings } | undefined>;

export type PublishAsk = {
  readonly storeId: StoreId;
  readonly now: Date;
  /** Undefined for a connection the store does not have. */
  readonly settingsOf: SettingsOf;
};

export async function publishPage(database: PrismaClient, { storeId, now, settingsOf }: PublishAsk) {
  const [store, products, notForSale, connections] = await Promise.all([
    database.store.findUniqueOrThrow({ where: { id: storeId } }),
    database.product.count({ where: { storeId, status: "active" } }),
    database.product.count({ where: { storeId, status: { in: [...NOT_FOR_SALE] } } }),
    database.connection.findMany({ where: { storeId }, orderBy: [{ shopName: "asc" }, { id: "asc" }] }),
  ]);
  const shops = await Promise.all(
    connections.map(async (one) => ({
      ...{ id: one.id, shopName: one.shopName, region: one.region, isActive: one.state === "active" },
      pausedAt: one.publishPausedAt?.toISOString() ?? null,
      ...(await progressOf(database, { connection: one, products, now, settingsOf })),
    })),
  );
  return {
    ...{ now: now.toISOString(), timeZone: store.timeZone, products, notForSale, shops },
    catalogImportedAt: store.catalogImportedAt?.toISOString() ?? null,
  };
}

type Asked = {
  readonly connection: Shop;
  readonly products: number;
  readonly now: Date;
  readonly settingsOf: SettingsOf;
};

async function progressOf(database: PrismaClient, { connection, products, now, settingsOf }: Asked) {
  const { id: connectionId, storeId } = connection;
  const [[counted], sent, today, current] = await Promise.all([
    database.$queryRaw<{ all: number; ready: number; blocked: number }[]>`
      select count(*)::int as all,
        (count(*) filter (where "state" = 'draft' and not "needsYou"))::int as ready,
        (count(*) filter (where "state" = 'draft' and "needsYou"))::int as blocked
      from "ListingEntry" where "storeId" = ${storeId} and "connectionId" = ${connectionId}`,
    sentLately(database, { connectionId, now }),
    database.listingDay.findUnique({ where: { connectionId_day: { connectionId, day: dayOf(now) } } }),
    settingsOf(connectionId),
  ]);
  const { categories, listingsPerDay } = current?.settings ?? STORES_OWN;
  const { all, ready, blocked } = counted ?? { all: 0, ready: 0, blocked: 0 };
  const waiting = ready + Math.max(0, products - all);
  const listed = all - ready - blocked;
  const nothing = { least: 0, most: 0 };
  const asked = { shop: connection, categoryRules: categories, waiting, now };
  const outlook = () => (waiting === 0 ? nothing : publishOutlook(database, asked));
  const { percent, perMinute, plan, soonest } = publishProgress(
    {
      ...{ listed, waiting },
      // What was sent lately says it best; the products that wait are looked at only where nothing was.
      pace: listingsPerSecond(sent, now) ?? (await outlook()),
      listingsPerDay,
      listedToday: today?.taken ?? 0,
    },
    now,
  );
  return {
    ...{ listed, waiting, blocked, percent, perMinute },
    ...{ finishAt: plan.finishAt.toISOString(), msLeft: plan.msLeft, limitedBy: plan.limitedBy },
    /** Set where the end is a guess: it may be this soon. */
    msAtLeast: soonest?.msLeft ?? null,
  };
}

async function sentLately(
  database: PrismaClient,
  { connectionId, now }: { readonly connectionId: string; readonly now: Date },
) {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const [row] = await database.$queryRaw<
    { recent: number; recentSince: Date | null; latest: number; latestSince: Date | null }[]
  >`
    select count(*)::int as "recent", min("submittedAt") as "recentSince",
      (count(*) filter (where "submittedAt" > ${ago(LATEST_WINDOW_MS)}))::int as "latest",
      min("submittedAt") filter (where "submittedAt" > ${ago(LATEST_WINDOW_MS)}) as "latestSince"
    from "Listing" where "connectionId" = ${connectionId} and "submittedAt" > ${ago(RATE_WINDOW_MS)}`;
  return {
    recent: { count: row?.recent ?? 0, since: row?.recentSince ?? null },
    latest: { count: row?.latest ?? 0, since: row?.latestSince ?? null },
  };
}
