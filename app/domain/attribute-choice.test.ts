// Whose word on an attribute counts, and which of it the marketplace takes.
import { describe, expect, it } from "vitest";
import { chosenAttributes, missingAttributes } from "./attribute-choice.ts";
import type { CategoryAttribute } from "./category.ts";
import type { AttributeRule, AttributeSource } from "./listing-settings.ts";
import type { StoreVariant } from "./product.ts";

const attribute = (change: Partial<CategoryAttribute> = {}): CategoryAttribute => ({
  attributeId: "100",
  name: "Materials",
  kind: "property",
  isRequired: false,
  requiredBy: [],
  takesSeveral: false,
  takesOwnValues: true,
  isNumber: false,
  values: [
    { valueId: "1001", name: "Cotton" },
    { valueId: "1002", name: "Merino  Wool" },
  ],
  ...change,
});

const variant = (color: string) =>
  ({ options: [{ name: "Color", value: color }], barcode: "4006381333931" }) as unknown as StoreVariant;

const product = {
  title: "Shirt",
  vendor: "Fernweh",
  productType: "Tops",
  metafields: [
    { namespace: "custom", key: "material", value: "cotton" },
    { namespace: "custom", key: "all", value: '["Cotton","Linen"]' },
    { namespace: "custom", key: "empty", value: " " },
  ],
  variants: [variant("Red"), variant("red "), variant("Blue")],
};

const rule = (source: AttributeSource, categoryId: string | null = null): AttributeRule => ({
  attributeId: "100",
  categoryId,
  source,
});
const fixed = (value: string): AttributeSource => ({ kind: "fixed", value });

type Wanted = { rules?: readonly AttributeRule[]; chosen?: readonly string[] };
function chosen(one: CategoryAttribute, { rules = [], chosen: values }: Wanted) {
  const own = values ? [{ attributeId: "100", values }] : [];
  return chosenAttributes(product, [one], { categoryId: "7", rules, chosen: own });
}
const valuesOf = (one: CategoryAttribute, wanted: Wanted) =>
  chosen(one, wanted).given.flatMap((given) => given.values.map((value) => value.valueId ?? value.name));

describe("an attribute's value", () => {
  it("is the merchant's choice for the product, then the category's rule, then the rule for all", () => {
    const rules = [rule(fixed("All")), rule(fixed("Other category"), "8"), rule(fixed("Category"), "7")];
    expect(valuesOf(attribute(), { rules, chosen: ["Mine"] })).toEqual(["Mine"]);
    expect(valuesOf(attribute(), { rules })).toEqual(["Category"]);
    expect(valuesOf(attribute(), { rules: rules.slice(0, 2) })).toEqual(["All"]);
    expect(valuesOf(attribute(), {})).toEqual([]);
  });

  it("comes from the next rule where one finds nothing in the product", () => {
    const empty = rule({ kind: "metafield", namespace: "custom", key: "empty" }, "7");
    const absent = rule({ kind: "option", name: "Size" }, "7");
    expect(valuesOf(attribute(), { rules: [empty, absent, rule(fixed("All"))] })).toEqual(["All"]);
  });

  it("is a listed one whatever its case and spaces", () => {
    expect(valuesOf(attribute(), { rules: [rule(fixed(" merino wool "))] })).toEqual(["1002"]);
    expect(
      valuesOf(attribute(), { rules: [rule({ kind: "metafield", namespace: "custom", key: "material" })] }),
    ).toEqual(["1001"]);
  });

  it.each([
    [{ kind: "field", field: "vendor" }, "Fernweh"],
    [{ kind: "field", field: "product-type" }, "Tops"],
    [{ kind: "field", field: "title" }, "Shirt"],
    [{ kind: "field", field: "barcode" }, "4006381333931"],
  ] as const)("is read from %o", (source, value) => {
    expect(valuesOf(attribute(), { rules: [rule(source)] })).toEqual([value]);
  });

  it("of an option or a list is each value once, where the marketplace takes several", () => {
    const several = attribute({ takesSeveral: true });
    expect(valuesOf(several, { rules: [rule({ kind: "option", name: "color" })] })).toEqual(["Red", "Blue"]);
    expect(
      valuesOf(several, { rules: [rule({ kind: "metafield", namespace: "custom", key: "all" })] }),
    ).toEqual(["1001", "Linen"]);
  });

  it("that the marketplace would refuse is not given, and why is said", () => {
    const why = (one: CategoryAttribute, wanted: Wanted) => {
      const { given, refused } = chosen(one, wanted);
      expect(given).toEqual([]);
      return refused.map((fault) => fault.because);
    };
    const option = { rules: [rule({ kind: "option", name: "Color" })] };
    expect(why(attribute(), option)).toEqual(["too-many"]);
    expect(why(attribute({ takesOwnValues: false }), { chosen: ["Hemp"] })).toEqual(["not-listed"]);
    expect(why(attribute({ isNumber: true }), { chosen: ["0"] })).toEqual(["not-a-number"]);
    expect(why(attribute(), { chosen: ["x".repeat(2_001)] })).toEqual(["too-long"]);
  });

  it("is never given for what buyers choose between: that comes from the options", () => {
    expect(valuesOf(attribute({ kind: "choice" }), { chosen: ["Red"] })).toEqual([]);
  });
});

describe("a missing attribute", () => {
  const battery = attribute({ attributeId: "1", isRequired: true });
  const capacity = attribute({ attributeId: "2", requiredBy: [{ attributeId: "1", valueId: "11" }] });
  const missing = (...given: Parameters<typeof missingAttributes>[1][number][]) =>
    missingAttributes([battery, capacity], given).map((one) => one.attributeId);

  it("is one that is required, or that the value of another calls for", () => {
    expect(missing()).toEqual(["1"]);
    expect(missing({ attributeId: "1", values: [{ valueId: "12", name: "None" }] })).toEqual([]);
    expect(missing({ attributeId: "1", values: [{ valueId: "11", name: "Lithium" }] })).toEqual(["2"]);
  });
});
