// Takes listings off sale, puts them back or deletes them, as their products stand in the store and as the merchant asked.
// Twenty go in one call, and what the marketplace refused of them is read from its yes.
import { listingGoneKey, listingSwitchKey, listingUnmetKey } from "../domain/catalog-issues.ts";
import { as, type ConnectionId, type ListingId } from "../domain/ids.ts";
import { type TurnedBy, wasRefused } from "../domain/listing-history.ts";
import { switchRefused } from "../domain/listing-issues.ts";
import { nextMove, type SwitchMove } from "../domain/listing-life.ts";
import type { ListingChange, ListingRow, ProductRow } from "./ports/catalog-records.ts";
import { readTruth } from "./ports/listing-truth.ts";
import type { MarketplaceListingState, MarketplacePort } from "./ports/marketplace.ts";
import type { Ports } from "./ports/ports.ts";
import type { RecordsInTransaction } from "./ports/records.ts";
import { type Batch, done, type Mark, type Outcome, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "now">;
type Candidate = {
  readonly listing: ListingRow;
  readonly id: string;
  readonly title: string;
  readonly by: TurnedBy;
};

// A deleted product's listing waits for its last parcel; orders change by the hour.
const ORDERS_AGAIN_MS = 60 * 60_000;
// Putting back is a review like any other.
const FIRST_LOOK_MS = 3_000;

/** Works listings by our ids. Repeatable: one that stands as it should is left alone. */
export async function withdrawListings(ports: Needs, { storeId, subjects }: Batch): Promise<Outcomes> {
  const outcomes = new Map<string, Outcome>();
  const moves = new Map<SwitchMove, Candidate[]>();
  const connections = await ports.records.stores.connections(storeId);
  const active = new Set(connections.filter((one) => one.state === "active").map((one) => one.id));
  for (const subject of subjects) {
    outcomes.set(subject, done);
    const listing = await ports.records.catalog.listing(storeId, as<ListingId>(subject));
    if (!listing?.marketplaceProductId || !active.has(listing.connectionId)) continue;
    const { move, title, by, isWaiting } = await decide(ports, listing);
    if (isWaiting) outcomes.set(subject, ordersFirst(ports));
    if (move)
      moves.set(move, [...(moves.get(move) ?? []), { listing, id: listing.marketplaceProductId, title, by }]);
  }
  for (const [move, candidates] of moves) {
    const byConnection = Map.groupBy(candidates, (one) => one.listing.connectionId);
    for (const [connectionId, own] of byConnection) await switchAll(ports, connectionId, { move, own });
  }
  return outcomes;
}

type Decision = Pick<Candidate, "title" | "by"> & {
  readonly move: SwitchMove | null;
  readonly isWaiting: boolean;
};

async function decide(ports: Needs, listing: ListingRow): Promise<Decision> {
  const { catalog } = ports.records;
  const product = await catalog.product(listing.storeId, listing.productId);
  if (!product) return { title: listing.id, by: "deleted", move: null, isWaiting: false };
  const { status } = product;
  const isDeleted = status === "deleted";
  const openOrderLines = isDeleted ? await catalog.openOrderLines(listing.storeId, listing.productId) : 0;
  const sellable = product.variants.filter((variant) => variant.sku !== null).length;
  const { state, pausedFor } = listing;
  const next = nextMove({ state, isSent: true, pausedFor, product: status, sellable, openOrderLines });
  return {
    move: next === "wait" ? null : next,
    title: product.title,
    by: turnedBy(status, sellable),
    isWaiting: next !== null && openOrderLines > 0,
  };
}

// The product's own reason comes first: whatever the merchant wished, it could not be sold.
function turnedBy(status: ProductRow["status"], sellable: number): TurnedBy {
  if (status !== "active") return status;
  return sellable === 0 ? "no-sku" : "merchant";
}

function ordersFirst(ports: Needs): Outcome {
  const dueAt = new Date(ports.now().getTime() + ORDERS_AGAIN_MS);
  return {
    kind: "later",
    dueAt,
    reason: "It is off sale. It is deleted once its last orders have been shipped.",
  };
}

type Switch = { readonly move: SwitchMove; readonly own: readonly Candidate[] };

async function switchAll(ports: Needs, connectionId: ConnectionId, { move, own }: Switch): Promise<void> {
  const marketplace = await ports.marketplaceFor(connectionId);
  const refused = await marketplace.switchListings(
    move,
    own.map((one) => one.id),
  );
  const reasons = new Map(refused.map((one) => [one.marketplaceProductId, one.reason]));
  const now = ports.now();
  for (const candidate of own) {
    const refusal = reasons.get(candidate.id);
    // A repeat is refused as well: a move that was made and of which nobody heard is no fault.
    const reason =
      refusal !== undefined && (await wasMade(marketplace, move, candidate)) ? undefined : refusal;
    await ports.records.transaction((tx) =>
      reason === undefined ? keep(tx, candidate, { move, now }) : refuse(tx, candidate, { move, reason }),
    );
  }
}

const MADE = {
  activate: ["live", "in-review"],
  deactivate: ["paused"],
  delete: ["deleted"],
} as const satisfies Record<SwitchMove, readonly MarketplaceListingState[]>;

async function wasMade(
  marketplace: MarketplacePort,
  move: SwitchMove,
  { id, listing }: Candidate,
): Promise<boolean> {
  const made: readonly MarketplaceListingState[] = MADE[move];
  const truth = await readTruth(marketplace, id, listing.skus);
  if (truth.kind === "gone") return move === "delete" && truth.state === "withdrawn";
  return made.includes(truth.listing.state) && !truth.listing.isSwitchedOff;
}

async function keep(
  tx: RecordsInTransaction,
  { listing, by }: Candidate,
  { move, now }: { move: SwitchMove; now: Date },
): Promise<void> {
  const { storeId, id: listingId, productId } = listing;
  // The merchant may have said otherwise meanwhile: what was done is kept beside that, and looked at again for it.
  const [wish] = await tx.catalog.lockListings(storeId, [listingId]);
  const isPaused = wish?.pausedFor === "merchant";
  const pausedFor = isPaused ? "merchant" : "product";
  const changes = {
    activate: { state: "in-review", pausedFor: isPaused ? "merchant" : null, submittedAt: now },
    deactivate: { state: "paused", pausedFor, by },
    delete: { state: "withdrawn", pausedFor: "product", by },
  } as const satisfies Record<SwitchMove, ListingChange>;
  await tx.catalog.saveListing(storeId, listingId, changes[move]);
  for (const key of [listingSwitchKey, listingGoneKey, listingUnmetKey])
    await tx.issues.clear(storeId, key(listingId));
  if (move !== "activate") return;
  const look = new Date(now.getTime() + FIRST_LOOK_MS);
  const marks: Mark[] = [
    { storeId, verb: "refresh-listings", subject: listingId, dueAt: look },
    { storeId, verb: "push-inventory", subject: productId },
  ];
  await tx.work.mark(marks);
}

// It may stand otherwise than we thought, so it is read again; and as long as it is on sale it offers nothing.
async function refuse(
  tx: RecordsInTransaction,
  { listing, title }: Candidate,
  { move, reason }: { move: SwitchMove; reason: string },
): Promise<void> {
  const { storeId, id: listingId, productId } = listing;
  await tx.catalog.noteListing(storeId, listingId, wasRefused(reason));
  await tx.issues.raise({ storeId, ...switchRefused({ listingId, title }, move, reason) });
  const marks: Mark[] = [{ storeId, verb: "refresh-listings", subject: listingId }];
  if (move !== "activate") marks.push({ storeId, verb: "push-inventory", subject: productId });
  await tx.work.mark(marks);
}
