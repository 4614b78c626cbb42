// Takes listings off sale, puts them back or deletes them, as their products stand in the store and as the merchant asked.
// Twenty go in one call, and what the marketplace refused of them is read from its yes.
import { listingGoneKey, listingSwitchKey, listingUnmetKey } from "../domain/catalog-issues.ts";
import { as, type ConnectionId, type ListingId } from "../domain/ids.ts";
import { wasRefused } from "../domain/listing-history.ts";
import { switchRefused } from "../domain/listing-issues.ts";
import { nextMove, type SwitchMove } from "../domain/listing-life.ts";
import type { ListingChange, ListingRow } from "./ports/catalog-records.ts";
import type { Ports } from "./ports/ports.ts";
import type { RecordsInTransaction } from "./ports/records.ts";
import { type Batch, done, type Mark, type Outcome, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "now">;
type Candidate = { readonly listing: ListingRow; readonly id: string; readonly title: string };

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
    const { move, title, isWaiting } = await decide(ports, listing);
    if (isWaiting) outcomes.set(subject, ordersFirst(ports));
    if (move)
      moves.set(move, [...(moves.get(move) ?? []), { listing, id: listing.marketplaceProductId, title }]);
  }
  for (const [move, candidates] of moves) {
    const byConnection = Map.groupBy(candidates, (one) => one.listing.connectionId);
    for (const [connectionId, own] of byConnection) await switchAll(ports, connectionId, { move, own });
  }
  return outcomes;
}

async function decide(ports: Needs, listing: ListingRow) {
  const { catalog } = ports.records;
  const product = await catalog.product(listing.storeId, listing.productId);
  const isDeleted = product?.status === "deleted";
  const openOrderLines = isDeleted ? await catalog.openOrderLines(listing.storeId, listing.productId) : 0;
  const next = product
    ? nextMove({
        state: listing.state,
        isSent: true,
        pausedFor: listing.pausedFor,
        product: product.status,
        sellable: product.variants.filter((variant) => variant.sku !== null).length,
        openOrderLines,
      })
    : null;
  return {
    move: next === "wait" ? null : next,
    title: product?.title ?? listing.id,
    isWaiting: next !== null && openOrderLines > 0,
  };
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
    const reason = reasons.get(candidate.id);
    await ports.records.transaction((tx) =>
      reason === undefined ? keep(tx, candidate, { move, now }) : refuse(tx, candidate, { move, reason }),
    );
  }
}

async function keep(
  tx: RecordsInTransaction,
  { listing }: Candidate,
  { move, now }: { move: SwitchMove; now: Date },
): Promise<void> {
  const { storeId, id: listingId, productId } = listing;
  const pausedFor = listing.pausedFor ?? "product";
  const changes = {
    activate: { state: "in-review", pausedFor: null, submittedAt: now },
    deactivate: { state: "paused", pausedFor },
    delete: { state: "withdrawn", pausedFor },
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
