// A manufacturer or responsible person is registered, with what the merchant gave: sent, and kept nowhere here.
import { z } from "zod";
import type { Party, PartyKind } from "../../domain/party.ts";
import type { PartyDetails } from "../../domain/party-details.ts";
import type { Call } from "./client.ts";
import { id } from "./fields.ts";
import { PARTY_WORDS } from "./parties.ts";
import { VERSION } from "./versions.ts";

/** The languages the platform takes a party in, by market. */
const LOCALES: Readonly<Record<string, string>> = {
  ...{ DE: "de-DE", ES: "es-ES", FR: "fr-FR", IE: "en-IE", IT: "it-IT" },
};

const madeSchema = z
  .object({ manufacturer_id: id.optional(), responsible_person_id: id.optional() })
  .transform((made, context) => {
    const partyId = made.manufacturer_id ?? made.responsible_person_id;
    if (partyId !== undefined) return partyId;
    context.addIssue({ code: "custom", message: "no id" });
    return z.NEVER;
  });

/** "Create Manufacturer", "Create Responsible Person". */
export async function registerParty(
  call: Call,
  region: string,
  { kind, details }: { kind: PartyKind; details: PartyDetails },
): Promise<Party> {
  const partyId = await call({
    method: "POST",
    path: `/product/${VERSION.compliance}/compliance/${PARTY_WORDS[kind]}`,
    body: { ...fromDetails(kind, details), locale: LOCALES[region] ?? "en-IE" },
    scope: "seller",
    repeat: "unsafe",
    answer: madeSchema,
  });
  return { partyId, name: details.name };
}

function fromDetails(kind: PartyKind, details: PartyDetails): object {
  const { name, email, countryCode: country_code, localNumber: local_number, ...rest } = details;
  if (kind === "manufacturer")
    return {
      ...{ name, email, address: rest.address },
      ...(rest.tradeName ? { registered_trade_name: rest.tradeName } : {}),
      phone_number: { country_code, local_number, availability: "AVAILABLE" },
    };
  const { country, city, postalCode: postal_code, street: street_address_line1 } = rest;
  return {
    ...{ name, email, phone_number: { country_code, local_number } },
    address: { country, city, postal_code, street_address_line1 },
  };
}
