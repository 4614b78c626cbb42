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
import type { Prisma } from "./generated/client.ts";
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
      const row = await client.listing.findUniqueOrThrow({
        where: { connectionId_productId: { connectionId, productId } },
        include: WITH_SKUS,
      });
      return toListing(row);
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
  const find = async (where: Prisma.ListingWhereInput, limit?: number) => {
    const rows = await client.listing.findMany({
      where,
      include: WITH_SKUS,
      orderBy: [{ checkedAt: { sort: "asc", nulls: "first" } }, { id: "asc" }],
      ...(limit === undefined ? {} : { take: limit }),
    });
    return rows.map(toListing);
  };
  return {
    listing: async (storeId, listingId) => (await find({ storeId, id: listingId }))[0],
    listingsOfProduct: (storeId, productId) => find({ storeId, productId }),
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
      (await find({ storeId, marketplaceProductId }))[0],
    listingsUncheckedSince: (storeId, since, limit) =>
      find(
        {
          storeId,
          marketplaceProductId: { not: null },
          state: { not: "withdrawn" },
          OR: [{ checkedAt: null }, { checkedAt: { lt: since } }],
        },
        limit,
      ),
  };
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
