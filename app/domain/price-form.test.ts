// What a merchant types becomes a rule, or a sentence; a rule shown and saved again is the same rule.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PriceForm, priceForm, priceRuleFrom } from "./price-form.ts";
import { type PriceRule, SAME_PRICE } from "./price-rule.ts";

const form = (change: Partial<PriceForm>) =>
  priceRuleFrom({ ...priceForm(SAME_PRICE, "USD"), ...change }, "USD");

describe("a price form", () => {
  it("that is shown and saved untouched is the rule it was", () => {
    const change = fc.oneof(
      fc.record({
        kind: fc.constant("percent" as const),
        basisPoints: fc.integer({ min: -9_999, max: 50_000 }),
      }),
      fc.record({
        kind: fc.constant("amount" as const),
        minor: fc.integer({ min: -1_000_000, max: 1_000_000 }),
      }),
    );
    const rules: fc.Arbitrary<PriceRule> = fc.record({
      change,
      ending: fc.constantFrom("as-is" as const, "whole" as const, "99" as const, "95" as const),
      floorMinor: fc.option(fc.nat(1_000_000)),
      rateMillionths: fc.option(fc.integer({ min: 1, max: 20_000_000_000 })),
      compareAt: fc.constantFrom("none" as const, "store" as const),
    });
    fc.assert(
      fc.property(rules, fc.constantFrom("USD", "IDR"), (rule, currency) => {
        expect(priceRuleFrom(priceForm(rule, currency), currency)).toEqual({ rule });
      }),
    );
  });

  it("takes off or adds, in percent or in money", () => {
    expect(form({ direction: "take-off", unit: "percent", by: "2.5" })).toMatchObject({
      rule: { change: { kind: "percent", basisPoints: -250 } },
    });
    expect(form({ unit: "amount", by: "1.5" })).toMatchObject({
      rule: { change: { kind: "amount", minor: 150 } },
    });
  });

  it("says what is wrong with each field", () => {
    const bad = form({ by: "ten", floor: "-1", rate: "0" });
    expect(bad).toEqual({
      faults: {
        by: "Enter a number of 0 or more, such as 2.5.",
        floor: "Enter an amount in USD, or nothing.",
        rate: "Enter a rate above 0 with at most six decimals, such as 0.92.",
      },
    });
    for (const by of ["", "-3", "1e3", "٣", "1,5", "99999999"])
      expect(form({ by })).toHaveProperty("faults.by");
  });
});
