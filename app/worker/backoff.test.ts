import fc from "fast-check";
import { expect, it } from "vitest";
import { backoff, backoffCeiling, patience } from "./backoff.ts";

it("the ceiling doubles with every attempt and never passes an hour", () => {
  const ceilings = [1, 2, 3, 4, 5, 6, 11, 12, 40].map(backoffCeiling);
  expect(ceilings).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 2_048_000, 3_600_000, 3_600_000]);
});

it("the wait lies anywhere below the ceiling", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.double({ min: 0, max: 0.999999, noNaN: true }),
      (attempts, part) => {
        const wait = backoff(attempts, () => part);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(backoffCeiling(attempts));
      },
    ),
  );
  expect(backoff(3, () => 0.5)).toBe(4_000);
});

it("a platform's own wait is honored, up to an hour", () => {
  expect(patience(1_500)).toBe(1_500);
  expect(patience(undefined)).toBe(2_000);
  expect(patience(86_400_000)).toBe(3_600_000);
});
