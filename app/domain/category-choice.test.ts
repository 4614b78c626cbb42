// Whose word on a category counts.
import { describe, expect, it } from "vitest";
import { type CategoryRule, merchantsCategory } from "./category-choice.ts";

const pot = { productType: "Cookware", vendor: "Cascade", tags: ["camping"], collections: ["Summer"] };
const rule = (field: CategoryRule["field"], value: string, categoryId: string): CategoryRule => ({
  field,
  value,
  categoryId,
});

describe("a category", () => {
  it("the merchant chose for the product beats every rule", () => {
    const rules = [rule("vendor", "Cascade", "2")];
    expect(merchantsCategory(pot, rules, "1")).toEqual({ categoryId: "1", because: { kind: "chosen" } });
  });

  it("comes from the first rule that fits, whatever its case", () => {
    const rules = [
      rule("tag", "fishing", "1"),
      rule("collection", " summer ", "2"),
      rule("vendor", "Cascade", "3"),
    ];
    expect(merchantsCategory(pot, rules, null)?.categoryId).toBe("2");
  });

  it("fits by type, vendor, tag or collection", () => {
    for (const [field, value] of [
      ["product-type", "cookware"],
      ["vendor", "cascade"],
      ["tag", "camping"],
      ["collection", "summer"],
    ] as const) {
      expect(merchantsCategory(pot, [rule(field, value, "9")], null)?.categoryId).toBe("9");
    }
  });

  it("is the marketplace's to recommend where nothing fits, and an empty rule fits nothing", () => {
    const bare = { productType: "", vendor: "", tags: [], collections: [] };
    expect(merchantsCategory(bare, [rule("vendor", "", "1")], null)).toBeUndefined();
  });
});
