// Listings in SQL.
import { as, type ConnectionId, type ProductId, type StoreId } from "../../domain/ids.ts";
import type { ListingState, Rejection, UnmetRequirement } from "../../domain/listing.ts";
import type { Unchecked } from "../../domain/preflight-verdict.ts";
import type {
  ImageRecords,
  ListingChange,
  ListingRecords,
  ListingRow,
} from "../../use-cases/ports/catalog-records.ts";
import { toLink } from "./catalog-links.ts";
import type { Db } from "./client.ts";
import { Prisma } from "./generated/client.ts";
import { turn } from "./listing-events.ts";
import { saveFindings } from "./listing-findings.ts";

type Part = Omit<
  ListingRecords,
  | "linkSkus"
  | "linkByMarketplaceSku"
  | "linksByMarketplaceSku"
  | "linksOfVariant"
  | "linksOfGoods"
  | "linkPage"
  | "retireLink"
  | "saveGoods"
  | "saveSent"
  | keyof ImageRecords
>;

export const WITH_SKUS = {
  skus: { orderBy: { id: "asc" }, include: { variant: { select: { removedAt: true } } } },
} as const satisfies Prisma.ListingInclude;
type WithSkus = Prisma.ListingGetPayload<{ include: typeof WITH_SKUS }>;

/** Listings on a client or on one transaction. */
export function createListingRecords(client: Db, now: () => Date): Part {
  return {
    ...listingReads(client),
    async ensureListing(storeId, connectionId, productId) {
      const of = { storeId, connectionId, productId };
      if (!(await isComplete(client, of))) await complete(client, of);
      const [row] = await listings(
        client,
        Prisma.sql`l."connectionId" = ${connectionId} AND l."productId" = ${productId}`,
      );
      if (!row) throw new Error(`product ${productId} and its listing are gone`);
      return row;
    },
    async saveListing(storeId, listingId, change) {
      const { state, by, ...rest } = change;
      const { unmet, unchecked = [] } = change;
      const data = toData(unmet ? { ...rest, unchecked } : rest);
      if (state) await turn(client, { storeId, listingId, to: state, by, at: now() });
      if (Object.keys(data).length > 0)
        await client.listing.updateMany({ where: { storeId, id: listingId }, data });
      if (unmet) await saveFindings(client, listingId, { unmet, unchecked });
    },
  };
}

type Of = { readonly storeId: StoreId; readonly connectionId: ConnectionId; readonly productId: ProductId };

// Nearly always it is, and a look takes no lock and wakes no trigger.
async function isComplete(client: Db, { connectionId, productId }: Of): Promise<boolean> {
  const rows = await client.$queryRaw<unknown[]>`
    SELECT 1 AS "one" FROM "Listing" l
    WHERE l."connectionId" = ${connectionId} AND l."productId" = ${productId} AND NOT EXISTS (
      SELECT FROM "Variant" v LEFT JOIN "ListingSku" s ON s."listingId" = l."id" AND s."variantId" = v."id"
      WHERE v."productId" = l."productId" AND v."sku" IS NOT NULL AND v."removedAt" IS NULL
        AND s."sku" IS DISTINCT FROM v."sku")`;
  return rows.length > 0;
}

async function complete(client: Db, { storeId, connectionId, productId }: Of): Promise<void> {
  await client.$executeRaw`
    INSERT INTO "Listing" ("id", "storeId", "connectionId", "productId", "state", "updatedAt")
    VALUES (gen_random_uuid()::text, ${storeId}, ${connectionId}, ${productId}, 'draft', now())
    ON CONFLICT ("connectionId", "productId") DO NOTHING`;
  await client.$executeRaw`
    INSERT INTO "ListingSku" AS s ("id", "storeId", "connectionId", "listingId", "variantId", "sku")
    SELECT gen_random_uuid()::text, ${storeId}, ${connectionId}, l."id", v."id", v."sku"
    FROM "Listing" l JOIN "Variant" v ON v."productId" = l."productId"
    WHERE l."connectionId" = ${connectionId} AND l."productId" = ${productId} AND v."sku" IS NOT NULL
      AND v."removedAt" IS NULL
    ORDER BY v."position", v."id"
    ON CONFLICT ("listingId", "variantId") DO UPDATE SET "sku" = EXCLUDED."sku" WHERE s."sku" <> EXCLUDED."sku"`;
}

