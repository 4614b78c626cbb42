// How fast calls may go, in virtual time: how much of a quota that nobody tells is used, and how often it is overrun.
import { describe, expect, it } from "vitest";
import { type BucketServer, bucketPlatform, saturate, steppedClock } from "../../../test/paced-platform.ts";
import { PlatformError } from "../../use-cases/ports/platform-error.ts";
import { createPace } from "./pace.ts";

const CALL = { shop: "shop", endpoint: "products", urgency: "content" } as const;

async function saturated(server: BucketServer, seconds: number) {
  const [end] = await saturate(server, [seconds]);
  if (!end) throw new Error("no look");
  return end;
}

describe("an unknown quota", () => {
  it.each([5, 10, 50, 200])("of %i a second is used nearly whole, with few refusals", async (rate) => {
    const { used, refused } = await saturated({ quota: () => rate }, 900);
    expect(used).toBeGreaterThan(0.96);
    expect(refused).toBeLessThan(0.005);
  });

  // Whether it grew can be asked by being refused alone: where few calls pass between two moves, it is asked seldom.
  it.each([
    [50, 300, 0.97],
    [10, 300, 0.97],
    [5, 300, 0.94],
    [50, 100, 0.97],
    [10, 100, 0.93],
  ])("of %i a second that halves and doubles every %i seconds is followed", async (rate, every, atLeast) => {
    const quota = (now: number) => rate * ([1, 0.5, 1, 2][Math.floor(now / (every * 1_000)) % 4] ?? 1);
    const { used, refused } = await saturated({ quota }, 3_600);
    expect(used).toBeGreaterThan(atLeast);
    expect(refused).toBeLessThan(0.005);
  });

  // Four moves within 450 seconds and some 4,500 calls: finding it costs more than those few calls earn. Where in them a
  // move falls is luck, so several are looked at.
  it("that moves from the first minutes on is followed at once", async () => {
    const runs: { used: number; refused: number }[] = [];
    for (const begunAfter of [0, 20, 40, 60, 80]) {
      const at = (now: number) => Math.floor((now / 1_000 + begunAfter) / 100);
      const quota = (now: number) => 10 * ([1, 0.5, 1, 2, 1][at(now)] ?? 1);
      runs.push(await saturated({ quota }, 450 - begunAfter));
    }
    const mean = (of: "used" | "refused") => runs.reduce((sum, run) => sum + run[of], 0) / runs.length;
    expect(mean("used")).toBeGreaterThan(0.93);
    expect(mean("refused")).toBeLessThan(0.005);
  });

  it("that goes to levels it never had is followed", async () => {
    const levels = [1, 0.62, 1.38, 0.45, 1.71, 0.93, 1.2, 0.55, 1.9, 0.76, 1.1, 0.5];
    const quota = (now: number) => 10 * (levels[Math.floor(now / 300_000)] ?? 1);
    const { used, refused } = await saturated({ quota }, 3_600);
    expect(used).toBeGreaterThan(0.95);
    expect(refused).toBeLessThan(0.005);
  });

  // All that is under way above the quota when it is met is refused with it: slow answers make finding it dear.
  it.each([
    [10, 300, 0.93],
    [10, 800, 0.85],
    [50, 800, 0.9],
  ])(
    "of %i a second that moves is followed through answers that take %i ms",
    async (rate, latency, atLeast) => {
      const quota = (now: number) => rate * ([1, 0.5, 1, 2][Math.floor(now / 300_000) % 4] ?? 1);
      const { used, refused } = await saturated({ quota, latency }, 3_600);
      expect(used).toBeGreaterThan(atLeast);
      expect(refused).toBeLessThan(0.005);
    },
  );

  it("is approached from below although a single call went a minute before", async () => {
    const time = steppedClock();
    const pace = createPace(time);
    const { call, counts } = bucketPlatform(time, { quota: () => 10 });
    const ask = () => void pace.run(CALL, () => call("products"));
    ask();
    await time.pass(60_000);
    for (let asked = 0; asked < 500; asked += 1) ask();
    await time.pass(60_000);
    expect(counts.admitted).toBe(501);
    expect(counts.refused).toBeLessThan(8);
  });

  it("is measured without the pause that the platform asked for", async () => {
    const { used, refused } = await saturated({ quota: () => 10, retryAfterMs: 2_000 }, 900);
    expect(used).toBeGreaterThan(0.9);
    expect(refused).toBeLessThan(0.005);
  });

  it("is not tried again before the platform said", async () => {
    const time = steppedClock();
    const pace = createPace(time);
    const sent: number[] = [];
    const refusal = { platform: "tiktok-shop", operation: "x", kind: "throttled", detail: "" } as const;
    void pace.run(CALL, async () => {
      sent.push(time.now());
      if (sent.length === 1) throw new PlatformError({ ...refusal, retryAfterMs: 5_000 });
    });
    await time.pass(4_999);
    expect(sent).toHaveLength(1);
    await time.pass(1_100);
    expect(sent).toHaveLength(2);
  });
});
