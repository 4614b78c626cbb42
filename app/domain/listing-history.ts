// What stands in a listing's history, in the merchant's words: one sentence for each turn of its life.
import type { ListingState } from "./listing.ts";

export type ListingEvent = {
  /** "state" tells a new state; "sent" may be said again and again, anything else not twice in a row. */
  readonly kind: "state" | "sent" | "refused" | "unmet" | "asked" | "unheeded";
  readonly text: string;
};

const TURNS = {
  draft: "Not in TikTok Shop yet: it waits to be sent.",
  "in-review": "TikTok Shop is reviewing it.",
  live: "Live: buyers can see and buy it.",
  paused: "Off sale in TikTok Shop.",
  rejected: "Rejected by TikTok Shop.",
  frozen: "Frozen by TikTok Shop: nobody can see or change it.",
  withdrawn: "No longer in TikTok Shop.",
} as const satisfies Record<ListingState, string>;

/** The turn a listing took. */
export function turnedTo(state: ListingState): ListingEvent {
  return { kind: "state", text: TURNS[state] };
}

type SentContent = { readonly title: string; readonly pictures: number; readonly variants: number };

/** A whole listing went out, for the first time or as a change. */
export function contentSent(what: "new" | "changed", sent: SentContent): ListingEvent {
  const parts = `title "${sent.title}", ${counted(sent.pictures, "picture")}, ${counted(sent.variants, "variant")}`;
  return { kind: "sent", text: `${what === "new" ? "Sent" : "Changes sent"} to TikTok Shop: ${parts}.` };
}

/** Prices alone went out. */
export function pricesSent(prices: number): ListingEvent {
  return { kind: "sent", text: `${counted(prices, "new price")} sent to TikTok Shop.` };
}

/** The marketplace's no, in its words. */
export function wasRefused(words: string): ListingEvent {
  return { kind: "refused", text: `TikTok Shop refused it: ${words}` };
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
