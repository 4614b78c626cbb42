// Pictures the marketplace takes and those it does not.
import { expect, it } from "vitest";
import { type ImageFacts, type ImageUse, imageRequirements } from "./image-requirements.ts";
import { marketRules } from "./market-rules.ts";

const rules = marketRules("US", new Date("2026-11-25"));
const fine: ImageFacts = { bytes: 50_000, format: "PNG", width: 600, height: 600 };
const found = (change: Partial<ImageFacts>, use: ImageUse = "main") =>
  imageRequirements({ url: "https://cdn.example/a.png", use, facts: { ...fine, ...change } }, rules).map(
    (one) => one.rule,
  );

it.each([
  ["image-bytes", { bytes: 10 * 1024 * 1024 + 1 }],
  ["image-format", { format: null, width: null, height: null }],
  ["image-small", { width: 299 }],
  ["image-small", { height: 299 }],
  ["image-large", { width: 4_001 }],
])("%s is unmet by %o", (rule, change) => {
  expect(found(change)).toEqual([rule]);
});

it("limits themselves are taken", () => {
  expect(found({ bytes: 10 * 1024 * 1024, width: 300, height: 4_000 })).toEqual([]);
});

it("a variant's picture may be smaller and larger than the product's", () => {
  expect(found({ width: 100, height: 20_000 }, "attribute")).toEqual([]);
  expect(found({ width: 99 }, "attribute")).toEqual(["image-small"]);
});

it("a long and narrow picture is no fault: the marketplace makes it square", () => {
  expect(found({ width: 400, height: 3_900 })).toEqual([]);
});
