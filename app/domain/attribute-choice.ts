// The values of a category's attributes for one product: the merchant's choice for the product, else the first rule for
// the category that has a value, else the first rule for all. Matched to what the marketplace takes, never bent to it.
import { type AttributeChoices, type Describable, folded, wantedValues } from "./attribute-source.ts";
import type { CategoryAttribute } from "./category.ts";

/** A listed value by its id, or one of the merchant's own. */
export type AttributeValue = { readonly valueId: string | null; readonly name: string };
export type ListingAttribute = { readonly attributeId: string; readonly values: readonly AttributeValue[] };

/** A value that was found and that the marketplace would refuse. */
export type RefusedValue = {
  readonly attributeId: string;
  readonly name: string;
  readonly value: string;
  readonly because: "not-listed" | "not-a-number" | "too-long" | "too-many";
};

export type ChosenAttributes = {
  readonly given: readonly ListingAttribute[];
  readonly refused: readonly RefusedValue[];
};

/** TikTok Shop, Create Product: a value of the seller's own has at most this many characters. */
const LONGEST_OWN_VALUE = 2_000;
const POSITIVE_NUMBER = /^(?!0+(?:\.0+)?$)\d{1,12}(?:\.\d{1,6})?$/;

/** In the order of the category's attributes; those without a value are left out. */
export function chosenAttributes(
  product: Describable,
  attributes: readonly CategoryAttribute[],
  choices: AttributeChoices,
): ChosenAttributes {
  const given: ListingAttribute[] = [];
  const refused: RefusedValue[] = [];
  for (const attribute of attributes.filter((one) => one.kind === "property")) {
    const wanted = wantedValues(product, attribute.attributeId, choices);
    if (wanted.length === 0) continue;
    const faults = faultsOf(attribute, wanted);
    if (faults.length > 0) refused.push(...faults);
    else
      given.push({
        attributeId: attribute.attributeId,
        values: distinct(wanted.map((value) => matched(attribute, value))),
      });
  }
  return { given, refused };
}

/** Attributes that the marketplace demands and that have no value, those demanded by another's value among them. */
export function missingAttributes(
  attributes: readonly CategoryAttribute[],
  given: readonly ListingAttribute[],
): readonly CategoryAttribute[] {
  const answered = new Map(given.map((one) => [one.attributeId, one.values]));
  const isCalledFor = (attribute: CategoryAttribute) =>
    attribute.requiredBy.some((condition) =>
      answered.get(condition.attributeId)?.some((value) => value.valueId === condition.valueId),
    );
  return attributes.filter(
    (one) =>
      one.kind === "property" && !answered.has(one.attributeId) && (one.isRequired || isCalledFor(one)),
  );
}

function faultsOf(attribute: CategoryAttribute, wanted: readonly string[]): readonly RefusedValue[] {
  const { attributeId, name } = attribute;
  if (wanted.length > 1 && !attribute.takesSeveral)
    return [{ attributeId, name, value: wanted.join(", "), because: "too-many" }];
  return wanted.flatMap((value) => {
    const because = faultOf(attribute, value);
    return because ? [{ attributeId, name, value, because }] : [];
  });
}

function faultOf(attribute: CategoryAttribute, value: string): RefusedValue["because"] | undefined {
  if (matched(attribute, value).valueId !== null) return undefined;
  if (!attribute.takesOwnValues) return "not-listed";
  if (attribute.isNumber && !POSITIVE_NUMBER.test(value)) return "not-a-number";
  return value.length > LONGEST_OWN_VALUE ? "too-long" : undefined;
}

function matched(attribute: CategoryAttribute, value: string): AttributeValue {
  const listed = attribute.values.find((one) => folded(one.name) === folded(value));
  return listed ? { valueId: listed.valueId, name: listed.name } : { valueId: null, name: value };
}

function distinct(values: readonly AttributeValue[]): readonly AttributeValue[] {
  return [...new Map(values.map((one) => [one.valueId ?? ` ${one.name}`, one])).values()];
}
