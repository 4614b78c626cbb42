// Finds what is wrong with the links of one shop. Rules are asked one after another, the surest first; what one of them
// has named is nobody else's, so that a fault is one finding.
import { type LinkChart, type LinkedCatalogue, linkChart } from "./link-chart.ts";
import { crossedLinks, deadLinks, sharedSkus, variantsWithSeveral } from "./link-faults.ts";
import type { LinkFinding } from "./link-finding.ts";
import { differentlySpelled, missingLinks, repeatedSkus, unknownSkus } from "./link-gaps.ts";
import type { LinkRule } from "./link-steps.ts";

const RULES: readonly LinkRule[] = [
  deadLinks,
  sharedSkus,
  variantsWithSeveral,
  crossedLinks,
  repeatedSkus,
  missingLinks,
  differentlySpelled,
  unknownSkus,
];

/** Every fault with what would mend it; none for a catalogue whose links are as they should be. */
export function diagnoseLinks(catalogue: LinkedCatalogue): readonly LinkFinding[] {
  const chart = linkChart(catalogue);
  const named = new Set<string>();
  const isNamed = (id: string) => named.has(id);
  return RULES.flatMap((rule) => {
    const findings = rule(chart, isNamed).filter((finding) => !isOnItsWay(chart, finding));
    for (const { variantIds, marketplaceSkuIds } of findings)
      for (const id of [...variantIds, ...marketplaceSkuIds]) named.add(id);
    return findings;
  });
}

// While a listing is being sent the two sides differ without anybody's fault.
function isOnItsWay(chart: LinkChart, { variantIds }: LinkFinding): boolean {
  return variantIds.some((id) => chart.variantById.get(id)?.isSettling === true);
}
