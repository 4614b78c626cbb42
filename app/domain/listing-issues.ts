// The sentences a merchant reads about one listing, and the key each is raised and cleared by.
import {
  type CatalogIssue,
  listingGoneKey,
  listingPausedKey,
  listingRejectedKey,
  listingSwitchKey,
  listingUnheededKey,
  listingUnmetKey,
  stockRefusedKey,
} from "./catalog-issues.ts";
import type { Rejection, UnmetRequirement } from "./listing.ts";
import type { SwitchMove } from "./listing-life.ts";
import { rejectionAdvice } from "./rejection-advice.ts";

type Named = { readonly listingId: string; readonly title: string };

const MOVE_WORDS = {
  activate: "put back on sale",
  deactivate: "take off sale",
  delete: "delete",
} as const satisfies Record<SwitchMove, string>;

/** What the product lacks before anything is sent: the one thing, or how many, each of which stands beside its fix. */
export function cannotBeListed(
  { listingId, title }: Named,
  unmet: readonly UnmetRequirement[],
): CatalogIssue {
  const [first, ...others] = unmet;
  const isOne = others.length === 0;
  return {
    key: listingUnmetKey(listingId),
    severity: "blocks",
    subject: { kind: "listing", id: listingId },
    title: `Product "${title}" cannot be listed${isOne ? `: ${first?.sentence}` : ` for ${unmet.length} reasons.`}`,
    advice: [
      ...unmet.map((one) => (isOne ? one.fix : `${one.sentence} ${one.fix}`)),
      "It is checked again as soon as the product or the settings change.",
    ].join(" "),
  };
}

type Rejected = Named & {
  /** Its former version is on sale all the same. */
  readonly isLive: boolean;
};

/** The marketplace's no in its words, and what we think would help. */
export function wasRejected(
  { listingId, title, isLive }: Rejected,
  rejections: readonly Rejection[],
): CatalogIssue {
  const reasons = rejections.flatMap((one) => one.reasons);
  const suggestions = rejections.flatMap((one) => one.suggestions);
  const said = reasons.length > 0 ? reasons.join("; ") : "no reason was given";
  return {
    key: listingRejectedKey(listingId),
    severity: isLive ? "warns" : "blocks",
    subject: { kind: "listing", id: listingId },
    title: isLive
      ? `TikTok Shop rejected the last change of "${title}": ${said}.`
      : `TikTok Shop rejected "${title}": ${said}.`,
    advice: [
      ...(isLive ? ["Buyers still see it as it was before."] : []),
      ...rejectionAdvice(reasons),
      ...suggestions,
      "Change the product in your store; it is sent for review again when you save it.",
    ].join(" "),
  };
}

/** Gone on the marketplace's side, by the seller's hand or the marketplace's. */
export function isGone({ listingId, title }: Named, how: "frozen" | "withdrawn"): CatalogIssue {
  const isFrozen = how === "frozen";
  return {
    key: listingGoneKey(listingId),
    severity: "warns",
    subject: { kind: "listing", id: listingId },
    title: isFrozen
      ? `TikTok Shop froze the listing of "${title}": nobody can see or change it.`
      : `The listing of "${title}" was deleted in TikTok Shop.`,
    advice: isFrozen
      ? "Ask TikTok Shop's seller support why."
      : "Restore it in TikTok Shop's Seller Center if you still want to sell it there.",
  };
}

/** Switched off by the marketplace: only the seller may switch it on again. */
export function isSwitchedOff({ listingId, title }: Named): CatalogIssue {
  return {
    key: listingPausedKey(listingId),
    severity: "warns",
    subject: { kind: "listing", id: listingId },
    title: `TikTok Shop switched off the listing of "${title}".`,
    advice: "Look up why in TikTok Shop's Seller Center. Once that is mended, put it back on sale there.",
  };
}

/** The marketplace would not take it off sale, or put it back. */
export function switchRefused({ listingId, title }: Named, move: SwitchMove, words: string): CatalogIssue {
  return {
    key: listingSwitchKey(listingId),
    severity: "warns",
    subject: { kind: "listing", id: listingId },
    title: `TikTok Shop would not ${MOVE_WORDS[move]} the listing of "${title}": ${words}`,
    advice:
      move === "activate"
        ? "Look at the listing in TikTok Shop's Seller Center and put it back on sale there."
        : "End the promotions it is part of in TikTok Shop's Seller Center and take it off sale there.",
  };
}

/** Said yes twice and did nothing. */
export function isUnheeded({ listingId, title }: Named): CatalogIssue {
  return {
    key: listingUnheededKey(listingId),
    severity: "warns",
    subject: { kind: "listing", id: listingId },
    title: `TikTok Shop accepted the changes of "${title}" twice but does not show them.`,
    advice:
      "Look at the listing in TikTok Shop's Seller Center. It is sent again when the product changes in your store; if that does not help, ask TikTok Shop's seller support.",
  };
}

/** Quantities the marketplace did not take, though it took the call. */
export function stockRefused(
  { listingId, title }: Named,
  refusals: readonly { sku: string; reason: string }[],
): CatalogIssue {
  return {
    key: stockRefusedKey(listingId),
    severity: "warns",
    subject: { kind: "listing", id: listingId },
    title: `TikTok Shop refused the stock of "${title}": ${refusals.map((one) => `SKU ${one.sku}: ${one.reason}`).join("; ")}.`,
    advice: "Look at the listing in TikTok Shop's Seller Center. The stock is sent again when it changes.",
  };
}
