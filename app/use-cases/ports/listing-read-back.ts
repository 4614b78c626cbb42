// The truth after a write that answered yes: what does not show, then or later, because somebody changed it in the
// marketplace, is sent once more; and if it does not show then either, the merchant is told.
import { listingUnheededKey } from "../../domain/catalog-issues.ts";
import type { FindingKind } from "../../domain/comparison.ts";
import type { ListingEvent } from "../../domain/listing-history.ts";
import { isUnheeded } from "../../domain/listing-issues.ts";
import {
  givenUp,
  isNews,
  isRewritten,
  MOST_SENDS,
  type SentListing,
  type ShownFacts,
  unheededParts,
  unheededPrices,
} from "../../domain/read-back.ts";
import type { ListingRow, ListingSkuRow } from "./catalog-records.ts";
import { listAnew } from "./listing-anew.ts";
import type { MarketplaceListing } from "./marketplace.ts";
import type { Ports } from "./ports.ts";
import type { RecordsInTransaction } from "./records.ts";
import { done, type Outcome } from "./work.ts";

// A yes may show a little late: before this it is not doubted.
const SHOWS_WITHIN_MS = 30_000;
const LONGEST_DESCRIPTION = 10_000;

type Reading = {
  readonly listing: ListingRow;
  readonly truth: MarketplaceListing;
  readonly title: string;
  readonly now: Date;
};

/** Keeps what the marketplace shows and judges what was sent by it. Answers when to look again, if it is too early. */
export async function readBack(tx: RecordsInTransaction, reading: Reading): Promise<Date | undefined> {
  const { listing, truth } = reading;
  const { storeId, id: listingId } = listing;
  const seen = await tx.catalog.listingSeen(storeId, listingId);
  // What was read before a write says nothing of it.
  const before = seen.sent?.isSettled === false ? null : seen.shown;
  const shown = factsOf(truth, before);
  await tx.catalog.saveSeen(storeId, listingId, { shown, shownAt: truth.updatedAt });
  if (!isJudgeable(truth)) return undefined;
  return judge(tx, reading, { ...seen, before, shown });
}

type Told = {
  readonly sent: SentListing | null;
  readonly before: ShownFacts | null;
  readonly shown: ShownFacts;
  readonly shownAt: Date | null;
};

async function judge(tx: RecordsInTransaction, reading: Reading, told: Told): Promise<Date | undefined> {
  const { listing, now } = reading;
  const open = told.sent?.isSettled === false ? told.sent : null;
  const missing = missingOf(reading, told);
  const isContent = missing.parts.length > 0;
  if (!isContent && missing.prices.length === 0) return settled(tx, listing, open);
  if (!isContent) return mend(tx, reading, { missing, open });
  // It is on its way already.
  if (!open && listing.contentHash === null) return undefined;
  const ripeAt = ripeAtOf(listing);
  return ripeAt > now ? ripeAt : mend(tx, reading, { missing, open });
}

type Unheeded = { readonly missing: Missing; readonly open: SentListing | null };

async function mend(
  tx: RecordsInTransaction,
  reading: Reading,
  { missing, open }: Unheeded,
): Promise<undefined> {
  const { listing } = reading;
  if (listing.unheeded + 1 < MOST_SENDS) return sendOnceMore(tx, listing, missing);
  await giveUp(tx, reading);
  if (open) await tx.catalog.saveSeen(listing.storeId, listing.id, { sent: { ...open, isSettled: true } });
}

function missingOf(reading: Reading, told: Told): Missing {
  const { listing, truth } = reading;
  const { sent, shown } = told;
  const judged = sent && !givenUp(sent, listing.unheeded) ? sent : null;
  const parts = judged ? unheededParts({ sent: judged, shown, changedAt: truth.updatedAt }) : [];
  return {
    parts: judged && wasRewritten(reading, told, judged) ? [...parts, "the description"] : parts,
    prices: truth.state === "live" ? unheededPrices(listing.skus, shown) : [],
    isChangedThere: sent?.isSettled !== false,
  };
}

function wasRewritten(
  { listing, truth }: Reading,
  { before, shown, shownAt }: Told,
  sent: SentListing,
): boolean {
  return isRewritten({
    sent,
    before: before?.descriptionHtml ?? null,
    shown: truth.descriptionHtml === null ? null : shown.descriptionHtml,
    isNews: isNews(truth.updatedAt, [shownAt, listing.stockSentAt, listing.submittedAt]),
  });
}

function ripeAtOf(listing: ListingRow): Date {
  return new Date((listing.submittedAt?.getTime() ?? 0) + SHOWS_WITHIN_MS);
}

function isJudgeable({ state, isInReview, rejections }: MarketplaceListing): boolean {
  return (state === "live" || state === "paused") && !isInReview && rejections.length === 0;
}

