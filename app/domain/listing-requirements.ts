// What the marketplace demands of a listing, checked before anything is sent. Each unmet demand is a sentence the
// merchant can act on in the store. Numbers: TikTok Shop, Create Product, as read in October 2025.
import type { UnmetRequirement } from "./listing.ts";
import { listingDescription } from "./listing-content.ts";
import { type TextFault, textFaults } from "./listing-text.ts";
import { buyerOptions, type StoreProduct, type StoreVariant } from "./product.ts";

export type Market = {
  /** ISO 3166-1 alpha-2, as the marketplace names the shop's region. */
  readonly region: string;
  readonly currency: string;
};

type Listable = Pick<StoreProduct, "title" | "descriptionHtml" | "images" | "variants">;

const LENIENT_TITLES = new Set(["DE", "ES", "FR", "IE", "IT", "JP", "GB", "UK", "US"]);
const LONG_TITLES = new Set(["BR", "MX"]);
const MANY_SKUS = new Set([...LENIENT_TITLES, ...LONG_TITLES]);
const LONGEST_SKU = 50;
const MOST_OPTIONS = 3;
const LONGEST_OPTION_NAME = 20;
const LONGEST_OPTION_VALUE = 50;
/** Images the marketplace takes: the first nine are listed, the rest stay in the store. */
export const MOST_IMAGES = 9;

/** Demands on title, description and pictures, then on each variant. `sharedSkus`: SKUs another variant of the store carries too. */
export function unmetRequirements(
  product: Listable,
  market: Market,
  sharedSkus: ReadonlySet<string>,
): readonly UnmetRequirement[] {
  return [
    ...titleDemands(product.title, market.region),
    ...contentDemands(product, market.region),
    ...skuDemands(product.variants, sharedSkus),
    ...priceDemands(product.variants, market),
    ...optionDemands(product.variants, market.region),
  ];
}

/** An image that could not be read or that the marketplace would not take. */
export function unusableImage(url: string, reason: string): UnmetRequirement {
  return {
    rule: "image-usable",
    field: "images",
    sentence: `Image ${url} cannot be used: ${reason}. Upload it again.`,
  };
}

/** The marketplace offered no category for the product. */
export function noCategory(): UnmetRequirement {
  return {
    rule: "category",
    field: "title",
    sentence: "TikTok Shop found no category for it. Say in title and description what the product is.",
  };
}

/** The marketplace has no warehouse of the merchant's to list stock at. */
export function noWarehouse(): UnmetRequirement {
  return {
    rule: "warehouse",
    field: "warehouse",
    sentence: "The TikTok Shop has no warehouse of yours. Add one in its Seller Center.",
  };
}

const FAULTS: Readonly<Record<TextFault, string>> = {
  emoji: "contains an emoji",
  escape: "contains an HTML escape such as &amp;",
  control: "contains an invisible control character",
  "symbols-only": "has neither a letter nor a digit",
  repeated: "repeats one character more than nine times",
};

function titleDemands(title: string, region: string): UnmetRequirement[] {
  const least = LENIENT_TITLES.has(region) || LONG_TITLES.has(region) ? 1 : 25;
  const most = LONG_TITLES.has(region) ? 300 : 255;
  const length = [...title.trim()].length;
  const unmet: UnmetRequirement[] = [];
  if (length < least || length > most) {
    const sentence = `The title has ${length} characters; TikTok Shop takes ${least} to ${most}.`;
    unmet.push({ rule: "title-length", field: "title", sentence });
  }
  for (const fault of textFaults(title)) {
    unmet.push({
      rule: "title-text",
      field: "title",
      sentence: `The title ${FAULTS[fault]}; TikTok Shop refuses that. Take it out.`,
    });
  }
  if (region !== "JP" && /\p{Script=Han}/u.test(title)) {
    unmet.push({
      rule: "title-language",
      field: "title",
      sentence: "The title contains Chinese characters, which TikTok Shop refuses in this market.",
    });
  }
  return unmet;
}

