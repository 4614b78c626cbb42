// What a merchant may ask of a listing beyond its product's own way: pause it, put it back, list it again; and why that
// is not done where it cannot be, with what helps instead.
import type { ListingState } from "./listing.ts";
import type { ListingEvent } from "./listing-history.ts";
import type { PausedFor } from "./listing-life.ts";
import type { ProductStatus } from "./product.ts";

export type MerchantAct = "pause" | "resume" | "list-again";

export type ActStanding = {
  readonly state: ListingState;
  /** The marketplace knows it. */
  readonly isSent: boolean;
  readonly pausedFor: PausedFor | null;
  readonly product: ProductStatus | "deleted";
};

export type NotDone =
  | "not-listed"
  | "off-already"
  | "on-already"
  | "frozen"
  | "gone"
  | "rejected"
  | "not-active"
  | "listed-already";

/** What is to be done, or why not. "anew" makes a new listing; "send-again" hands the one that stands to the review. */
export type ActAnswer =
  | { readonly kind: "pausedFor"; readonly pausedFor: PausedFor | null }
  | { readonly kind: "anew" | "send-again" }
  | { readonly kind: "not-done"; readonly why: NotDone };

export function judgeAct(act: MerchantAct, standing: ActStanding): ActAnswer {
  if (standing.state === "frozen") return notDone("frozen");
  if (act === "list-again") return listAgain(standing);
  if (standing.state === "withdrawn") return notDone("gone");
  if (!standing.isSent || standing.state === "draft") return notDone("not-listed");
  if (standing.state === "rejected") return notDone("rejected");
  return act === "pause" ? pause(standing) : resume(standing);
}

// One that is off sale with its product does not return with it once the merchant paused it as well.
function pause({ state, pausedFor }: ActStanding): ActAnswer {
  if (pausedFor === "merchant") return notDone("off-already");
  if (state === "paused" && pausedFor === null) return notDone("off-already");
  return { kind: "pausedFor", pausedFor: "merchant" };
}

// Off sale for the product alone, it returns as soon as the product is sold, at once if it is.
function resume({ state, pausedFor, product }: ActStanding): ActAnswer {
  if (state === "paused" && pausedFor === "product" && product !== "active") return notDone("not-active");
  if (state === "paused") return { kind: "pausedFor", pausedFor: "product" };
  return pausedFor === "merchant" ? { kind: "pausedFor", pausedFor: null } : notDone("on-already");
}

function listAgain({ state, product }: ActStanding): ActAnswer {
  if (state !== "withdrawn" && state !== "rejected") return notDone("listed-already");
  if (product !== "active") return notDone("not-active");
  return { kind: state === "withdrawn" ? "anew" : "send-again" };
}

function notDone(why: NotDone): ActAnswer {
  return { kind: "not-done", why };
}

const SAID = {
  pause: "You paused it.",
  resume: "You asked to put it back on sale.",
  "list-again": "You asked to list it again.",
} as const satisfies Record<MerchantAct, string>;

/** What the listing's history says of it. */
export function actNoted(act: MerchantAct): ListingEvent {
  return { kind: "asked", text: SAID[act] };
}

/** Why listings were left as they are, and what helps. */
export const NOT_DONE = {
  "not-listed": "not in TikTok Shop yet, so there is nothing to take off sale or put back.",
  "off-already": "off sale already.",
  "on-already": "on sale or in review already.",
  frozen: "frozen by TikTok Shop: only TikTok Shop can release it. Ask its seller support why.",
  gone: 'no longer in TikTok Shop. "List again" makes a new listing.',
  rejected:
    'rejected by TikTok Shop. Change the product as its reasons say, or send it once more with "List again".',
  "not-active": "not active in your store. Activate the product there first.",
  "listed-already": "in TikTok Shop or on its way there already.",
} as const satisfies Record<NotDone, string>;
