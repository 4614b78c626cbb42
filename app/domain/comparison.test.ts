import { describe, expect, it } from "vitest";
import { type RecordedListing, type ShownOnPage, shownDifferences, stockDrift } from "./comparison.ts";
import type { SentListing } from "./read-back.ts";

const sent: SentListing = {
  ...{ title: "Oat soap", imageCount: 1, skus: ["S", "M"], contentHash: "h1" },
  ...{ changedBefore: null, isSettled: true },
};
const link = (sku: string, sentStock: Record<string, number> = { w1: 5 }) => ({
  ...{ id: `link-${sku}`, sku, marketplaceSkuId: `at-${sku}`, sentPriceMinor: 1200, sentStock },
});
const listing: RecordedListing = {
  ...{ state: "live", contentHash: "h1", unheeded: 0, skus: [link("S"), link("M")] },
};
const shownSku = (sku: string, change: { minor?: number; quantity?: number } = {}) => ({
  ...{ marketplaceSkuId: `at-${sku}`, sku, price: { minor: change.minor ?? 1200, currency: "USD" } },
  stock: [
    { marketplaceWarehouseId: "w1", quantity: change.quantity ?? 5 },
    { marketplaceWarehouseId: "the platform's own", quantity: 40 },
  ],
});
const shown: ShownOnPage = {
  ...{ state: "live", isInReview: false, title: "Oat soap", skus: [shownSku("S"), shownSku("M")] },
};

describe("a listing that is shown as it was sent", () => {
  it("does not differ", () => {
    expect(shownDifferences(listing, sent, shown)).toEqual([]);
    expect(stockDrift(listing.skus, shown)).toEqual([]);
  });

  it("does not differ in a state that a draft beside it has", () => {
    expect(shownDifferences(listing, sent, { ...shown, state: "draft" })).toEqual([]);
  });
});

describe("a listing that is shown otherwise", () => {
  it.each([
    ["state", { ...shown, state: "paused" }],
    ["title", { ...shown, title: "Best soap ever" }],
    ["variants", { ...shown, skus: [{ ...shownSku("S"), sku: "X" }, shownSku("M")] }],
    ["variants", { ...shown, skus: [shownSku("S")] }],
    ["price", { ...shown, skus: [shownSku("S", { minor: 999 }), shownSku("M")] }],
  ] as const)("differs in its %s alone", (kind, page) => {
    expect(shownDifferences(listing, sent, page)).toEqual([kind]);
  });

  it("differs in stock, warehouse by warehouse, of those that we send to", () => {
    const page = { skus: [shownSku("S", { quantity: 2 }), shownSku("M")] };
    expect(stockDrift(listing.skus, page)).toEqual([
      { listingSkuId: "link-S", sent: { w1: 5 }, shown: { w1: 2 } },
    ]);
  });

  it("differs within our own rows when its hash is not the one that was sent", () => {
    expect(shownDifferences({ ...listing, contentHash: "h2" }, sent, shown)).toEqual(["record"]);
  });
});

describe("nothing is judged", () => {
  const other = { ...shown, title: "Other", skus: [shownSku("S", { minor: 1 }), shownSku("M")] };

  it("of the content while a review of it is under way", () => {
    expect(shownDifferences(listing, sent, { ...other, isInReview: true })).toEqual(["price"]);
  });

  it("of what was given up and told to the merchant", () => {
    expect(shownDifferences({ ...listing, unheeded: 2 }, sent, other)).toEqual([]);
  });

  it("of stock that was sold since it was sent, or never sent", () => {
    const page = { skus: [shownSku("S", { quantity: 2 }), shownSku("M", { quantity: 2 })] };
    expect(stockDrift([link("S", { w1: -1 }), link("M", {})], page)).toEqual([]);
  });
});