async function settled(
  tx: RecordsInTransaction,
  { storeId, id: listingId, unheeded }: ListingRow,
  sent: SentListing | null,
): Promise<undefined> {
  // What was given up stays said until something sent later shows.
  if (!sent && unheeded !== 1) return;
  if (sent) await tx.catalog.saveSeen(storeId, listingId, { sent: { ...sent, isSettled: true } });
  if (unheeded === 0) return;
  await tx.catalog.saveListing(storeId, listingId, { unheeded: 0 });
  await tx.issues.clear(storeId, listingUnheededKey(listingId));
}

type Missing = {
  readonly parts: readonly string[];
  readonly prices: ReturnType<typeof unheededPrices<ListingSkuRow>>;
  /** It stood there as it was sent before. */
  readonly isChangedThere: boolean;
};

const KINDS: Readonly<Record<string, FindingKind>> = {
  "the title": "title",
  "the description": "description",
  "the pictures": "pictures",
  "the variants": "variants",
};

async function sendOnceMore(
  tx: RecordsInTransaction,
  listing: ListingRow,
  { parts, prices, isChangedThere }: Missing,
): Promise<undefined> {
  const { storeId, id: listingId } = listing;
  await tx.catalog.saveSent(
    storeId,
    prices.map(({ link, shownMinor }) => ({ listingSkuId: link.id, sentPriceMinor: shownMinor })),
  );
  const isContent = parts.length > 0;
  await tx.catalog.saveListing(storeId, listingId, {
    unheeded: listing.unheeded + 1,
    ...(isContent ? { contentHash: null } : {}),
  });
  const said = isContent ? parts : ["the prices"];
  const found = parts.flatMap((part) => KINDS[part] ?? []);
  await tx.comparisons.note(
    storeId,
    found.map((kind) => ({ subject: listingId, productId: listing.productId, kind })),
  );
  await tx.catalog.noteListing(storeId, listingId, isChangedThere ? wasChanged(said) : doesNotShow(said));
  await tx.work.mark([{ storeId, verb: "publish-listings", subject: listing.productId }]);
}

/** A create that was accepted, and no reading ever found what it made. */
export function wasNeverSeen(listing: ListingRow): boolean {
  return listing.state === "in-review" && listing.checkedAt === null && listing.submittedAt !== null;
}

/** Creates it once more; a second one that never shows is given up. */
export async function neverShown(
  ports: Pick<Ports, "records" | "now">,
  listing: ListingRow,
): Promise<Outcome> {
  const { storeId, id: listingId, productId } = listing;
  const now = ports.now();
  const dueAt = ripeAtOf(listing);
  if (dueAt > now) return { kind: "later", dueAt, reason: "TikTok Shop does not show this listing yet." };
  const product = await ports.records.catalog.product(storeId, productId);
  const title = product?.title ?? listingId;
  await ports.records.transaction(async (tx) => {
    if (listing.unheeded + 1 >= MOST_SENDS) {
      await tx.catalog.saveListing(storeId, listingId, { state: "withdrawn", checkedAt: now });
      return giveUp(tx, { listing, title });
    }
    await tx.catalog.noteListing(storeId, listingId, doesNotShow(["the listing"]));
    await listAnew(tx, listing, { unheeded: listing.unheeded + 1 });
    await tx.work.mark([{ storeId, verb: "publish-listings", subject: productId }]);
  });
  return done;
}

async function giveUp(
  tx: RecordsInTransaction,
  { listing, title }: Pick<Reading, "listing" | "title">,
): Promise<void> {
  const { storeId, id: listingId } = listing;
  await tx.catalog.saveListing(storeId, listingId, { unheeded: MOST_SENDS });
  await tx.issues.raise({ storeId, ...isUnheeded({ listingId, title }) });
}

function doesNotShow(parts: readonly string[]): ListingEvent {
  return {
    kind: "unheeded",
    text: `TikTok Shop said yes but does not show ${parts.join(" and ")}: it is sent once more.`,
  };
}

function wasChanged(parts: readonly string[]): ListingEvent {
  return {
    kind: "unheeded",
    text: `Somebody changed ${parts.join(" and ")} in TikTok Shop: it is put back as your store has it.`,
  };
}

// A page of the search shows less: what it leaves out stands as it was read before.
function factsOf(truth: MarketplaceListing, before: ShownFacts | null): ShownFacts {
  const { title, imageCount, skus } = truth;
  const descriptionHtml = truth.descriptionHtml ?? before?.descriptionHtml ?? null;
  return {
    title,
    descriptionHtml: descriptionHtml?.slice(0, LONGEST_DESCRIPTION) ?? null,
    imageUrls: truth.imageUrls ?? before?.imageUrls ?? null,
    imageCount,
    skus,
  };
}
