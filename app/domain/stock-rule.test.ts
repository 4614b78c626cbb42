// Feeds, share, buffer, ceiling and threshold of what a shop may offer.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ALL_STOCK,
  freeUnits,
  offeredStock,
  offeredWithoutStock,
  type PlacedStock,
  type StockRule,
} from "./stock-rule.ts";

const at = (storeLocationId: string, available: number, held = 0): PlacedStock => ({
  storeLocationId,
  available,
  held,
});
const offered = (stocks: readonly PlacedStock[], rule: Partial<StockRule> = {}) =>
  Object.fromEntries(offeredStock(freeUnits(stocks), { ...ALL_STOCK, ...rule }, "W1"));

describe("stock offered", () => {
  it("is all there is at the default warehouse unless a rule says otherwise", () => {
    expect(offered([at("A", 5), at("B", 7, 2)])).toEqual({ W1: 10 });
  });

  it("is a share of it, less a buffer", () => {
    expect(offered([at("A", 21)], { sharePercent: 50, buffer: 3 })).toEqual({ W1: 7 });
  });

  it("is none below the threshold, and never above the ceiling", () => {
    expect(offered([at("A", 4)], { threshold: 5 })).toEqual({ W1: 0 });
    expect(offered([at("A", 1_000_000)])).toEqual({ W1: 9_999 });
  });

  it("goes where the location feeds it; a location that feeds nothing is left out", () => {
    const feeds = [
      { storeLocationId: "A", marketplaceWarehouseId: "W2" },
      { storeLocationId: "B", marketplaceWarehouseId: "W3" },
    ];
    expect(offered([at("A", 5), at("B", 7), at("C", 9)], { feeds })).toEqual({ W2: 5, W3: 7 });
  });

  it("of two warehouses keeps buffer, ceiling and threshold over both", () => {
    const feeds = [
      { storeLocationId: "A", marketplaceWarehouseId: "W2" },
      { storeLocationId: "B", marketplaceWarehouseId: "W3" },
    ];
    const stocks = [at("A", 5), at("B", 7)];
    expect(offered(stocks, { feeds, buffer: 3 })).toEqual({ W2: 5, W3: 4 });
    expect(offered(stocks, { feeds, ceiling: 6 })).toEqual({ W2: 5, W3: 1 });
    expect(offered(stocks, { feeds, threshold: 13 })).toEqual({ W2: 0, W3: 0 });
  });

  it("of a location that oversold is taken from the others", () => {
    const feeds = [{ storeLocationId: "B", marketplaceWarehouseId: "W3" }];
    expect(offered([at("A", -3), at("B", 7)], { feeds })).toEqual({ W3: 4 });
  });

  it("without stock is the ceiling at one warehouse, never the most the marketplace takes", () => {
    const feeds = [
      { storeLocationId: "A", marketplaceWarehouseId: "W2" },
      { storeLocationId: "B", marketplaceWarehouseId: "W3" },
    ];
    expect(Object.fromEntries(offeredWithoutStock({ ...ALL_STOCK, feeds, ceiling: 50 }, "W1"))).toEqual({
      W2: 50,
      W3: 0,
    });
    expect(Object.fromEntries(offeredWithoutStock(ALL_STOCK, "W1"))).toEqual({ W1: 9_999 });
  });

  it("is said to be none at a warehouse whose locations hold nothing", () => {
    const feeds = [{ storeLocationId: "A", marketplaceWarehouseId: "W2" }];
    expect(offered([], { feeds })).toEqual({ W2: 0 });
  });

  it("never exceeds what is available, whatever the rule", () => {
    const stock = fc.record({
      storeLocationId: fc.constantFrom("A", "B", "C"),
      available: fc.integer({ min: -50, max: 5_000 }),
      held: fc.nat(50),
    });
    const rule = fc.record({
      feeds: fc.array(
        fc.record({
          storeLocationId: fc.constantFrom("A", "B", "C"),
          marketplaceWarehouseId: fc.constantFrom("W1", "W2"),
        }),
      ),
      sharePercent: fc.nat(100),
      buffer: fc.nat(20),
      ceiling: fc.nat(10_000),
      threshold: fc.nat(20),
    });
    fc.assert(
      fc.property(fc.array(stock), rule, (stocks, chosen) => {
        const total = [...offeredStock(freeUnits(stocks), chosen, "W1").values()].reduce(
          (sum, one) => sum + one,
          0,
        );
        const positive = stocks.reduce((sum, one) => sum + Math.max(one.available - one.held, 0), 0);
        expect(total).toBeGreaterThanOrEqual(0);
        expect(total).toBeLessThanOrEqual(positive);
      }),
    );
  });
});
