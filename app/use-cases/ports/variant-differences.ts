// What changed of variants that their product's own moment need not show.
import type { ProductId } from "../../domain/ids.ts";
import type { StoreProduct, StoreVariant } from "../../domain/product.ts";
import type { KeptVariant } from "./catalog-records.ts";

/** Products of which something is sold without stock from now on, or no longer. */
export function policyChanged(
  before: readonly KeptVariant[],
  products: readonly StoreProduct[],
): readonly ProductId[] {
  return differing(before, products, (was, is) => was.sellsWithoutStock !== is.sellsWithoutStock);
}

/** Products whose prices are in other money: the store's currency changed, and no product with it. */
export function moneyChanged(
  before: readonly KeptVariant[],
  products: readonly StoreProduct[],
): readonly ProductId[] {
  return differing(before, products, (was, is) => was.currency !== is.price.currency);
}

function differing(
  before: readonly KeptVariant[],
  products: readonly StoreProduct[],
  differ: (was: KeptVariant, is: StoreVariant) => boolean,
): readonly ProductId[] {
  const now = new Map(
    products.flatMap((product) =>
      product.variants.map((variant) => [variant.storeVariantId, variant] as const),
    ),
  );
  const found = before.filter((was) => {
    const is = now.get(was.storeVariantId);
    return is !== undefined && differ(was, is);
  });
  return found.map((variant) => variant.productId);
}
