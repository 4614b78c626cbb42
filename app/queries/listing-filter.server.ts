// Which listings a merchant means: the filter of the listings page as SQL over ListingEntry, for showing them by the
// page and for working on all of them.
import { Prisma, type PrismaClient } from "../adapters/database/generated/client.ts";
import type { StoreId } from "../domain/ids.ts";

export type ListingFilter = {
  readonly state: string | null;
  readonly connectionId: string | null;
  readonly categoryId: string | null;
  readonly needsYou: boolean;
  /** Every word of it must stand somewhere in the title or a SKU. */
  readonly search: string;
  /** A listing or a product: only this one. */
  readonly subject: string | null;
};

export type ListingName = { readonly listingId: string; readonly productId: string };

const MOST_WORDS = 8;
/** One statement's worth of work: a larger selection is worked on in several. */
const BATCH = 2_000;

/** The filter an address asks for. */
export function filterOf(params: URLSearchParams): ListingFilter {
  return {
    state: params.get("state"),
    connectionId: params.get("connection"),
    categoryId: params.get("category"),
    needsYou: params.get("needs") === "you",
    search: (params.get("search") ?? "").slice(0, 200),
    subject: params.get("subject"),
  };
}

export function condition(storeId: StoreId, filter: ListingFilter): Prisma.Sql {
  const parts = [Prisma.sql`e."storeId" = ${storeId}`];
  if (filter.state) parts.push(Prisma.sql`e."state" = ${filter.state}`);
  if (filter.connectionId) parts.push(Prisma.sql`e."connectionId" = ${filter.connectionId}`);
  if (filter.categoryId) parts.push(Prisma.sql`e."categoryId" = ${filter.categoryId}`);
  // Categories are numbered by each shop's market, and indexed by shop.
  if (filter.categoryId && !filter.connectionId)
    parts.push(
      Prisma.sql`e."connectionId" = any(array(select "id" from "Connection" where "storeId" = ${storeId}))`,
    );
  if (filter.needsYou) parts.push(Prisma.sql`e."needsYou"`);
  if (filter.subject)
    parts.push(Prisma.sql`e."listingId" in (
      select l."id" from "Listing" l where l."id" = ${filter.subject} or l."productId" = ${filter.subject})`);
  for (const word of searchWords(filter.search))
    parts.push(Prisma.sql`e."searchText" like ${anywhere(word)}`);
  return Prisma.join(parts, " and ");
}

/** The words a search is made of, in small letters. */
export function searchWords(search: string): readonly string[] {
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, MOST_WORDS);
}

/** The pattern of a text that has this in it, as it stands. */
export function anywhere(word: string): string {
  return `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

/** All listings a filter means, in bounded batches. What changes while they are worked on is not met twice. */
export async function* matchingListings(
  database: PrismaClient,
  storeId: StoreId,
  filter: ListingFilter,
): AsyncGenerator<readonly ListingName[]> {
  let after = "";
  for (;;) {
    const batch = await database.$queryRaw<ListingName[]>`
      select e."listingId", e."productId" from "ListingEntry" e
      where ${condition(storeId, filter)} and e."listingId" > ${after}
      order by e."listingId" limit ${BATCH}`;
    if (batch.length > 0) yield batch;
    if (batch.length < BATCH) return;
    after = batch.at(-1)?.listingId ?? after;
  }
}

/** Those of the store among listings named one by one. */
export function namedListings(
  database: PrismaClient,
  storeId: StoreId,
  listingIds: readonly string[],
): Promise<ListingName[]> {
  return database.$queryRaw<ListingName[]>`
    select e."listingId", e."productId" from "ListingEntry" e
    where e."storeId" = ${storeId} and e."listingId" = any(${listingIds}::text[]) order by 1`;
}
