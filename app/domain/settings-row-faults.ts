// What is wrong with one row of the settings, in words: a category rule, an attribute, a brand, a parcel.
import type { Category } from "./category.ts";
import type { CategoryRule } from "./category-choice.ts";
import type { AttributeRule, AttributeSource, PackageDefault } from "./listing-settings.ts";

/** The category, as far as the marketplace's tree is known. */
export type FindCategory = (categoryId: string) => Category | undefined;

const LONGEST_VALUE = 255;
// Heavier or longer than anything a parcel service takes: a slip of the unit.
const HEAVIEST_GRAMS = 1_000_000;
const LONGEST_CENTIMETERS = 1_000;

/** Why nothing can be listed in a category; undefined when it can. */
export function categoryFault(category: Category | undefined): string | undefined {
  if (!category) return "TikTok Shop has no such category. Choose another.";
  if (!category.isLeaf) return `"${category.name}" has categories below it. Choose one of those.`;
  if (category.standing === "prohibited")
    return `TikTok Shop sells nothing of "${category.name}" in this market.`;
  return undefined;
}

function chosenFault(categoryId: string | null, find: FindCategory): string | undefined {
  if (categoryId === null) return undefined;
  return categoryId === "" ? "Choose the category." : categoryFault(find(categoryId));
}

export function categoryRuleFault(rule: CategoryRule, above: readonly CategoryRule[], find: FindCategory) {
  const value = rule.value.trim();
  if (value === "") return "Say which value the rule is for.";
  if (value.length > LONGEST_VALUE) return `The value has more than ${LONGEST_VALUE} characters.`;
  const same = (one: CategoryRule) =>
    one.field === rule.field && one.value.trim().toLowerCase() === value.toLowerCase();
  if (above.some(same))
    return "A rule above it is for the same value, so this one never decides. Remove one of them.";
  return chosenFault(rule.categoryId, find);
}

export function attributeRuleFault(
  { source, attributeId, categoryId }: AttributeRule,
  find: FindCategory,
): string | undefined {
  if (attributeId === "") return "Choose the attribute.";
  const fault = chosenFault(categoryId, find);
  return fault ?? sourceFault(source);
}

function sourceFault(source: AttributeSource): string | undefined {
  const isBlank = (text: string) => text.trim() === "";
  switch (source.kind) {
    case "fixed":
      return isBlank(source.value) ? "Say the value." : undefined;
    case "option":
      return isBlank(source.name) ? "Name the option." : undefined;
    case "metafield":
      return isBlank(source.namespace) || isBlank(source.key)
        ? "Name the metafield by namespace and key."
        : undefined;
    case "field":
      return undefined;
  }
}

export function packageFault(one: PackageDefault, above: readonly PackageDefault[], find: FindCategory) {
  const { categoryId, weightGrams, size } = one;
  if (weightGrams === null && size === null) return "Enter a weight or a size, or remove the row.";
  if (weightGrams !== null && (weightGrams < 1 || weightGrams > HEAVIEST_GRAMS))
    return "The weight must be between 1 g and 1,000 kg.";
  const sides = size ? [size.length, size.width, size.height] : [];
  if (sides.some((side) => !(side > 0 && side <= LONGEST_CENTIMETERS)))
    return "Each side must be above 0 and at most 1,000 cm.";
  if (above.some((other) => other.categoryId === categoryId))
    return "This category has a row already. Remove one.";
  return chosenFault(categoryId, find);
}

export function brandFault(vendor: string, brandId: string): string | undefined {
  if (vendor.trim() === "") return "Name the vendor.";
  return brandId === "" ? "Choose the brand." : undefined;
}
