import { describe, expect, it } from "vitest";
import {
  pictureDifference,
  priceDifference,
  stateDifference,
  stockDifference,
  titleDifference,
} from "./listing-differences.ts";

const usd = (minor: number) => ({ minor, currency: "USD" });
const lamp = { store: "Lamp", due: "Lamp", sent: "Lamp", shown: "Lamp", isInReview: false };

describe("what agrees or was never seen", () => {
  it("is not spoken of", () => {
    expect(titleDifference(lamp)).toBeNull();
    expect(titleDifference({ ...lamp, due: "Light", shown: null })).toBeNull();
    expect(pictureDifference({ store: 2, sent: 2, shown: 2, isInReview: false })).toBeNull();
    expect(priceDifference({ store: usd(9), due: usd(9), sentMinor: 9, shown: usd(9) })).toBeNull();
    expect(stockDifference({ store: 3, sent: 3, shown: 3 })).toBeNull();
    expect(stateDifference({ state: "live", pausedFor: null, product: "active" })).toBeNull();
  });
});

describe("a title or picture that differs", () => {
  it.each([
    [{ due: "Lamp by Fernweh", sent: "Lamp by Fernweh", shown: "Lamp by Fernweh" }, /title template/],
    [{ store: "Light", due: "Light" }, /to become "Light"/],
    [{ due: "Light", sent: "Light", isInReview: true }, /still reviewing/],
    [{ due: "Light", sent: "Light" }, /another title than "Light"/],
  ])("says why: %o", (change, words) => {
    expect(titleDifference({ ...lamp, ...change })).toMatch(words);
  });

  it("tells pictures left out from pictures that do not show", () => {
    expect(pictureDifference({ store: 12, sent: 9, shown: 9, isInReview: false })).toMatch(/left out/);
    expect(pictureDifference({ store: 9, sent: 9, shown: 4, isInReview: false })).toMatch(/4 of the 9/);
    expect(pictureDifference({ store: 9, sent: 9, shown: 4, isInReview: true })).toMatch(/still reviewing/);
    expect(pictureDifference({ store: 9, sent: null, shown: 4, isInReview: false })).toMatch(/before/);
  });
});

describe("a price, stock or state that differs", () => {
  it("names the rule, the next price, or what was sent", () => {
    const price = { store: usd(1000), due: usd(1100), sentMinor: 1100, shown: usd(1100) };
    expect(priceDifference(price)).toMatch(/price rule/);
    expect(priceDifference({ ...price, due: usd(1200) })).toMatch(/become 12.00 USD/);
    expect(priceDifference({ ...price, shown: usd(900) })).toMatch(/than 11.00 USD/);
    expect(priceDifference({ ...price, due: { minor: 1000, currency: "EUR" } })).toMatch(/exchange rate/);
  });

  it("says what was last sent of the stock", () => {
    expect(stockDifference({ store: 10, sent: 8, shown: 8 })).toMatch(/last sent 8: your stock rules/);
    expect(stockDifference({ store: 10, sent: 8, shown: 5 })).toMatch(/sent 8; TikTok Shop showed 5/);
    expect(stockDifference({ store: 10, sent: null, shown: 5 })).toMatch(/not sent stock/);
  });

  it("says who took a listing off sale", () => {
    const paused = { state: "paused", product: "active" } as const;
    expect(stateDifference({ ...paused, pausedFor: null })).toMatch(/TikTok Shop itself/);
    expect(stateDifference({ ...paused, pausedFor: "merchant" })).toMatch(/You took/);
    expect(stateDifference({ ...paused, pausedFor: "product" })).toMatch(/put back/);
    expect(stateDifference({ state: "live", pausedFor: null, product: "draft" })).toMatch(/not active/);
    expect(stateDifference({ state: "paused", pausedFor: "product", product: "draft" })).toMatch(/Off sale/);
  });
});
