// What a publish still asks of the marketplace, by purpose, and how long that takes at the rates it was seen to allow.
// Purposes with quotas of their own are called side by side, so the busiest of them decides; where they prove to share
// one quota, their calls add up.

export type CallPurpose = "picture" | "listing" | "category" | "rules" | "attributes" | "results";

export type CallCounts = {
  readonly listings: number;
  /** Distinct pictures not yet at the marketplace. */
  readonly images: number;
  /** Groups of products the marketplace must recommend a category for. */
  readonly recommendations: number;
  /** Categories whose rules and attributes are not yet known. */
  readonly categories: number;
};

/** Calls a second that were seen to pass while more waited. */
export type SeenRates = {
  readonly byPurpose: ReadonlyMap<CallPurpose, number>;
  /** Of all calls together, where they were last found to share one quota. */
  readonly shared: number | null;
};

/** Seconds: equal where what decides is known. */
export type Duration = { readonly least: number; readonly most: number };

/** Listings one page of the marketplace's search shows: how results are read back. */
const LISTINGS_PER_PAGE = 100;
/** Before anything is known, in calls a second: a careful one, and what integrators found (inferred, none is published). */
const SLOW = 5;
const FAST = 50;

/**
 * The fewest calls that list so many products: every picture once, one create each, results read in pages. What is sold
 * out costs a call more each, on a quota that ends before the pictures': finding it would cost a page as much as all else.
 */
export function leastCalls(counts: CallCounts): ReadonlyMap<CallPurpose, number> {
  const { listings, images, recommendations, categories } = counts;
  return new Map<CallPurpose, number>([
    ["picture", images],
    ["listing", listings],
    ["category", recommendations],
    ["rules", categories],
    ["attributes", categories],
    ["results", Math.ceil(listings / LISTINGS_PER_PAGE)],
  ]);
}

/** How long so many calls take. A purpose whose rate nobody has seen yet counts at a careful rate and at a bold one. */
export function durationOf(calls: ReadonlyMap<CallPurpose, number>, rates: SeenRates): Duration {
  if (rates.shared !== null) {
    const seconds = [...calls.values()].reduce((sum, one) => sum + one, 0) / rates.shared;
    return { least: seconds, most: seconds };
  }
  const busiest = (unseen: number) =>
    Math.max(0, ...[...calls].map(([purpose, count]) => count / (rates.byPurpose.get(purpose) ?? unseen)));
  return { least: busiest(FAST), most: busiest(SLOW) };
}

/**
 * How many different things there are among all, judged by some of them: what came up once stands for as many as it is
 * a sample of; what came up again and again is common and counts as itself.
 */
export function distinctAmongAll(seen: Iterable<string>, scale: number): number {
  const times = new Map<string, number>();
  for (const one of seen) times.set(one, (times.get(one) ?? 0) + 1);
  const single = [...times.values()].filter((count) => count === 1).length;
  return Math.round(single * scale) + times.size - single;
}
