import { expect, it } from "vitest";
import { DEMO_SHOP } from "../settings.ts";
import { aShop } from "./a-shop.ts";

const WAREHOUSES = "GET /logistics/202309/warehouses";
const WEBHOOKS = "GET /event/202309/webhooks";

async function signedIn(...given: Parameters<typeof aShop>) {
  const shop = aShop(...given);
  await shop.signIn();
  const codes = async (operation: string, calls: number) => {
    const heard = [];
    for (let call = 0; call < calls; call++) heard.push((await shop.call(operation)).code);
    return heard;
  };
  return { ...shop, codes };
}

it("a quota that is set throttles, and recovers with the twin's time", async () => {
  const shop = await signedIn();
  shop.twin.setQuota({ operation: WAREHOUSES, perSecond: 2 });
  expect(await shop.codes(WAREHOUSES, 3)).toEqual([0, 0, 36009002]);
  await shop.clock.advance(499);
  expect(await shop.codes(WAREHOUSES, 1)).toEqual([36009002]);
  await shop.clock.advance(1);
  expect(await shop.codes(WAREHOUSES, 2)).toEqual([0, 36009002]);
});

it("each operation that a quota matches has its own", async () => {
  const shop = await signedIn();
  shop.twin.setQuota({ operation: "GET /*", perSecond: 1 });
  expect(await shop.codes(WAREHOUSES, 2)).toEqual([0, 36009002]);
  expect(await shop.codes(WEBHOOKS, 2)).toEqual([0, 36009002]);
});

it("a quota of another shop is none of ours, and the one set last counts", async () => {
  const shop = await signedIn();
  shop.twin.setQuota({ operation: WAREHOUSES, perSecond: 1, shopId: "7495540735365777999" });
  expect(await shop.codes(WAREHOUSES, 3)).toEqual([0, 0, 0]);
  shop.twin.setQuota({ operation: WAREHOUSES, perSecond: 1, shopId: DEMO_SHOP });
  const last = shop.twin.setQuota({ operation: WAREHOUSES, perSecond: 2 });
  expect(await shop.codes(WAREHOUSES, 3)).toEqual([0, 0, 36009002]);
  shop.twin.removeQuota(last);
  expect(await shop.codes(WAREHOUSES, 2)).toEqual([0, 36009002]);
});

it("a quota moves as it was planned to, while calls go on", async () => {
  const shop = await signedIn();
  shop.twin.setQuota({
    operation: WAREHOUSES,
    perSecond: 4,
    changes: [
      { afterMs: 10_000, factor: 0.5 },
      { afterMs: 20_000, perSecond: 3 },
    ],
  });
  const passed = async () => (await shop.codes(WAREHOUSES, 8)).filter((code) => code === 0).length;
  const heard = [];
  for (let round = 0; round < 3; round++) {
    heard.push(await passed());
    await shop.clock.advance(11_000);
  }
  expect(heard).toEqual([4, 2, 3]);
});

it("a quota that is halved keeps what was saved up, as far as it fits", async () => {
  const shop = await signedIn();
  const id = shop.twin.setQuota({ operation: WAREHOUSES, perSecond: 8 });
  expect(await shop.codes(WAREHOUSES, 8)).not.toContain(36009002);
  await shop.clock.advance(500);
  expect(shop.twin.changeQuota(id, { factor: 0.5 })).toBe(4);
  expect(await shop.codes(WAREHOUSES, 5)).toEqual([0, 0, 0, 0, 36009002]);
  expect(() => shop.twin.changeQuota("quota-9", { factor: 2 })).toThrow(/quota-9/);
});

it("a throttled call is told nothing of the quota, and how long to wait only where that is set", async () => {
  for (const [retryAfter, expected] of [
    ["absent", null],
    ["sent", "1"],
  ] as const) {
    const shop = await signedIn({}, { retryAfter });
    shop.twin.setQuota({ operation: WAREHOUSES, perSecond: 0.001 });
    const [passed, refused] = [
      await shop.twin.respond(shop.signed(WAREHOUSES)),
      await shop.twin.respond(shop.signed(WAREHOUSES)),
    ];
    expect([...passed.headers.keys()]).toEqual(["content-type"]);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, expected]);
    expect(await refused.json()).toEqual({
      code: 36009002,
      message: "Too many requests",
      request_id: expect.any(String),
    });
  }
});

it("the true quota is known to the control side, with what was let through and throttled", async () => {
  const shop = await signedIn();
  const id = shop.twin.setQuota({ operation: WAREHOUSES, perSecond: 2 });
  await shop.codes(WAREHOUSES, 5);
  await shop.codes(WEBHOOKS, 1);
  expect(shop.twin.quotas()).toEqual({
    quotas: [{ id, operation: WAREHOUSES, shopId: null, perSecond: 2 }],
    operations: [
      { shopId: DEMO_SHOP, operation: WAREHOUSES, perSecond: 2, passed: 2, throttled: 3 },
      { shopId: DEMO_SHOP, operation: WEBHOOKS, perSecond: null, passed: 1, throttled: 0 },
    ],
  });
});

it("a development shop has so many calls an hour, and again as many in the next", async () => {
  const shop = await signedIn({}, { developmentCallsPerHour: 100 });
  const codes = await shop.codes(WAREHOUSES, 102);
  expect([codes.indexOf(36009037), codes.at(-1)]).toEqual([100, 36009037]);
  expect((await shop.send(shop.signed(WAREHOUSES))).status).toBe(429);
  expect((await shop.call("GET /authorization/202309/shops")).code).toBe(0);
  await shop.clock.advance(3_600_000);
  expect(await shop.codes(WAREHOUSES, 1)).toEqual([0]);
});

it("a snapshot keeps what is left of a quota", async () => {
  const shop = await signedIn();
  shop.twin.setQuota({ operation: WAREHOUSES, perSecond: 2 });
  await shop.codes(WAREHOUSES, 2);
  const saved = shop.twin.save();
  await shop.clock.advance(1_000);
  shop.twin.load(saved);
  expect(shop.twin.quotas().operations[0]).toMatchObject({ passed: 2, throttled: 0 });
});
