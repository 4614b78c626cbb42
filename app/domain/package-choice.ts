// What a parcel of a product weighs and measures: the store's own weight, else the merchant's default for the category,
// else the default for all. The store knows no sizes, so a size is always a default.
import type { PackageDefault } from "./listing-settings.ts";
import type { StoreProduct } from "./product.ts";

export type PackageSize = NonNullable<PackageDefault["size"]>;

export type Package = {
  /** 0 when nobody says. */
  readonly weightGrams: number;
  readonly size: PackageSize | null;
};

/** The heaviest variant's weight: one parcel weight stands for all of a listing's SKUs. */
export function packageWeight(product: Pick<StoreProduct, "variants">): number {
  return Math.max(0, ...product.variants.map((variant) => variant.weightGrams ?? 0));
}

export function packageOf(
  product: Pick<StoreProduct, "variants">,
  categoryId: string,
  defaults: readonly PackageDefault[],
): Package {
  const own = packageWeight(product);
  const fitting = [
    ...defaults.filter((one) => one.categoryId === categoryId),
    ...defaults.filter((one) => one.categoryId === null),
  ];
  return {
    weightGrams: own > 0 ? own : (fitting.find((one) => one.weightGrams !== null)?.weightGrams ?? 0),
    size: fitting.find((one) => one.size !== null)?.size ?? null,
  };
}

/** Whether some category may have a weight that the store lacks: then only the category decides if one is missing. */
export function mayHaveDefaultWeight(defaults: readonly PackageDefault[]): boolean {
  return defaults.some((one) => (one.weightGrams ?? 0) > 0);
}
