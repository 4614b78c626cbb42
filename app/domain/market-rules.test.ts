// Rules of a market on a day.
import { describe, expect, it } from "vitest";
import { marketRules } from "./market-rules.ts";
import { MARKET_RULES } from "./market-rules-data.ts";

const today = new Date("2026-11-25");

describe("rules of a market", () => {
  it.each(["US", "GB", "UK", "DE", "ID", "MY", "MX", "BR", "JP", "ZZ"])("are complete for %s", (region) => {
    expect(Object.keys(marketRules(region, today)).sort()).toEqual([
      "images",
      "mostGrams",
      "mostSku",
      "mostUnits",
      "mostVariants",
      "namesParties",
      "options",
      "price",
      "takesChinese",
      "title",
    ]);
  });

  it("a market's own row wins over the one for every market", () => {
    expect(marketRules("MX", today).title).toEqual({ least: 1, most: 300 });
    expect(marketRules("MY", today).title).toEqual({ least: 25, most: 255 });
  });

  it("a row does not hold before its day", () => {
    expect(marketRules("US", new Date("2023-08-31"))).toEqual({});
    expect(marketRules("US", new Date("2023-09-01")).mostSku).toBe(50);
  });

  it("every row says since when, how sure and by what source", () => {
    for (const row of MARKET_RULES) {
      expect(row.since).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(row.source).not.toBe("");
      expect(["stated", "reported", "inferred"]).toContain(row.sure);
    }
  });
});
