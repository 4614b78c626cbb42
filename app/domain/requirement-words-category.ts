// Words for what the category of a product may demand: that it is open, attributes, papers, measures.
import type { RuleWords } from "./requirement-words.ts";

const ANOTHER = "Choose another category for the product, or change the rule that put it there.";

const closed = (heading: string, says: (category: string) => string): RuleWords => ({
  field: "category",
  setting: "categories",
  heading: ({ things }) => `${heading}: ${things}`,
  sentence: ({ things }) => says(things),
  fix: () => ANOTHER,
});

export const CATEGORY_RULES = {
  category: {
    field: "category",
    setting: "categories",
    heading: ({ value }) => (value === "" ? "No category found" : `No category found for type ${value}`),
    sentence: () => "TikTok Shop found no category for it.",
    fix: () => "Choose its category, or make a rule for its type, collection, tag or vendor.",
  },
  "category-gone": closed(
    "Category that was withdrawn",
    (category) => `TikTok Shop has no category ${category} any more.`,
  ),
  "category-prohibited": closed(
    "Prohibited category",
    (category) => `TikTok Shop sells nothing of category ${category} in this market.`,
  ),
  "category-invited": closed(
    "Category for invited sellers",
    (category) => `Only invited sellers may sell in category ${category}.`,
  ),
  "category-not-main": closed(
    "Category beside the shop's own",
    (category) => `Your TikTok Shop may not sell in category ${category}: it is not its main category.`,
  ),
  attribute: {
    field: "attributes",
    setting: "attributes",
    heading: ({ value, things }) => `No ${things} in category ${value}`,
    sentence: ({ value, things }) => `Category ${value} wants to know: ${things}.`,
    fix: ({ things }) => `Say in the mapping where ${things} comes from, or choose it for the product.`,
  },
  "attribute-value": {
    field: "attributes",
    setting: "attributes",
    heading: ({ things }) => `${things} that TikTok Shop does not know`,
    sentence: ({ value, things, limit }) => `${things} is "${value}"; TikTok Shop takes ${limit}.`,
    fix: () => "Choose one of these in the mapping, or for the product.",
  },
  "attribute-number": {
    field: "attributes",
    setting: "attributes",
    heading: ({ things }) => `${things} that is no number`,
    sentence: ({ value, things }) => `${things} is "${value}"; TikTok Shop takes a number above zero.`,
    fix: () => "Give a plain number in the mapping, or for the product.",
  },
  "attribute-many": {
    field: "attributes",
    setting: "attributes",
    heading: ({ things }) => `More than one ${things}`,
    sentence: ({ value, things }) => `${things} is ${value}; TikTok Shop takes one only.`,
    fix: () => "Choose one in the mapping, or for the product.",
  },
  "package-size": {
    field: "package",
    setting: "packages",
    heading: ({ value }) => `No package size in category ${value}`,
    sentence: ({ value }) => `Category ${value} wants length, width and height of the package.`,
    fix: () => "Enter a usual package size for the category in the settings.",
  },
  certification: {
    field: "certifications",
    heading: ({ value, things }) => `${things} missing in category ${value}`,
    sentence: ({ value, things }) => `Category ${value} wants a document: ${things}.`,
    fix: () =>
      "List the product by hand in TikTok Shop's Seller Center, with the document; it is then linked.",
  },
  "size-chart": {
    field: "size-chart",
    heading: ({ value }) => `No size chart in category ${value}`,
    sentence: ({ value }) => `Category ${value} wants a size chart.`,
    fix: () =>
      "List the product by hand in TikTok Shop's Seller Center, with a size chart; it is then linked.",
  },
  manufacturer: {
    field: "compliance",
    setting: "parties",
    heading: () => "No manufacturer chosen",
    sentence: ({ value }) => `Category ${value} wants the manufacturer named in this market; none is chosen.`,
    fix: () =>
      "Choose the manufacturer in the mapping: for every product, or by vendor. You can register a new one there, too.",
  },
  "responsible-person": {
    field: "compliance",
    setting: "parties",
    heading: () => "No responsible person chosen",
    sentence: ({ value }) =>
      `Category ${value} wants a responsible person in the European Union; none is chosen.`,
    fix: () =>
      "Choose the responsible person in the mapping: for every product, or by vendor. You can register a new one there, too.",
  },
} as const satisfies Record<string, RuleWords>;
