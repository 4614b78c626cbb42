// The overview page's data: what needs the merchant first, then what is in agreement and what is on its way.
import type { PrismaClient } from "../adapters/database/generated/client.ts";
import type { StoreId } from "../domain/ids.ts";
import { comparisonFigures } from "./comparison.server.ts";
import { partyPlace } from "./setting-place.server.ts";

const SHOWN_ISSUES = 20;
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

export async function overview(database: PrismaClient, storeId: StoreId, now: Date) {
  const comparison = await comparisonFigures(database, storeId);
  const [store, connections, listings, products, orders, shipments, issues, work] = await Promise.all([
    database.store.findUniqueOrThrow({ where: { id: storeId } }),
    database.connection.findMany({
      where: { storeId },
      select: { shopName: true, state: true, region: true },
    }),
    database.listing.groupBy({ by: ["state"], where: { storeId }, _count: true }),
    database.product.count({ where: { storeId, status: "active" } }),
    database.order.groupBy({
      by: ["state"],
      where: { storeId, placedAt: { gte: new Date(now.getTime() - WEEK_MS) } },
      _count: true,
    }),
    shipmentFigures(database, storeId),
    openIssues(database, storeId),
    waitingWork(database, storeId),
  ]);
  const listingCount = (state: string) => listings.find((row) => row.state === state)?._count ?? 0;
  const orderCount = (...states: string[]) =>
    orders.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row._count, 0);
  return {
    now: now.toISOString(),
    timeZone: store.timeZone,
    storeName: store.name,
    catalogImportedAt: store.catalogImportedAt?.toISOString() ?? null,
    comparison,
    connections,
    listings: {
      products,
      live: listingCount("live"),
      inReview: listingCount("in-review"),
      refused: listingCount("rejected") + listingCount("draft"),
    },
    orders: {
      toShip: orderCount("imported", "routed", "partly-shipped"),
      onHold: orderCount("on-hold"),
      shipped: orderCount("shipped", "delivered"),
    },
    shipments,
    issues,
    work,
  };
}

async function shipmentFigures(database: PrismaClient, storeId: StoreId) {
  const rows = await database.shipment.groupBy({
    by: ["reportTo"],
    where: { storeId },
    _count: { _all: true, reportedAt: true },
  });
  const told = (side: string) => rows.find((row) => row.reportTo === side)?._count.reportedAt ?? 0;
  const waiting = rows.reduce((sum, { _count: count }) => sum + count._all - count.reportedAt, 0);
  return { toStore: told("store"), toMarketplace: told("marketplace"), waiting };
}

async function openIssues(database: PrismaClient, storeId: StoreId) {
  const where = { storeId, clearedAt: null };
  const [total, rows] = await Promise.all([
    database.issue.count({ where }),
    database.issue.findMany({
      where,
      orderBy: [{ severity: "asc" }, { openedAt: "desc" }],
      take: SHOWN_ISSUES,
    }),
  ]);
  const waiting = await database.workItem.findMany({
    where: { storeId, waitsFor: { in: rows.map((row) => row.key) } },
    select: { verb: true, subject: true, waitsFor: true },
  });
  const listings = await listingsOf(
    database,
    storeId,
    rows.filter((row) => row.subjectKind === "product").map((row) => row.subjectId),
  );
  const list = rows.map((row) => {
    const item = waiting.find((candidate) => candidate.waitsFor === row.key);
    return {
      id: row.id,
      severity: row.severity,
      title: row.title,
      advice: row.advice,
      openedAt: row.openedAt.toISOString(),
      action: placeOf(row, listings.get(row.subjectId) ?? []),
      retry: item ? { verb: item.verb, subject: item.subject } : null,
    };
  });
  return { total, list };
}

/** The listings of products, one for each shop. */
async function listingsOf(database: PrismaClient, storeId: StoreId, productIds: readonly string[]) {
  const rows = await database.listing.findMany({
    where: { storeId, productId: { in: [...productIds] } },
    select: { id: true, productId: true },
  });
  return Map.groupBy(rows, (row) => row.productId);
}

type Subject = { readonly code: string; readonly subjectKind: string; readonly subjectId: string };

const linkDoctor = () => ({ label: "Open link doctor", url: "/app/listings/links" });
const BY_CODE: Readonly<Record<string, (subjectId: string) => { label: string; url: string }>> = {
  ...{ "links-faulty": linkDoctor, "adoption-open": linkDoctor, "party-gone": partyPlace },
};

// The page inside the app where a merchant can do something about a subject. A product sold in several shops has a
// listing in each: then they are shown together.
function placeOf(issue: Subject, listings: readonly { readonly id: string }[]) {
  const { subjectKind: kind, subjectId: id } = issue;
  const place = BY_CODE[issue.code]?.(id);
  if (place) return place;
  if (kind === "order") return { label: "Open order", url: `/app/orders/${encodeURIComponent(id)}` };
  if (kind === "listing") return listingPlace(id);
  if (kind === "product") return productPlace(id, listings);
  if (kind === "connection") return { label: "Open connection", url: "/app/settings/connection" };
  return null;
}

function productPlace(id: string, [first, second]: readonly { readonly id: string }[]) {
  if (!first) return null;
  if (!second) return listingPlace(first.id);
  return { label: "Open listings", url: `/app/listings?subject=${encodeURIComponent(id)}` };
}

function listingPlace(id: string) {
  return { label: "Open listing", url: `/app/listings/${encodeURIComponent(id)}` };
}

type Waiting = {
  readonly verb: string;
  readonly count: number;
  readonly failing: number;
  readonly reason: string | null;
  readonly owner: string | null;
  readonly waitsFor: string | null;
  readonly dueAt: Date;
};

// Beside each verb's count what failed of it most often, the first of these to be tried again; where nothing fails, what
// is due first. Few fail, and an index holds these alone.
async function waitingWork(database: PrismaClient, storeId: StoreId) {
  const rows = await database.$queryRaw<Waiting[]>`
    WITH verbs AS (
      SELECT "verb", count(*)::int AS "count" FROM "WorkItem" WHERE "storeId" = ${storeId} GROUP BY 1
    ), failing AS (
      SELECT "verb", count(*)::int AS "count", max("attempts") AS "most" FROM "WorkItem"
      WHERE "storeId" = ${storeId} AND "failure" IS NOT NULL GROUP BY 1
    )
    SELECT v."verb", v."count", coalesce(f."count", 0) AS "failing", one."reason", one."owner", one."waitsFor", one."dueAt"
    FROM verbs v LEFT JOIN failing f USING ("verb") CROSS JOIN LATERAL (
      (SELECT w."reason", w."owner", w."waitsFor", w."dueAt" FROM "WorkItem" w
        WHERE f."most" IS NOT NULL AND w."storeId" = ${storeId} AND w."verb" = v."verb"
          AND w."failure" IS NOT NULL AND w."attempts" = f."most" ORDER BY w."dueAt" LIMIT 1)
      UNION ALL
      (SELECT w."reason", w."owner", w."waitsFor", w."dueAt" FROM "WorkItem" w
        WHERE f."most" IS NULL AND w."storeId" = ${storeId} AND w."verb" = v."verb" ORDER BY w."dueAt" LIMIT 1)
    ) one WHERE v."verb" NOT LIKE 'reconcile-%' ORDER BY 1`;
  return rows.map(({ verb, count, failing, reason, owner, waitsFor, dueAt }) => ({
    ...{ verb, count, failing, reason, owner },
    nextAttemptAt: waitsFor ? null : dueAt.toISOString(),
  }));
}
