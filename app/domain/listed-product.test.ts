// What a connection's settings make of a product.
import { describe, expect, it } from "vitest";
import { listedProduct } from "./listed-product.ts";
import { STORES_OWN } from "./listing-settings.ts";
import type { StoreVariant } from "./product.ts";

const variant = (size: string): StoreVariant => ({
  storeVariantId: size,
  inventoryItemId: size,
  sku: size,
  title: size,
  position: 1,
  options: [{ name: "Size", value: size }],
  price: { minor: 1000, currency: "USD" },
  compareAtPrice: null,
  barcode: null,
  weightGrams: 100,
  imageUrl: null,
  sellsWithoutStock: false,
});
const shirt = {
  title: "Shirt {vendor}",
  descriptionHtml: "<p>Soft</p>",
  vendor: "Loom",
  productType: "Shirts",
  variants: [variant("S"), variant("M"), variant("S")],
};

describe("a listed product", () => {
  it("is the store's own where the settings are silent", () => {
    expect(listedProduct({ ...shirt, title: "Shirt" }, STORES_OWN, "USD")).toEqual({
      ...shirt,
      title: "Shirt",
    });
  });

  it("takes words from its fields and options", () => {
    const settings = {
      ...STORES_OWN,
      titleTemplate: "{vendor} {title} {type} {option:size}",
      descriptionTemplate: "{description}<p>By {vendor}</p>",
    };
    const listed = listedProduct({ ...shirt, title: "Shirt" }, settings, "USD");
    expect(listed.title).toBe("Loom Shirt Shirts S, M");
    expect(listed.descriptionHtml).toBe("<p>Soft</p><p>By Loom</p>");
  });

  it("keeps the store's words where a template names none of them", () => {
    const settings = { ...STORES_OWN, titleTemplate: "" };
    expect(listedProduct({ ...shirt, title: "Shirt" }, settings, "USD").title).toBe("Shirt");
  });

  it("costs what the rule says, and stays in the store's currency without a rate", () => {
    const price = { ...STORES_OWN.price, change: { kind: "percent", basisPoints: 1000 } as const };
    const listed = listedProduct(shirt, { ...STORES_OWN, price }, "USD");
    expect(listed.variants.map((one) => one.price.minor)).toEqual([1100, 1100, 1100]);
    expect(listedProduct(shirt, STORES_OWN, "EUR").variants[0]?.price.currency).toBe("USD");
  });
});
