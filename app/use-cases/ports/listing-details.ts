// What the merchant's settings and choices decide of one listing beyond its words and pictures, once its category is
// known: brand, attributes, weight and size of the parcel.
import { chosenAttributes } from "../../domain/attribute-choice.ts";
import { brandOf } from "../../domain/brand-choice.ts";
import { categoryRequirements } from "../../domain/category-requirements.ts";
import type { UnmetRequirement } from "../../domain/listing.ts";
import type { ListingDetails } from "../../domain/listing-draft.ts";
import type { ListingSettings } from "../../domain/listing-settings.ts";
import { packageOf } from "../../domain/package-choice.ts";
import { unmet as lacking } from "../../domain/requirement.ts";
import type { ProductRow } from "./catalog-records.ts";
import { requirementsOf } from "./category-requirements.ts";
import { ensureCategories } from "./category-tree.ts";
import type { ConnectionRow } from "./foundation-records.ts";
import type { MarketplacePort } from "./marketplace.ts";
import type { Ports } from "./ports.ts";
import type { ProductChoice } from "./settings-records.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "now">;
type Decided = {
  readonly product: ProductRow;
  readonly connection: ConnectionRow;
  readonly settings: ListingSettings;
  readonly choice: ProductChoice;
  readonly categoryId: string;
};

/** Asks for the category's requirements where they are not known yet. */
export async function listingDetails(
  ports: Needs,
  marketplace: MarketplacePort,
  { product, connection, settings, choice, categoryId }: Decided,
): Promise<{ readonly details: ListingDetails; readonly unmet: readonly UnmetRequirement[] }> {
  const { storeId } = product;
  const at = { storeId, connectionId: connection.id, categoryId };
  await ensureCategories(ports, storeId, connection.id);
  const [category] = await ports.records.categories.categories(storeId, connection.id, [categoryId]);
  const requirements = category && (await requirementsOf(ports, marketplace, at));
  const attributes = requirements?.attributes ?? [];
  const chosen = chosenAttributes(product, attributes, {
    categoryId,
    rules: settings.attributes,
    chosen: choice.attributes,
  });
  const { weightGrams, size } = packageOf(product, categoryId, settings.packages);
  const unmet = [
    ...categoryRequirements({ categoryId, category, requirements, chosen, hasPackageSize: size !== null }),
    ...(weightGrams > 0 ? [] : [lacking("weight")]),
  ];
  const details: ListingDetails = {
    categoryId,
    brandId: brandOf(product.vendor, settings.brands, choice.brandId),
    attributes: chosen.given,
    packageWeightGrams: weightGrams,
    packageSize: size,
  };
  return { details, unmet };
}
