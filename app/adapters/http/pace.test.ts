// Riding a quota that nobody tells, in virtual time: how much of it is used, how often it is overrun, who goes first.
import { describe, expect, it } from "vitest";
import { PlatformError } from "../../use-cases/ports/platform-error.ts";
import { createPace, type PacedCall, type Urgency } from "./pace.ts";

/** Whatever was resolved runs before time goes on. */
async function settled() {
  for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
}

/** A virtual clock whose events run in order as time is moved. */
function clock() {
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

type Server = {
  readonly quota: (now: number) => number;
  readonly latency?: number;
  readonly retryAfterMs?: number;
};

/** A platform with one bucket per endpoint, or one for all; counts what it let through and what it refused. */
function platform(
  time: ReturnType<typeof clock>,
  { quota, latency = 50, retryAfterMs }: Server,
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

const on = (urgency: Urgency = "content", endpoint = "products", shop = "shop"): PacedCall => ({
  shop,
  endpoint,
  urgency,
});

/** Callers that always have more to send, for a span of time; the share of the quota that was used, and of refusals. */
async function saturate(server: Server, seconds: number) {
  const time = clock();
  const pace = createPace(time);
  const { call, counts } = platform(time, server);
  const caller = async () => {
    for (;;) await pace.run(on(), () => call("products"));
  };
  for (let callers = 0; callers < 60; callers += 1) void caller();
  let granted = 0;
  for (let second = 0; second < seconds; second += 1) {
    granted += server.quota(time.now());
    await time.pass(1_000);
  }
  return {
    used: counts.admitted / granted,
    refused: counts.refused / (counts.admitted + counts.refused),
  };
}

describe("an unknown quota", () => {
  it.each([5, 10, 50, 200])("of %i a second is used nearly whole, with few refusals", async (rate) => {
    const { used, refused } = await saturate({ quota: () => rate }, 900);
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
    const { used, refused } = await saturate({ quota }, 3_600);
    expect(used).toBeGreaterThan(atLeast);
    expect(refused).toBeLessThan(0.005);
  });

  it("that goes to levels it never had is followed", async () => {
    const levels = [1, 0.62, 1.38, 0.45, 1.71, 0.93, 1.2, 0.55, 1.9, 0.76, 1.1, 0.5];
    const quota = (now: number) => 10 * (levels[Math.floor(now / 300_000)] ?? 1);
    const { used, refused } = await saturate({ quota }, 3_600);
    expect(used).toBeGreaterThan(0.95);
    expect(refused).toBeLessThan(0.005);
  });

  it("is measured without the pause that the platform asked for", async () => {
    const { used, refused } = await saturate({ quota: () => 10, retryAfterMs: 2_000 }, 900);
    expect(used).toBeGreaterThan(0.9);
    expect(refused).toBeLessThan(0.005);
  });

  it("is not tried again before the platform said", async () => {
    const time = clock();
    const pace = createPace(time);
    const sent: number[] = [];
    const refusal = { platform: "tiktok-shop", operation: "x", kind: "throttled", detail: "" } as const;
    void pace.run(on(), async () => {
      sent.push(time.now());
      if (sent.length === 1) throw new PlatformError({ ...refusal, retryAfterMs: 5_000 });
    });
    await time.pass(4_999);
    expect(sent).toHaveLength(1);
    await time.pass(1_100);
    expect(sent).toHaveLength(2);
  });
});

describe("a turn", () => {
  it("goes to stock before orders before price before content, and in order among equals", async () => {
    const time = clock();
    const pace = createPace(time);
    const served: string[] = [];
    const ask = (urgency: Urgency, name: string) =>
      void pace.run(on(urgency), async () => void served.push(name));
    for (const name of ["first", "second", "third"]) ask("content", name);
    ask("price", "price");
    ask("orders", "orders");
    ask("stock", "stock");
    await time.pass(3_000);
    expect(served[0]).toBe("first");
    expect(served.slice(-5)).toEqual(["stock", "orders", "price", "second", "third"]);
  });

  it("of one shop does not wait for another's", async () => {
    const time = clock();
    const pace = createPace(time);
    const served: string[] = [];
    for (let call = 0; call < 100; call += 1) void pace.run(on(), async () => void served.push("big"));
    void pace.run(on("content", "products", "small"), async () => void served.push("small"));
    await time.pass(0);
    expect(served).toContain("small");
  });

  it("ends with the refusal when the platform goes on refusing", async () => {
    const time = clock();
    const pace = createPace(time);
    const { call } = platform(time, { quota: () => 0 });
    let failure: unknown;
    pace
      .run(on(), () => call("products"))
      .catch((error: unknown) => {
        failure = error;
      });
    await time.pass(40_000);
    expect(failure).toMatchObject({ facts: { kind: "throttled" } });
  });

  it("that was refused comes again before those that waited behind it", async () => {
    const time = clock();
    const pace = createPace(time);
    const served: string[] = [];
    const refusal = { platform: "tiktok-shop", operation: "x", kind: "throttled", detail: "" } as const;
    let refusals = 1;
    const ask = (name: string) =>
      void pace.run(on(), async () => {
        if (refusals-- > 0) throw new PlatformError(refusal);
        served.push(name);
      });
    for (const name of ["first", "second", "third"]) ask(name);
    await time.pass(3_000);
    expect(served).toEqual(["first", "second", "third"]);
  });

  it("waits its time behind many others without giving up at its first refusal", async () => {
    const time = clock();
    const pace = createPace(time);
    const { call } = platform(time, { quota: () => 2 });
    let done = 0;
    const failures: unknown[] = [];
    const ask = () =>
      void pace
        .run(on(), () => call("products"))
        .then(
          () => (done += 1),
          (error: unknown) => failures.push(error),
        );
    for (let asked = 0; asked < 200; asked += 1) ask();
    await time.pass(150_000);
    expect(failures).toEqual([]);
    expect(done).toBe(200);
  });

  it("of stock comes soon although content fills a quota that both share", async () => {
    const time = clock();
    const pace = createPace(time);
    const rate = 10;
    const { call } = platform(time, { quota: () => rate }, "yes");
    const content = async () => {
      for (;;) await pace.run(on("content", "products"), () => call("products"));
    };
    for (let callers = 0; callers < 30; callers += 1) void content();
    await time.pass(120_000);
    const waits: number[] = [];
    for (let change = 0; change < 60; change += 1) {
      const from = time.now();
      void pace
        .run(on("stock", "inventory"), () => call("inventory"))
        .then(() => waits.push(time.now() - from));
      await time.pass(4_000);
    }
    // The first few prove that the quota is shared; from then on stock goes before content.
    const learnt = waits.slice(10).sort((a, b) => a - b);
    expect(learnt.length).toBe(50);
    expect(learnt[Math.floor(learnt.length * 0.95)]).toBeLessThan(1_000 + 2_000 / rate);
  });
});
