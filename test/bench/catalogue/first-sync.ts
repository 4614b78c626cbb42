// One first sync in virtual time: so many products through the application's own lanes against a quota that nobody
// tells it; how many calls it took, how long, how many of them were refused, and when the page said it would end.

import { DEMO_STORE } from "../../emulator/settings.ts";
import { lookAtPublish } from "../../publish-look.ts";
import { createVirtualWorld, type VirtualWorld } from "../../virtual-world.ts";
import type { BenchDatabase } from "../bench-database.ts";
import { type Cost, costMeter } from "./cost-meter.ts";
import { boundOf, leastOf, productsOf, quotaOf, type SyncPlan } from "./sync-plan.ts";

export type SyncResult = {
  readonly calls: number;
  readonly least: number;
  readonly uploads: number;
  readonly byOperation: ReadonlyMap<string, number>;
  /** From the first upload to the last listing. */
  readonly seconds: number;
  /** The busiest endpoint at its true quota, all the time, its first second for nothing. */
  readonly bound: number;
  readonly throttledShare: number;
  readonly looks: readonly Look[];
  readonly cost: Cost;
  readonly wallSeconds: number;
};

/** What the publish page said of the end, beside the true one. */
export type Look = {
  /** Seconds since the first upload. */
  readonly at: number;
  readonly secondsLeft: number;
  readonly trueSecondsLeft: number;
};

const UPLOAD = "POST /product/202309/images/upload";
const CREATE = "POST /product/202309/products";
const MOST_MS = 14 * 24 * 3_600_000;
const MOST_LOOKS = 40;

export type Around = {
  /** How often the publish page is looked at; left out, as often as is good for judging it. */
  readonly looks?: number;
  /** Finds the world as the sync left it, its lanes at work. */
  readonly afterwards?: (world: VirtualWorld) => Promise<void>;
};

export async function firstSync(
  bench: Pick<BenchDatabase, "fresh">,
  plan: SyncPlan,
  { looks = MOST_LOOKS, afterwards }: Around = {},
): Promise<SyncResult> {
  const began = performance.now();
  const test = await bench.fresh();
  const world = await createVirtualWorld(test.database, { lookEveryMs: 1_000 });
  const now = () => world.twin.clock.now();
  world.twin.shopify.importProducts(DEMO_STORE, productsOf(plan));
  const quotaFrom = now();
  world.twin.tiktokShop.setQuota(quotaOf(plan));
  const before = world.calls();
  const meter = costMeter(world);
  const page = watchPage(world, looks, boundOf(plan, 0) * 1_000);
  let start = 0;
  let end = 0;
  world.lanes.start();
  await world.time.passUntil(() => {
    const { byOperation } = world.calls();
    if (start === 0 && (byOperation.get(UPLOAD) ?? 0) > 0) start = now();
    if (end === 0 && (byOperation.get(CREATE) ?? 0) >= plan.products) end = now();
    // Results are read after that: a minute and a bit later nothing more is asked.
    return end > 0 && now() - end > 150_000;
  }, MOST_MS);
  page.stop();
  const after = world.calls();
  const spent = meter.spent();
  await afterwards?.(world);
  world.lanes.stop();
  await world.close();
  const cost = await meter.cost(spent, test, plan.products);
  await test.close();
  const calls = after.passed - before.passed;
  return {
    ...{ calls, cost, uploads: after.byOperation.get(UPLOAD) ?? 0, byOperation: after.byOperation },
    least: leastOf(plan),
    seconds: (end - start) / 1_000,
    bound: boundOf(plan, (start - quotaFrom) / 1_000),
    throttledShare: (after.throttled - before.throttled) / Math.max(1, calls),
    looks: page.seen
      .filter(({ at }) => at > start && at < end)
      .map(({ at, finishAt }) => ({
        at: (at - start) / 1_000,
        secondsLeft: (finishAt - at) / 1_000,
        trueSecondsLeft: (end - at) / 1_000,
      })),
    wallSeconds: (performance.now() - began) / 1_000,
  };
}

// Looks at the publish page now and then, as a merchant does.
function watchPage({ time, prisma, storeId, twin }: VirtualWorld, looks: number, forMs: number) {
  const everyMs = Math.max(1_000, forMs / looks);
  const seen: { at: number; finishAt: number }[] = [];
  let isOn = true;
  const look = async () => {
    const at = twin.clock.now();
    const { shops } = await lookAtPublish(prisma, storeId, new Date(at));
    for (const { finishAt } of shops.slice(0, 1)) seen.push({ at, finishAt: Date.parse(finishAt) });
  };
  const next = () => {
    time.pace.wake(everyMs, () => {
      if (!isOn) return;
      void look();
      next();
    });
  };
  if (looks > 0) next();
  return {
    seen,
    stop: () => {
      isOn = false;
    },
  };
}
