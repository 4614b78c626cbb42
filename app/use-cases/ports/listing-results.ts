// What reviews found while many listings are under review: read from the shop's pages once in a while instead of each
// listing by itself. A refusal, whose reasons no page tells, is still read by itself.
import type { ListingRow } from "./catalog-records.ts";
import type { ConnectionRow } from "./foundation-records.ts";
import type { MarketplaceListing } from "./marketplace.ts";
import type { Once } from "./once.ts";
import type { Ports } from "./ports.ts";
import { readShop, type ShopReading } from "./shop-pages.ts";
import type { Outcome } from "./work.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "now">;
type Asked = {
  readonly connection: ConnectionRow;
  readonly listing: ListingRow;
  /** Of the turn: its listings share one look. */
  readonly once: Once;
};

/** With no more than this under review, each is read by itself, at once. */
const FEW = 3;
/** How old results may be while many more are to be sent: they cost a call for every hundred, and one each time. */
const PAGES_EVERY_MS = 60_000;
/** And with no more than so many to be sent: a merchant with a small catalogue, or near the end of a large one, waits. */
const LAST_PAGES_EVERY_MS = 15_000;
const LAST = 50;
const LONGEST_WAIT_MS = 15 * 60_000;

export type Shown =
  | { readonly kind: "shown"; readonly truth: MarketplaceListing }
  | Extract<Outcome, { kind: "later" }>;

/** Undefined: this listing must be read by itself. */
export async function shownInBulk(ports: Needs, asked: Asked): Promise<Shown | undefined> {
  const { connection, listing, once } = asked;
  if (listing.state !== "in-review" || listing.marketplaceProductId === null) return undefined;
  const reading = await once(`results ${connection.id}`, () => readIfMany(ports, connection));
  if (!reading) return undefined;
  const skus = await ports.records.shop.shownListings(
    { storeId: listing.storeId, connectionId: connection.id },
    [listing.marketplaceProductId],
  );
  const [first] = skus;
  if (first?.wasRefused) return undefined;
  if (first === undefined || first.state === "in-review") return laterThan(ports, listing, reading.nextAt);
  const { marketplaceProductId, state, title } = first;
  const truth = {
    ...{ marketplaceProductId, state, title, imageCount: listing.imageCount, rejections: [] },
    ...{ isSwitchedOff: false, isInReview: false, descriptionHtml: null, imageUrls: null },
    skus: skus.map((sku) => ({
      marketplaceSkuId: sku.marketplaceSkuId,
      sku: sku.sellerSku,
      price: null,
      stock: [],
    })),
    updatedAt: reading.readAt,
  };
  return { kind: "shown", truth };
}

type Results = ShopReading & { readonly nextAt: number };

async function readIfMany(ports: Needs, connection: ConnectionRow): Promise<Results | undefined> {
  const { storeId, id: connectionId } = connection;
  const { shop, work } = ports.records;
  const count = await shop.underReview({ storeId, connectionId }, FEW + 1);
  if (count <= FEW) return undefined;
  const publishing = { storeId, verb: "publish-listings", dueBy: ports.now() } as const;
  const toPublish = await work.waiting(publishing, LAST + 1);
  const every = toPublish > LAST ? PAGES_EVERY_MS : LAST_PAGES_EVERY_MS;
  const reading = await readShop(ports, connection, every);
  return { ...reading, nextAt: reading.readAt.getTime() + every };
}

// At a reading to come, together with all the others; a review that takes days is looked at four times an hour.
function laterThan(ports: Needs, { submittedAt }: ListingRow, nextAt: number): Shown {
  const now = ports.now().getTime();
  const age = now - (submittedAt ?? ports.now()).getTime();
  const next = now + Math.min(age / 2, LONGEST_WAIT_MS);
  const dueAt = new Date(Math.max(nextAt, now + 1_000, next));
  return { kind: "later", dueAt, reason: "TikTok Shop is reviewing this listing." };
}
