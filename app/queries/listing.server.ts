// One listing whole, as its page shows it: store and marketplace side by side, what happened and what comes next.
// Undefined when the store has no such listing.
import type { Prisma, PrismaClient } from "../adapters/database/generated/client.ts";
import { STANDING } from "../adapters/database/standing-variants.ts";
import { listingUnmetKey } from "../domain/catalog-issues.ts";
import type { StoreId } from "../domain/ids.ts";
import { listedProduct } from "../domain/listed-product.ts";
import type { ListingState } from "../domain/listing.ts";
import { type ActStanding, judgeAct, type MerchantAct } from "../domain/listing-acts.ts";
import { pictureDifference, stateDifference, titleDifference } from "../domain/listing-differences.ts";
import type { PausedFor } from "../domain/listing-life.ts";
import { type ListingSettings, STORES_OWN } from "../domain/listing-settings.ts";
import type { ProductStatus } from "../domain/product.ts";
import type { SentListing, ShownFacts } from "../domain/read-back.ts";
import { listingMend } from "./listing-mend.server.ts";
import { partyIssues } from "./listing-parties.server.ts";
import { firstImage, mendableSentences, words } from "./listing-reasons.server.ts";
import { unknownSkus, variantSides } from "./listing-variants.server.ts";
import { toWaiting } from "./order.server.ts";
import { storeProduct } from "./store-product.server.ts";

const INCLUDE = {
  product: { include: { variants: STANDING } },
  skus: true,
  seen: true,
  events: { orderBy: { seq: "desc" } },
} as const satisfies Prisma.ListingInclude;

type Row = Prisma.ListingGetPayload<{ include: typeof INCLUDE }>;

export type ListingAsk = {
  readonly storeId: StoreId;
  readonly listingId: string;
  /** Undefined for a connection the store does not have. */
  readonly settingsOf: (connectionId: string) => Promise<{ readonly settings: ListingSettings } | undefined>;
};

export async function listingPage(database: PrismaClient, { storeId, listingId, settingsOf }: ListingAsk) {
  const row = await database.listing.findFirst({ where: { id: listingId, storeId }, include: INCLUDE });
  if (!row) return undefined;
  const [store, connection, current, free, found, issues, work] = await Promise.all([
    database.store.findUniqueOrThrow({ where: { id: storeId }, select: { timeZone: true } }),
    database.connection.findFirstOrThrow({
      where: { storeId, id: row.connectionId },
      select: { shopName: true, currency: true },
    }),
    settingsOf(row.connectionId),
    freeUnits(database, storeId, row.productId),
    searchedAs(database, row),
    database.issue.findMany({
      where: {
        ...{ storeId, subjectId: { in: [row.id, row.productId] }, clearedAt: null },
        // What it lacks stands among the reasons.
        key: { not: listingUnmetKey(row.id) },
      },
      orderBy: { openedAt: "desc" },
    }),
    database.workItem.findMany({
      where: { storeId, ...workOf(row) },
      orderBy: [{ dueAt: "asc" }, { verb: "asc" }],
    }),
  ]);
  const product = storeProduct(row.product);
  const settings = current?.settings ?? STORES_OWN;
  const listed = listedProduct(product, settings, connection.currency);
  const ofParties = await partyIssues(database, row, { product, settings });
  const shown = (row.seen?.shown ?? null) as unknown as ShownFacts | null;
  const sides = { product, listed, links: row.skus, shown, free };
  return {
    id: row.id,
    timeZone: store.timeZone,
    shopName: connection.shopName,
    title: row.product.title,
    imageUrl: firstImage(row.product.images),
    state: row.state,
    isSent: row.marketplaceProductId !== null,
    acts: actsFor(row),
    readAt: row.checkedAt?.toISOString() ?? null,
    reasons: [...mendableSentences(row.unmet), ...words(row.rejections)],
    mend: listingMend(row),
    facts: factsOf(row, { listedTitle: listed.title, shown, found }),
    ...variantSides(sides),
    unknownSkus: unknownSkus(sides),
    history: row.events.map(({ id, at, kind, text }) => ({ id, at: at.toISOString(), kind, text })),
    issues: [...ofParties, ...issues.map(({ id, title, advice }) => ({ id, title, advice, mend: null }))],
    work: work.map(toWaiting),
  };
}

