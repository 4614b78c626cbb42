// What may be offered, whatever warehouses say.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { availableToSell, MOST_LISTED } from "./inventory.ts";

const stock = fc.record({ available: fc.integer({ min: -500, max: 200_000 }), held: fc.nat({ max: 500 }) });

describe("available to sell", () => {
  it("is never negative and never more than the marketplace takes", () => {
    fc.assert(
      fc.property(fc.array(stock), fc.nat(100), (stocks, buffer) => {
        const offer = availableToSell(stocks, buffer);
        expect(offer).toBeGreaterThanOrEqual(0);
        expect(offer).toBeLessThanOrEqual(MOST_LISTED);
      }),
    );
  });

  it("does not depend on the order of warehouses", () => {
    fc.assert(
      fc.property(fc.array(stock), (stocks) => {
        expect(availableToSell([...stocks].reverse(), 0)).toBe(availableToSell(stocks, 0));
      }),
    );
  });

  it("falls by exactly what is held", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (available, held) => {
        expect(availableToSell([{ available, held }], 0)).toBe(Math.max(available - held, 0));
      }),
    );
  });

  it("lets a warehouse that oversold take from the others", () => {
    expect(
      availableToSell(
        [
          { available: -3, held: 0 },
          { available: 5, held: 0 },
        ],
        0,
      ),
    ).toBe(2);
  });
});
