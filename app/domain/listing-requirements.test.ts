// What the marketplace demands, said so that a merchant can act.
import { describe, expect, it } from "vitest";
import { unmetRequirements } from "./listing-requirements.ts";
import type { StoreVariant } from "./product.ts";

const US = { region: "US", currency: "USD" };
const none: ReadonlySet<string> = new Set();

const variant = (change: Partial<StoreVariant> = {}): StoreVariant => ({
  storeVariantId: "gid://v/1",
  inventoryItemId: "gid://i/1",
  sku: "SOAP-1",
  title: "Default Title",
  position: 1,
  options: [{ name: "Title", value: "Default Title" }],
  price: { minor: 1200, currency: "USD" },
  compareAtPrice: null,
  barcode: null,
  weightGrams: 120,
  imageUrl: null,
  sellsWithoutStock: true,
  ...change,
});

const product = (change: object = {}) => ({
  title: "Oat milk soap bar",
  descriptionHtml: "<p>Made by hand.</p>",
  images: [{ url: "https://cdn.example/soap.jpg", altText: null }],
  variants: [variant()],
  ...change,
});

const on = new Date("2026-11-25");
const rules = (change: object, market = US, sharedSkus = none) =>
  unmetRequirements(product(change), { market, on, sharedSkus }).map((one) => one.rule);

describe("requirements of a listing", () => {
  it("are all met by an ordinary product", () => {
    expect(rules({})).toEqual([]);
  });

  it.each([
    ["title-empty", { title: " " }],
    ["title-long", { title: "x1 ".repeat(100) }],
    ["title-emoji", { title: "Soap 🧼" }],
    ["title-escape", { title: "Tom &amp; Jo" }],
    ["title-control", { title: "Soap\tbar" }],
    ["title-symbols", { title: "***" }],
    ["title-repeated", { title: "Sooooooooooooap" }],
    ["title-language", { title: "Soap 肥皂" }],
    ["description", { descriptionHtml: "<img src='x'>" }],
    ["description-language", { descriptionHtml: "<p>肥皂</p>" }],
    ["image", { images: [] }],
    ["weight", { variants: [variant({ weightGrams: null })] }],
    ["weight", { variants: [variant({ weightGrams: 0 })] }],
    ["sku-present", { variants: [variant({ sku: null })] }],
    ["sku-length", { variants: [variant({ sku: "S".repeat(51) })] }],
    ["sku-spaces", { variants: [variant({ sku: "SOAP 1" })] }],
    ["sku-unique", { variants: [variant(), variant()] }],
    ["price", { variants: [variant({ price: { minor: 0, currency: "USD" } })] }],
    ["price-high", { variants: [variant({ price: { minor: 760_001, currency: "USD" } })] }],
    ["weight-limit", { variants: [variant({ weightGrams: 68_040 })] }],
    ["option-set", { variants: [variant(), variant({ sku: "SOAP-2" })] }],
    [
      "option-repeated",
      { variants: ["A", "B"].map((sku) => variant({ sku, options: [{ name: "Size", value: "S" }] })) },
    ],
    ["currency", { variants: [variant({ price: { minor: 100, currency: "EUR" } })] }],
    ["variant", { variants: [] }],
    ["option-name", { variants: [variant({ options: [{ name: "N".repeat(21), value: "x" }] })] }],
    ["option-value", { variants: [variant({ options: [{ name: "Size", value: "v".repeat(51) }] })] }],
    [
      "option-count",
      { variants: [variant({ options: ["a", "b", "c", "d"].map((name) => ({ name, value: "x" })) })] },
    ],
  ])("%s is unmet by %o", (rule, change) => {
    expect(rules(change)).toContain(rule);
  });

  it("a title below the minimum length is an unmet requirement, not an exception", () => {
    expect(rules({ title: "Short soap" }, { region: "MY", currency: "USD" })).toEqual(["title-short"]);
  });

  it("a title of 300 characters is met in Mexico and unmet in the United States", () => {
    const title = "Soap ".repeat(60).slice(0, 299).padEnd(300, "p");
    expect(rules({ title }, { region: "MX", currency: "USD" })).toEqual([]);
    expect(rules({ title })).toEqual(["title-long"]);
  });

  it("150 variants are met in the United States and unmet in Malaysia", () => {
    const variants = Array.from({ length: 150 }, (_, at) =>
      variant({ sku: `S-${at}`, options: [{ name: "Size", value: `${at}` }] }),
    );
    const title = "A soap bar with a title long enough";
    expect(rules({ variants, title })).toEqual([]);
    expect(rules({ variants, title }, { region: "MY", currency: "USD" })).toEqual(["sku-count"]);
  });

  it("a SKU that another product carries is named", () => {
    const [unmet] = unmetRequirements(product(), {
      market: US,
      on,
      sharedSkus: new Set(["SOAP-1"]),
    });
    expect(unmet?.sentence).toContain("SOAP-1");
  });

  it("are said once for all variants that fail alike", () => {
    const variants = Array.from({ length: 8 }, (_, at) =>
      variant({ sku: `SOAP ${at}`, options: [{ name: "Size", value: `${at}` }] }),
    );
    expect(unmetRequirements(product({ variants }), { market: US, on, sharedSkus: none })).toEqual([
      {
        rule: "sku-spaces",
        cause: "sku-spaces",
        field: "sku",
        value: '"SOAP 0", "SOAP 1", "SOAP 2", "SOAP 3", "SOAP 4" and 3 more',
        limit: "",
        heading: "Space in a SKU",
        sentence:
          'A space, which TikTok Shop refuses, in SKU "SOAP 0", "SOAP 1", "SOAP 2", "SOAP 3", "SOAP 4" and 3 more.',
        fix: "Change the SKU in your store.",
      },
    ]);
  });

  it("a trademark sign is no emoji", () => {
    expect(rules({ title: "Soap™ by Jo®" })).toEqual([]);
  });
});
