// The finish date a merchant is shown: by pace alone, by the day's quota, and by both.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextDay, type PublishWork, publishPlan } from "./publish-plan.ts";

const NOON = new Date("2026-11-26T12:00:00Z");
const HOUR = 3_600_000;

const work = (change: Partial<PublishWork>): PublishWork => ({
  listings: 1_000,
  seconds: 600,
  listingsPerDay: null,
  listedToday: 0,
  ...change,
});

describe("the finish date", () => {
  it("is by pace alone where the marketplace allows any number a day", () => {
    const plan = publishPlan(work({}), NOON);
    expect(plan).toMatchObject({ msLeft: 600_000, limitedBy: "pace", days: 1 });
  });

  it("is now when nothing is left", () => {
    expect(publishPlan(work({ listings: 0, seconds: 0 }), NOON)).toMatchObject({ msLeft: 0, days: 0 });
  });

  it("of 10,000 products at 300 a day is 34 days on", () => {
    const plan = publishPlan(work({ listings: 10_000, seconds: 6_000, listingsPerDay: 300 }), NOON);
    expect(plan).toMatchObject({ limitedBy: "daily-quota", days: 34 });
    expect(plan.finishAt.toISOString()).toBe("2026-12-29T00:01:00.000Z");
  });

  it("counts what was listed today already", () => {
    const left = work({ listings: 100, seconds: 60, listingsPerDay: 100, listedToday: 40 });
    const plan = publishPlan(left, NOON);
    expect(plan.days).toBe(2);
    expect(plan.finishAt.toISOString()).toBe("2026-11-27T00:00:24.000Z");
  });

  it("of a publish longer than a day does not end at midnight", () => {
    const plan = publishPlan(work({ listings: 100_000, seconds: 120_000 }), NOON);
    expect(plan.msLeft).toBeCloseTo(120_000_000, -2);
    expect(plan.limitedBy).toBe("pace");
  });

  it("is never before the pace allows nor before the quota allows", () => {
    const cases = fc.record({
      listings: fc.integer({ min: 1, max: 200_000 }),
      secondsEach: fc.double({ min: 0.005, max: 40, noNaN: true }),
      listingsPerDay: fc.integer({ min: 1, max: 5_000 }),
      listedToday: fc.integer({ min: 0, max: 5_000 }),
    });
    fc.assert(
      fc.property(cases, ({ secondsEach, ...one }) => {
        const seconds = one.listings * secondsEach;
        const plan = publishPlan({ ...one, seconds }, NOON);
        const byPace = seconds * 1_000;
        const room = Math.max(0, one.listingsPerDay - one.listedToday);
        const laterDays = Math.ceil(Math.max(0, one.listings - room) / one.listingsPerDay);
        expect(plan.msLeft).toBeGreaterThanOrEqual(byPace - 1);
        if (laterDays > 0) expect(plan.msLeft).toBeGreaterThan((laterDays - 1) * 24 * HOUR + 12 * HOUR);
      }),
    );
  });

  it("counts days from midnight UTC", () => {
    expect(nextDay(NOON).toISOString()).toBe("2026-11-27T00:00:00.000Z");
    expect(nextDay(new Date("2026-11-27T00:00:00Z")).toISOString()).toBe("2026-11-28T00:00:00.000Z");
  });
});
