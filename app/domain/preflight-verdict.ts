// Everything that would keep one product from being listed, judged from what is already known: nothing is asked and
// nothing is sent. What is not known is said to be unchecked, never taken for fine.
import { chosenAttributes } from "./attribute-choice.ts";
import type { Category, CategoryRequirements } from "./category.ts";
import { categoryRequirements } from "./category-requirements.ts";
import type { MarketRules } from "./dated-rules.ts";
import { type ImageFacts, type ImageUse, imageRequirements, unusableImage } from "./image-requirements.ts";
import type { UnmetRequirement } from "./listing.ts";
import { listedImageUrls, variantImageUrls } from "./listing-draft.ts";
import { type Demands, unmetRequirements } from "./listing-requirements.ts";
import type { AttributeRule, PackageDefault } from "./listing-settings.ts";
import { marketRules } from "./market-rules.ts";
import { mayHaveDefaultWeight, packageOf } from "./package-choice.ts";
import { type PartyRule, partiesOf } from "./party.ts";
import type { StoreProduct } from "./product.ts";
import { unmet } from "./requirement.ts";

export type KnownImage = {
  readonly facts: ImageFacts | null;
  /** Why it could not be read, or why the marketplace would not take it whatever its facts. */
  readonly fault: string | null;
};

export type KnownCategory =
  /** Nobody has decided and the marketplace was not asked. */
  | { readonly kind: "unasked" }
  /** Nobody has decided, and the marketplace had none to offer. */
  | { readonly kind: "none" }
  | OneCategory;

export type OneCategory = {
  readonly kind: "known";
  readonly categoryId: string;
  readonly category: Category | undefined;
  readonly requirements: CategoryRequirements | undefined;
};

export type Known = {
  readonly demands: Demands;
  readonly hasWarehouse: boolean;
  readonly attributes: readonly AttributeRule[];
  readonly packages: readonly PackageDefault[];
  readonly parties: readonly PartyRule[];
  /** The merchant's own values for this product. */
  readonly chosen: readonly { readonly attributeId: string; readonly values: readonly string[] }[];
  readonly category: KnownCategory;
  readonly images: ReadonlyMap<string, KnownImage>;
};

/** A part of the requirements that could not be judged yet: nobody has asked the marketplace, or read the picture. */
export type Unchecked = "category" | "images";

export type Verdict = {
  readonly unmet: readonly UnmetRequirement[];
  readonly unchecked: readonly Unchecked[];
};

/** Expects the listing's words and prices. */
export function preflightVerdict(product: Omit<StoreProduct, "status" | "updatedAt">, known: Known): Verdict {
  const { demands, category, packages } = known;
  const images = imagesOf(product, known, marketRules(demands.market.region, demands.on));
  const found = unmetRequirements(product, demands).filter((one) => one.rule !== "weight");
  const unchecked: Unchecked[] = [];
  if (category.kind === "unasked") unchecked.push("category");
  if (images.isIncomplete) unchecked.push("images");
  return {
    unmet: [
      ...found,
      ...weightRequirement(product, category, packages),
      ...(known.hasWarehouse ? [] : [unmet("warehouse")]),
      ...images.unmet,
      ...inCategory(product, known),
    ],
    unchecked,
  };
}

type Product = Parameters<typeof preflightVerdict>[0];

// A default for its category may make up for a weight that the store lacks: that is known once the category is.
function weightRequirement(
  product: Product,
  category: KnownCategory,
  packages: readonly PackageDefault[],
): UnmetRequirement[] {
  const categoryId = category.kind === "known" ? category.categoryId : "";
  if (packageOf(product, categoryId, packages).weightGrams > 0) return [];
  return category.kind !== "known" && mayHaveDefaultWeight(packages) ? [] : [unmet("weight")];
}

function inCategory(
  product: Product,
  { attributes, packages, parties, chosen, category }: Known,
): readonly UnmetRequirement[] {
  const { productType } = product;
  if (category.kind === "none") return [unmet("category", { value: productType, of: productType })];
  if (category.kind === "unasked") return [];
  const { categoryId, requirements } = category;
  return categoryRequirements({
    ...category,
    hasPackageSize: packageOf(product, categoryId, packages).size !== null,
    parties: partiesOf(product, parties),
    chosen: chosenAttributes(product, requirements?.attributes ?? [], {
      categoryId,
      rules: attributes,
      chosen,
    }),
  });
}

function imagesOf(product: Product, { images }: Known, rules: MarketRules) {
  const wanted = [
    ...listedImageUrls(product).map((url) => ({ url, use: "main" as const })),
    ...[...variantImageUrls(product).values()].map((url) => ({ url, use: "attribute" as const })),
  ];
  const unmetBySentence = new Map<string, UnmetRequirement>();
  let isIncomplete = false;
  for (const { url, use } of wanted) {
    const image = images.get(url);
    if (!image || (image.facts === null && image.fault === null)) isIncomplete = true;
    else for (const one of faultsOf(url, use, { image, rules })) unmetBySentence.set(one.sentence, one);
  }
  return { unmet: [...unmetBySentence.values()], isIncomplete };
}

function faultsOf(url: string, use: ImageUse, { image, rules }: { image: KnownImage; rules: MarketRules }) {
  const found = image.facts ? imageRequirements({ url, use, facts: image.facts }, rules) : [];
  return found.length > 0 || image.fault === null ? found : [unusableImage(url, image.fault)];
}
