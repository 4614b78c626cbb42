// How long the calls of a publish take: the busiest quota decides, and what nobody has seen is a range.
import { describe, expect, it } from "vitest";
import { type CallPurpose, distinctAmongAll, durationOf, leastCalls } from "./publish-calls.ts";

const counts = { listings: 1_000, images: 5_000, recommendations: 0, categories: 30 };
const seen = (rates: Partial<Record<CallPurpose, number>>, shared: number | null = null) => ({
  byPurpose: new Map(Object.entries(rates) as [CallPurpose, number][]),
  shared,
});

it("the fewest calls of 1,000 products with five pictures each are some 6,000", () => {
  expect([...leastCalls(counts).values()].reduce((sum, one) => sum + one, 0)).toBe(6_070);
});

describe("how long calls take", () => {
  it("is told by the busiest purpose where each has a quota of its own", () => {
    expect(durationOf(leastCalls(counts), seen({ picture: 10, listing: 10 }))).toEqual({
      least: 500,
      most: 500,
    });
  });

  it("is known though the rate of something rare is not", () => {
    expect(durationOf(leastCalls(counts), seen({ picture: 10 }))).toEqual({ least: 500, most: 500 });
  });

  it("is told by all calls together where they share a quota", () => {
    expect(durationOf(leastCalls(counts), seen({ picture: 50 }, 10))).toEqual({ least: 607, most: 607 });
  });

  it("is a range where the rate of what decides was never seen", () => {
    expect(durationOf(leastCalls(counts), seen({}))).toEqual({ least: 100, most: 1_000 });
    const noPictures = leastCalls({ ...counts, images: 0 });
    expect(durationOf(noPictures, seen({ picture: 10 }))).toEqual({ least: 20, most: 200 });
  });
});

it("of a sample, what is common counts once and what came up once stands for others", () => {
  const pictures = Array.from({ length: 100 }, (_, at) => [`own-${at}`, "size-chart"]).flat();
  expect(distinctAmongAll(pictures, 10)).toBe(1_001);
  expect(distinctAmongAll(pictures, 1)).toBe(101);
});
