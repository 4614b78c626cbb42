// The merchant asks something of many listings at once: each gets its work, and the lanes do it at the platforms' pace.
import type { StoreId } from "../domain/ids.ts";
import type { Ports } from "./ports/ports.ts";
import type { Mark, Verb } from "./ports/work.ts";

export type ListingAct = "publish" | "check";

export type ListingsToActOn = {
  readonly storeId: StoreId;
  readonly act: ListingAct;
  readonly listings: readonly { readonly listingId: string; readonly productId: string }[];
};

const WORK = {
  /** Checks what the marketplace demands and sends what differs. */
  publish: { verb: "publish-listings", of: "productId" },
  /** Reads how the marketplace shows it. */
  check: { verb: "refresh-listings", of: "listingId" },
} as const satisfies Record<ListingAct, { verb: Verb; of: "listingId" | "productId" }>;

/** Answers how many were asked. Asking again changes nothing. */
export async function actOnListings(ports: Pick<Ports, "records">, asked: ListingsToActOn): Promise<number> {
  const { storeId, act, listings } = asked;
  const { verb, of } = WORK[act];
  const subjects = new Set(listings.map((one) => one[of]));
  await ports.records.work.mark([...subjects].map((subject): Mark => ({ storeId, verb, subject })));
  return listings.length;
}
