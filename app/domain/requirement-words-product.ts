// Words for what a product itself may lack: title, description, pictures, variants, SKUs, prices, parcel.
import type { RuleWords } from "./requirement-words.ts";

const TITLE = "Change the title in your store, or the title template in the settings.";
const IMAGE = "Replace the image in your store.";
const SKU = "Change the SKU in your store.";
const OPTION = "Change the option in your store.";

const titleFault = (heading: string, has: string): RuleWords => ({
  field: "title",
  setting: "words",
  heading: () => heading,
  sentence: () => `The title ${has}; TikTok Shop refuses that.`,
  fix: () => TITLE,
});

export const PRODUCT_RULES = {
  "title-empty": {
    field: "title",
    heading: () => "No title",
    sentence: () => "The product has no title.",
    fix: () => "Give it a title in your store.",
  },
  "title-short": {
    field: "title",
    setting: "words",
    heading: ({ limit }) => `Title shorter than ${limit} characters`,
    sentence: ({ value, limit }) =>
      `The title has ${value} characters; TikTok Shop takes no fewer than ${limit} in this market.`,
    fix: () => "Lengthen the title in your store, or add words to all titles with the title template.",
  },
  "title-long": {
    field: "title",
    setting: "words",
    heading: ({ limit }) => `Title longer than ${limit} characters`,
    sentence: ({ value, limit }) => `The title has ${value} characters; TikTok Shop takes at most ${limit}.`,
    fix: () => "Shorten the title in your store, or the words that the title template adds.",
  },
  "title-emoji": titleFault("Emoji in the title", "contains an emoji"),
  "title-escape": titleFault("HTML escape in the title", "contains an HTML escape such as &amp;"),
  "title-control": titleFault("Invisible character in the title", "contains an invisible control character"),
  "title-symbols": titleFault("Title of symbols only", "has neither a letter nor a digit"),
  "title-repeated": titleFault(
    "Repeated character in the title",
    "repeats one character more than nine times",
  ),
  "title-language": titleFault(
    "Chinese characters in the title",
    "contains Chinese characters, which are not taken in this market",
  ),
  description: {
    field: "description",
    setting: "words",
    heading: () => "No description",
    sentence: () => "The description has no text.",
    fix: () => "Write one in your store, or give all products a text with the description template.",
  },
  "description-language": {
    field: "description",
    heading: () => "Chinese characters in the description",
    sentence: () => "The description contains Chinese characters, which TikTok Shop refuses in this market.",
    fix: () => "Change the description in your store.",
  },
  image: {
    field: "images",
    heading: () => "No image",
    sentence: ({ limit }) => `The product has no image; TikTok Shop wants at least one of ${limit} pixels.`,
    fix: () => "Add an image in your store.",
  },
  "image-unread": {
    field: "images",
    heading: () => "Image that cannot be opened",
    sentence: ({ value, things }) => `Image ${things} cannot be used: ${value}.`,
    fix: () => "Upload the image again in your store.",
  },
  "image-format": {
    field: "images",
    heading: ({ limit }) => `Image that is none of ${limit}`,
    sentence: ({ things, limit }) => `Not one of ${limit}: image ${things}.`,
    fix: () => IMAGE,
  },
  "image-bytes": {
    field: "images",
    heading: ({ limit }) => `Image larger than ${limit}`,
    sentence: ({ things, value, limit }) => `Image ${things} has ${value}; TikTok Shop takes up to ${limit}.`,
    fix: () => "Save the image smaller and replace it in your store.",
  },
  "image-small": {
    field: "images",
    heading: ({ limit }) => `Image smaller than ${limit} pixels`,
    sentence: ({ things, value, limit }) =>
      `Image ${things} measures ${value} pixels; each side must have at least ${limit}.`,
    fix: () => "Replace the image by a larger one in your store.",
  },
  "image-large": {
    field: "images",
    heading: ({ limit }) => `Image with more than ${limit} pixels a side`,
    sentence: ({ things, value, limit }) =>
      `Image ${things} measures ${value} pixels; each side may have at most ${limit}.`,
    fix: () => "Save the image with fewer pixels and replace it in your store.",
  },
  variant: {
    field: "options",
    heading: () => "No variant",
    sentence: () => "The product has no variant.",
    fix: () => "Add one in your store.",
  },
  "sku-count": {
    field: "options",
    heading: ({ limit }) => `More than ${limit} variants`,
    sentence: ({ value, limit }) => `The product has ${value} variants; TikTok Shop takes ${limit}.`,
    fix: () => "Split it into several products in your store.",
  },
  "sku-present": {
    field: "sku",
    heading: () => "Variant without a SKU",
    sentence: ({ things }) => `No SKU on variant ${things}.`,
    fix: () => "Give each variant a SKU in your store.",
  },
  "sku-length": {
    field: "sku",
    heading: ({ limit }) => `SKU longer than ${limit} characters`,
    sentence: ({ things, limit }) => `More than ${limit} characters in SKU ${things}.`,
    fix: () => SKU,
  },
  "sku-spaces": {
    field: "sku",
    heading: () => "Space in a SKU",
    sentence: ({ things }) => `A space, which TikTok Shop refuses, in SKU ${things}.`,
    fix: () => SKU,
  },
  "sku-unique": {
    field: "sku",
    heading: () => "SKU on more than one variant",
    sentence: ({ things }) => `On more than one variant of your store: SKU ${things}.`,
    fix: () => "Give each variant its own SKU in your store.",
  },
  currency: {
    field: "price",
    setting: "price",
    heading: ({ value, limit }) => `Prices in ${value}, the TikTok Shop sells in ${limit}`,
    sentence: ({ value, limit, things }) =>
      `The price of ${things} is in ${value}; the TikTok Shop sells in ${limit}.`,
    fix: () => "Set a rate in the price rule of this TikTok Shop.",
  },
  price: {
    field: "price",
    setting: "price",
    heading: () => "Price of zero",
    sentence: ({ things }) => `The price of ${things} is zero.`,
    fix: () => "Set a price in your store, or a floor in the price rule.",
  },
  "price-low": {
    field: "price",
    setting: "price",
    heading: ({ limit }) => `Price below ${limit}`,
    sentence: ({ things, value, limit }) =>
      `The price of ${things} is ${value}; TikTok Shop takes ${limit} or more.`,
    fix: () => "Raise the price in your store, or set a floor in the price rule.",
  },
  "price-high": {
    field: "price",
    heading: ({ limit }) => `Price above ${limit}`,
    sentence: ({ things, value, limit }) =>
      `The price of ${things} is ${value}; TikTok Shop takes at most ${limit}.`,
    fix: () => "Lower the price in your store, or take the product off TikTok Shop.",
  },
  "option-count": {
    field: "options",
    heading: ({ limit }) => `More than ${limit} options`,
    sentence: ({ value, limit }) => `The product has ${value} options; TikTok Shop takes ${limit}.`,
    fix: ({ limit }) => `Join options in your store until ${limit} are left, or split the product.`,
  },
  "option-name": {
    field: "options",
    heading: ({ limit }) => `Option name longer than ${limit} characters`,
    sentence: ({ things, limit }) => `Name longer than ${limit} characters: option ${things}.`,
    fix: () => OPTION,
  },
  "option-value": {
    field: "options",
    heading: ({ limit }) => `Option value longer than ${limit} characters`,
    sentence: ({ things, limit }) => `Longer than ${limit} characters: option value ${things}.`,
    fix: () => OPTION,
  },
  "option-set": {
    field: "options",
    heading: () => "Variants with different options",
    sentence: ({ things }) => `Not every option of the product has a value on variant ${things}.`,
    fix: () => "Give every variant a value for each option in your store.",
  },
  "option-repeated": {
    field: "options",
    heading: () => "Variants a buyer cannot tell apart",
    sentence: ({ things }) => `The same option values as another variant: ${things}.`,
    fix: () => "Give each variant option values of its own in your store.",
  },
  weight: {
    field: "weight",
    setting: "packages",
    heading: () => "No weight",
    sentence: () => "The product has no weight.",
    fix: () => "Enter its weight with packaging in your store, or a usual weight in the settings.",
  },
  "weight-limit": {
    field: "weight",
    heading: ({ limit }) => `Heavier than ${limit}`,
    sentence: ({ value, limit }) => `The product weighs ${value}; TikTok Shop ships up to ${limit}.`,
    fix: () => "Correct the weight in your store.",
  },
  warehouse: {
    field: "warehouse",
    heading: () => "No warehouse in the TikTok Shop",
    sentence: () => "The TikTok Shop has no warehouse of yours.",
    fix: () => "Add one in TikTok Shop's Seller Center.",
  },
} as const satisfies Record<string, RuleWords>;
