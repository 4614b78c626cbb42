// Single links made and undone, SKUs counted as a variant, and questions of adoption, in SQL.
import type { AdoptionCandidate } from "../../domain/adoption.ts";
import { as, type VariantId } from "../../domain/ids.ts";
import type { AdoptionQuestionRow, LinkRecords } from "../../use-cases/ports/link-records.ts";
import type { Db } from "./client.ts";
import type { Prisma } from "./generated/client.ts";
import { createFindingRecords } from "./link-findings.ts";
import { linkedCatalogueOn } from "./link-rows.ts";

/** Records of the link doctor on a client or on one transaction. */
export function createLinkDoctorRecords(client: Db): LinkRecords {
  return {
    linkedCatalogue: linkedCatalogueOn(client),
    ...createFindingRecords(client),
    ...places(client),
    ...linking(client),
    ...questions(client),
  };
}

// What was sent for another SKU says nothing of a new one.
const UNLINKED = {
  marketplaceSkuId: null,
  goodsId: null,
  sentPriceMinor: null,
  sentCompareAtMinor: null,
  sentQuantity: null,
  sentStock: {},
} as const;

function places(client: Db): Pick<LinkRecords, "shownBeside" | "placeOf" | "waitingOrders" | "countedAs"> {
  return {
    async shownBeside({ connectionId }, marketplaceSkuId) {
      const row = await client.marketplaceSku.findUnique({
        where: { connectionId_marketplaceSkuId: { connectionId, marketplaceSkuId } },
        select: { marketplaceProductId: true },
      });
      if (!row) return undefined;
      const { marketplaceProductId } = row;
      const ours = await client.listing.count({ where: { connectionId, marketplaceProductId } });
      return { marketplaceProductId, isOurs: ours > 0 };
    },
    async placeOf({ storeId, connectionId }, variantId) {
      const variant = await client.variant.findFirst({
        where: { storeId, id: variantId },
        select: { productId: true },
      });
      if (!variant) return undefined;
      const listing = await client.listing.findFirst({
        where: { storeId, connectionId, productId: variant.productId },
        select: { id: true, marketplaceProductId: true },
      });
      if (!listing) return undefined;
      const { id, marketplaceProductId } = listing;
      return { listingId: as(id), productId: as(variant.productId), marketplaceProductId };
    },
    async waitingOrders({ storeId, connectionId }, marketplaceSkuIds) {
      const rows = await client.order.findMany({
        where: {
          storeId,
          connectionId,
          state: { in: ["imported", "on-hold"] },
          lines: { some: { marketplaceSkuId: { in: [...marketplaceSkuIds] } } },
        },
        select: { originOrderId: true },
        orderBy: { placedAt: "asc" },
      });
      return rows.map((row) => row.originOrderId);
    },
    async countedAs(connectionId, marketplaceSkuIds) {
      const rows = await client.countedSku.findMany({
        where: { connectionId, marketplaceSkuId: { in: [...marketplaceSkuIds] }, variantId: { not: null } },
      });
      return rows.flatMap(({ marketplaceSkuId, variantId }) =>
        variantId === null ? [] : [{ marketplaceSkuId, variantId: as<VariantId>(variantId) }],
      );
    },
  };
}

function linking(
  client: Db,
): Pick<LinkRecords, "linkOnly" | "unlink" | "unlinkListing" | "countAs" | "forgetUnseen"> {
  return {
    async linkOnly({ storeId, connectionId }, { listingId, variantId, marketplaceSkuId }) {
      await client.listingSku.updateMany({
        where: {
          storeId,
          connectionId,
          OR: [
            { marketplaceSkuId, NOT: { listingId, variantId } },
            { variantId, NOT: { listingId } },
          ],
        },
        data: UNLINKED,
      });
      await client.listingSku.updateMany({
        where: {
          storeId,
          listingId,
          variantId,
          OR: [{ marketplaceSkuId: null }, { marketplaceSkuId: { not: marketplaceSkuId } }],
        },
        data: { ...UNLINKED, marketplaceSkuId },
      });
      await client.countedSku.deleteMany({ where: { storeId, connectionId, marketplaceSkuId } });
    },
    async unlink(storeId, id) {
      const row = await client.listingSku.findFirst({ where: { storeId, id } });
      await client.listingSku.updateMany({ where: { storeId, id }, data: UNLINKED });
      return row?.marketplaceSkuId ?? null;
    },
    async unlinkListing(storeId, listingId) {
      await client.listingSku.updateMany({ where: { storeId, listingId }, data: UNLINKED });
    },
    async forgetUnseen({ storeId, connectionId }, before) {
      await client.marketplaceSku.deleteMany({ where: { storeId, connectionId, seenAt: { lt: before } } });
    },
    async countAs({ storeId, connectionId }, { marketplaceSkuId, variantId }, decidedAt) {
      await client.countedSku.upsert({
        where: { connectionId_marketplaceSkuId: { connectionId, marketplaceSkuId } },
        create: { storeId, connectionId, marketplaceSkuId, variantId, decidedAt },
        update: { variantId, decidedAt },
      });
    },
  };
}

function questions(client: Db): Pick<LinkRecords, "question" | "ask" | "decide" | "forgetQuestion"> {
  return {
    async question(storeId, listingId) {
      const row = await client.adoptionQuestion.findFirst({ where: { storeId, listingId } });
      if (!row) return undefined;
      return {
        ...row,
        listingId,
        storeId,
        connectionId: as(row.connectionId),
        candidates: row.candidates as unknown as readonly AdoptionCandidate[],
        decision: row.decision as AdoptionQuestionRow["decision"],
      };
    },
    async ask({ candidates, ...plain }, askedAt) {
      const json = candidates as unknown as Prisma.InputJsonValue;
      await client.adoptionQuestion.upsert({
        where: { listingId: plain.listingId },
        create: { ...plain, candidates: json, askedAt },
        update: { candidates: json, decision: null, chosen: null },
      });
    },
    async decide(storeId, listingId, { declined, ...said }) {
      await client.adoptionQuestion.updateMany({
        where: { storeId, listingId },
        data: { ...said, declined: [...declined] },
      });
    },
    async forgetQuestion(storeId, listingId) {
      await client.adoptionQuestion.deleteMany({ where: { storeId, listingId } });
    },
  };
}
