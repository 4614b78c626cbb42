// Links that ought to exist: what both sides have and nothing joins, and what only the marketplace has.
import {
  type ChartedSku,
  type ChartedVariant,
  freeSku,
  hasPlace,
  isUnlinked,
  type LinkChart,
  onlyVariant,
} from "./link-chart.ts";
import type { LinkFinding, LinkStep } from "./link-finding.ts";
import type { LinkRule } from "./link-steps.ts";
import { PROPOSED, SAID } from "./link-words.ts";
import { foldedSku } from "./sku-spelling.ts";

/** One SKU of the store on several SKUs of the marketplace; or on several variants of the store, and nobody's there. */
export const repeatedSkus: LinkRule = (chart, isNamed) =>
  [...chart.shownBySku].flatMap(([sku, all]): LinkFinding | [] => {
    const shown = all.filter((one) => !isNamed(one.marketplaceSkuId));
    const carriers = (chart.variantsBySku.get(sku) ?? []).filter((one) => !isNamed(one.variantId));
    const [variant, other] = carriers;
    if (variant && other && shown.some((one) => isUnlinked(chart, one)))
      return sharedInStore(sku, carriers, shown);
    if (!variant || other || shown.length < 2) return [];
    return {
      key: `ambiguous:${sku}`,
      kind: "ambiguous",
      sku,
      name: variant.name,
      sentence: SAID.repeated(variant.name, sku, shown.length),
      fix: "pick-one",
      proposal: PROPOSED["pick-one"],
      steps: pickOne(chart, variant, shown),
      variantIds: [variant.variantId],
      marketplaceSkuIds: shown.map((one) => one.marketplaceSkuId),
    };
  });

function sharedInStore(
  sku: string,
  carriers: readonly ChartedVariant[],
  shown: readonly ChartedSku[],
): LinkFinding {
  const names = carriers.map((one) => one.name);
  return {
    key: `ambiguous:${sku}`,
    kind: "ambiguous",
    sku,
    name: names[0] ?? "",
    sentence: SAID.sharedInStore(sku, names),
    fix: "by-hand",
    proposal: PROPOSED["by-hand"],
    steps: [],
    variantIds: carriers.map((one) => one.variantId),
    marketplaceSkuIds: shown.map((one) => one.marketplaceSkuId),
  };
}

// The one it is linked to stays; else the first the marketplace made.
function pickOne(
  chart: LinkChart,
  variant: ChartedVariant,
  shown: readonly ChartedSku[],
): readonly LinkStep[] {
  const { variantId } = variant;
  const mine = (one: ChartedSku) =>
    chart.linksByShown.get(one.marketplaceSkuId)?.some((link) => link.variantId === variantId) ?? false;
  const byAge = [...shown].sort((a, b) => (a.marketplaceSkuId < b.marketplaceSkuId ? -1 : 1));
  const kept = shown.find(mine) ?? byAge[0];
  const link: readonly LinkStep[] =
    kept && !mine(kept) ? [{ kind: "link", variantId, marketplaceSkuId: kept.marketplaceSkuId }] : [];
  const rest = byAge.filter((one) => one !== kept);
  return [
    ...link,
    ...rest.map(({ marketplaceSkuId }): LinkStep => ({ kind: "count-as", marketplaceSkuId, variantId })),
  ];
}

/** Variants that stand in the marketplace, or ought to, and are linked to nothing. */
export const missingLinks: LinkRule = (chart, isNamed) =>
  chart.present.flatMap((variant): LinkFinding | [] => {
    if (chart.linksByVariant.has(variant.variantId) || isNamed(variant.variantId)) return [];
    const own = freeSku(chart, variant);
    if (own && !isNamed(own.marketplaceSkuId))
      return missing(variant, {
        sentence: SAID.missing(variant.name, variant.sku),
        fix: "link",
        steps: [{ kind: "link", variantId: variant.variantId, marketplaceSkuId: own.marketplaceSkuId }],
        marketplaceSkuIds: [own.marketplaceSkuId],
      });
    if (!isAbsent(chart, variant)) return [];
    return missing(variant, {
      sentence: SAID.absent(variant.name, variant.sku),
      fix: "publish",
      steps: [{ kind: "publish", productId: variant.productId }],
      marketplaceSkuIds: [],
    });
  });

function isAbsent(chart: LinkChart, variant: ChartedVariant): boolean {
  if (!chart.isWhole || !variant.isListed || hasPlace(chart, variant)) return false;
  if (onlyVariant(chart, variant.sku ?? "") !== variant) return false;
  return !chart.shownByFold.has(foldedSku(variant.sku));
}