type Reads = Pick<
  ListingRecords,
  | "listing"
  | "listingsOfProduct"
  | "sentProducts"
  | "unsentProductIds"
  | "listingByMarketplaceProduct"
  | "listingsUncheckedSince"
>;

function listingReads(client: Db): Reads {
  return {
    listing: async (storeId, listingId) =>
      (await listings(client, Prisma.sql`l."storeId" = ${storeId} AND l."id" = ${listingId}`))[0],
    listingsOfProduct: (storeId, productId) =>
      listings(client, Prisma.sql`l."storeId" = ${storeId} AND l."productId" = ${productId}`),
    sentProducts: async (storeId, productIds) => {
      const rows = await client.listing.findMany({
        where: { storeId, productId: { in: [...productIds] }, marketplaceProductId: { not: null } },
        select: { productId: true },
      });
      return rows.map((row) => as<ProductId>(row.productId));
    },
    unsentProductIds: async (storeId, connectionId, { after, limit }) => {
      const rows = await client.listing.findMany({
        where: {
          ...{ storeId, connectionId, state: "draft", marketplaceProductId: null },
          product: { status: "active" },
          ...(after === null ? {} : { productId: { gt: after } }),
        },
        select: { productId: true },
        orderBy: { productId: "asc" },
        take: limit,
      });
      return rows.map((row) => as<ProductId>(row.productId));
    },
    listingByMarketplaceProduct: async (storeId, marketplaceProductId) =>
      (
        await listings(
          client,
          Prisma.sql`l."storeId" = ${storeId} AND l."marketplaceProductId" = ${marketplaceProductId}`,
        )
      )[0],
    listingsUncheckedSince: (storeId, since, limit) =>
      listings(
        client,
        Prisma.sql`l."storeId" = ${storeId} AND l."marketplaceProductId" IS NOT NULL AND l."state" <> 'withdrawn'
          AND (l."checkedAt" IS NULL OR l."checkedAt" < ${since})`,
        limit,
      ),
  };
}

// One statement with their SKUs: listings are what is read most.
async function listings(client: Db, where: Prisma.Sql, limit: number | null = null): Promise<ListingRow[]> {
  const rows = await client.$queryRaw<WithSkus[]>`
    SELECT l.*, ARRAY(
      SELECT to_jsonb(s) || jsonb_build_object('variant', jsonb_build_object('removedAt', v."removedAt"))
      FROM "ListingSku" s JOIN "Variant" v ON v."id" = s."variantId"
      WHERE s."listingId" = l."id" ORDER BY s."id") AS "skus"
    FROM "Listing" l WHERE ${where} ORDER BY l."checkedAt" NULLS FIRST, l."id" LIMIT ${limit}`;
  return rows.map(toListing);
}

function toData(change: Omit<ListingChange, "by">): Prisma.ListingUpdateManyMutationInput {
  const { unmet, unchecked, rejections, ...plain } = change;
  return {
    ...plain,
    ...(unchecked ? { unchecked: [...unchecked] } : {}),
    ...(unmet ? { unmet: unmet.map((one) => ({ ...one })) } : {}),
    ...(rejections
      ? {
          rejections: rejections.map((one) => ({
            reasons: [...one.reasons],
            suggestions: [...one.suggestions],
          })),
        }
      : {}),
  };
}

/** One listing as use-cases see it. */
export function toListing(row: WithSkus): ListingRow {
  const standing = row.skus.filter((one) => one.variant.removedAt === null);
  const removed = row.skus.filter((one) => one.variant.removedAt !== null && one.marketplaceSkuId !== null);
  return {
    ...row,
    id: as(row.id),
    storeId: as<StoreId>(row.storeId),
    connectionId: as<ConnectionId>(row.connectionId),
    productId: as(row.productId),
    state: row.state as ListingState,
    unchecked: row.unchecked as Unchecked[],
    pausedFor: row.pausedFor as ListingRow["pausedFor"],
    unmet: row.unmet as unknown as readonly UnmetRequirement[],
    rejections: row.rejections as unknown as readonly Rejection[],
    skus: standing.map(({ variant: _variant, ...link }) => toLink(link)),
    removed: removed.map(({ variant: _variant, ...link }) => toLink(link)),
  };
}
