// What a manufacturer or responsible person is registered with: which fields each has, and what is wrong with one, in
// words. The limits are the marketplace's ("Create Manufacturer", "Create Responsible Person", version 202409).
import type { PartyKind } from "./party.ts";

export type PartyField =
  | "name"
  | "tradeName"
  | "email"
  | "countryCode"
  | "localNumber"
  | "address"
  | "street"
  | "postalCode"
  | "city"
  | "country";

/** By field; those its kind has none of are empty. */
export type PartyDetails = Readonly<Record<PartyField, string>>;

export type PartyFault = {
  /** Null: not about a single field. */
  readonly field: PartyField | null;
  readonly sentence: string;
};

type Check = (value: string) => string | undefined;

const SHARED = { email: isEmail, countryCode: isCountryCode };
const SHORT = 200;

const CHECKS: Readonly<Record<PartyKind, Readonly<Partial<Record<PartyField, Check>>>>> = {
  manufacturer: {
    name: filled("the name", 255),
    tradeName: atMost("The trade name", SHORT),
    ...SHARED,
    localNumber: digits(7, 20),
    address: filled("the postal address", 500),
  },
  "responsible-person": {
    name: filled("the name", SHORT),
    ...SHARED,
    localNumber: digits(7, 11),
    street: filled("street and number", SHORT),
    postalCode: filled("the postal code", 20),
    city: filled("the city", 100),
    country: (value) =>
      EU_COUNTRIES.includes(value) ? undefined : "Choose a country of the European Union.",
  },
};

export function partyFields(kind: PartyKind): readonly PartyField[] {
  return Object.keys(CHECKS[kind]) as PartyField[];
}

/** As merchants write them: "0049" or "49" for "+49", and numbers with blanks, dashes and brackets. */
export function tidyDetails(kind: PartyKind, typed: Partial<PartyDetails>): PartyDetails {
  const value = (field: PartyField) =>
    partyFields(kind).includes(field) ? (typed[field] ?? "").trim().replaceAll(/\s+/g, " ") : "";
  const code = value("countryCode").replaceAll(/[\s()-]/g, "");
  return {
    ...{ name: value("name"), tradeName: value("tradeName"), email: value("email") },
    countryCode: code === "" ? "" : `+${code.replace(/^(\+|00)/, "")}`,
    localNumber: value("localNumber").replaceAll(/[\s()/.-]/g, ""),
    ...{ address: value("address"), street: value("street"), postalCode: value("postalCode") },
    ...{ city: value("city"), country: value("country") },
  };
}

export function detailFaults(kind: PartyKind, details: PartyDetails): readonly PartyFault[] {
  return partyFields(kind).flatMap((field) => {
    const sentence = CHECKS[kind][field]?.(details[field]);
    return sentence === undefined ? [] : [{ field, sentence }];
  });
}

function filled(what: string, longest: number): Check {
  const tooLong = atMost(`${what.charAt(0).toUpperCase()}${what.slice(1)}`, longest);
  return (value) => (value === "" ? `Enter ${what}.` : tooLong(value));
}

function atMost(what: string, longest: number): Check {
  return (value) => (value.length > longest ? `${what} may have at most ${longest} characters.` : undefined);
}

function digits(least: number, most: number): Check {
  return (value) =>
    /^\d+$/.test(value) && value.length >= least && value.length <= most
      ? undefined
      : `Enter the phone number without its country code: ${least} to ${most} digits.`;
}

function isEmail(value: string): string | undefined {
  return /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value) ? undefined : "Enter an email address.";
}

function isCountryCode(value: string): string | undefined {
  return /^\+[1-9]\d{0,3}$/.test(value) ? undefined : "Enter the country code, for example +49.";
}

/** Members of the Union, ISO 3166-1 alpha-2: a responsible person is established in one of them. */
export const EU_COUNTRIES: readonly string[] = [
  ...["AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE"],
  ...["IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE"],
];
