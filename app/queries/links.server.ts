// The link doctor's page: counts and orders at risk by kind, one page of findings, and questions about listings.
import type { PrismaClient } from "../adapters/database/generated/client.ts";
import type { AdoptionCandidate } from "../domain/adoption.ts";
import type { StoreId } from "../domain/ids.ts";
import { LINK_FINDING_KINDS, type LinkFindingKind } from "../domain/link-finding.ts";

export const FINDINGS_PER_PAGE = 25;
const QUESTIONS_SHOWN = 10;
const OPEN = ["imported", "on-hold", "routed", "partly-shipped"];

export type LinksAsk = { readonly kind: LinkFindingKind | null; readonly page: number };

export async function linksPage(database: PrismaClient, storeId: StoreId, ask: LinksAsk) {
  const where = { storeId, ...(ask.kind ? { kind: ask.kind } : {}) };
  const [groups, rows, ordersByKind, questions, sweep] = await Promise.all([
    database.linkFinding.groupBy({ by: ["kind", "fix"], where: { storeId }, _count: { _all: true } }),
    database.linkFinding.findMany({
      where,
      orderBy: [{ kind: "asc" }, { sku: "asc" }, { id: "asc" }],
      skip: ask.page * FINDINGS_PER_PAGE,
      take: FINDINGS_PER_PAGE,
    }),
    ordersOfKinds(database, storeId),
    openQuestions(database, storeId),
    database.checkpoint.findUnique({ where: { storeId_name: { storeId, name: "sweep:reconcile-links" } } }),
  ]);
  const orders = await ordersOfFindings(
    database,
    storeId,
    rows.map((row) => row.id),
  );
  const kinds = LINK_FINDING_KINDS.flatMap((kind) => {
    const ofKind = groups.filter((group) => group.kind === kind);
    const count = ofKind.reduce((sum, group) => sum + group._count._all, 0);
    const byHand = ofKind.find((group) => group.fix === "by-hand")?._count._all ?? 0;
    return count > 0 ? [{ kind, count, mendable: count - byHand, orders: ordersByKind.get(kind) ?? 0 }] : [];
  });
  const total = kinds.reduce((sum, one) => (ask.kind && one.kind !== ask.kind ? sum : sum + one.count), 0);
  return {
    kinds,
    total,
    questions,
    comparedAt: typeof sweep?.value === "string" ? sweep.value : null,
    rows: rows.map(({ id, connectionId, kind, sku, sentence, proposal, fix, ...row }) => ({
      ...{ id, connectionId, kind, sku, sentence, proposal },
      isByHand: fix === "by-hand",
      isAccepted: row.acceptedAt !== null,
      marketplaceSkuId: row.marketplaceSkuIds[0] ?? null,
      orders: orders.get(id) ?? 0,
    })),
  };
}

// Orders not yet shipped that name a SKU of a finding, each counted once. They are few however many were ever placed,
// and so are read first.
async function ordersOfKinds(database: PrismaClient, storeId: StoreId) {
  const rows = await database.$queryRaw<{ kind: string; orders: number }[]>`
    WITH named AS MATERIALIZED (
      SELECT l."marketplaceSkuId" AS "skuId", l."orderId" FROM "Order" o
      JOIN "OrderLine" l ON l."orderId" = o."id" AND l."marketplaceSkuId" IS NOT NULL
      WHERE o."storeId" = ${storeId} AND o."state" = ANY(${OPEN}::text[])
    )
    SELECT f."kind", count(DISTINCT named."orderId")::int AS "orders"
    FROM (SELECT "kind", unnest("marketplaceSkuIds") AS "skuId" FROM "LinkFinding" WHERE "storeId" = ${storeId}) f
    JOIN named USING ("skuId") GROUP BY 1`;
  return new Map(rows.map((row) => [row.kind, row.orders]));
}

async function ordersOfFindings(database: PrismaClient, storeId: StoreId, ids: readonly string[]) {
  const rows = await database.$queryRaw<{ id: string; orders: number }[]>`
    SELECT f."id", count(DISTINCT o."id")::int AS "orders"
    FROM (SELECT "id", unnest("marketplaceSkuIds") AS "skuId" FROM "LinkFinding"
      WHERE "storeId" = ${storeId} AND "id" = ANY(${[...ids]}::text[])) f
    JOIN "OrderLine" l ON l."storeId" = ${storeId} AND l."marketplaceSkuId" = f."skuId"
    JOIN "Order" o ON o."id" = l."orderId" AND o."state" = ANY(${OPEN}::text[])
    GROUP BY 1`;
  return new Map(rows.map((row) => [row.id, row.orders]));
}

async function openQuestions(database: PrismaClient, storeId: StoreId) {
  const where = { storeId, decision: null };
  const [total, rows] = await Promise.all([
    database.adoptionQuestion.count({ where }),
    database.adoptionQuestion.findMany({ where, orderBy: { askedAt: "asc" }, take: QUESTIONS_SHOWN }),
  ]);
  const listings = await database.listing.findMany({
    where: { storeId, id: { in: rows.map((row) => row.listingId) } },
    select: { id: true, product: { select: { title: true } } },
  });
  const titles = new Map(listings.map((listing) => [listing.id, listing.product.title]));
  const list = rows.map((row) => ({
    listingId: row.listingId,
    title: titles.get(row.listingId) ?? "",
    candidates: (row.candidates as unknown as readonly AdoptionCandidate[]).map((one) => ({
      marketplaceProductId: one.marketplaceProductId,
      title: one.title,
      inCommon: one.links.map((link) => link.sku),
      lacking: one.lacking,
      foreign: one.foreign.map((sku) => sku.sku || "one without a SKU"),
    })),
  }));
  return { total, list };
}
