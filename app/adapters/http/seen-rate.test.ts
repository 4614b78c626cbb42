// What a quota yields is told by calls that were held back; what callers were too slow for says nothing.
import { expect, it } from "vitest";
import { PlatformError } from "../../use-cases/ports/platform-error.ts";
import { createPace } from "./pace.ts";
import { SeenRate } from "./seen-rate.ts";

/** One call each so many milliseconds for a minute, another waiting behind it or not. */
function seenOf({ everyMs, isHeldBack, wasRefused = true }: Callers): readonly number[] {
  const found: number[] = [];
  const rate = new SeenRate((perSecond) => found.push(perSecond));
  if (wasRefused) rate.refused();
  for (let now = 0; now <= 61_000; now += everyMs) {
    rate.letGo(now, isHeldBack);
    rate.passed();
  }
  return found;
}

type Callers = { readonly everyMs: number; readonly isHeldBack: boolean; readonly wasRefused?: boolean };

it.each([
  [20, 50],
  [200, 5],
  [2_500, 0.4],
])("a call every %d ms while others wait are %d a second", (everyMs, perSecond) => {
  const found = seenOf({ everyMs, isHeldBack: true });
  expect(found.length).toBeGreaterThan(0);
  for (const one of found) expect(Math.abs(one / perSecond - 1)).toBeLessThan(0.05);
});

it("calls that nobody held back, or only our own caution, say nothing of the quota", () => {
  expect(seenOf({ everyMs: 200, isHeldBack: false })).toEqual([]);
  expect(seenOf({ everyMs: 200, isHeldBack: true, wasRefused: false })).toEqual([]);
});

it("an endpoint of a shop is named with what it lets pass", async () => {
  let time = 0;
  const timers: { at: number; run: () => void }[] = [];
  const wake = (milliseconds: number, run: () => void) => {
    const timer = { at: time + milliseconds, run };
    timers.push(timer);
    return () => void timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0);
  };
  const seen: [string, string, number][] = [];
  const pace = createPace(
    { now: () => time, wake },
    {
      keep: ({ shop, endpoint }, perSecond) => seen.push([shop, endpoint, perSecond]),
      recall: async () => undefined,
    },
  );
  let tokens = 8;
  const refusal = { platform: "tiktok-shop", operation: "x", kind: "throttled", detail: "" } as const;
  const caller = async () => {
    for (;;)
      await pace.run({ shop: "a", endpoint: "upload", urgency: "content" }, async () => {
        if (tokens < 1) throw new PlatformError(refusal);
        tokens -= 1;
      });
  };
  void Promise.all([caller(), caller(), caller()]);
  for (; time < 90_000; time += 10) {
    tokens = Math.min(8, tokens + 0.08);
    for (const timer of timers.filter((one) => one.at <= time)) {
      timers.splice(timers.indexOf(timer), 1);
      timer.run();
    }
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  }
  const [shop, endpoint, perSecond = 0] = seen.at(-1) ?? [];
  expect([shop, endpoint]).toEqual(["a", "upload"]);
  expect(Math.abs(perSecond / 8 - 1)).toBeLessThan(0.06);
});