type Missing = Pick<LinkFinding, "sentence" | "steps" | "marketplaceSkuIds"> & {
  readonly fix: "link" | "publish";
};

function missing(variant: ChartedVariant, found: Missing): LinkFinding {
  return {
    key: `missing:${variant.variantId}`,
    kind: "missing",
    sku: variant.sku ?? "",
    name: variant.name,
    proposal: PROPOSED[found.fix],
    variantIds: [variant.variantId],
    ...found,
  };
}

/** SKUs that differ from a variant's by capitals and blanks alone, linked or not. */
export const differentlySpelled: LinkRule = (chart, isNamed) =>
  chart.open.flatMap((shown): LinkFinding | [] => {
    const likes = chart.variantsByFold.get(foldedSku(shown.sellerSku)) ?? [];
    if (isNamed(shown.marketplaceSkuId) || likes.some((one) => one.sku === shown.sellerSku)) return [];
    const [link] = chart.linksByShown.get(shown.marketplaceSkuId) ?? [];
    if (link)
      return spelledOnALink(
        chart,
        shown,
        likes.find((one) => one.variantId === link.variantId),
      );
    const unplaced = likes.filter((one) => !isNamed(one.variantId) && !hasPlace(chart, one));
    return unplaced.length > 0 ? spelledLoosely(shown, unplaced) : spelledAgain(shown, likes, isNamed);
  });

function spelledOnALink(
  chart: LinkChart,
  shown: ChartedSku,
  variant: ChartedVariant | undefined,
): LinkFinding | [] {
  if (!variant || variant.isReviewed || onlyVariant(chart, variant.sku ?? "") !== variant) return [];
  return spelled(shown, variant, {
    fix: "rename",
    steps: [{ kind: "publish", productId: variant.productId }],
  });
}

function spelledLoosely(shown: ChartedSku, likes: readonly ChartedVariant[]): LinkFinding | [] {
  const [variant, other] = likes;
  if (!variant) return [];
  const { marketplaceSkuId, sellerSku } = shown;
  if (!other)
    return spelled(shown, variant, {
      fix: "link",
      steps: [
        { kind: "link", variantId: variant.variantId, marketplaceSkuId },
        { kind: "publish", productId: variant.productId },
      ],
    });
  const names = likes.map((one) => one.name);
  return {
    ...spelled(shown, variant, { fix: "by-hand", steps: [] }),
    sentence: SAID.spelledLike(sellerSku, names),
    variantIds: likes.map((one) => one.variantId),
  };
}

// The variant has its place in the marketplace, and here it stands once more in another spelling.
function spelledAgain(
  shown: ChartedSku,
  likes: readonly ChartedVariant[],
  isNamed: (id: string) => boolean,
): LinkFinding | [] {
  const [variant, other] = likes;
  if (!variant || other || isNamed(variant.variantId)) return [];
  const { marketplaceSkuId } = shown;
  return spelled(shown, variant, {
    fix: "pick-one",
    steps: [{ kind: "count-as", marketplaceSkuId, variantId: variant.variantId }],
  });
}

function spelled(
  { marketplaceSkuId, sellerSku }: ChartedSku,
  variant: ChartedVariant,
  { fix, steps }: Pick<LinkFinding, "fix" | "steps">,
): LinkFinding {
  return {
    key: `case-different:${marketplaceSkuId}`,
    kind: "case-different",
    sku: variant.sku ?? sellerSku,
    name: variant.name,
    sentence: SAID.spelled(variant.name, variant.sku, sellerSku),
    fix,
    proposal: fix === "link" ? `${PROPOSED.link} ${PROPOSED.rename}` : PROPOSED[fix],
    steps,
    variantIds: [variant.variantId],
    marketplaceSkuIds: [marketplaceSkuId],
  };
}

/** SKUs of the marketplace that nothing in the store is like. */
export const unknownSkus: LinkRule = (chart, isNamed) =>
  chart.open.flatMap((shown): LinkFinding | [] => {
    const { marketplaceSkuId, sellerSku } = shown;
    if (isNamed(marketplaceSkuId) || !isUnlinked(chart, shown)) return [];
    if (chart.variantsByFold.has(foldedSku(sellerSku))) return [];
    return {
      key: `unknown-at-store:${marketplaceSkuId}`,
      kind: "unknown-at-store",
      sku: sellerSku,
      name: shown.name,
      sentence: SAID.unknown(sellerSku, shown.name),
      fix: "leave",
      proposal: PROPOSED.leave,
      steps: [{ kind: "count-as", marketplaceSkuId, variantId: null }],
      variantIds: [],
      marketplaceSkuIds: [marketplaceSkuId],
    };
  });
