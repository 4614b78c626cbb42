import { expect, it } from "vitest";
import { mendingSetting, unmet } from "./requirement.ts";
import type { RuleWords } from "./requirement-words.ts";
import { CATEGORY_RULES } from "./requirement-words-category.ts";
import { PRODUCT_RULES } from "./requirement-words-product.ts";

const rules: [string, RuleWords][] = Object.entries({ ...PRODUCT_RULES, ...CATEGORY_RULES });
const found = { value: "1", limit: "2", things: "it" };

it.each(rules)("%s names the app's settings in its fix exactly if one of them mends it", (_, words) => {
  const isNamed = /\b(mapping|settings|rule|template)\b/.test(words.fix(found));
  expect(words.setting !== undefined).toBe(isNamed);
});

it("what mends a cause is what mends its rule, whatever narrows it; a cause nobody knows is mended nowhere", () => {
  expect(mendingSetting(unmet("currency", { of: "CHF" }).cause)).toBe("price");
  expect(mendingSetting("sku-spaces")).toBeUndefined();
  expect(mendingSetting("constructor")).toBeUndefined();
});
