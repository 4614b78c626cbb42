// Which manufacturer and responsible person a product gets.
import { describe, expect, it } from "vitest";
import { type PartyRule, partiesOf, partyRuleFault } from "./party.ts";

const soap = { productType: "Soap", vendor: "Fernweh", tags: ["bath"], collections: [] };
const rule = (change: Partial<PartyRule>): PartyRule => ({
  kind: "manufacturer",
  field: "every",
  value: "",
  partyId: "1",
  name: "One",
  ...change,
});

describe("parties", () => {
  it("are the first rule's that fits, whatever the place of the one for every product", () => {
    const rules = [
      rule({}),
      rule({ field: "vendor", value: " FERNWEH ", partyId: "2" }),
      rule({ field: "tag", value: "bath", partyId: "3" }),
      rule({ kind: "responsible-person", partyId: "9" }),
    ];
    expect(partiesOf(soap, rules)).toEqual({ manufacturerId: "2", responsiblePersonId: "9" });
    const other = { ...soap, vendor: "Nordlicht", tags: [] };
    expect(partiesOf(other, rules)).toEqual({ manufacturerId: "1", responsiblePersonId: "9" });
  });

  it("are nobody where no rule fits", () => {
    const none = { manufacturerId: null, responsiblePersonId: null };
    expect(partiesOf(soap, [rule({ field: "vendor", value: "Nordlicht" }), rule({ partyId: "" })])).toEqual(
      none,
    );
  });
});

type Told = { says: string; one: PartyRule; above?: readonly PartyRule[]; sentence: string };
it.each<Told>([
  { says: "no party", one: rule({ partyId: "" }), sentence: "Choose the manufacturer." },
  {
    says: "no person",
    one: rule({ kind: "responsible-person", partyId: "" }),
    sentence: "Choose the responsible person.",
  },
  {
    says: "no value",
    one: rule({ field: "vendor", value: " " }),
    sentence: "Say which value the rule is for.",
  },
  {
    says: "too long a value",
    one: rule({ field: "tag", value: "x".repeat(256) }),
    sentence: "more than 255",
  },
  { says: "another for all", one: rule({}), above: [rule({ partyId: "2" })], sentence: "A rule above it" },
])("a rule with $says is told so", ({ one, above, sentence }) => {
  expect(partyRuleFault(one, above ?? [])).toContain(sentence);
});

it("a rule of the other kind above it takes nothing from a rule", () => {
  expect(partyRuleFault(rule({}), [rule({ kind: "responsible-person" })])).toBeUndefined();
});
