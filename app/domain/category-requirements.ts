// What a category demands of one listing: that this merchant may list in it, attributes, papers, the parcel's measures.
import type { ChosenAttributes, ListingAttribute } from "./attribute-choice.ts";
import { unmetAttributes } from "./attribute-requirements.ts";
import type { AttributeCondition, Category, CategoryRequirements, CategoryRules } from "./category.ts";
import type { UnmetRequirement } from "./listing.ts";
import type { ListingParties } from "./party.ts";
import { type RuleName, unmet } from "./requirement.ts";

export type InCategory = {
  readonly categoryId: string;
  /** Undefined when the marketplace's tree has no such leaf (any more). */
  readonly category: Category | undefined;
  /** Undefined when the marketplace would not tell. */
  readonly requirements: CategoryRequirements | undefined;
  readonly chosen: ChosenAttributes;
  readonly hasPackageSize: boolean;
  readonly parties: ListingParties;
};

const CLOSED = {
  prohibited: "category-prohibited",
  "by-invitation": "category-invited",
  "not-the-main-one": "category-not-main",
} as const satisfies Record<Exclude<Category["standing"], "open">, RuleName>;

/** A category that is closed is the only fault said: what it would demand does not matter. */
export function categoryRequirements(at: InCategory): readonly UnmetRequirement[] {
  const { categoryId, category, requirements, chosen } = at;
  if (!category?.isLeaf)
    return [unmet("category-gone", { things: [category?.name ?? categoryId], of: categoryId })];
  if (category.standing !== "open")
    return [unmet(CLOSED[category.standing], { things: [category.name], of: categoryId })];
  if (!requirements) return [];
  return [
    ...unmetAttributes(category, requirements.attributes, chosen),
    ...ruleRequirements(category, requirements.rules, at),
  ];
}

function ruleRequirements(
  { categoryId, name }: Category,
  rules: CategoryRules,
  { chosen, hasPackageSize, parties }: InCategory,
): UnmetRequirement[] {
  const demand = (rule: RuleName, things: readonly string[] = [], of = categoryId) =>
    unmet(rule, { value: name, things, of });
  // One choice mends it in every category.
  const nobody = (rule: RuleName) => unmet(rule, { value: name });
  const papers = rules.certificates.filter(
    (one) => one.isRequired || isCalledFor(one.requiredBy, chosen.given),
  );
  return [
    ...(rules.needsPackageSize && !hasPackageSize ? [demand("package-size")] : []),
    ...(rules.needsSizeChart ? [demand("size-chart")] : []),
    ...papers.map((one) => demand("certification", [one.name], `${categoryId}:${one.certificateId}`)),
    ...(rules.needsManufacturer && parties.manufacturerId === null ? [nobody("manufacturer")] : []),
    ...(rules.needsResponsiblePerson && parties.responsiblePersonId === null
      ? [nobody("responsible-person")]
      : []),
  ];
}

function isCalledFor(conditions: readonly AttributeCondition[], given: readonly ListingAttribute[]): boolean {
  return conditions.some((condition) =>
    given.some(
      (one) =>
        one.attributeId === condition.attributeId &&
        one.values.some((value) => value.valueId === condition.valueId),
    ),
  );
}
