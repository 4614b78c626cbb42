// What the marketplace demands of a product's variants: how many, their SKUs, prices and options.

import type { MarketRules } from "./dated-rules.ts";
import type { UnmetRequirement } from "./listing.ts";
import { type Money, parseMoney, printMoney } from "./money.ts";
import { buyerOptions, type StoreVariant } from "./product.ts";
import { unmet } from "./requirement.ts";

type Variants = readonly StoreVariant[];
type Context = {
  readonly rules: MarketRules;
  readonly currency: string;
  /** SKUs another variant of the store carries too. */
  readonly sharedSkus: ReadonlySet<string>;
};

/** One unmet requirement per rule, however many variants fail it. */
export function variantRequirements(variants: Variants, context: Context): readonly UnmetRequirement[] {
  const { rules } = context;
  if (variants.length === 0) return [unmet("variant", { value: 0, limit: 1 })];
  const tooMany =
    variants.length > rules.mostVariants
      ? [unmet("sku-count", { value: variants.length, limit: rules.mostVariants })]
      : [];
  return [
    ...tooMany,
    ...skuRequirements(variants, context),
    ...currencyRequirements(variants, context),
    ...priceRequirements(variants, context),
    ...optionRequirements(variants, rules),
  ];
}

function skuRequirements(variants: Variants, { rules, sharedSkus }: Context): UnmetRequirement[] {
  const bare = variants.filter((variant) => !variant.sku).map((variant) => `"${variant.title}"`);
  const skus = variants.flatMap((variant) => variant.sku || []);
  const twice = skus.filter((sku, at) => sharedSkus.has(sku) || skus.indexOf(sku) !== at);
  return [
    ...failing("sku-present", bare),
    ...failing(
      "sku-length",
      skus.filter((sku) => sku.length > rules.mostSku),
      rules.mostSku,
    ),
    ...failing(
      "sku-spaces",
      skus.filter((sku) => /\s/u.test(sku)).map((sku) => `"${sku}"`),
    ),
    ...failing("sku-unique", [...new Set(twice)]),
  ];
}

type Plain = Parameters<typeof unmet>[0];

function failing(rule: Plain, things: readonly string[], limit: number | string = ""): UnmetRequirement[] {
  return things.length === 0 ? [] : [unmet(rule, { things, limit })];
}

function currencyRequirements(variants: Variants, { currency }: Context): UnmetRequirement[] {
  const foreign = variants.filter((variant) => variant.price.currency !== currency);
  const [first] = foreign;
  if (!first) return [];
  const value = first.price.currency;
  return [unmet("currency", { value, limit: currency, things: foreign.map(named), of: value })];
}

function priceRequirements(variants: Variants, { rules, currency }: Context): UnmetRequirement[] {
  const priced = variants.filter((variant) => variant.price.currency === currency);
  const least = rules.price.least === null ? undefined : parseMoney(rules.price.least, currency);
  const most = rules.price.most === null ? undefined : parseMoney(rules.price.most, currency);
  const free = priced.filter((variant) => variant.price.minor <= 0);
  const low = priced.filter(({ price }) => price.minor > 0 && least && price.minor < least.minor);
  const high = priced.filter(({ price }) => most && price.minor > most.minor);
  return [
    ...failing("price", free.map(named)),
    ...beyond("price-low", low, least),
    ...beyond("price-high", high, most),
  ];
}

function beyond(rule: Plain, variants: Variants, limit: Money | undefined): UnmetRequirement[] {
  const [first] = variants;
  if (!first || !limit) return [];
  return [unmet(rule, { things: variants.map(named), value: printed(first.price), limit: printed(limit) })];
}

function printed(money: Money): string {
  return `${printMoney(money)} ${money.currency}`;
}

/** How a merchant recognizes a variant: by its SKU, else by its title. */
function named(variant: StoreVariant): string {
  return variant.sku ? `SKU ${variant.sku}` : `variant "${variant.title}"`;
}

function optionRequirements(variants: Variants, { options: rule }: MarketRules): UnmetRequirement[] {
  const chosen = variants.map((variant) => buyerOptions(variant.options));
  const names = [...new Set(chosen.flat().map((option) => option.name))];
  const values = [...new Set(chosen.flat().map((option) => option.value))];
  const tooMany =
    names.length > rule.most ? [unmet("option-count", { value: names.length, limit: rule.most })] : [];
  const incomplete = variants.filter((_, at) => !isComplete(chosen[at] ?? [], names, variants.length));
  return [
    ...tooMany,
    ...failing("option-name", longerThan(names, rule.mostName), rule.mostName),
    ...failing("option-value", longerThan(values, rule.mostValue), rule.mostValue),
    ...failing("option-set", incomplete.map(named)),
    ...failing("option-repeated", repeated(variants, chosen).map(named)),
  ];
}

type Chosen = ReturnType<typeof buyerOptions>;

// A product sold in one form needs no option; of several variants each needs all.
function isComplete(options: Chosen, names: readonly string[], count: number): boolean {
  if (options.some((option) => option.name.trim() === "" || option.value.trim() === "")) return false;
  const own = new Set(options.map((option) => option.name));
  if (own.size < options.length) return false;
  return count === 1 || (names.length > 0 && names.every((name) => own.has(name)));
}

function longerThan(texts: readonly string[], most: number): readonly string[] {
  return texts.filter((text) => [...text].length > most).map((text) => `"${text}"`);
}

function repeated(variants: Variants, chosen: readonly Chosen[]): Variants {
  const seen = new Set<string>();
  return variants.filter((_, at) => {
    const options = chosen[at] ?? [];
    const key = JSON.stringify(options.map(({ name, value }) => [name, value]).sort());
    const isRepeated = options.length > 0 && seen.has(key);
    seen.add(key);
    return isRepeated;
  });
}
