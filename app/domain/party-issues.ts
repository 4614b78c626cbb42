// What a merchant reads of a manufacturer or responsible person that the mapping names and the marketplace knows no more.
import type { CatalogIssue } from "./catalog-issues.ts";
import type { PartyRule } from "./party.ts";

export const partyGoneKey = (connectionId: string, partyId: string) =>
  `party-gone:${connectionId}:${partyId}`;

const WHO = { manufacturer: "The manufacturer", "responsible-person": "The responsible person" } as const;

/** What stands goes on selling; what is sent from now on is refused. */
export function partyGone(
  { connectionId, shopName }: { readonly connectionId: string; readonly shopName: string },
  { kind, partyId, name }: PartyRule,
): CatalogIssue {
  return {
    key: partyGoneKey(connectionId, partyId),
    severity: "warns",
    subject: { kind: "connection", id: connectionId },
    title: `${WHO[kind]} "${name}" is not registered in TikTok Shop any more, and the mapping of ${shopName} names them.`,
    advice:
      "Choose another in the mapping, or register them again there, and save. Until then TikTok Shop may refuse new listings and changes of these products.",
  };
}
