// Which state may follow which.
import { describe, expect, it } from "vitest";
import { mayBecome } from "./listing.ts";

describe("a listing", () => {
  it("goes from draft through review to live, and pauses and returns", () => {
    expect(mayBecome("draft", "in-review")).toBe(true);
    expect(mayBecome("in-review", "live")).toBe(true);
    expect(mayBecome("live", "paused")).toBe(true);
    expect(mayBecome("paused", "live")).toBe(true);
  });

  it("that stands in the marketplace is never a draft again, unless it is gone or was never accepted", () => {
    expect(mayBecome("live", "draft")).toBe(false);
    expect(mayBecome("paused", "draft")).toBe(false);
    expect(mayBecome("withdrawn", "draft")).toBe(true);
    expect(mayBecome("frozen", "draft")).toBe(true);
    expect(mayBecome("rejected", "draft")).toBe(true);
  });
});
