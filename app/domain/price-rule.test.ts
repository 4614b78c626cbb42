// Rate, change, ending and floor of a listing's price.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listingPrice, type PriceRule, SAME_PRICE } from "./price-rule.ts";

const usd = (minor: number) => ({ minor, currency: "USD" });
const listed = (minor: number, rule: Partial<PriceRule>) =>
  listingPrice(usd(minor), { ...SAME_PRICE, ...rule }, "USD")?.minor;
const percent = (basisPoints: number) => ({ kind: "percent", basisPoints }) as const;

describe("a listing's price", () => {
  it("is the store's price unless a rule says otherwise", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (minor) => {
        expect(listingPrice(usd(minor), SAME_PRICE, "USD")).toEqual(usd(minor));
      }),
    );
  });

  it("rises or falls by a percentage, rounded half up", () => {
    expect(listed(1010, { change: percent(250) })).toBe(1035);
    expect(listed(1000, { change: percent(-1500) })).toBe(850);
  });

  it("rises or falls by an amount, never below nothing", () => {
    expect(listed(1000, { change: { kind: "amount", minor: 150 } })).toBe(1150);
    expect(listed(100, { change: { kind: "amount", minor: -500 } })).toBe(0);
  });

  it("ends as buyers are used to, by going up", () => {
    expect(listed(1010, { ending: "99" })).toBe(1099);
    expect(listed(1099, { ending: "99" })).toBe(1099);
    expect(listed(1096, { ending: "95" })).toBe(1195);
    expect(listed(1001, { ending: "whole" })).toBe(1100);
    expect(listed(1000, { ending: "whole" })).toBe(1000);
  });

  it("has no ending where the currency has no minor units", () => {
    const yen = { minor: 1980, currency: "JPY" };
    expect(listingPrice(yen, { ...SAME_PRICE, ending: "99" }, "JPY")).toEqual(yen);
  });

  it("never goes below its floor, and keeps its ending", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: -9000, max: 9000 }),
        (minor, points) => {
          const price = listed(minor, { change: percent(points), floorMinor: 500, ending: "99" }) ?? 0;
          expect(price).toBeGreaterThanOrEqual(500);
          expect(price % 100).toBe(99);
        },
      ),
    );
  });

  it("of nothing stays nothing", () => {
    expect(listed(0, { change: percent(500), floorMinor: 100, ending: "99" })).toBe(0);
  });

  it("is converted by the merchant's rate, between currencies of different digits, too", () => {
    const rule = { ...SAME_PRICE, rateMillionths: 920_000 };
    expect(listingPrice(usd(1000), rule, "EUR")).toEqual({ minor: 920, currency: "EUR" });
    const yen = { ...SAME_PRICE, rateMillionths: 150_250_000 };
    expect(listingPrice(usd(1000), yen, "JPY")).toEqual({ minor: 1503, currency: "JPY" });
  });

  it("is unknown in another currency without a rate", () => {
    expect(listingPrice(usd(1000), SAME_PRICE, "EUR")).toBeUndefined();
  });
});
