// What is wrong with settings a merchant wants to save, in words: nothing is saved until none of it is.

import type { Category } from "./category.ts";
import type { CategoryRule } from "./category-choice.ts";
import { MOST_LISTED } from "./inventory.ts";
import type { AttributeRule, AttributeSource, ListingSettings, PackageDefault } from "./listing-settings.ts";

export type SettingsFault = {
  /** The part it stands in, and where it is one of several, which: "categories.2". */
  readonly field: string;
  readonly sentence: string;
};

/** The category, as far as the marketplace's tree is known. */
type FindCategory = (categoryId: string) => Category | undefined;

const MOST_RULES = 500;
const LONGEST_TITLE_TEMPLATE = 500;
const LONGEST_DESCRIPTION_TEMPLATE = 10_000;
const LONGEST_VALUE = 255;
// Heavier or longer than anything a parcel service takes: a slip of the unit.
const HEAVIEST_GRAMS = 1_000_000;
const LONGEST_CENTIMETERS = 1_000;
const PLACES = "{title}, {description}, {vendor}, {type} and {option:Name}";

/** `before`: a category that stood in it already is not questioned again, or nothing could be saved once one is withdrawn. */
export function settingsFaults(
  settings: ListingSettings,
  before: ListingSettings,
  find: FindCategory,
): readonly SettingsFault[] {
  const known = new Set(categoriesNamed(before));
  const findNew: FindCategory = (id) => (known.has(id) ? STANDING : find(id));
  return [
    ...templateFaults("titleTemplate", settings.titleTemplate, LONGEST_TITLE_TEMPLATE),
    ...templateFaults("descriptionTemplate", settings.descriptionTemplate, LONGEST_DESCRIPTION_TEMPLATE),
    ...tooMany("categories", settings.categories),
    ...tooMany("attributes", settings.attributes),
    ...tooMany("packages", settings.packages),
    ...eachOf("categories", settings.categories, (rule, at) =>
      categoryRuleFault(rule, settings.categories.slice(0, at), findNew),
    ),
    ...eachOf("attributes", settings.attributes, (rule) => attributeRuleFault(rule, findNew)),
    ...eachOf("packages", settings.packages, (one, at) =>
      packageFault(one, settings.packages.slice(0, at), findNew),
    ),
    ...eachOf("brands", Object.entries(settings.brands), ([vendor, brandId]) => brandFault(vendor, brandId)),
    ...numberFaults(settings),
  ];
}

/** Every category that the settings name. */
export function categoriesNamed(settings: ListingSettings): readonly string[] {
  const maybe = [
    ...settings.categories.map((rule) => rule.categoryId),
    ...settings.attributes.map((rule) => rule.categoryId),
    ...settings.packages.map((one) => one.categoryId),
  ];
  return [...new Set(maybe.filter((id) => id !== null))];
}

const STANDING: Category = { categoryId: "", parentId: null, name: "", isLeaf: true, standing: "open" };

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

function templateFaults(field: string, template: string, most: number): readonly SettingsFault[] {
  if (template.trim() === "")
    return [{ field, sentence: "Write something, or put back the store's own words." }];
  if (template.length > most)
    return [{ field, sentence: `It has ${template.length} characters; ${most} are the most.` }];
  const unknown = [...template.matchAll(/\{([^{}]*)\}/g)]
    .map((match) => match[1] ?? "")
    .filter((name) => !/^(title|description|vendor|type|option:\s*\S.*)$/.test(name));
  if (unknown.length === 0) return [];
  return [{ field, sentence: `{${unknown[0]}} stands for nothing. You can write ${PLACES}.` }];
}

function tooMany(field: string, rows: readonly unknown[]): readonly SettingsFault[] {
  if (rows.length <= MOST_RULES) return [];
  return [{ field, sentence: `There are ${rows.length} rows; ${MOST_RULES} are the most.` }];
}

function eachOf<Row>(
  field: string,
  rows: readonly Row[],
  fault: (row: Row, at: number) => string | undefined,
) {
  return rows.flatMap((row, at): SettingsFault[] => {
    const sentence = fault(row, at);
    return sentence ? [{ field: `${field}.${at}`, sentence }] : [];
  });
}

function categoryRuleFault(rule: CategoryRule, above: readonly CategoryRule[], find: FindCategory) {
  const value = rule.value.trim();
  if (value === "") return "Say which value the rule is for.";
  if (value.length > LONGEST_VALUE) return `The value has more than ${LONGEST_VALUE} characters.`;
  const same = (one: CategoryRule) =>
    one.field === rule.field && one.value.trim().toLowerCase() === value.toLowerCase();
  if (above.some(same))
    return "A rule above it is for the same value, so this one never decides. Remove one of them.";
  return chosenFault(rule.categoryId, find);
}

function attributeRuleFault(
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

function packageFault(one: PackageDefault, above: readonly PackageDefault[], find: FindCategory) {
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

function brandFault(vendor: string, brandId: string): string | undefined {
  if (vendor.trim() === "") return "Name the vendor.";
  return brandId === "" ? "Choose the brand." : undefined;
}

function numberFaults({ price, stock, listingsPerDay }: ListingSettings): readonly SettingsFault[] {
  const faults: SettingsFault[] = [];
  const say = (field: string, isFault: boolean, sentence: string) => {
    if (isFault) faults.push({ field, sentence });
  };
  const { change } = price;
  say(
    "price",
    change.kind === "percent" && change.basisPoints <= -10_000,
    "A markdown must leave something: less than 100 %.",
  );
  say("price", price.rateMillionths !== null && price.rateMillionths <= 0, "The rate must be above zero.");
  say(
    "stock",
    stock.ceiling < 1 || stock.ceiling > MOST_LISTED,
    `The ceiling must be between 1 and ${MOST_LISTED}.`,
  );
  say("listingsPerDay", listingsPerDay !== null && listingsPerDay < 1, "Leave it empty or enter 1 or more.");
  return faults;
}
