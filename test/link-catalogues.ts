// Catalogues of two sides and the links between them, for tests of the link doctor; name only what matters.
import type { ChartedVariant, LinkedCatalogue } from "../app/domain/link-chart.ts";

/** An ordinary variant. */
export function aVariant(
  id: string,
  sku: string | null,
  change: Partial<ChartedVariant> = {},
): ChartedVariant {
  return {
    variantId: `v${id}`,
    productId: `p${id}`,
    name: `Thing ${id}`,
    sku,
    isGone: false,
    isListed: true,
    isSettling: false,
    isReviewed: false,
    ...change,
  };
}

export const aSku = (id: string, sellerSku: string) => ({
  marketplaceSkuId: `s${id}`,
  marketplaceProductId: `m${id}`,
  sellerSku,
  name: `Listing ${id}`,
});

export const aLink = (variant: string, sku: string) => ({
  linkId: `l${variant}-${sku}`,
  variantId: `v${variant}`,
  marketplaceSkuId: `s${sku}`,
});

/** Two variants, each linked to its own SKU. */
export function catalogue(change: Partial<LinkedCatalogue> = {}): LinkedCatalogue {
  return {
    variants: [aVariant("1", "A-1"), aVariant("2", "B-2")],
    links: [aLink("1", "1"), aLink("2", "2")],
    shown: [aSku("1", "A-1"), aSku("2", "B-2")],
    isWhole: true,
    counted: new Map(),
    ...change,
  };
}
