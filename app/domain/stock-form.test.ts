// What a merchant types of stock becomes a rule, or a sentence.
import { expect, it } from "vitest";
import { stockForm, stockRuleFrom } from "./stock-form.ts";
import { ALL_STOCK } from "./stock-rule.ts";

it("a stock form that is shown and saved untouched is the rule it was", () => {
  const rule = { ...ALL_STOCK, buffer: 3, feeds: [{ storeLocationId: "A", marketplaceWarehouseId: "W" }] };
  expect(stockRuleFrom(stockForm(rule))).toEqual({ rule });
});

it("what is no whole number in its span is named by field", () => {
  const form = { ...stockForm(ALL_STOCK), sharePercent: "101", buffer: "-1", ceiling: "0", threshold: "1.5" };
  const faults = {
    sharePercent: "Enter a whole number from 0 to 100.",
    buffer: expect.any(String) as string,
  };
  expect(stockRuleFrom(form)).toMatchObject({ faults });
  expect(stockRuleFrom(form)).toHaveProperty("faults.ceiling");
  expect(stockRuleFrom(form)).toHaveProperty("faults.threshold");
});
