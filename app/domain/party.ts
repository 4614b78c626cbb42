// Who answers for a product in the European Union: its manufacturer and a responsible person. The marketplace keeps
// both; a merchant says which of them a product gets. Of either no more than id and name is known here.
import { type Categorizable, type CategoryRuleField, fitsRule } from "./category-choice.ts";

export type PartyKind = "manufacturer" | "responsible-person";

export type Party = { readonly partyId: string; readonly name: string };

export type PartyRule = Party & {
  readonly kind: PartyKind;
  /** "every": whatever no other rule decides. */
  readonly field: CategoryRuleField | "every";
  readonly value: string;
};

/** Ids; null where nobody was named. */
export type ListingParties = {
  readonly manufacturerId: string | null;
  readonly responsiblePersonId: string | null;
};

export const NO_PARTIES: ListingParties = { manufacturerId: null, responsiblePersonId: null };

/** By the first rule that fits, else by the one for every product. */
export function partiesOf(product: Categorizable, rules: readonly PartyRule[]): ListingParties {
  return {
    manufacturerId: chosen(product, rules, "manufacturer"),
    responsiblePersonId: chosen(product, rules, "responsible-person"),
  };
}

function chosen(product: Categorizable, rules: readonly PartyRule[], kind: PartyKind): string | null {
  const ofKind = rules.filter((rule) => rule.kind === kind && rule.partyId !== "");
  const special = ofKind.find(({ field, value }) => field !== "every" && fitsRule(product, { field, value }));
  return (special ?? ofKind.find((rule) => rule.field === "every"))?.partyId ?? null;
}

const LONGEST_VALUE = 255;

/** What is wrong with one rule among those above it, in words. */
export function partyRuleFault(rule: PartyRule, above: readonly PartyRule[]): string | undefined {
  const value = rule.field === "every" ? "" : rule.value.trim();
  if (rule.field !== "every" && value === "") return "Say which value the rule is for.";
  if (value.length > LONGEST_VALUE) return `The value has more than ${LONGEST_VALUE} characters.`;
  const isSame = (one: PartyRule) =>
    one.kind === rule.kind &&
    one.field === rule.field &&
    (rule.field === "every" || one.value.trim().toLowerCase() === value.toLowerCase());
  if (above.some(isSame))
    return "A rule above it is for the same products, so this one never decides. Remove one of them.";
  if (rule.partyId !== "") return undefined;
  return rule.kind === "manufacturer" ? "Choose the manufacturer." : "Choose the responsible person.";
}
