// Buyers' money in the store's currency.
import fc from "fast-check";
import { expect, it } from "vitest";
import { inStoreCurrency } from "./exchange.ts";
import { listingPrice, SAME_PRICE } from "./price-rule.ts";

it("money is converted back by the rate, between currencies of different digits, too", () => {
  const pounds = { storeCurrency: "USD", rateMillionths: 800_000 };
  expect(inStoreCurrency({ minor: 960, currency: "GBP" }, pounds)).toEqual({ minor: 1200, currency: "USD" });
  const rupiah = { storeCurrency: "USD", rateMillionths: 16_000_000_000 };
  expect(inStoreCurrency({ minor: 192_000, currency: "IDR" }, rupiah)).toEqual({
    minor: 1200,
    currency: "USD",
  });
  expect(inStoreCurrency({ minor: 5, currency: "USD" }, pounds)).toEqual({ minor: 5, currency: "USD" });
});

it("a price that was converted for a listing comes back as it was, where the listing's currency is no coarser", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000_000 }),
      fc.integer({ min: 1_000_000, max: 100_000_000 }),
      (minor, rateMillionths) => {
        const listed = listingPrice({ minor, currency: "USD" }, { ...SAME_PRICE, rateMillionths }, "EUR");
        if (!listed) throw new Error("there is a rate");
        expect(inStoreCurrency(listed, { storeCurrency: "USD", rateMillionths }).minor).toBe(minor);
      },
    ),
  );
});
