// Whether the manufacturers and responsible persons that a shop's mapping names are still registered: who is gone is
// told, who is there again is told no more. Nothing is written at the marketplace.
import { marketRules } from "../../domain/market-rules.ts";
import type { PartyKind, PartyRule } from "../../domain/party.ts";
import { partyGone, partyGoneKey } from "../../domain/party-issues.ts";
import type { ConnectionRow } from "./foundation-records.ts";
import type { MarketplaceParties } from "./marketplace-parties.ts";
import { isPlatformError } from "./platform-error.ts";
import type { Ports } from "./ports.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "now">;

const KINDS: readonly PartyKind[] = ["manufacturer", "responsible-person"];

/** Repeatable: what is found again is the same issue. */
export async function compareParties(ports: Needs, connection: ConnectionRow): Promise<void> {
  const { storeId, id: connectionId, shopName, region } = connection;
  const { settings } = await ports.records.settings.listingSettings(storeId, connectionId);
  const rules = settings.parties.filter((rule) => rule.partyId !== "");
  if (rules.length === 0 || !marketRules(region, ports.now()).namesParties) return;
  const there = await registered(await ports.marketplaceFor(connectionId), rules);
  if (there === undefined) return;
  const gone = [...new Map(rules.map((rule) => [rule.partyId, rule])).values()].filter(
    (rule) => !there.has(rule.partyId),
  );
  await ports.records.transaction(async (tx) => {
    await tx.issues.clear(storeId, ...[...there].map((partyId) => partyGoneKey(connectionId, partyId)));
    for (const rule of gone)
      await tx.issues.raise({ storeId, ...partyGone({ connectionId, marketplaceName: shopName }, rule) });
  });
}

// A seller whom the marketplace tells nothing of parties has lost none by that.
async function registered(
  marketplace: MarketplaceParties,
  rules: readonly PartyRule[],
): Promise<ReadonlySet<string> | undefined> {
  try {
    const found = await Promise.all(
      KINDS.map((kind) => {
        const ids = new Set(rules.filter((rule) => rule.kind === kind).map((rule) => rule.partyId));
        return marketplace.registeredParties({ kind, partyIds: [...ids] });
      }),
    );
    return new Set(found.flat().map((party) => party.partyId));
  } catch (error) {
    if (isPlatformError(error, "rejected")) return undefined;
    throw error;
  }
}
