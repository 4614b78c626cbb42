// What the platform takes of a manufacturer or responsible person. Lengths are stated in the fields of its generated
// client, October 2025; the codes lie in the range it keeps for both, which one means which field is inferred.
import { object, text } from "./body.ts";
import type { PartyKind, PartyRow } from "./party-rows.ts";
import { refuse } from "./refusal.ts";
import type { Json } from "./route.ts";

export const PARTIES = {
  manufacturer: {
    field: "manufacturer_ids",
    idName: "manufacturer_id",
    prefix: "manufacturer",
    longestName: 255,
    phoneDigits: [7, 20],
    codes: { missing: 12052282, unknown: 12052283, name: 12052284, tradeName: 12052285 },
    contact: { email: 12052286, phone: 12052287, address: 12052288, locale: 12052289 },
  },
  "responsible-person": {
    field: "responsible_person_ids",
    idName: "responsible_person_id",
    prefix: "responsiblePerson",
    longestName: 200,
    phoneDigits: [7, 11],
    codes: { missing: 12052290, unknown: 12052291, name: 12052292, tradeName: 12052292 },
    contact: { email: 12052293, phone: 12052294, address: 12052295, locale: 12052296 },
  },
} as const;

export const LOCALES: readonly string[] = ["de-DE", "en-IE", "es-ES", "fr-FR", "it-IT"];
const LONGEST_TRADE_NAME = 200;
const LONGEST_ADDRESS = 500;
const ADDRESS_PARTS = ["country", "street_address_line1", "postal_code"];

export type PartyFields = Omit<PartyRow, "id" | "kind" | "openId">;

/** The whole party that a body makes. */
export function readParty(kind: PartyKind, body: Json): PartyFields {
  const { longestName, codes } = PARTIES[kind];
  const name = bounded(body, "name", { longest: longestName, code: codes.name });
  const trade = text(body, "registered_trade_name") || null;
  if (kind === "manufacturer" && (trade?.length ?? 0) > LONGEST_TRADE_NAME)
    refuse(codes.tradeName, `registered_trade_name has more than ${LONGEST_TRADE_NAME} characters`);
  return {
    name,
    registered_trade_name: kind === "manufacturer" ? trade : null,
    ...contactOf(kind, body),
  };
}

function contactOf(kind: PartyKind, body: Json): Omit<PartyFields, "name" | "registered_trade_name"> {
  const { contact } = PARTIES[kind];
  const email = text(body, "email") ?? "";
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) refuse(contact.email, "email is invalid");
  const locale = text(body, "locale") ?? "";
  if (!LOCALES.includes(locale)) refuse(contact.locale, `locale must be one of ${LOCALES.join(", ")}`);
  return { email, locale, phone_number: phoneOf(kind, body), address: addressOf(kind, body) };
}

function phoneOf(kind: PartyKind, body: Json): PartyRow["phone_number"] {
  const { contact, phoneDigits } = PARTIES[kind];
  const [least, most] = phoneDigits;
  const phone = object(body, "phone_number") ?? refuse(contact.phone, "phone_number is required");
  const country_code = text(phone, "country_code") ?? "";
  const local_number = text(phone, "local_number") ?? "";
  if (!/^\+\d{1,4}$/.test(country_code)) refuse(contact.phone, "phone_number.country_code is invalid");
  if (!/^\d+$/.test(local_number) || local_number.length < least || local_number.length > most)
    refuse(contact.phone, `phone_number.local_number must have ${least} to ${most} digits`);
  const availability = text(phone, "availability");
  if (availability !== undefined && !["AVAILABLE", "UNAVAILABLE"].includes(availability))
    refuse(contact.phone, "phone_number.availability is invalid");
  return { country_code, local_number, ...(availability ? { availability } : {}) };
}

function addressOf(kind: PartyKind, body: Json): PartyRow["address"] {
  const code = PARTIES[kind].contact.address;
  if (kind === "manufacturer") return bounded(body, "address", { longest: LONGEST_ADDRESS, code });
  const address = object(body, "address") ?? refuse(code, "address is required");
  for (const part of ADDRESS_PARTS) bounded(address, part, { longest: LONGEST_ADDRESS, code });
  return Object.fromEntries(Object.keys(address).map((part) => [part, text(address, part) ?? ""]));
}

function bounded(body: Json, name: string, { longest, code }: { longest: number; code: number }): string {
  const value = (text(body, name) ?? "").trim();
  if (value === "") refuse(code, `${name} is required`);
  return value.length > longest ? refuse(code, `${name} has more than ${longest} characters`) : value;
}