const ACTS = ["pause", "resume", "list-again"] as const satisfies readonly MerchantAct[];

/** What the merchant may ask of it as it stands. */
function actsFor({ state, pausedFor, marketplaceProductId, product }: Row): readonly MerchantAct[] {
  const standing: ActStanding = {
    state: state as ListingState,
    isSent: marketplaceProductId !== null,
    pausedFor: pausedFor as PausedFor | null,
    product: product.status as ProductStatus | "deleted",
  };
  return ACTS.filter((act) => judgeAct(act, standing).kind !== "not-done");
}

// Until a listing was read by itself, what the shop's search showed of it stands for it.
function searchedAs(database: PrismaClient, { connectionId, marketplaceProductId }: Row) {
  if (marketplaceProductId === null) return null;
  return database.marketplaceSku.findFirst({
    where: { connectionId, marketplaceProductId },
    orderBy: { seenAt: "desc" },
    select: { title: true, state: true, seenAt: true },
  });
}

function workOf({ id, productId }: Row): Prisma.WorkItemWhereInput {
  return {
    OR: [
      { verb: { in: ["refresh-listings", "withdraw-listings"] }, subject: id },
      { verb: { in: ["publish-listings", "push-inventory"] }, subject: productId },
    ],
  };
}

// The merchant's own units that no order holds; the platform's warehouses are a pool of their own.
async function freeUnits(database: PrismaClient, storeId: StoreId, productId: string) {
  const rows = await database.$queryRaw<{ variantId: string; units: number }[]>`
    select v."id" as "variantId", sum(greatest(0, l."available" - l."held"))::int as units
    from "Variant" v join "InventoryLevel" l on l."storeId" = v."storeId" and l."variantId" = v."id"
      join "Warehouse" w on w."id" = l."warehouseId" and w."owner" = 'merchant' and w."active"
    where v."storeId" = ${storeId} and v."productId" = ${productId} group by 1`;
  return new Map(rows.map((row) => [row.variantId, row.units]));
}

type Shown = {
  readonly listedTitle: string;
  readonly shown: ShownFacts | null;
  readonly found: { readonly title: string; readonly state: string; readonly seenAt: Date } | null;
};

function factsOf(row: Row, sides: Shown) {
  const sent = (row.seen?.sent ?? null) as unknown as SentListing | null;
  return {
    title: titleSides(row, { ...sides, sent }),
    pictures: pictureSides(row, { ...sides, sent }),
    state: stateSides(row, sides),
  };
}

type Sent = Shown & { readonly sent: SentListing | null };

function titleSides({ product, state }: Row, { listedTitle, shown, found, sent }: Sent) {
  const title = {
    store: product.title,
    due: listedTitle,
    sent: sent?.title ?? null,
    shown: shown?.title ?? found?.title ?? null,
    isInReview: state === "in-review",
  };
  return { store: title.store, shown: title.shown, why: titleDifference(title) };
}

function pictureSides({ product, state }: Row, { shown, sent }: Sent) {
  const pictures = {
    store: Array.isArray(product.images) ? product.images.length : 0,
    sent: sent?.imageCount ?? null,
    shown: shown?.imageCount ?? null,
    isInReview: state === "in-review",
  };
  return { store: pictures.store, shown: pictures.shown, why: pictureDifference(pictures) };
}

function stateSides({ product, state, pausedFor, events }: Row, { found }: Shown) {
  const why = stateDifference({
    state: state as ListingState,
    pausedFor: pausedFor as PausedFor | null,
    product: product.status as ProductStatus | "deleted",
  });
  return { store: product.status, shown: state, why, searched: searchedState(events, found) };
}

// What was searched before the listing's last turn says nothing of how it stands now: the turn is told with it.
function searchedState(events: Row["events"], found: Shown["found"]) {
  if (!found) return null;
  const turn = events.find((event) => event.kind === "state" && event.at > found.seenAt);
  const since = turn ? { at: turn.at.toISOString(), text: turn.text } : null;
  return { state: found.state, seenAt: found.seenAt.toISOString(), since };
}
