// Each fault is found with its kind, a clean catalogue has none, and what is proposed mends what was found.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChartedVariant, LinkedCatalogue } from "./link-chart.ts";
import { diagnoseLinks } from "./link-doctor.ts";
import type { LinkFinding, LinkStep } from "./link-finding.ts";

function aVariant(id: string, sku: string | null, change: Partial<ChartedVariant> = {}): ChartedVariant {
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

const aSku = (id: string, sellerSku: string) => ({
  marketplaceSkuId: `s${id}`,
  marketplaceProductId: `m${id}`,
  sellerSku,
  name: `Listing ${id}`,
});

const aLink = (variant: string, sku: string) => ({
  linkId: `l${variant}-${sku}`,
  variantId: `v${variant}`,
  marketplaceSkuId: `s${sku}`,
});

/** Two variants, each linked to its own SKU. */
function catalogue(change: Partial<LinkedCatalogue> = {}): LinkedCatalogue {
  return {
    variants: [aVariant("1", "A-1"), aVariant("2", "B-2")],
    links: [aLink("1", "1"), aLink("2", "2")],
    shown: [aSku("1", "A-1"), aSku("2", "B-2")],
    isWhole: true,
    counted: new Map(),
    ...change,
  };
}

const found = (of: LinkedCatalogue) => diagnoseLinks(of).map((one) => [one.kind, one.sku, one.fix]);

describe("links as they should be", () => {
  it("give no finding", () => {
    expect(found(catalogue())).toEqual([]);
  });

  it("give none while the listing is on its way", () => {
    const variants = [aVariant("1", "A-1", { isSettling: true }), aVariant("2", "B-2")];
    expect(found(catalogue({ variants, links: [aLink("2", "2")] }))).toEqual([]);
  });

  it("give none for a variant that was never listed and stands nowhere", () => {
    const variants = [...catalogue().variants, aVariant("3", "C-3", { isListed: false })];
    expect(found(catalogue({ variants }))).toEqual([]);
  });
});

describe("a link to what is gone", () => {
  const shown = [aSku("9", "A-1"), aSku("2", "B-2")];

  it("is dead, and goes to the SKU that bears the name now", () => {
    expect(found(catalogue({ shown }))).toEqual([["dead", "A-1", "relink"]]);
  });

  it("is dead and removed when none does", () => {
    expect(found(catalogue({ shown: [aSku("2", "B-2")] }))).toEqual([["dead", "A-1", "unlink"]]);
  });

  it("is not called dead by a shop that was read in part", () => {
    expect(found(catalogue({ shown: [aSku("2", "B-2")], isWhole: false }))).toEqual([]);
  });
});

describe("SKUs and variants that do not pair off", () => {
  it.each<[string, Partial<LinkedCatalogue>, readonly unknown[]]>([
    ["a live variant without a link is missing", { links: [aLink("2", "2")] }, ["missing", "A-1", "link"]],
    [
      "a SKU its listing lacks is missing there",
      { links: [aLink("2", "2")], shown: [aSku("2", "B-2")] },
      ["missing", "A-1", "publish"],
    ],
    [
      "one SKU on two of the marketplace is ambiguous",
      { shown: [...catalogue().shown, aSku("7", "A-1")] },
      ["ambiguous", "A-1", "pick-one"],
    ],
    [
      "one SKU on two variants of the store is ambiguous and for the merchant to rename",
      {
        variants: [...catalogue().variants, aVariant("3", "C"), aVariant("4", "C")],
        shown: [...catalogue().shown, aSku("3", "C")],
      },
      ["ambiguous", "C", "by-hand"],
    ],
    [
      "two variants linked to one SKU are one-to-many",
      { links: [aLink("1", "1"), aLink("2", "1")] },
      ["one-to-many", "A-1", "relink"],
    ],
    [
      "a variant linked to two SKUs is one-to-many",
      { links: [...catalogue().links, aLink("1", "3")], shown: [...catalogue().shown, aSku("3", "Z")] },
      ["one-to-many", "A-1", "pick-one"],
    ],
    [
      "another spelling without a link is case-different",
      { links: [aLink("2", "2")], shown: [aSku("1", "a- 1"), aSku("2", "B-2")] },
      ["case-different", "A-1", "link"],
    ],
    [
      "another spelling on a link is case-different",
      { shown: [aSku("1", "a-1"), aSku("2", "B-2")] },
      ["case-different", "A-1", "rename"],
    ],
    [
      "a SKU nothing in the store carries is unknown",
      { shown: [...catalogue().shown, aSku("7", "Z-9")] },
      ["unknown-at-store", "Z-9", "leave"],
    ],
  ])("%s", (_title, change, finding) => {
    expect(found(catalogue(change))).toEqual([finding]);
  });

  it("two links that changed places are crossed, each", () => {
    expect(found(catalogue({ links: [aLink("1", "2"), aLink("2", "1")] }))).toEqual([
      ["crossed", "A-1", "relink"],
      ["crossed", "B-2", "relink"],
    ]);
  });

  it("what the merchant decided about is not found again", () => {
    const shown = [...catalogue().shown, aSku("7", "A-1"), aSku("8", "Z")];
    const counted = new Map([
      ["s7", "v1"],
      ["s8", null],
    ]);
    expect(found(catalogue({ shown, counted }))).toEqual([]);
  });

  it("a new spelling still under review is not found", () => {
    const variants = [aVariant("1", "A-1", { isReviewed: true }), aVariant("2", "B-2")];
    expect(found(catalogue({ variants, shown: [aSku("1", "a-1"), aSku("2", "B-2")] }))).toEqual([]);
  });
});

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
