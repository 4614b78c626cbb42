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

/** Whose doing a turn was: the merchant's here, somebody's in TikTok Shop itself, or what the product is in the store. */
export type TurnedBy =
  | "merchant"
  | "seller"
  | "marketplace"
  | "archived"
  | "draft"
  | "unlisted"
  | "deleted"
  | "no-sku";

const BECAUSE = {
  archived: "its product was archived in your store",
  draft: "its product became a draft in your store",
  unlisted: "its product was unlisted in your store",
  deleted: "its product was deleted in your store",
  "no-sku": "none of its product's variants has a SKU any more",
} as const satisfies Partial<Record<TurnedBy, string>>;

const TURNS_BY: Partial<Record<ListingState, Partial<Record<TurnedBy, string>>>> = {
  live: { seller: "Live: it was put back on sale in TikTok Shop itself." },
  paused: {
    merchant: "Off sale in TikTok Shop, because you paused it.",
    seller: "Off sale: it was switched off in TikTok Shop itself.",
    marketplace: "Off sale: TikTok Shop switched it off.",
  },
  withdrawn: { seller: "No longer in TikTok Shop: it was deleted there." },
};

/** The turn a listing took, and whose doing it was where that is known. */
export function turnedTo(state: ListingState, by?: TurnedBy): ListingEvent {
  return { kind: "state", text: (by && wordsBy(state, by)) ?? TURNS[state] };
}

function wordsBy(state: ListingState, by: TurnedBy): string | undefined {
  const own = TURNS_BY[state]?.[by];
  if (own !== undefined || !(by in BECAUSE)) return own;
  return `${TURNS[state].replace(/\.$/, "")}, because ${BECAUSE[by as keyof typeof BECAUSE]}.`;
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
