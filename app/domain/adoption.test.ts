// What is adopted without a question, and what is asked.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adoptionOf, type ShownCandidate } from "./adoption.ts";

function shown(marketplaceProductId: string, ...skus: string[]): ShownCandidate {
  return {
    marketplaceProductId,
    title: `Listing ${marketplaceProductId}`,
    skus: skus.map((sku, index) => ({ marketplaceSkuId: `${marketplaceProductId}-${index}`, sku })),
  };
}

function doubtsOf(skus: readonly string[], ...listings: ShownCandidate[]) {
  const adoption = adoptionOf(skus, listings);
  return adoption.kind === "ask" ? adoption.candidates.map((one) => one.doubts) : adoption.kind;
}

describe("a listing with exactly the product's SKUs", () => {
  it("is adopted, each SKU by its id", () => {
    const adoption = adoptionOf(["A", "B"], [shown("1", "B", "A")]);
    expect(adoption).toMatchObject({
      kind: "adopt",
      candidate: {
        marketplaceProductId: "1",
        links: [
          { sku: "A", marketplaceSkuId: "1-1" },
          { sku: "B", marketplaceSkuId: "1-0" },
        ],
      },
    });
  });

  it("is asked about when another carries one of them, too", () => {
    expect(doubtsOf(["A", "B"], shown("1", "A", "B"), shown("2", "B"))).toEqual([
      ["several"],
      ["several", "partial"],
    ]);
  });
});

describe("a listing that differs", () => {
  it.each<{ why: string; product: string[]; listing: string[]; doubts: string[] }>([
    { why: "lacks a SKU", product: ["A", "B"], listing: ["A"], doubts: ["partial"] },
    { why: "has one more", product: ["A"], listing: ["A", "C"], doubts: ["extra"] },
    { why: "has one without a SKU", product: ["A"], listing: ["A", ""], doubts: ["extra"] },
    { why: "spells it in small letters", product: ["A-1"], listing: ["a-1"], doubts: ["spelling"] },
    { why: "spells it with a blank", product: ["A-1"], listing: ["A- 1"], doubts: ["spelling"] },
    { why: "has it twice", product: ["A"], listing: ["A", "A"], doubts: ["extra", "repeated"] },
    {
      why: "has one for two spellings of the store",
      product: ["a", "A"],
      listing: ["A"],
      doubts: ["repeated", "spelling"],
    },
  ])("$why and is asked about", ({ product, listing, doubts }) => {
    expect(doubtsOf(product, shown("1", ...listing))).toEqual([doubts]);
  });

  it("shares nothing and is left alone", () => {
    expect(doubtsOf(["A"], shown("1", "B"), shown("2", ""))).toBe("none");
  });

  it("names what would be lost", () => {
    const adoption = adoptionOf(["A"], [shown("1", "A", "C")]);
    expect(adoption).toMatchObject({ candidates: [{ foreign: [{ sku: "C", marketplaceSkuId: "1-1" }] }] });
  });
});

describe("whatever stands there", () => {
  const skus = fc.uniqueArray(fc.constantFrom<string>("A", "a", "B", "C", "D "), { minLength: 1 });
  const listings = fc.array(fc.array(fc.constantFrom("A", "a", "B", "C", "D", ""), { maxLength: 4 }), {
    maxLength: 3,
  });

  it("only a listing with the same SKUs and no rival is adopted", () => {
    fc.assert(
      fc.property(skus, listings, (product, all) => {
        const adoption = adoptionOf(
          product,
          all.map((listing, index) => shown(String(index), ...listing)),
        );
        if (adoption.kind !== "adopt") return;
        const { candidate } = adoption;
        const same = all.filter((listing) => listing.some((sku) => product.includes(sku)));
        expect(same).toHaveLength(1);
        expect([...(same[0] ?? [])].sort()).toEqual([...product].sort());
        expect(candidate.foreign).toEqual([]);
      }),
    );
  });
});
