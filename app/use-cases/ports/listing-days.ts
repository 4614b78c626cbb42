// New listings a day are limited for many shops. Each product that is to be listed takes a place on the first day that
// has one and waits for it; where the marketplace says that its day is full, everything waits, and one tries again.
import { dayOf, nextDay } from "../../domain/publish-plan.ts";
import type { ListingRow } from "./catalog-records.ts";
import type { ConnectionRow } from "./foundation-records.ts";
import { DAY_IS_FULL } from "./marketplace.ts";
import { isPlatformError } from "./platform-error.ts";
import type { Ports } from "./ports.ts";
import type { Outcome } from "./work.ts";

type Needs = Pick<Ports, "records" | "now">;
type Later = Extract<Outcome, { kind: "later" }>;
type Place = {
  readonly connection: ConnectionRow;
  readonly listing: ListingRow;
  /** As the merchant was told; null where no limit is known. */
  readonly perDay: number | null;
};

// Where the marketplace's day begins is not documented: after a refusal it is asked once an hour.
const ASK_AGAIN_MS = 60 * 60_000;

const nameOf = (connection: ConnectionRow) => `listing-day-full:${connection.id}`;

/** Whether a listing that does not stand yet must wait for another day; undefined when it may be made now. */
export async function waitForDay(ports: Needs, place: Place): Promise<Later | undefined> {
  const { connection, listing, perDay } = place;
  if (listing.marketplaceProductId !== null) return undefined;
  const fullUntil = await ports.records.work.checkpoint(connection.storeId, nameOf(connection));
  if (typeof fullUntil === "string" && Date.parse(fullUntil) > ports.now().getTime())
    return later(new Date(fullUntil), FULL);
  if (perDay === null) return undefined;
  const today = dayOf(ports.now());
  if (listing.plannedFor === today) return undefined;
  const day = await placeFor(ports, place, { today, perDay });
  if (day === today) return undefined;
  return later(new Date(`${day}T00:00:00Z`), plannedFor(day, perDay));
}

type Day = { readonly today: string; readonly perDay: number };

// One that has a place on a day to come takes an earlier one where there is room by now.
async function placeFor(
  ports: Needs,
  { connection, listing }: Place,
  { today, perDay }: Day,
): Promise<string> {
  const scope = { storeId: connection.storeId, connectionId: connection.id };
  const had = listing.plannedFor !== null && listing.plannedFor > today ? listing.plannedFor : undefined;
  return ports.records.transaction(async (tx) => {
    const day = await tx.shop.takeListingDay(scope, today, perDay);
    if (had !== undefined && day >= had) {
      await tx.shop.leaveListingDay(scope, day);
      return had;
    }
    if (had !== undefined) await tx.shop.leaveListingDay(scope, had);
    await tx.catalog.saveListing(connection.storeId, listing.id, { plannedFor: day });
    return day;
  });
}

/** What becomes of a create that was refused because the day is full; undefined for any other refusal. */
export async function dayWasFull(ports: Needs, place: Place, error: unknown): Promise<Later | undefined> {
  if (!isPlatformError(error, "rejected") || error.facts.code !== DAY_IS_FULL) return undefined;
  const { connection, listing } = place;
  const now = ports.now();
  const until = new Date(Math.min(now.getTime() + ASK_AGAIN_MS, nextDay(now).getTime()));
  await ports.records.transaction(async (tx) => {
    await tx.work.saveCheckpoint(connection.storeId, nameOf(connection), until.toISOString());
    await tx.catalog.saveListing(connection.storeId, listing.id, { intentAt: null });
  });
  return later(until, FULL);
}

const FULL = "TikTok Shop takes no more new listings from this shop today. It is tried again every hour.";

function plannedFor(day: string, perDay: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  const words = new Intl.DateTimeFormat("en-US", { month: "long", day: "numeric", timeZone: "UTC" });
  return `TikTok Shop takes ${perDay} new listings a day from this shop. This one is planned for ${words.format(date)}.`;
}

function later(dueAt: Date, reason: string): Later {
  return { kind: "later", dueAt, reason };
}
