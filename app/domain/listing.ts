// A listing is the marketplace's page for one product. Its states, which may follow which, and what each means to a merchant.

export type ListingState = "draft" | "in-review" | "live" | "paused" | "rejected" | "frozen" | "withdrawn";

/** Something to put right before anything is sent, in words for the merchant (requirement.ts). */
export type UnmetRequirement = {
  readonly rule: string;
  readonly field: string;
  /** What it is now, and what it may be. */
  readonly value: string;
  readonly limit: string;
  readonly sentence: string;
  readonly fix: string;
  /** Alike for all products that one and the same fix would mend. */
  readonly cause: string;
  /** Says the cause over a group of products. */
  readonly heading: string;
};

/** The marketplace's own reasons and suggestions, in its words. */
export type Rejection = { readonly reasons: readonly string[]; readonly suggestions: readonly string[] };

// The marketplace may move a listing from any state to any other that it owns; only "draft" is ours alone: nothing of it
// stands there. What stands, live or paused, is no draft again before it is gone.
const NEXT = {
  draft: ["in-review", "live", "rejected", "paused", "frozen", "withdrawn"],
  "in-review": ["draft", "live", "rejected", "paused", "frozen", "withdrawn"],
  live: ["in-review", "paused", "rejected", "frozen", "withdrawn"],
  paused: ["in-review", "live", "rejected", "frozen", "withdrawn"],
  rejected: ["draft", "in-review", "live", "paused", "frozen", "withdrawn"],
  frozen: ["draft", "in-review", "live", "paused", "rejected", "withdrawn"],
  withdrawn: ["draft", "in-review", "live", "paused", "rejected", "frozen"],
} as const satisfies Record<ListingState, readonly ListingState[]>;

/** States from which a listing may turn to this one. */
export function mayComeFrom(to: ListingState): ListingState[] {
  return (Object.keys(NEXT) as ListingState[]).filter((from) => from !== to && mayBecome(from, to));
}

/** Whether a listing may go from one state to another. Staying is always allowed. */
export function mayBecome(from: ListingState, to: ListingState): boolean {
  const next: readonly ListingState[] = NEXT[from];
  return from === to || next.includes(to);
}
