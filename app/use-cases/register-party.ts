// The merchant registers a manufacturer or responsible person at the marketplace. Looked for first: what is registered
// already, by an earlier submit or in Seller Center, is taken instead of registered twice. Nothing of it is kept here.
import type { ConnectionId } from "../domain/ids.ts";
import type { Party, PartyKind } from "../domain/party.ts";
import { detailFaults, type PartyDetails, type PartyFault, tidyDetails } from "../domain/party-details.ts";
import type { MarketplaceParties } from "./ports/marketplace-parties.ts";
import { PlatformError } from "./ports/platform-error.ts";
import type { Ports } from "./ports/ports.ts";

export type NewParty = {
  readonly connectionId: ConnectionId;
  readonly kind: PartyKind;
  readonly details: Partial<PartyDetails>;
};

export type PartyAnswer =
  | { readonly kind: "registered"; readonly party: Party }
  | { readonly kind: "known"; readonly party: Party }
  | { readonly kind: "refused"; readonly faults: readonly PartyFault[] };

/** One at a time for a store, or two submits at once would both find nothing. */
export async function registerParty(
  ports: Pick<Ports, "marketplaceFor">,
  { connectionId, kind, details: typed }: NewParty,
): Promise<PartyAnswer> {
  const details = tidyDetails(kind, typed);
  const faults = detailFaults(kind, details);
  if (faults.length > 0) return { kind: "refused", faults };
  try {
    const marketplace = await ports.marketplaceFor(connectionId);
    return (await known(marketplace, kind, details)) ?? (await register(marketplace, kind, details));
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    return refused(troubleWords(error));
  }
}

async function known(
  marketplace: MarketplaceParties,
  kind: PartyKind,
  { name, email }: PartyDetails,
): Promise<PartyAnswer | undefined> {
  const like = await marketplace.partiesLike({ kind, name, email });
  const same = like.find((one) => one.hasSameEmail);
  if (same) return { kind: "known", party: same.party };
  if (like.length === 0) return undefined;
  // Two of one name could not be told apart where they are chosen.
  const sentence =
    "TikTok Shop has one of this name with another email. Close this and choose that one, or give this one a name that tells them apart.";
  return { kind: "refused", faults: [{ field: "name", sentence }] };
}

async function register(
  marketplace: MarketplaceParties,
  kind: PartyKind,
  details: PartyDetails,
): Promise<PartyAnswer> {
  try {
    return { kind: "registered", party: await marketplace.registerParty({ kind, details }) };
  } catch (error) {
    if (!(error instanceof PlatformError) || error.facts.kind !== "indeterminate") throw error;
    const found = await known(marketplace, kind, details);
    if (found?.kind === "known") return { kind: "registered", party: found.party };
    throw error;
  }
}

function refused(sentence: string): PartyAnswer {
  return { kind: "refused", faults: [{ field: null, sentence }] };
}

function troubleWords({ facts: { kind, detail } }: PlatformError): string {
  switch (kind) {
    case "rejected":
    case "not-found":
    case "conflict":
      return `TikTok Shop refused it: ${detail.replace(/\.$/, "")}. Correct it and register again.`;
    case "unauthorized":
      return "TikTok Shop does not let us in. Connect the shop again on the connection page, then register again.";
    case "indeterminate":
    case "malformed":
      return "TikTok Shop did not say whether it was registered. Register again in a minute: it is looked for first, so it is not registered twice.";
    case "throttled":
    case "unavailable":
      return "TikTok Shop cannot be reached right now. Nothing was registered. Register again in a minute.";
  }
}
