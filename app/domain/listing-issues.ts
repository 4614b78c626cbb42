// The sentences a merchant reads about one listing, and the key each is raised and cleared by.
import {
  type CatalogIssue,
  listingGoneKey,
  listingRejectedKey,
  listingUnmetKey,
  stockRefusedKey,
} from "./catalog-issues.ts";
import type { Rejection, UnmetRequirement } from "./listing.ts";

type Named = { readonly listingId: string; readonly title: string };

/** What the product lacks before anything is sent. */
export function cannotBeListed(
  { listingId, title }: Named,
  unmet: readonly UnmetRequirement[],
): CatalogIssue {
  return {
    key: listingUnmetKey(listingId),
    severity: "blocks",
    subject: { kind: "listing", id: listingId },
    title: `Product "${title}" cannot be listed: ${unmet.map((one) => `${one.sentence} ${one.fix}`).join(" ")}`,
    advice: "It is checked again as soon as the product or the settings change.",
  };
}

/** The marketplace's no, in its words. */
export function wasRejected({ listingId, title }: Named, rejections: readonly Rejection[]): CatalogIssue {
  const reasons = rejections.flatMap((one) => one.reasons);
  const suggestions = rejections.flatMap((one) => one.suggestions);
  return {
    key: listingRejectedKey(listingId),
    severity: "blocks",
    subject: { kind: "listing", id: listingId },
    title: `TikTok Shop rejected "${title}": ${reasons.length > 0 ? reasons.join("; ") : "no reason was given"}.`,
    advice: [
      ...suggestions,
      "Change the product in your store; it is sent for review again when you save it.",
    ].join(" "),
  };
}

/** Gone on the marketplace's side, by the seller's hand or the marketplace's. */
export function isGone({ listingId, title }: Named, how: "frozen" | "withdrawn"): CatalogIssue {
  const word = how === "frozen" ? "frozen by TikTok Shop" : "deleted in TikTok Shop";
  return {
    key: listingGoneKey(listingId),
    severity: "warns",
    subject: { kind: "listing", id: listingId },
    title: `The listing of "${title}" was ${word}.`,
    advice:
      how === "frozen"
        ? "Ask TikTok Shop's support why."
        : "Restore it in TikTok Shop's Seller Center if you still want to sell it there.",
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

/** The product is gone from the store, its listing is not. It offers nothing from now on. */
export function productDeleted({ listingId, title }: Named): CatalogIssue {
  return {
    key: `product-deleted:${listingId}`,
    severity: "warns",
    subject: { kind: "listing", id: listingId },
    title: `Product "${title}" was deleted in your store, but its listing still stands in TikTok Shop.`,
    advice:
      "Its stock was set to zero, so nobody can buy it. Delete the listing in TikTok Shop's Seller Center.",
  };
}
