// The link between a variant and the marketplace's SKU, in SQL: what orders and stock are found by.
import { as, type VariantId } from "../../domain/ids.ts";
import type { ListingRecords, ListingSkuRow } from "../../use-cases/ports/catalog-records.ts";
import type { Db } from "./client.ts";
import type { ListingSku } from "./generated/client.ts";

type Part = Pick<
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
>;

/** Links on a client or on one transaction. */
export function createLinkRecords(client: Db): Part {
  const find = async (
    where: NonNullable<Parameters<Db["listingSku"]["findMany"]>[0]>["where"],
    take?: number,
  ) => {
    const rows = await client.listingSku.findMany({
      where: where ?? {},
      orderBy: { id: "asc" },
      ...(take === undefined ? {} : { take }),
    });
    return rows.map(toLink);
  };
  return {
    linkByMarketplaceSku: async (connectionId, marketplaceSkuId) =>
      (await find({ connectionId, marketplaceSkuId }))[0],
    linksByMarketplaceSku: (connectionId, ids) => find({ connectionId, marketplaceSkuId: { in: [...ids] } }),
    linksOfVariant: (storeId, variantId) => find({ storeId, variantId }),
    linksOfGoods: (storeId, goodsId) => find({ storeId, goodsId }),
    linkPage: (connectionId, after, limit) =>
      find(
        {
          connectionId,
          marketplaceSkuId: { not: null },
          variant: { removedAt: null },
          ...(after ? { id: { gt: after } } : {}),
        },
        limit,
      ),
    async linkSkus(storeId, listingId, links) {
      const rows = await client.$queryRaw<{ variantId: string }[]>`
        UPDATE "ListingSku" s
        SET "marketplaceSkuId" = g."id", "goodsId" = NULL, "sentPriceMinor" = NULL, "sentCompareAtMinor" = NULL,
          "sentQuantity" = NULL, "sentStock" = '{}'
        FROM unnest(${links.map((link) => link.sku)}::text[], ${links.map((link) => link.marketplaceSkuId)}::text[]) AS g("sku", "id")
        WHERE s."storeId" = ${storeId} AND s."listingId" = ${listingId} AND s."sku" = g."sku"
          AND s."marketplaceSkuId" IS DISTINCT FROM g."id"
          AND EXISTS (SELECT FROM "Variant" v WHERE v."id" = s."variantId" AND v."removedAt" IS NULL)
        RETURNING s."variantId"`;
      return rows.map((row) => as<VariantId>(row.variantId));
    },
    ...linkWriting(client),
  };
}

function linkWriting(client: Db): Pick<Part, "retireLink" | "saveGoods" | "saveSent"> {
  return {
    async retireLink(storeId, listingSkuId) {
      await client.listingSku.updateMany({
        where: { storeId, id: listingSkuId },
        data: {
          ...{ marketplaceSkuId: null, sentPriceMinor: null, sentCompareAtMinor: null },
          ...{ sentQuantity: null, sentStock: {} },
        },
      });
    },
    async saveGoods(storeId, listingSkuId, goodsId) {
      await client.listingSku.updateMany({ where: { storeId, id: listingSkuId }, data: { goodsId } });
    },
    async saveSent(storeId, rows) {
      for (const { listingSkuId, sentStock, ...sent } of rows) {
        const stock = sentStock === undefined ? {} : { sentStock, sentQuantity: total(sentStock) };
        await client.listingSku.updateMany({
          where: { storeId, id: listingSkuId },
          data: { ...sent, ...stock },
        });
      }
    },
  };
}

function total(stock: Readonly<Record<string, number>>): number {
  return Object.values(stock).reduce((sum, quantity) => sum + Math.max(quantity, 0), 0);
}

/** One link as use-cases see it. */
export function toLink({ sentQuantity: _total, ...row }: ListingSku): ListingSkuRow {
  return {
    ...row,
    sentStock: row.sentStock as Record<string, number>,
    storeId: as(row.storeId),
    connectionId: as(row.connectionId),
    listingId: as(row.listingId),
    variantId: as(row.variantId),
  };
}
