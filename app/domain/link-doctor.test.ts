// Each fault is found with its kind, and a clean catalogue has none.
import { describe, expect, it } from "vitest";
import { aLink, aSku, aVariant, catalogue } from "../../test/link-catalogues.ts";
import type { LinkedCatalogue } from "./link-chart.ts";
import { diagnoseLinks } from "./link-doctor.ts";

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
