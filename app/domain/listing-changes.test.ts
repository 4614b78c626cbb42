// The least update, from nothing at all to a new listing.

import { describe, expect, it } from "vitest";
import { contentText, type ListingContent, leastUpdate } from "./listing-changes.ts";
import { NO_PARTIES } from "./party.ts";

const price = (sentMinor: number | null, minor: number) => ({
  marketplaceSkuId: "17",
  sentMinor,
  sentCompareAtMinor: null,
  price: { minor, currency: "USD" },
  compareAt: null,
});
const listed = { marketplaceProductId: "9", contentHash: "h" };

describe("the least update", () => {
  it("of a listing the marketplace does not know is its creation", () => {
    expect(leastUpdate({ marketplaceProductId: null, contentHash: null }, "h", []).kind).toBe("create");
  });

  it("of changed content is an edit, whatever the prices are", () => {
    expect(leastUpdate(listed, "other", [price(100, 200)]).kind).toBe("edit");
  });

  it("of a price alone sends no content", () => {
    expect(leastUpdate(listed, "h", [price(100, 200), price(5, 5)])).toEqual({
      kind: "prices",
      prices: [price(100, 200)],
    });
  });

  it("of a struck-through price alone is a price, once", () => {
    const compareAt = { minor: 200, currency: "USD" };
    const prices = [{ ...price(100, 100), compareAt }];
    expect(leastUpdate(listed, "h", prices)).toEqual({ kind: "prices", prices });
    expect(leastUpdate(listed, "h", [{ ...price(100, 100), compareAt, sentCompareAtMinor: 200 }])).toEqual({
      kind: "none",
    });
  });

  it("of nothing is nothing", () => {
    expect(leastUpdate(listed, "h", [price(100, 100)])).toEqual({ kind: "none" });
  });
});

describe("content", () => {
  const content: ListingContent = {
    title: "Soap",
    descriptionHtml: "<p>x</p>",
    categoryId: "1",
    imageHashes: ["a", "b"],
    packageWeightGrams: 10,
    packageSize: null,
    brandId: null,
    parties: NO_PARTIES,
    attributes: [],
    skus: [{ sku: "S", options: [{ name: "Size", value: "1" }], imageHash: null }],
  };

  it("is the same text however its objects were built", () => {
    const options = [{ value: "1", name: "Size" }];
    expect(contentText({ ...content, skus: [{ imageHash: null, options, sku: "S" }] })).toBe(
      contentText(content),
    );
  });

  it.each([
    [{ title: "Soap " }],
    [{ imageHashes: ["b", "a"] }],
    [{ packageWeightGrams: 11 }],
    [{ packageSize: { length: 1, width: 2, height: 3 } }],
    [{ brandId: "7" }],
    [{ attributes: [{ attributeId: "1", values: [{ valueId: null, name: "Oat" }] }] }],
    [{ attributes: [{ attributeId: "1", values: [{ valueId: "5", name: "Oat" }] }] }],
    [{ skus: [] }],
  ])("differs with %o", (change) => {
    expect(contentText({ ...content, ...change })).not.toBe(contentText(content));
  });
});
