// On sale or not, and how it gets there.
import { describe, expect, it } from "vitest";
import { nextMove, type Standing } from "./listing-life.ts";

const live: Standing = {
  state: "live",
  isSent: true,
  pausedFor: null,
  product: "active",
  sellable: 1,
  openOrderLines: 0,
};
const move = (change: Partial<Standing>) => nextMove({ ...live, ...change });

describe("a listing", () => {
  it("of a product on sale stands as it is", () => {
    expect(move({})).toBeNull();
  });

  it.each(["archived", "draft", "unlisted"] as const)(
    "of a product that is %s is taken off sale",
    (product) => {
      expect(move({ product })).toBe("deactivate");
      expect(move({ product, state: "paused", pausedFor: "product" })).toBeNull();
      expect(move({ product, state: "in-review" })).toBeNull();
    },
  );

  it("that was paused for its product returns with it, one that others paused does not", () => {
    expect(move({ state: "paused", pausedFor: "product" })).toBe("activate");
    expect(move({ state: "paused", pausedFor: "merchant" })).toBeNull();
    expect(move({ state: "paused", pausedFor: null })).toBeNull();
  });

  it("without any SKU of the store's is taken off sale, and returns with one", () => {
    expect(move({ sellable: 0 })).toBe("deactivate");
    expect(move({ sellable: 0, state: "paused", pausedFor: "product" })).toBeNull();
    expect(move({ state: "paused", pausedFor: "product" })).toBe("activate");
  });

  it("of a deleted product goes off sale at once and is deleted when no order waits for it", () => {
    const product = "deleted" as const;
    expect(move({ product, openOrderLines: 1 })).toBe("deactivate");
    expect(move({ product, openOrderLines: 1, state: "paused" })).toBe("wait");
    expect(move({ product, state: "paused" })).toBe("delete");
    expect(move({ product, state: "in-review" })).toBe("delete");
  });

  it("that is gone, frozen or was never sent is left alone", () => {
    expect(move({ product: "deleted", state: "withdrawn" })).toBeNull();
    expect(move({ product: "deleted", state: "frozen" })).toBeNull();
    expect(move({ product: "archived", state: "draft", isSent: false })).toBeNull();
  });
});
