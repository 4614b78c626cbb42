// The merchant asks something of many listings at once: each gets its work, and the lanes do it at the platforms' pace,
// twenty to a call. What cannot be done to one is answered with why, and it stays as it is.
import { as, type ListingId, type StoreId } from "../domain/ids.ts";
import {
  type ActAnswer,
  actNoted,
  judgeAct,
  type MerchantAct,
  type NotDone,
} from "../domain/listing-acts.ts";
import { listAnew } from "./ports/listing-anew.ts";
import type { StandingListing } from "./ports/listing-life-records.ts";
import type { Ports } from "./ports/ports.ts";
import type { RecordsInTransaction } from "./ports/records.ts";
import type { Mark, Verb } from "./ports/work.ts";

export type ListingAct = "publish" | "check" | MerchantAct;

export type ListingsToActOn = {
  readonly storeId: StoreId;
  readonly act: ListingAct;
  /** They are all that a search means: what changes meanwhile goes before them. */
  readonly isBacklog?: boolean;
  readonly listings: readonly { readonly listingId: string; readonly productId: string }[];
};

export type ActedOn = {
  /** Ids of the listings it was begun for. */
  readonly done: readonly string[];
  /** How many were left as they are, by why. */
  readonly left: ReadonlyMap<NotDone, number>;
};

const WORK = {
  /** Checks what the marketplace demands and sends what differs. */
  publish: { verb: "publish-listings", of: "productId" },
  /** Reads how the marketplace shows it. */
  check: { verb: "refresh-listings", of: "listingId" },
  pause: { verb: "withdraw-listings", of: "listingId" },
  resume: { verb: "withdraw-listings", of: "listingId" },
  "list-again": { verb: "publish-listings", of: "productId" },
} as const satisfies Record<ListingAct, { verb: Verb; of: "listingId" | "productId" }>;

// What one transaction holds: rows of so many are locked for some tens of milliseconds.
const AT_ONCE = 250;

/** Asking again changes nothing. Wish and mark are kept together or not at all. */
export async function actOnListings(
  ports: Pick<Ports, "records">,
  { storeId, act, listings, isBacklog = false }: ListingsToActOn,
): Promise<ActedOn> {
  if (act === "publish" || act === "check") {
    await ports.records.work.mark(marks({ storeId, act, isBacklog }, listings));
    return { done: listings.map((one) => one.listingId), left: new Map() };
  }
  const done: string[] = [];
  const why: NotDone[] = [];
  for (let at = 0; at < listings.length; at += AT_ONCE) {
    const wish = {
      ...{ storeId, act, isBacklog },
      ids: listings.slice(at, at + AT_ONCE).map((one) => as<ListingId>(one.listingId)),
    };
    const judged = await ports.records.transaction((tx) => wishFor(tx, wish));
    for (const { one, answer } of judged)
      if (answer.kind === "not-done") why.push(answer.why);
      else done.push(one.listingId);
  }
  return { done, left: counted(why) };
}

type Asked<Act> = { readonly storeId: StoreId; readonly act: Act; readonly isBacklog: boolean };
type Wish = Asked<MerchantAct> & { readonly ids: readonly ListingId[] };
type Judged = { readonly one: StandingListing; readonly answer: ActAnswer };

async function wishFor(tx: RecordsInTransaction, wish: Wish): Promise<readonly Judged[]> {
  const { storeId, act, ids } = wish;
  const standing = await tx.catalog.lockListings(storeId, ids);
  const judged = standing.map((one) => ({ one, answer: judgeAct(act, one) }));
  for (const pausedFor of ["merchant", "product", null] as const) {
    const own = judged.filter(({ answer }) => answer.kind === "pausedFor" && answer.pausedFor === pausedFor);
    await tx.catalog.savePausedFor(storeId, idsOf(own), pausedFor);
  }
  for (const { one, answer } of judged) {
    if (answer.kind === "anew") await anew(tx, one);
    if (answer.kind === "send-again")
      await tx.catalog.saveListing(storeId, one.listingId, { contentHash: null });
  }
  const begun = judged.filter(({ answer }) => answer.kind !== "not-done");
  await tx.catalog.noteListings(storeId, idsOf(begun), actNoted(act));
  await tx.work.mark(
    marks(
      wish,
      begun.map(({ one }) => one),
    ),
  );
  return judged;
}

function idsOf(judged: readonly Judged[]): readonly ListingId[] {
  return judged.map(({ one }) => one.listingId);
}

async function anew(tx: RecordsInTransaction, { storeId, listingId }: StandingListing): Promise<void> {
  const listing = await tx.catalog.listing(storeId, listingId);
  if (listing) await listAnew(tx, listing);
}

function marks(
  { storeId, act, isBacklog }: Asked<ListingAct>,
  listings: ListingsToActOn["listings"],
): Mark[] {
  const { verb, of } = WORK[act];
  const subjects = [...new Set(listings.map((one) => one[of]))];
  return subjects.map((subject) => ({ storeId, verb, subject, ...(isBacklog ? { backlog: true } : {}) }));
}

function counted(why: readonly NotDone[]): ReadonlyMap<NotDone, number> {
  return new Map([...Map.groupBy(why, (one) => one)].map(([one, all]) => [one, all.length]));
}
