// One first sync in virtual time: so many products through the application's own lanes against a quota that nobody
// tells it; how many calls it took, how long, and how many of them were refused.
import { aProduct, aVariant } from "../../catalog-world.ts";
import { DEMO_STORE } from "../../emulator/settings.ts";
import { createVirtualWorld } from "../../virtual-world.ts";
import type { BenchDatabase } from "../bench-database.ts";

export type SyncPlan = {
  readonly products: number;
  /** Distinct pictures of each product. */
  readonly images: number;
  readonly types: number;
  /** Calls a second of each endpoint. */
  readonly perSecond: number;
  /** Factors by which that changes, one after the other, each after so many seconds. */
  readonly changes?: { readonly everySeconds: number; readonly factors: readonly number[] };
};

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
  readonly wallSeconds: number;
};

const UPLOAD = "POST /product/202309/images/upload";
const CREATE = "POST /product/202309/products";
const MOST_MS = 14 * 24 * 3_600_000;

export async function firstSync(bench: BenchDatabase, plan: SyncPlan): Promise<SyncResult> {
  const began = performance.now();
  const test = await bench.fresh();
  const world = await createVirtualWorld(test.database, { lookEveryMs: 1_000 });
  const now = () => world.twin.clock.now();
  world.twin.shopify.importProducts(DEMO_STORE, productsOf(plan));
  const { everySeconds = 0, factors = [] } = plan.changes ?? {};
  const changes = factors.map((factor, index) => ({ afterMs: (index + 1) * everySeconds * 1_000, factor }));
  const quotaFrom = now();
  world.twin.tiktokShop.setQuota({ operation: "*", perSecond: plan.perSecond, changes });
  const before = world.calls();
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
  world.lanes.stop();
  const after = world.calls();
  const calls = after.passed - before.passed;
  const uploads = after.byOperation.get(UPLOAD) ?? 0;
  await world.close();
  await test.close();
  return {
    ...{ calls, uploads, byOperation: after.byOperation },
    least: leastOf(plan),
    seconds: (end - start) / 1_000,
    bound: boundOf(plan, (start - quotaFrom) / 1_000),
    throttledShare: (after.throttled - before.throttled) / Math.max(1, calls),
    wallSeconds: (performance.now() - began) / 1_000,
  };
}

/** Uploads, creates, what each category demands (rules, attributes), and results by the hundred. */
function leastOf({ products, images, types }: SyncPlan): number {
  return products * images + products + 2 * types + Math.ceil(products / 100);
}

/** Seconds until the busiest endpoint has had all its calls, at the quota as it truly is at each moment. */
function boundOf(plan: SyncPlan, begunAfter: number): number {
  const { everySeconds = Number.POSITIVE_INFINITY, factors = [] } = plan.changes ?? {};
  let left = Math.max(plan.images, 1) * plan.products - plan.perSecond;
  let rate = plan.perSecond;
  let at = begunAfter;
  for (const [index, factor] of factors.entries()) {
    const until = (index + 1) * everySeconds;
    if (left <= (until - at) * rate) break;
    left -= (until - at) * rate;
    at = until;
    rate *= factor;
  }
  return at + left / rate - begunAfter;
}

function productsOf({ products, images, types }: SyncPlan) {
  return Array.from({ length: products }, (_, index) =>
    aProduct({
      handle: `product-${index}`,
      title: `Oat milk soap bar ${index}`,
      productType: `Type ${index % types}`,
      images: Array.from({ length: images }, (_each, at) => ({
        url: `https://example.com/${index}-${at}.jpg`,
        altText: null,
      })),
      variants: [aVariant({ sku: `SKU-${index}` })],
    }),
  );
}
