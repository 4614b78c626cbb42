import { describe, expect, it } from "vitest";
import { nextNight } from "./night.ts";

const next = (at: string, zone: string) => nextNight(new Date(at), zone)?.toISOString();

describe("a store's night", () => {
  it("is now from two to six by its own clock", () => {
    expect(next("2026-11-26T03:30:00Z", "UTC")).toBeUndefined();
    expect(next("2026-11-26T05:59:59Z", "UTC")).toBeUndefined();
    expect(next("2026-11-26T08:00:00Z", "America/New_York")).toBeUndefined();
  });

  it("begins at the next two o'clock there", () => {
    expect(next("2026-11-26T06:00:00Z", "UTC")).toBe("2026-11-27T02:00:00.000Z");
    expect(next("2026-11-26T01:59:00Z", "UTC")).toBe("2026-11-26T02:00:00.000Z");
    expect(next("2026-11-26T12:00:00Z", "Europe/Berlin")).toBe("2026-11-27T01:00:00.000Z");
  });

  it("begins within the hour where a zone is off by half of one", () => {
    expect(next("2026-11-26T12:00:00Z", "Asia/Kolkata")).toBe("2026-11-26T21:00:00.000Z");
  });

  it("begins at three where the clocks go forward over two", () => {
    expect(next("2027-03-28T00:30:00Z", "Europe/Berlin")).toBe("2027-03-28T01:00:00.000Z");
  });

  it("is that of UTC in a zone nobody knows", () => {
    expect(next("2026-11-26T12:00:00Z", "Middle/Earth")).toBe("2026-11-27T02:00:00.000Z");
  });
});
