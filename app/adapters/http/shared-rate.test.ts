// Two processes that know nothing of each other and share one quota, as a deployment has for a moment and a larger one
// always; in virtual time.
import { expect, it } from "vitest";
import { bucketPlatform, steppedClock } from "../../../test/paced-platform.ts";
import { createPace } from "./pace.ts";

const CALL = { shop: "shop", endpoint: "products", urgency: "content" } as const;
const CALLERS = 160;
const AFTERWARDS_SECONDS = 300;

/** What the first uses of the quota after the second has stopped. */
async function usedAlone(perSecond: number, togetherSeconds: number): Promise<number> {
  const time = steppedClock();
  const { call } = bucketPlatform(time, { quota: () => perSecond });
  let isSecondRunning = true;
  let passed = 0;
  const first = createPace(time);
  const second = createPace(time);
  const callOfFirst = async () => {
    for (;;) await first.run(CALL, () => call("products")).then(() => (passed += 1));
  };
  const callOfSecond = async () => {
    while (isSecondRunning) await second.run(CALL, () => call("products"));
  };
  for (let caller = 0; caller < CALLERS; caller += 1) {
    void callOfFirst();
    void callOfSecond();
  }
  await time.pass(togetherSeconds * 1_000);
  isSecondRunning = false;
  const before = passed;
  await time.pass(AFTERWARDS_SECONDS * 1_000);
  return (passed - before) / (perSecond * AFTERWARDS_SECONDS);
}

// When the other stops is luck: what was believed at that moment differs.
it.each([
  [50, 0.65],
  [10, 0.65],
  [5, 0.3],
])("a quota of %i a second is regained by the one that remains", async (perSecond, atLeast) => {
  for (let together = 200; together <= 1_200; together += 125)
    expect(await usedAlone(perSecond, together)).toBeGreaterThan(atLeast);
});
