// The mapping page's data: which shops there are, what the store's products offer rules to go by, and the names of what
// the settings refer to by id.
import type { PrismaClient } from "../adapters/database/generated/client.ts";
import type { StoreId } from "../domain/ids.ts";
import type { ListingSettings } from "../domain/listing-settings.ts";
import { categoriesNamed } from "../domain/settings-faults.ts";
import { categoryGuesses } from "./category-guesses.server.ts";
import { type ListingFilter, matchingListings } from "./listing-filter.server.ts";
import { attributeNames, brandNames, categoryNames } from "./settings-names.server.ts";

const SUGGESTIONS = 200;
/** A store with more active products is judged by this many: ids are random, so the first ones are a fair sample. */
const LOOKED_AT = 5_000;
const CATEGORIES_SHOWN = 25;

export type FoundCategory = {
  readonly id: string;
  /** "Sports › Camping › Tents". */
  readonly label: string;
  /** Why nothing or not everything can be listed there. */
  readonly note: string | null;
};

/** Connections to choose from, oldest first. */
export async function shopsOf(database: PrismaClient, storeId: StoreId) {
  const rows = await database.connection.findMany({
    where: { storeId, state: { not: "revoked" } },
    orderBy: { connectedAt: "asc" },
    select: { id: true, shopName: true, region: true, currency: true },
  });
  return rows;
}

/** Values that rules can go by, the commonest first, and names of categories and attributes. */
export async function mappingPage(
  database: PrismaClient,
  about: { readonly storeId: StoreId; readonly connectionId: string; readonly settings: ListingSettings },
) {
  const { storeId, connectionId, settings } = about;
  const attributeIds = [...new Set(settings.attributes.map((rule) => rule.attributeId))];
  const [guesses, types, vendors, tags, collections, ...names] = await Promise.all([
    categoryGuesses(database, about),
    database.product.groupBy({ by: ["productType"], ...commonest(storeId, "productType") }),
    database.product.groupBy({ by: ["vendor"], ...commonest(storeId, "vendor") }),
    listed(database, storeId, "tags"),
    listed(database, storeId, "collections"),
    categoryNames(database, connectionId, categoriesNamed(settings)),
    attributeNames(database, connectionId, attributeIds),
    brandNames(database, connectionId, Object.values(settings.brands)),
  ]);
  return {
    guesses,
    suggestions: {
      "product-type": types.map((row) => row.productType).filter((value) => value !== ""),
      vendor: vendors.map((row) => row.vendor).filter((value) => value !== ""),
      tag: tags,
      collection: collections,
    },
    names: Object.fromEntries(names.flatMap((some) => Object.entries(some))),
  };
}

function commonest<Column extends "productType" | "vendor">(storeId: StoreId, column: Column) {
  return {
    where: { storeId, status: "active" },
    orderBy: { _count: { [column]: "desc" } },
    take: SUGGESTIONS,
  } as const;
}

async function listed(database: PrismaClient, storeId: StoreId, column: "tags" | "collections") {
  const rows =
    column === "tags"
      ? await database.$queryRaw<{ value: string }[]>`
        SELECT t.value FROM (SELECT "tags" FROM "Product" WHERE "storeId" = ${storeId} AND "status" = 'active'
          ORDER BY "id" LIMIT ${LOOKED_AT}) p, unnest(p."tags") AS t(value)
        GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${SUGGESTIONS}`
      : await database.$queryRaw<{ value: string }[]>`
        SELECT t.value FROM (SELECT "collections" FROM "Product" WHERE "storeId" = ${storeId} AND "status" = 'active'
          ORDER BY "id" LIMIT ${LOOKED_AT}) p, unnest(p."collections") AS t(value)
        GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ${SUGGESTIONS}`;
  return rows.map((row) => row.value);
}

/** Leaf categories whose whole name has every word of the search. */
export async function searchCategories(
  database: PrismaClient,
  where: { readonly storeId: StoreId; readonly connectionId: string; readonly search: string },
): Promise<readonly FoundCategory[]> {
  const { storeId, connectionId, search } = where;
  const words = search.trim().split(/\s+/).filter(Boolean).slice(0, 8);
  const rows = await database.marketplaceCategory.findMany({
    where: {
      storeId,
      connectionId,
      isLeaf: true,
      AND: words.map((word) => ({ path: { contains: word, mode: "insensitive" as const } })),
    },
    orderBy: { path: "asc" },
    take: CATEGORIES_SHOWN,
  });
  return rows.map((row) => ({ id: row.categoryId, label: row.path, note: NOTES[row.standing] ?? null }));
}

const NOTES: Readonly<Record<string, string>> = {
  "by-invitation": "for invited sellers only",
  "not-the-main-one": "not your shop's main category",
  prohibited: "prohibited in this market",
};

/** The products behind listings, by connection. */
export async function productsOfListings(
  database: PrismaClient,
  storeId: StoreId,
  listingIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await database.listing.findMany({
    where: { storeId, id: { in: [...listingIds] } },
    select: { connectionId: true, productId: true },
  });
  const byConnection = Map.groupBy(rows, (row) => row.connectionId);
  return new Map([...byConnection].map(([id, group]) => [id, group.map((row) => row.productId)]));
}

/** Products behind all listings of one shop that a filter means, in bounded batches, each with its connection. */
export async function* productsMatching(
  database: PrismaClient,
  storeId: StoreId,
  filter: ListingFilter & { readonly connectionId: string },
): AsyncGenerator<readonly [string, readonly string[]]> {
  for await (const batch of matchingListings(database, storeId, filter))
    yield [filter.connectionId, batch.map((one) => one.productId)];
}
