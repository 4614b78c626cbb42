// Every page of a shop against what was last accepted there. What differs is noted, and marked to be read by itself: the
// reading decides what mends it. Stock is only noted: it may have been sold.
import { type FindingKind, type ShownOnPage, shownDifferences, stockDrift } from "../../domain/comparison.ts";
import type { ListingState } from "../../domain/listing.ts";
import { isNews } from "../../domain/read-back.ts";
import type { ComparedListing, Finding } from "./comparison-records.ts";
import type { ConnectionRow } from "./foundation-records.ts";
import type { MarketplaceListingState, ShownListing } from "./marketplace.ts";
import type { Ports } from "./ports.ts";
import { readWholeShop } from "./shop-whole.ts";
import type { Mark } from "./work.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "now">;

// What was written so recently may show its former self.
const SHOWS_WITHIN_MS = 30_000;

/** What the marketplace's state of a listing is in ours. */
export const STATES = {
  draft: "draft",
  "in-review": "in-review",
  live: "live",
  rejected: "rejected",
  paused: "paused",
  frozen: "frozen",
  deleted: "withdrawn",
} as const satisfies Record<MarketplaceListingState, ListingState>;

/** Compares one shop, a call for a hundred listings. Repeatable: what is found again is the same finding. */
export async function compareShop(ports: Needs, connection: ConnectionRow): Promise<void> {
  const scope = { storeId: connection.storeId, connectionId: connection.id };
  const reading = await readWholeShop(ports, connection, async (page, readAt) => {
    const byId = new Map(page.map((one) => [one.marketplaceProductId, one]));
    const compared = await ports.records.comparisons.compared(scope, [...byId.keys()]);
    const found = compared.flatMap((one) => {
      const shown = byId.get(one.listing.marketplaceProductId ?? "");
      return shown && !one.isWorked ? [differing(one, shown, readAt)] : [];
    });
    await keep(ports, connection, found);
  });
  // In a shop too large to be read whole, what was not seen may be there all the same: each is read by itself.
  const missing = (await ports.records.comparisons.unshown(scope)).filter((one) => !one.isWorked);
  const kinds: readonly FindingKind[] = reading.isWhole ? ["gone"] : [];
  await keep(
    ports,
    connection,
    missing.map(({ listing }) => ({ listing, kinds, stock: [], isToBeRead: true })),
  );
}

type Difference = Pick<ComparedListing, "listing"> & {
  readonly kinds: readonly FindingKind[];
  readonly stock: ReturnType<typeof stockDrift>;
  /** Whether its page tells more than the search did. */
  readonly isToBeRead: boolean;
};

function differing(
  { listing, sent, shownAt }: ComparedListing,
  shown: ShownListing,
  readAt: Date,
): Difference {
  const page: ShownOnPage = { ...shown, state: STATES[shown.state] };
  const isRecent = (at: Date | null) => at !== null && at.getTime() > readAt.getTime() - SHOWS_WITHIN_MS;
  const kinds = isRecent(listing.submittedAt) ? [] : shownDifferences(listing, sent, page);
  const stock =
    isRecent(listing.stockSentAt) || page.state === "withdrawn" ? [] : stockDrift(listing.skus, page);
  return {
    listing,
    kinds,
    stock,
    isToBeRead:
      kinds.length > 0 || isNews(shown.updatedAt, [shownAt, listing.stockSentAt, listing.submittedAt]),
  };
}

async function keep(ports: Needs, { storeId }: ConnectionRow, found: readonly Difference[]): Promise<void> {
  const findings = found.flatMap(({ listing, kinds, stock }): Finding[] => {
    const of = { subject: listing.id, productId: listing.productId };
    const own = kinds.map((kind): Finding => ({ ...of, kind }));
    return stock.length > 0 ? [...own, { ...of, kind: "stock", stock }] : own;
  });
  const marks = found.flatMap(({ listing, kinds, isToBeRead }): Mark[] => [
    ...(isToBeRead ? [{ storeId, verb: "refresh-listings", subject: listing.id } as const] : []),
    ...(kinds.includes("record")
      ? [{ storeId, verb: "publish-listings", subject: listing.productId } as const]
      : []),
  ]);
  await ports.records.transaction(async (tx) => {
    await tx.comparisons.note(storeId, findings);
    await tx.work.mark(marks);
  });
}
