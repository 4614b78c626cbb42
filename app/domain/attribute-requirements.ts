// Attributes that the marketplace demands of a category and that a product does not give, or gives in a form that would
// be refused. A refused value of an attribute that nobody demands is left out of the listing and is no reason to stop.
import { type ChosenAttributes, missingAttributes, type RefusedValue } from "./attribute-choice.ts";
import type { Category, CategoryAttribute } from "./category.ts";
import type { UnmetRequirement } from "./listing.ts";
import { unmet } from "./requirement.ts";

const MOST_NAMED = 5;
const LONGEST = "2,000 characters";

export function unmetAttributes(
  { categoryId, name }: Pick<Category, "categoryId" | "name">,
  attributes: readonly CategoryAttribute[],
  { given, refused }: ChosenAttributes,
): readonly UnmetRequirement[] {
  return missingAttributes(attributes, given).map((attribute) => {
    const found = refused.find((one) => one.attributeId === attribute.attributeId);
    const of = `${categoryId}:${attribute.attributeId}`;
    return found
      ? unusable(attribute, found, of)
      : unmet("attribute", { value: name, things: [attribute.name], of });
  });
}

function unusable(attribute: CategoryAttribute, { value, because }: RefusedValue, of: string) {
  const failure = { value, things: [attribute.name], of };
  switch (because) {
    case "not-listed":
      return unmet("attribute-value", { ...failure, limit: named(attribute.values.map((one) => one.name)) });
    case "too-long":
      return unmet("attribute-value", { ...failure, value: `${value.slice(0, 60)}…`, limit: LONGEST });
    case "not-a-number":
      return unmet("attribute-number", failure);
    case "too-many":
      return unmet("attribute-many", failure);
  }
}

function named(names: readonly string[]): string {
  if (names.length <= MOST_NAMED) return names.join(", ");
  return `${names.slice(0, MOST_NAMED).join(", ")} and ${names.length - MOST_NAMED} more`;
}
