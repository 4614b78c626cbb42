// The sentences a merchant reads about links as a whole, and about a product that may stand in the marketplace already.
import type { CatalogIssue } from "./catalog-issues.ts";

export const linksFaultyKey = (connectionId: string) => `links-faulty:${connectionId}`;

/** Some links of a marketplace shop are not as they should be. */
export function linksFaulty(connection: { id: string; name: string }, count: number): CatalogIssue {
  const one = count === 1;
  return {
    key: linksFaultyKey(connection.id),
    severity: "warns",
    subject: { kind: "connection", id: connection.id },
    title: `${count} ${one ? "SKU does" : "SKUs do"} not match between your store and ${connection.name}.`,
    advice: "Open the link doctor: it says what is wrong with each and mends it when you agree.",
  };
}

export const adoptionOpenKey = (listingId: string) => `adoption-open:${listingId}`;

/** Something in the marketplace may be this product already. */
export function adoptionOpen(listing: { id: string; title: string }, count: number): CatalogIssue {
  const what = count === 1 ? "A listing" : `${count} listings`;
  return {
    key: adoptionOpenKey(listing.id),
    severity: "blocks",
    subject: { kind: "listing", id: listing.id },
    title: `${what} in TikTok Shop may be "${listing.title}" already, but not all SKUs agree.`,
    advice:
      "Open the link doctor and say which it is, or that a new one shall be made. Until then nothing is sent.",
  };
}
