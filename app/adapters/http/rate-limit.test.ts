// The bucket's arithmetic, on a clock that moves only when slept on.
import { expect, it } from "vitest";
import { createRateLimit } from "./rate-limit.ts";

function clock() {
  const slept: number[] = [];
  let now = 0;
  return {
    slept,
    now: () => now,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    sleep: async (milliseconds: number) => {
      slept.push(milliseconds);
    },
  };
}

it("what the bucket holds is spent without waiting, the rest in turn", async () => {
  const time = clock();
  const limit = createRateLimit({ capacity: 2, perSecond: 1 }, time);
  for (let call = 0; call < 4; call += 1) await limit.take("a");
  expect(time.slept).toEqual([1000, 2000]);
});

it("one key does not wait for another", async () => {
  const time = clock();
  const limit = createRateLimit({ capacity: 1, perSecond: 1 }, time);
  await limit.take("a");
  await limit.take("b");
  expect(time.slept).toEqual([]);
});

it("the bucket fills with time and never beyond its capacity", async () => {
  const time = clock();
  const limit = createRateLimit({ capacity: 2, perSecond: 1 }, time);
  await limit.take("a", 2);
  time.pass(60_000);
  await limit.take("a", 2);
  await limit.take("a");
  expect(time.slept).toEqual([1000]);
});

it("what the platform says is left counts, and so does the rate it grants", async () => {
  const time = clock();
  const limit = createRateLimit({ capacity: 10, perSecond: 1 }, time);
  limit.observe("a", 0, { capacity: 100, perSecond: 50 });
  await limit.take("a", 25);
  expect(time.slept).toEqual([500]);
});

it("a cost above the capacity waits for a full bucket, not for ever", async () => {
  const time = clock();
  const limit = createRateLimit({ capacity: 10, perSecond: 10 }, time);
  await limit.take("a", 1000);
  await limit.take("a", 1000);
  expect(time.slept).toEqual([1000]);
});
