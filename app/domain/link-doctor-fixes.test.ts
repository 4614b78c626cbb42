// What is proposed mends what was found, whatever the two sides hold.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aLink, aSku, aVariant, catalogue } from "../../test/link-catalogues.ts";
import type { ChartedVariant, LinkedCatalogue } from "./link-chart.ts";
import { diagnoseLinks } from "./link-doctor.ts";
import type { LinkFinding, LinkStep } from "./link-finding.ts";

const STEPS: {
  [K in LinkStep["kind"]]: (of: LinkedCatalogue, step: Extract<LinkStep, { kind: K }>) => LinkedCatalogue;
} = {
  link: (of, { variantId, marketplaceSkuId }) => ({
    ...of,
    links: [
      ...of.links.filter((one) => one.variantId !== variantId && one.marketplaceSkuId !== marketplaceSkuId),
      { linkId: `new-${variantId}`, variantId, marketplaceSkuId },
    ],
    counted: new Map([...of.counted].filter(([id]) => id !== marketplaceSkuId)),
  }),
  unlink: (of, { linkId }) => ({ ...of, links: of.links.filter((one) => one.linkId !== linkId) }),
  "count-as": (of, { marketplaceSkuId, variantId }) => ({
    ...of,
    counted: new Map([...of.counted, [marketplaceSkuId, variantId]]),
  }),
  publish: (of, { productId }) =>
    of.variants.filter((one) => one.productId === productId).reduce(published, of),
};

function published(of: LinkedCatalogue, { variantId, sku }: ChartedVariant): LinkedCatalogue {
  const linked = new Set(
    of.links.flatMap((one) => (one.variantId === variantId ? one.marketplaceSkuId : [])),
  );
  if (linked.size === 0) {
    const marketplaceSkuId = `made-${variantId}`;
    const made = { marketplaceSkuId, marketplaceProductId: "m", sellerSku: sku ?? "", name: "" };
    return {
      ...of,
      shown: [...of.shown, made],
      links: [...of.links, { linkId: `l-${marketplaceSkuId}`, variantId, marketplaceSkuId }],
    };
  }
  const shown = of.shown.map((one) =>
    linked.has(one.marketplaceSkuId) ? { ...one, sellerSku: sku ?? "" } : one,
  );
  return { ...of, shown };
}

function applied(of: LinkedCatalogue, finding: LinkFinding): LinkedCatalogue {
  return finding.steps.reduce((now, step) => STEPS[step.kind](now, step as never), of);
}

const skus = fc.constantFrom("A", "a", "B", "B ", "C", "");
const catalogues = fc
  .record({
    variants: fc.array(fc.tuple(skus, fc.boolean()), { maxLength: 5 }),
    shown: fc.array(skus, { maxLength: 5 }),
    links: fc.array(fc.tuple(fc.nat(5), fc.nat(6)), { maxLength: 6 }),
    isWhole: fc.boolean(),
  })
  .map(({ variants, shown, links, isWhole }) =>
    catalogue({
      variants: variants.map(([sku, isListed], index) => aVariant(String(index), sku || null, { isListed })),
      shown: shown.map((sku, index) => aSku(String(index), sku)),
      links: [
        ...new Map(
          links
            .filter(([variant]) => variant < variants.length)
            .map(([variant, sku]) => [`${variant} ${sku}`, aLink(String(variant), String(sku))]),
        ).values(),
      ],
      isWhole,
    }),
  );

describe("whatever the two sides hold", () => {
  it("a finding whose fix is applied is gone", () => {
    fc.assert(
      fc.property(catalogues, (of) => {
        for (const finding of diagnoseLinks(of)) {
          if (finding.steps.length === 0) continue;
          const left = diagnoseLinks(applied(of, finding)).map((one) => one.key);
          expect(left).not.toContain(finding.key);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("accepting all, again and again, ends with what only the merchant can do", () => {
    fc.assert(
      fc.property(catalogues, (start) => {
        let of = start;
        for (let round = 0; round < 8; round++) of = diagnoseLinks(of).reduce(applied, of);
        expect(diagnoseLinks(of).filter((one) => one.fix !== "by-hand")).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it("each finding has a key of its own", () => {
    fc.assert(
      fc.property(catalogues, (of) => {
        const keys = diagnoseLinks(of).map((one) => one.key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });

  it("variants linked one to one to their own SKUs give none", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { selector: (sku) => sku.toLowerCase() }),
        (all) => {
          const plain = all.map((sku) => sku.replaceAll(/\s/g, "x").normalize("NFKC").toLowerCase());
          fc.pre(new Set(plain).size === plain.length);
          const of = catalogue({
            variants: plain.map((sku, index) => aVariant(String(index), sku)),
            links: plain.map((_sku, index) => aLink(String(index), String(index))),
            shown: plain.map((sku, index) => aSku(String(index), sku)),
          });
          expect(diagnoseLinks(of)).toEqual([]);
        },
      ),
    );
  });
});
