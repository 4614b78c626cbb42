import { expect, test } from "vitest";
import { productsFromCsv } from "./csv.ts";
import { demoCsv } from "./seed.ts";

const { products, refused } = productsFromCsv(demoCsv());
const variants = products.flatMap((product) => product.variants);

test("every row of the demo merchant's catalogue can be read", () => {
  expect(refused).toEqual([]);
  expect(products.length).toBeGreaterThanOrEqual(44);
  expect(variants.length).toBeGreaterThanOrEqual(100);
});

test("titles are long enough for a marketplace and every SKU stands once", () => {
  expect(products.filter((product) => product.title.length < 25)).toEqual([]);
  const skus = variants.flatMap((variant) => variant.sku ?? []);
  expect(new Set(skus).size).toBe(skus.length);
});

test("two products have a problem to show: one without image and weight, one with a variant without SKU", () => {
  const bare = products.filter((product) => product.images.length === 0);
  expect(bare.map((product) => product.variants.map((variant) => variant.weightGrams))).toEqual([[null]]);
  const nameless = products.filter((product) => product.variants.some((variant) => variant.sku === null));
  expect(nameless).toHaveLength(1);
  expect(variants.filter((variant) => variant.weightGrams === null)).toHaveLength(1);
});
