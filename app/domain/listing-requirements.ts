// What the marketplace demands of a product in a market, checked before anything is sent. Variants, their SKUs, options
// and prices stand in variant-requirements.ts, pictures in image-requirements.ts, the category's own demands in
// category-requirements.ts.

import type { MarketRules } from "./dated-rules.ts";
import type { UnmetRequirement } from "./listing.ts";
import { listingDescription } from "./listing-content.ts";
import { type TextFault, textFaults } from "./listing-text.ts";
import { marketRules } from "./market-rules.ts";
import { packageWeight } from "./package-choice.ts";
import type { StoreProduct } from "./product.ts";
import { type RuleName, unmet } from "./requirement.ts";
import { variantRequirements } from "./variant-requirements.ts";

export type Market = {
  /** ISO 3166-1 alpha-2, as the marketplace names the shop's region. */
  readonly region: string;
  readonly currency: string;
};

export type Listable = Pick<StoreProduct, "title" | "descriptionHtml" | "images" | "variants">;

export type Demands = {
  readonly market: Market;
  /** The day whose rules hold. */
  readonly on: Date;
  /** SKUs another variant of the store carries too. */
  readonly sharedSkus: ReadonlySet<string>;
};

const FAULTS = {
  emoji: "title-emoji",
  escape: "title-escape",
  control: "title-control",
  "symbols-only": "title-symbols",
  repeated: "title-repeated",
} as const satisfies Record<TextFault, RuleName>;

/** Demands on title, description and pictures, then on the variants. Expects the listing's words and prices. */
export function unmetRequirements(product: Listable, demands: Demands): readonly UnmetRequirement[] {
  const rules = marketRules(demands.market.region, demands.on);
  return [
    ...titleRequirements(product.title.trim(), rules),
    ...descriptionRequirements(product.descriptionHtml, rules),
    ...(product.images.length === 0
      ? [unmet("image", { value: 0, limit: `${rules.images.side.least} × ${rules.images.side.least}` })]
      : []),
    ...weightRequirements(packageWeight(product), rules),
    ...variantRequirements(product.variants, {
      rules,
      currency: demands.market.currency,
      sharedSkus: demands.sharedSkus,
    }),
  ];
}

function titleRequirements(title: string, rules: MarketRules): UnmetRequirement[] {
  if (title === "") return [unmet("title-empty")];
  const { least, most } = rules.title;
  const length = [...title].length;
  const found: UnmetRequirement[] = [];
  if (length < least) found.push(unmet("title-short", { value: length, limit: least }));
  if (length > most) found.push(unmet("title-long", { value: length, limit: most }));
  found.push(...textFaults(title).map((fault) => unmet(FAULTS[fault], { value: title })));
  if (!rules.takesChinese && isChinese(title)) found.push(unmet("title-language", { value: title }));
  return found;
}

function descriptionRequirements(html: string, rules: MarketRules): UnmetRequirement[] {
  const description = listingDescription(html);
  if (description === "") return [unmet("description")];
  return !rules.takesChinese && isChinese(description) ? [unmet("description-language")] : [];
}

function isChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

function weightRequirements(grams: number, { mostGrams }: MarketRules): UnmetRequirement[] {
  if (grams <= 0) return [unmet("weight")];
  if (mostGrams === null || grams <= mostGrams) return [];
  return [unmet("weight-limit", { value: inKilograms(grams), limit: inKilograms(mostGrams) })];
}

function inKilograms(grams: number): string {
  return `${(grams / 1000).toFixed(1)} kg`;
}
