// What a connection's settings make of one product: the words, prices and choices its listing would have. Two settings
// concern a product when their outcomes differ; the same outcome is what a preview shows.
import { chosenAttributes, type ListingAttribute } from "./attribute-choice.ts";
import { wantedValues } from "./attribute-source.ts";
import { brandOf } from "./brand-choice.ts";
import type { CategoryAttribute } from "./category.ts";
import { type CategoryChoice, merchantsCategory } from "./category-choice.ts";
import { listedProduct } from "./listed-product.ts";
import type { ListingSettings } from "./listing-settings.ts";
import type { Money } from "./money.ts";
import { type Package, packageOf } from "./package-choice.ts";
import { type ListingParties, partiesOf } from "./party.ts";
import type { StoreProduct } from "./product.ts";

export type Outcome = {
  readonly title: string;
  readonly descriptionHtml: string;
  /** Undefined while the marketplace has not been asked and no rule of the merchant's decides. */
  readonly category: CategoryChoice | undefined;
  readonly prices: readonly Money[];
  /** Struck through beside the prices; null for none. */
  readonly compareAt: readonly (Money | null)[];
  readonly brandId: string | null;
  readonly attributes: readonly ListingAttribute[];
  readonly parcel: Package;
  readonly parties: ListingParties;
};

/** What is known of a product beside itself. */
export type Surroundings = {
  readonly currency: string;
  readonly chosen: {
    readonly categoryId: string | null;
    readonly brandId: string | null;
    readonly attributes: readonly { readonly attributeId: string; readonly values: readonly string[] }[];
  };
  readonly recommendedCategoryId: string | null;
  /** A category's attributes, where they are known already. */
  readonly attributesOf: (categoryId: string) => readonly CategoryAttribute[] | undefined;
};

type Decidable = Omit<StoreProduct, "status" | "updatedAt">;

export function settingsOutcome(
  product: Decidable,
  settings: ListingSettings,
  around: Surroundings,
): Outcome {
  const listed = listedProduct(product, settings, around.currency);
  const category = categoryOf(product, settings, around);
  const categoryId = category?.categoryId ?? "";
  return {
    title: listed.title,
    descriptionHtml: listed.descriptionHtml,
    category,
    prices: listed.variants.map((variant) => variant.price),
    compareAt: listed.variants.map((variant) => variant.compareAtPrice),
    brandId: brandOf(product.vendor, settings.brands, around.chosen.brandId),
    attributes: attributesIn(listed, categoryId, { settings, around }),
    parcel: packageOf(product, categoryId, settings.packages),
    parties: partiesOf(product, settings.parties),
  };
}

/** Whether anything of a listing would be different. */
export function differ(before: Outcome, after: Outcome): boolean {
  return text(before) !== text(after);
}

// Why a category was chosen is told, not listed.
function text({ category, ...outcome }: Outcome): string {
  return JSON.stringify([category?.categoryId ?? null, outcome]);
}

function categoryOf(product: Decidable, settings: ListingSettings, around: Surroundings) {
  const merchants = merchantsCategory(product, settings.categories, around.chosen.categoryId);
  if (merchants || around.recommendedCategoryId === null) return merchants;
  const because = { kind: "recommended" } as const;
  return { categoryId: around.recommendedCategoryId, because };
}

type How = { readonly settings: ListingSettings; readonly around: Surroundings };

// Where a category's attributes are not known yet, what the merchant says of each stands for it.
function attributesIn(product: Decidable, categoryId: string, { settings, around }: How) {
  const choices = { categoryId, rules: settings.attributes, chosen: around.chosen.attributes };
  const known = around.attributesOf(categoryId);
  if (known) return chosenAttributes(product, known, choices).given;
  const ids = [...new Set(settings.attributes.map((rule) => rule.attributeId))].sort();
  return ids.flatMap((attributeId): ListingAttribute[] => {
    const values = wantedValues(product, attributeId, choices);
    if (values.length === 0) return [];
    return [{ attributeId, values: values.map((name) => ({ valueId: null, name })) }];
  });
}
