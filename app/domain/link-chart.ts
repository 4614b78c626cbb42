// Variants, links and the marketplace's SKUs of one shop, laid out so that each can be found from the others.
import { foldedSku } from "./sku-spelling.ts";

export type ChartedVariant = {
  readonly variantId: string;
  readonly productId: string;
  readonly name: string;
  readonly sku: string | null;
  /** No longer in the store; kept for the orders that name it. */
  readonly isGone: boolean;
  /** Its listing stands in the marketplace, so that a SKU of it without a link is missing there. */
  readonly isListed: boolean;
  /** Its listing was or is being sent: what the marketplace shows is about to change. */
  readonly isSettling: boolean;
  /** Its newest content may still be under review: the marketplace shows the spelling of before. */
  readonly isReviewed: boolean;
};

export type ChartedLink = {
  readonly linkId: string;
  readonly variantId: string;
  readonly marketplaceSkuId: string;
};

export type ChartedSku = {
  readonly marketplaceSkuId: string;
  readonly marketplaceProductId: string;
  readonly sellerSku: string;
  readonly name: string;
};

export type LinkedCatalogue = {
  readonly variants: readonly ChartedVariant[];
  readonly links: readonly ChartedLink[];
  readonly shown: readonly ChartedSku[];
  /** Every SKU of the shop was read: one that is not among them is gone. */
  readonly isWhole: boolean;
  /** SKUs the merchant decided about: which variant orders for it mean, or null for none. */
  readonly counted: ReadonlyMap<string, string | null>;
};

export type LinkChart = ReturnType<typeof linkChart>;

/** Lays a catalogue out. Only variants still in the store are found by SKU, and only SKUs nothing was decided about. */
export function linkChart(catalogue: LinkedCatalogue) {
  const { variants, links, shown, counted, isWhole } = catalogue;
  const present = variants.filter((variant) => !variant.isGone && foldedSku(variant.sku) !== "");
  const open = shown.filter((sku) => !counted.has(sku.marketplaceSkuId));
  const labelled = open.filter((sku) => foldedSku(sku.sellerSku) !== "");
  return {
    isWhole,
    links,
    present,
    open,
    variantById: new Map(variants.map((variant) => [variant.variantId, variant])),
    variantsBySku: Map.groupBy(present, (variant) => variant.sku ?? ""),
    variantsByFold: Map.groupBy(present, (variant) => foldedSku(variant.sku)),
    shownById: new Map(shown.map((sku) => [sku.marketplaceSkuId, sku])),
    shownBySku: Map.groupBy(labelled, (sku) => sku.sellerSku),
    shownByFold: Map.groupBy(labelled, (sku) => foldedSku(sku.sellerSku)),
    linksByVariant: Map.groupBy(links, (link) => link.variantId),
    linksByShown: Map.groupBy(links, (link) => link.marketplaceSkuId),
    countedVariants: new Set([...counted.values()].filter((variantId) => variantId !== null)),
  };
}

/** The variant that alone carries a SKU, spelled exactly so. */
export function onlyVariant(chart: LinkChart, sku: string): ChartedVariant | undefined {
  const carriers = chart.variantsBySku.get(sku) ?? [];
  return carriers.length === 1 ? carriers[0] : undefined;
}

/** The one SKU of the marketplace that is spelled as the variant's and means nothing else yet. */
export function freeSku(chart: LinkChart, variant: ChartedVariant | undefined): ChartedSku | undefined {
  if (!variant?.sku || variant.isGone || onlyVariant(chart, variant.sku) !== variant) return undefined;
  const same = chart.shownBySku.get(variant.sku) ?? [];
  const [only] = same;
  return only && same.length === 1 && isUnlinked(chart, only) ? only : undefined;
}

export function isUnlinked(chart: LinkChart, sku: ChartedSku): boolean {
  return !chart.linksByShown.has(sku.marketplaceSkuId);
}

/** Whether a variant means some SKU of the marketplace already, by link or by the merchant's word. */
export function hasPlace(chart: LinkChart, variant: ChartedVariant): boolean {
  return chart.linksByVariant.has(variant.variantId) || chart.countedVariants.has(variant.variantId);
}
