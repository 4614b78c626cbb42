// Whose turn it is, in virtual time: the most urgent goes first, nobody waits for another's shop.
import { describe, expect, it } from "vitest";
import { bucketPlatform, steppedClock } from "../../../test/paced-platform.ts";
import { PlatformError } from "../../use-cases/ports/platform-error.ts";
import { createPace, type PacedCall, type Urgency } from "./pace.ts";

const on = (urgency: Urgency = "content", endpoint = "products", shop = "shop"): PacedCall => ({
  shop,
  endpoint,
  urgency,
});

describe("a turn", () => {
  it("goes to stock before orders before price before content, and in order among equals", async () => {
    const time = steppedClock();
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
    const time = steppedClock();
    const pace = createPace(time);
    const served: string[] = [];
    for (let call = 0; call < 100; call += 1) void pace.run(on(), async () => void served.push("big"));
    void pace.run(on("content", "products", "small"), async () => void served.push("small"));
    await time.pass(0);
    expect(served).toContain("small");
  });

  it("ends with the refusal when the platform goes on refusing", async () => {
    const time = steppedClock();
    const pace = createPace(time);
    const { call } = bucketPlatform(time, { quota: () => 0 });
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
    const time = steppedClock();
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
    const time = steppedClock();
    const pace = createPace(time);
    const { call } = bucketPlatform(time, { quota: () => 2 });
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
    const time = steppedClock();
    const pace = createPace(time);
    const rate = 10;
    const { call } = bucketPlatform(time, { quota: () => rate }, "yes");
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
