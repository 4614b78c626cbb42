// What is wrong with settings a merchant wants to save, in words: nothing is saved until none of it is.

import type { Category } from "./category.ts";
import { MOST_LISTED } from "./inventory.ts";
import type { ListingSettings } from "./listing-settings.ts";
import { partyRuleFault } from "./party.ts";
import {
  attributeRuleFault,
  brandFault,
  categoryRuleFault,
  type FindCategory,
  packageFault,
} from "./settings-row-faults.ts";

export type SettingsFault = {
  /** The part it stands in, and where it is one of several, which: "categories.2". */
  readonly field: string;
  readonly sentence: string;
};

const MOST_RULES = 500;
const LONGEST_TITLE_TEMPLATE = 500;
const LONGEST_DESCRIPTION_TEMPLATE = 10_000;
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
    ...tooMany("parties", settings.parties),
    ...eachOf("categories", settings.categories, (rule, at) =>
      categoryRuleFault(rule, settings.categories.slice(0, at), findNew),
    ),
    ...eachOf("attributes", settings.attributes, (rule) => attributeRuleFault(rule, findNew)),
    ...eachOf("packages", settings.packages, (one, at) =>
      packageFault(one, settings.packages.slice(0, at), findNew),
    ),
    ...eachOf("brands", Object.entries(settings.brands), ([vendor, brandId]) => brandFault(vendor, brandId)),
    ...eachOf("parties", settings.parties, (rule, at) => partyRuleFault(rule, settings.parties.slice(0, at))),
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
