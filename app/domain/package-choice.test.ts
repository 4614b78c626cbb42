// A parcel's weight and size, and the brand: the store's word, then the merchant's.
import { describe, expect, it } from "vitest";
import { brandOf } from "./brand-choice.ts";
import { mayHaveDefaultWeight, packageOf } from "./package-choice.ts";
import type { StoreVariant } from "./product.ts";

const weighing = (...grams: (number | null)[]) => ({
  variants: grams.map((weightGrams) => ({ weightGrams }) as StoreVariant),
});
const size = { length: 10, width: 20, height: 5 };
const forAll = { categoryId: null, weightGrams: 500, size: null };
const forCategory = { categoryId: "7", weightGrams: 900, size };

describe("a parcel", () => {
  it("weighs what the heaviest variant weighs", () => {
    expect(packageOf(weighing(10, 30, null), "7", [forCategory]).weightGrams).toBe(30);
  });

  it("without a weight of its own has the category's default before the one for all", () => {
    expect(packageOf(weighing(null), "7", [forAll, forCategory])).toEqual({ weightGrams: 900, size });
    expect(packageOf(weighing(0), "8", [forAll, forCategory])).toEqual({ weightGrams: 500, size: null });
    expect(packageOf(weighing(), "8", [])).toEqual({ weightGrams: 0, size: null });
  });

  it("takes weight and size each from the first default that has it", () => {
    const sizeOnly = { categoryId: "7", weightGrams: null, size };
    expect(packageOf(weighing(null), "7", [sizeOnly, forAll])).toEqual({ weightGrams: 500, size });
    expect(mayHaveDefaultWeight([sizeOnly])).toBe(false);
    expect(mayHaveDefaultWeight([sizeOnly, forAll])).toBe(true);
  });
});

describe("a brand", () => {
  it("is the product's own, else the vendor's, else none", () => {
    const brands = { fernweh: "70" };
    expect(brandOf(" Fernweh", brands, "71")).toBe("71");
    expect(brandOf(" Fernweh", brands, null)).toBe("70");
    expect(brandOf("Cascade", brands, null)).toBeNull();
    expect(brandOf("constructor", brands, null)).toBeNull();
  });
});
