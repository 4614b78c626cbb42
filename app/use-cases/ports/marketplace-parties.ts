// Manufacturers and responsible persons as the marketplace keeps them: of a seller, for all shops of theirs.
import type { Party, PartyKind } from "../../domain/party.ts";
import type { PartyDetails } from "../../domain/party-details.ts";

/** Of a party with the name asked for. The email itself stays where it is read. */
export type Likeness = { readonly party: Party; readonly hasSameEmail: boolean };

export interface MarketplaceParties {
  /** Those whose name holds these words, "" means any: as many as can be looked through, and whether there are more. */
  parties(input: {
    kind: PartyKind;
    search: string;
  }): Promise<{ readonly parties: readonly Party[]; readonly hasMore: boolean }>;
  /** Of these ids those that are registered. */
  registeredParties(input: { kind: PartyKind; partyIds: readonly string[] }): Promise<readonly Party[]>;
  /** All of this name, whatever its case. */
  partiesLike(input: { kind: PartyKind; name: string; email: string }): Promise<readonly Likeness[]>;
  /** Registers a new one, each time: look first. Throws `rejected` in the marketplace's words. */
  registerParty(input: { kind: PartyKind; details: PartyDetails }): Promise<Party>;
}
