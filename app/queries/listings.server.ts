// The listings page's data: one page of listings, found, sorted and counted in ListingEntry; only the rows shown are
// read whole. Pages follow one another by the last row, not by number, so that the last costs what the first does.
import { Prisma, type PrismaClient } from "../adapters/database/generated/client.ts";
import type { StoreId } from "../domain/ids.ts";
import { connectionsOf } from "./connect.server.ts";
import { condition, type ListingFilter, searchWords } from "./listing-filter.server.ts";
import { listingRows } from "./listing-rows.server.ts";
import { type Cursor, cursorOf, waysOf } from "./page-ways.server.ts";

export const LISTINGS_PER_PAGE = 25;

const SORTS = {
  title: { key: Prisma.sql`e."sortTitle"`, column: "sortTitle", isDown: false },
  "title-down": { key: Prisma.sql`e."sortTitle"`, column: "sortTitle", isDown: true },
  newest: { key: Prisma.sql`e."createdAt"`, column: "createdAt", isDown: true },
} as const;
export type ListingSort = keyof typeof SORTS;

export type ListingsAsk = Cursor & { readonly filter: ListingFilter; readonly sort: ListingSort };

/** What an address asks for besides the filter; anything else is the first page by title. */
export function askOf(params: URLSearchParams, filter: ListingFilter): ListingsAsk {
  const sort = params.get("sort") ?? "";
  return {
    filter,
    sort: sort in SORTS ? (sort as ListingSort) : "title",
    ...cursorOf(params),
  };
}

export async function listingsPage(database: PrismaClient, storeId: StoreId, ask: ListingsAsk) {
  const [counts, connections] = await Promise.all([
    countByState(database, storeId, ask.filter),
    connectionsOf(database, storeId),
  ]);
  const page = await pageOfIds(database, storeId, { ...ask, total: counts.total });
  const [rows, categories] = await Promise.all([
    listingRows(database, storeId, { ids: page.ids, words: searchWords(ask.filter.search) }),
    categoriesInUse(
      database,
      connections.map((one) => one.id),
    ),
  ]);
  return { ...counts, ...page.ways, rows, connections, categories };
}

/** Rows that are sorted rather than met in order: at about a microsecond each. */
const SORTED = 30_000;

async function pageOfIds(database: PrismaClient, storeId: StoreId, ask: ListingsAsk & { total: number }) {
  const { key, column, isDown } = SORTS[ask.sort];
  const isBackwards = ask.before !== null;
  const isFalling = isDown !== isBackwards;
  const anchor = ask.before ?? ask.after;
  // Read by itself: an index is entered at values only, not at what a part of the statement will have found.
  const row = anchor
    ? await database.listingEntry.findFirst({ where: { storeId, listingId: anchor } })
    : null;
  const beyond = isFalling ? Prisma.sql`<` : Prisma.sql`>`;
  const from = row
    ? Prisma.sql`and (${key}, e."listingId") ${beyond} (${row[column]}, ${row.listingId})`
    : Prisma.empty;
  const way = isFalling ? Prisma.sql`desc` : Prisma.sql`asc`;
  const found = await database.$queryRaw<{ listingId: string }[]>`
    with matching as ${wayOfFinding(ask)} (
      select e."listingId", ${key} as "key" from "ListingEntry" e
      where ${condition(storeId, ask.filter)} ${from}
    )
    select "listingId" from matching order by "key" ${way}, "listingId" ${way} limit ${LISTINGS_PER_PAGE + 1}`;
  const ids = found.slice(0, LISTINGS_PER_PAGE).map((row) => row.listingId);
  if (isBackwards) ids.reverse();
  return { ids, ways: waysOf(row && (isBackwards ? "back" : "on"), found.length > LISTINGS_PER_PAGE) };
}

// What is searched for may stand far down in the order (all that is "Wool"): unless it is nearly everything, those found
// are sorted. Without a word an index has them in order already, whatever else is asked.
function wayOfFinding({ filter, total }: { filter: ListingFilter; total: number }): Prisma.Sql {
  const isSorted = filter.search !== "" && total <= SORTED;
  return isSorted ? Prisma.sql`materialized` : Prisma.sql`not materialized`;
}

// Over everything but the state, so that each tab says what it would show.
async function countByState(database: PrismaClient, storeId: StoreId, filter: ListingFilter) {
  const rows = await database.$queryRaw<{ state: string; count: number; needYou: number }[]>`
    select e."state", count(*)::int as count, (count(*) filter (where e."needsYou"))::int as "needYou"
    from "ListingEntry" e where ${condition(storeId, { ...filter, state: null, needsYou: false })}
    group by 1`;
  const shown = (row: (typeof rows)[number]) => (filter.needsYou ? row.needYou : row.count);
  const chosen = rows.filter((row) => !filter.state || row.state === filter.state);
  return {
    counts: Object.fromEntries(rows.map((row) => [row.state, row.count])),
    needYou: rows.reduce((sum, row) => sum + row.needYou, 0),
    total: chosen.reduce((sum, row) => sum + shown(row), 0),
  };
}

// Steps from one category to the next in the index: as many reads as there are categories, not listings.
async function categoriesInUse(database: PrismaClient, connectionIds: readonly string[]) {
  return database.$queryRaw<{ categoryId: string; name: string }[]>`
    with recursive used as (
      select c."connectionId", (select min(e."categoryId") from "ListingEntry" e
        where e."connectionId" = c."connectionId") as "categoryId"
      from unnest(${connectionIds}::text[]) as c("connectionId")
      union all
      select u."connectionId", (select min(e."categoryId") from "ListingEntry" e
        where e."connectionId" = u."connectionId" and e."categoryId" > u."categoryId")
      from used u where u."categoryId" is not null
    )
    select u."categoryId", min(coalesce(m."path", u."categoryId")) as name
    from used u left join "MarketplaceCategory" m
      on m."connectionId" = u."connectionId" and m."categoryId" = u."categoryId"
    where u."categoryId" is not null group by 1 order by 2, 1`;
}
