// What a merchant reads of a manufacturer or responsible person that the mapping names and the marketplace knows no more.
import type { CatalogIssue } from "./catalog-issues.ts";
import type { PartyRule } from "./party.ts";

export const partyGoneKey = (connectionId: string, partyId: string) =>
  `party-gone:${connectionId}:${partyId}`;

const WHO = { manufacturer: "The manufacturer", "responsible-person": "The responsible person" } as const;

/** What stands goes on selling; what is sent from now on is refused. */
export function partyGone(
  { connectionId, marketplaceName }: { readonly connectionId: string; readonly marketplaceName: string },
  { kind, partyId, name }: PartyRule,
): CatalogIssue {
  return {
    key: partyGoneKey(connectionId, partyId),
    severity: "warns",
    subject: { kind: "connection", id: connectionId },
    title: `${WHO[kind]} "${name}" is no longer registered in TikTok Shop, but the mapping of ${marketplaceName} still names it.`,
    advice:
      "Choose another in the mapping, or register it again, and save. Until then TikTok Shop may refuse new listings and changes of these products.",
  };
}