function contentDemands(product: Listable, region: string): UnmetRequirement[] {
  const unmet: UnmetRequirement[] = [];
  const description = listingDescription(product.descriptionHtml);
  if (region !== "JP" && /\p{Script=Han}/u.test(description)) {
    unmet.push({
      rule: "description-language",
      field: "description",
      sentence: "The description contains Chinese characters, which TikTok Shop refuses in this market.",
    });
  }
  if (description === "") {
    unmet.push({
      rule: "description",
      field: "description",
      sentence: "The description has no text. Write one.",
    });
  }
  if (product.images.length === 0) {
    unmet.push({
      rule: "image",
      field: "images",
      sentence: "The product has no image. Add at least one of 300 by 300 pixels or more.",
    });
  }
  if (!product.variants.some((variant) => (variant.weightGrams ?? 0) > 0)) {
    unmet.push({
      rule: "weight",
      field: "weight",
      sentence: "The product has no weight. Enter its weight with packaging.",
    });
  }
  return unmet;
}

/** How a merchant recognizes a variant: by its SKU, else by its title. */
function named(variant: StoreVariant): string {
  return variant.sku ? `SKU ${variant.sku}` : `variant "${variant.title}"`;
}

function skuDemands(variants: readonly StoreVariant[], sharedSkus: ReadonlySet<string>): UnmetRequirement[] {
  const unmet: UnmetRequirement[] = [];
  const demand = (rule: string, sentence: string) => unmet.push({ rule, field: "sku", sentence });
  const seen = new Set<string>();
  for (const variant of variants) {
    const sku = variant.sku ?? "";
    if (sku === "") {
      demand("sku-present", `Variant "${variant.title}" has no SKU. Give it one.`);
      continue;
    }
    if (sku.length > LONGEST_SKU)
      demand("sku-length", `SKU ${sku} has more than ${LONGEST_SKU} characters. Shorten it.`);
    if (/\s/u.test(sku))
      demand("sku-spaces", `SKU "${sku}" contains a space, which TikTok Shop refuses. Take it out.`);
    if (sharedSkus.has(sku) || seen.has(sku))
      demand("sku-unique", `SKU ${sku} stands on more than one variant. Give each its own.`);
    seen.add(sku);
  }
  return unmet;
}

function priceDemands(variants: readonly StoreVariant[], market: Market): UnmetRequirement[] {
  const unmet: UnmetRequirement[] = [];
  for (const variant of variants) {
    if (variant.price.currency !== market.currency) {
      const sentence = `The price of ${named(variant)} is in ${variant.price.currency}; the TikTok Shop sells in ${market.currency}.`;
      unmet.push({ rule: "currency", field: "price", sentence });
    } else if (variant.price.minor <= 0) {
      unmet.push({
        rule: "price",
        field: "price",
        sentence: `The price of ${named(variant)} is zero. Set a price.`,
      });
    }
  }
  return unmet;
}

function optionDemands(variants: readonly StoreVariant[], region: string): UnmetRequirement[] {
  const unmet: UnmetRequirement[] = [];
  const demand = (rule: string, sentence: string) => unmet.push({ rule, field: "options", sentence });
  const mostSkus = MANY_SKUS.has(region) ? 300 : 100;
  if (variants.length === 0) demand("variant", "The product has no variant. Add one.");
  if (variants.length > mostSkus)
    demand("sku-count", `The product has ${variants.length} variants; TikTok Shop takes ${mostSkus}.`);
  const names = new Set<string>();
  const values = new Set<string>();
  for (const { name, value } of variants.flatMap((variant) => buyerOptions(variant.options))) {
    names.add(name);
    if ([...value].length > LONGEST_OPTION_VALUE) values.add(value);
  }
  if (names.size > MOST_OPTIONS)
    demand("option-count", `The product has ${names.size} options; TikTok Shop takes ${MOST_OPTIONS}.`);
  for (const name of names) {
    if ([...name].length <= LONGEST_OPTION_NAME) continue;
    demand(
      "option-name",
      `Option "${name}" has more than ${LONGEST_OPTION_NAME} characters. Shorten its name.`,
    );
  }
  for (const value of values) {
    demand(
      "option-value",
      `Option value "${value}" has more than ${LONGEST_OPTION_VALUE} characters. Shorten it.`,
    );
  }
  return unmet;
}
