// Links that exist and are wrong: to what is gone, to what is another's, to several at once.
import { type ChartedLink, type ChartedVariant, freeSku, type LinkChart, onlyVariant } from "./link-chart.ts";

import type { LinkFinding, LinkStep } from "./link-finding.ts";
import { type LinkRule, linkOrRemove } from "./link-steps.ts";
import { PROPOSED, SAID } from "./link-words.ts";
import { foldedSku } from "./sku-spelling.ts";

/** Links to a SKU that the shop no longer shows. */
export const deadLinks: LinkRule = (chart) => {
  if (!chart.isWhole) return [];
  const dead = chart.links.filter((link) => !chart.shownById.has(link.marketplaceSkuId));
  return dead.flatMap((link): LinkFinding | [] => {
    const variant = chart.variantById.get(link.variantId);
    // Another link of the variant may live: then only this one goes.
    if (!variant || variant.isGone) return [];
    const others = chart.linksByVariant.get(link.variantId) ?? [];
    const own = others.length === 1 ? freeSku(chart, variant) : undefined;
    const fix = own ? "relink" : "unlink";
    return {
      key: `dead:${link.linkId}`,
      kind: "dead",
      sku: variant.sku ?? "",
      name: variant.name,
      sentence: SAID.dead(variant.name, variant.sku),
      fix,
      proposal: PROPOSED[fix],
      steps: linkOrRemove(variant, own, link.linkId),
      variantIds: [variant.variantId],
      marketplaceSkuIds: [link.marketplaceSkuId, ...(own ? [own.marketplaceSkuId] : [])],
    };
  });
};

/** One SKU of the marketplace, several variants. */
export const sharedSkus: LinkRule = (chart, isNamed) =>
  [...chart.linksByShown].flatMap(([marketplaceSkuId, links]): LinkFinding | [] => {
    const holders = links.flatMap((link) => chart.variantById.get(link.variantId) ?? []);
    if (new Set(holders).size < 2 || holders.some((holder) => isNamed(holder.variantId))) return [];
    const sellerSku = chart.shownById.get(marketplaceSkuId)?.sellerSku ?? "";
    const keeper = keeperOf(holders, sellerSku);
    const steps = links.flatMap((link) => {
      const holder = chart.variantById.get(link.variantId);
      return holder === keeper ? [] : linkOrRemove(holder, freeSku(chart, holder), link.linkId);
    });
    return {
      key: `one-to-many:${marketplaceSkuId}`,
      kind: "one-to-many",
      sku: sellerSku,
      name: keeper?.name ?? "",
      sentence: SAID.manyVariants(
        sellerSku,
        holders.map((holder) => holder.name),
      ),
      fix: "relink",
      proposal: PROPOSED.relink,
      steps,
      variantIds: holders.map((holder) => holder.variantId),
      marketplaceSkuIds: [marketplaceSkuId],
    };
  });

function keeperOf(holders: readonly ChartedVariant[], sellerSku: string): ChartedVariant | undefined {
  const present = holders.filter((holder) => !holder.isGone);
  return (
    present.find((holder) => holder.sku === sellerSku) ??
    present.find((holder) => foldedSku(holder.sku) === foldedSku(sellerSku)) ??
    present[0] ??
    holders[0]
  );
}

/** One variant, several SKUs of the marketplace. */
export const variantsWithSeveral: LinkRule = (chart, isNamed) =>
  [...chart.linksByVariant].flatMap(([variantId, all]): LinkFinding | [] => {
    const variant = chart.variantById.get(variantId);
    const links = all.filter((link) => chart.shownById.has(link.marketplaceSkuId));
    if (!variant || links.length < 2 || isNamed(variantId)) return [];
    const kept = links.find((link) => sellerSkuOf(chart, link) === variant.sku) ?? links[0];
    const dropped = links.filter((link) => link !== kept);
    const ids = links.map((link) => link.marketplaceSkuId);
    return {
      key: `one-to-many:${variantId}`,
      kind: "one-to-many",
      sku: variant.sku ?? "",
      name: variant.name,
      sentence: SAID.manySkus(
        variant.name,
        links.map((link) => sellerSkuOf(chart, link)),
      ),
      fix: "pick-one",
      proposal: PROPOSED["pick-one"],
      steps: dropped.flatMap((link) => droppedSteps(chart, variant, link)),
      variantIds: [variantId],
      marketplaceSkuIds: ids,
    };
  });

// What carries another variant's SKU goes to that one; anything else still means this variant.
function droppedSteps(chart: LinkChart, variant: ChartedVariant, link: ChartedLink): readonly LinkStep[] {
  const { linkId, marketplaceSkuId } = link;
  const owner = onlyVariant(chart, sellerSkuOf(chart, link));
  const unlink: LinkStep = { kind: "unlink", linkId };
  if (owner && owner !== variant && !chart.linksByVariant.has(owner.variantId))
    return [unlink, { kind: "link", variantId: owner.variantId, marketplaceSkuId }];
  if (owner && owner !== variant) return [unlink];
  return [unlink, { kind: "count-as", marketplaceSkuId, variantId: variant.variantId }];
}

/** A link to a SKU that is spelled exactly as another variant's, or past the one that is spelled as its own. */
export const crossedLinks: LinkRule = (chart, isNamed) =>
  chart.links.flatMap((link): LinkFinding | [] => {
    const variant = chart.variantById.get(link.variantId);
    const shown = chart.shownById.get(link.marketplaceSkuId);
    if (!variant || !shown || variant.sku === shown.sellerSku) return [];
    if ([link.variantId, link.marketplaceSkuId].some(isNamed)) return [];
    const owner = onlyVariant(chart, shown.sellerSku);
    const own = ownSku(chart, variant);
    if (!owner && !own) return [];
    const fix = own ? "relink" : "unlink";
    return {
      key: `crossed:${link.linkId}`,
      kind: "crossed",
      sku: variant.sku ?? "",
      name: variant.name,
      sentence: SAID.crossed(variant.name, variant.sku, shown.sellerSku),
      fix,
      proposal: PROPOSED[fix],
      steps: [...linkOrRemove(variant, own, link.linkId), ...takenOver(chart, owner, link)],
      variantIds: [variant.variantId],
      marketplaceSkuIds: [link.marketplaceSkuId, ...(own ? [own.marketplaceSkuId] : [])],
    };
  });

// The one whose SKU it is has it from now on, unless it is linked elsewhere.
function takenOver(
  chart: LinkChart,
  owner: ChartedVariant | undefined,
  { marketplaceSkuId }: ChartedLink,
): readonly LinkStep[] {
  if (!owner || chart.linksByVariant.has(owner.variantId)) return [];
  return [{ kind: "link", variantId: owner.variantId, marketplaceSkuId }];
}

// The variant's own SKU, unless the variant that holds it now has the same right to it.
function ownSku(chart: LinkChart, variant: ChartedVariant) {
  if (!variant.sku || variant.isGone || onlyVariant(chart, variant.sku) !== variant) return undefined;
  const same = chart.shownBySku.get(variant.sku) ?? [];
  return same.length === 1 ? same[0] : undefined;
}

function sellerSkuOf(chart: LinkChart, link: ChartedLink): string {
  return chart.shownById.get(link.marketplaceSkuId)?.sellerSku ?? "";
}
