// How fast calls go after a restart, in virtual time: from what the process before saw, whether or not the quota moved.
import { describe, expect, it } from "vitest";
import { saturate } from "../../../test/paced-platform.ts";

const MINUTE = 60_000;

type Restart = {
  readonly rate: number;
  readonly latency: number;
  /** What the quota has become, as a share of what it was. */
  readonly moved: number;
  readonly ageMs: number;
};

/** After one minute and after five, in the mean of several rates that may have been seen last. */
async function restarted({ rate, latency, moved, ageMs }: Restart) {
  const looks: Awaited<ReturnType<typeof saturate>>[] = [];
  for (const seen of [0.96, 0.98, 1, 1.02]) {
    const recall = async () => ({ perSecond: rate * seen, ageMs });
    const memory = { keep: () => undefined, recall };
    looks.push(await saturate({ quota: () => rate * moved, latency }, [60, 300], memory));
  }
  const mean = (at: number, of: "used" | "refused") =>
    looks.reduce((sum, look) => sum + (look[at]?.[of] ?? Number.NaN), 0) / looks.length;
  return { usedInOne: mean(0, "used"), usedInFive: mean(1, "used"), refusedInFive: mean(1, "refused") };
}

describe.each([
  [5, 20],
  [5, 100],
  [5, 300],
  [5, 800],
  [10, 20],
  [10, 100],
  [10, 300],
  [10, 800],
  [50, 100],
  [50, 800],
])("a quota of %i a second seen before a restart, through answers that take %i ms", (rate, latency) => {
  const lately = { rate, latency, ageMs: MINUTE };

  it("is used from the first minute on where it stayed", async () => {
    const { usedInOne, refusedInFive } = await restarted({ ...lately, moved: 1 });
    expect(usedInOne).toBeGreaterThan(0.95);
    expect(refusedInFive).toBeLessThan(0.005);
  });

  // Half a percent of 750 calls is less than four: one refusal more is let pass.
  it("is hardly overrun where it halved", async () => {
    const { usedInFive, refusedInFive } = await restarted({ ...lately, moved: 0.5 });
    expect(usedInFive).toBeGreaterThan(0.9);
    expect(refusedInFive).toBeLessThan(0.005 + 1 / (rate * 0.5 * 300));
  });

  it("is tried upwards within seconds where it doubled", async () => {
    const { usedInOne, usedInFive, refusedInFive } = await restarted({ ...lately, moved: 2 });
    expect(usedInOne).toBeGreaterThan(0.85);
    expect(usedInFive).toBeGreaterThan(0.95);
    expect(refusedInFive).toBeLessThan(0.005);
  });
});

describe("a quota seen long before a restart", () => {
  const longAgo = { rate: 50, latency: 100, ageMs: 60 * MINUTE };

  it("is approached from below without being overrun", async () => {
    const { usedInOne, refusedInFive } = await restarted({ ...longAgo, moved: 1 });
    expect(usedInOne).toBeGreaterThan(0.95);
    expect(refusedInFive).toBeLessThan(0.004);
  });

  it("is met on the way to what was seen where it fell to a tenth", async () => {
    const { usedInFive } = await restarted({ ...longAgo, moved: 0.1 });
    expect(usedInFive).toBeGreaterThan(0.9);
  });
});
