// The whole adapter against the twin: tokens, webhooks, and what goes wrong on the way.
import { describe, expect, it } from "vitest";
import { DEMO_SHOP } from "../../../test/emulator/settings.ts";
import { DAY, factsOf, marketplaceWorld } from "../../../test/marketplace-world.ts";

const world = marketplaceWorld();

describe("tokens", () => {
  it("two calls with a token near its end make one refresh", async () => {
    await world.at.twin.clock.advance(6.5 * DAY);
    await Promise.all([world.at.marketplace.warehouses(), world.at.warehouse.isMultiChannelEnabled()]);
    expect(world.at.saved).toHaveLength(2);
  });

  it("a withdrawn authorization is unauthorized", async () => {
    world.at.twin.tiktokShop.deauthorize(DEMO_SHOP);
    expect(await factsOf(world.at.marketplace.warehouses())).toMatchObject({ kind: "unauthorized" });
  });

  it("a token refused once is renewed without anyone noticing", async () => {
    world.at.twin.faults.arm({
      channel: "call",
      platform: "tiktok-shop",
      fault: { kind: "unauthorized" },
      times: 1,
    });
    expect(await world.at.warehouse.isMultiChannelEnabled()).toBe(true);
    expect(world.at.saved).toHaveLength(2);
  });
});

describe("the platform on a bad day", () => {
  it("throttling says how long to wait", async () => {
    world.at.twin.faults.arm({
      channel: "call",
      platform: "tiktok-shop",
      fault: { kind: "throttle", seconds: 3 },
      times: 1,
    });
    expect(await factsOf(world.at.warehouse.isMultiChannelEnabled())).toMatchObject({
      kind: "throttled",
      retryAfterMs: 3_000,
    });
  });

  it("a clock ten minutes off is told apart from a bad request", async () => {
    world.at.clock.skewMs = -10 * 60_000;
    expect(await factsOf(world.at.warehouse.isMultiChannelEnabled())).toMatchObject({
      kind: "unavailable",
      code: "36009004",
    });
  });

  it("webhooks are registered for every topic, and a second time nothing is sent", async () => {
    const address = "https://app.example.com/webhooks/tiktok-shop";
    await world.at.marketplace.subscribe(address);
    const registered = world.at.twin.tiktokShop.view(DEMO_SHOP).webhooks;
    expect(new Set(registered.map((one) => one.address))).toEqual(new Set([address]));
    const puts = () =>
      world.at.twin.history
        .all()
        .filter((one) => one.kind === "call" && one.operation.startsWith("PUT /event")).length;
    const before = puts();
    await world.at.marketplace.subscribe(address);
    expect(puts()).toBe(before);
    expect(before).toBe(registered.length);
  });
});
