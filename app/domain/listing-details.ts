// What the merchant's settings and choices decide of one listing beyond its words and pictures, once its category is
// known: brand, attributes, who answers for it, weight and size of the parcel.
import { chosenAttributes } from "./attribute-choice.ts";
import { brandOf } from "./brand-choice.ts";
import type { ListingDetails } from "./listing-draft.ts";
import type { ListingSettings } from "./listing-settings.ts";
import { packageOf } from "./package-choice.ts";
import { partiesOf } from "./party.ts";
import type { OneCategory } from "./preflight-verdict.ts";
import type { StoreProduct } from "./product.ts";

type Decided = {
  readonly settings: ListingSettings;
  /** The merchant's choices for this product. */
  readonly choice: {
    readonly brandId: string | null;
    readonly attributes: readonly { readonly attributeId: string; readonly values: readonly string[] }[];
  };
  readonly category: OneCategory;
};

/** Expects a product in which nothing is unmet. */
export function listingDetails(
  product: Omit<StoreProduct, "status" | "updatedAt">,
  { settings, choice, category: { categoryId, requirements } }: Decided,
): ListingDetails {
  const { weightGrams, size } = packageOf(product, categoryId, settings.packages);
  return {
    categoryId,
    brandId: brandOf(product.vendor, settings.brands, choice.brandId),
    attributes: chosenAttributes(product, requirements?.attributes ?? [], {
      categoryId,
      rules: settings.attributes,
      chosen: choice.attributes,
    }).given,
    parties: partiesOf(product, settings.parties),
    packageWeightGrams: weightGrams,
    packageSize: size,
  };
}
