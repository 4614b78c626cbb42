// A platform that lets calls pass by a bucket, and a clock that has no wall: seconds of paced calls take milliseconds.
import { createPace, type RateMemory } from "../app/adapters/http/pace.ts";
import { PlatformError } from "../app/use-cases/ports/platform-error.ts";

/** Whatever was resolved runs before time goes on. */
async function settled() {
  for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
}

/** A virtual clock whose events run in order as time is moved. */
export function steppedClock() {
  let time = 0;
  const events: { at: number; run: () => void }[] = [];
  const now = () => time;
  const wake = (milliseconds: number, run: () => void) => {
    const event = { at: time + milliseconds, run };
    events.splice(events.findLastIndex((one) => one.at <= event.at) + 1, 0, event);
    return () => void (events.includes(event) && events.splice(events.indexOf(event), 1));
  };
  const sleep = (milliseconds: number) => new Promise<void>((resolve) => void wake(milliseconds, resolve));
  const pass = async (milliseconds: number) => {
    const end = time + milliseconds;
    await settled();
    for (let next = events[0]; next && next.at <= end; next = events[0]) {
      events.shift();
      time = next.at;
      next.run();
      await settled();
    }
    time = end;
  };
  return { now, wake, sleep, pass };
}

export type BucketServer = {
  readonly quota: (now: number) => number;
  readonly latency?: number;
  readonly retryAfterMs?: number;
};

/** A platform with one bucket per endpoint, or one for all; counts what it let through and what it refused. */
export function bucketPlatform(
  time: ReturnType<typeof steppedClock>,
  { quota, latency = 50, retryAfterMs }: BucketServer,
  shared = "no",
) {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const counts = { admitted: 0, refused: 0 };
  const call = async (endpoint: string) => {
    await time.sleep(latency / 2);
    const key = shared === "yes" ? "" : endpoint;
    const rate = quota(time.now());
    const bucket = buckets.get(key) ?? { tokens: rate, at: time.now() };
    bucket.tokens = Math.min(rate, bucket.tokens + ((time.now() - bucket.at) / 1_000) * rate);
    bucket.at = time.now();
    buckets.set(key, bucket);
    const passes = bucket.tokens >= 1;
    if (passes) bucket.tokens -= 1;
    counts[passes ? "admitted" : "refused"] += 1;
    await time.sleep(latency / 2);
    if (!passes) {
      const facts = { platform: "tiktok-shop", operation: endpoint, kind: "throttled", detail: "" } as const;
      throw new PlatformError({ ...facts, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
    }
  };
  return { call, counts };
}

const CALL = { shop: "shop", endpoint: "products", urgency: "content" } as const;

/** Callers that always have more to send; the share of the quota that was used, and of refusals, at so many seconds. */
export async function saturate(server: BucketServer, seconds: readonly number[], memory?: RateMemory) {
  const time = steppedClock();
  const pace = createPace(time, memory);
  const { call, counts } = bucketPlatform(time, server);
  const caller = async () => {
    for (;;) await pace.run(CALL, () => call("products"));
  };
  for (let callers = 0; callers < 160; callers += 1) void caller();
  const looks: { used: number; refused: number }[] = [];
  let granted = 0;
  for (let second = 1; second <= Math.max(...seconds); second += 1) {
    granted += server.quota(time.now());
    await time.pass(1_000);
    const { admitted, refused } = counts;
    if (seconds.includes(second))
      looks.push({ used: admitted / granted, refused: refused / (admitted + refused) });
  }
  return looks;
}
