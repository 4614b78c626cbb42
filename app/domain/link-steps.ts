// A rule of the link doctor, and the step that several rules propose alike.
import type { ChartedSku, ChartedVariant, LinkChart } from "./link-chart.ts";
import type { LinkFinding, LinkStep } from "./link-finding.ts";

/** What one rule finds; `isNamed` tells which variants and SKUs an earlier rule has spoken of. */
export type LinkRule = (chart: LinkChart, isNamed: (id: string) => boolean) => readonly LinkFinding[];

/** Links a variant to its own SKU where there is one, else takes the link away and lets the listing be sent again. */
export function linkOrRemove(
  variant: ChartedVariant | undefined,
  own: ChartedSku | undefined,
  linkId: string,
): readonly LinkStep[] {
  if (variant && own)
    return [{ kind: "link", variantId: variant.variantId, marketplaceSkuId: own.marketplaceSkuId }];
  const unlink: LinkStep = { kind: "unlink", linkId };
  if (!variant || variant.isGone || !variant.isListed) return [unlink];
  return [unlink, { kind: "publish", productId: variant.productId }];
}
