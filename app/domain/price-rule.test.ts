// Markup, floor and ending of a listing's price.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listingPrice, SAME_PRICE } from "./price-rule.ts";

const usd = (minor: number) => ({ minor, currency: "USD" });

describe("a listing's price", () => {
  it("is the store's price unless a rule says otherwise", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (minor) => {
        expect(listingPrice(usd(minor), SAME_PRICE)).toEqual(usd(minor));
      }),
    );
  });

  it("rises by a markup, rounded half up", () => {
    expect(listingPrice(usd(1010), { ...SAME_PRICE, markupBasisPoints: 250 }).minor).toBe(1035);
  });

  it("never goes below its floor, and keeps its ending", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: -9000, max: 9000 }),
        (minor, markup) => {
          const rule = { markupBasisPoints: markup, floorMinor: 500, endingMinor: 99 };
          const price = listingPrice(usd(minor), rule).minor;
          expect(price).toBeGreaterThanOrEqual(500);
          expect(price % 100).toBe(99);
        },
      ),
    );
  });

  it("of nothing stays nothing", () => {
    expect(listingPrice(usd(0), { markupBasisPoints: 500, floorMinor: 100, endingMinor: 99 })).toEqual(
      usd(0),
    );
  });
});
