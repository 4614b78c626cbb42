// What a first sync is made of, the fewest calls it can take and the least time at the quota as it truly is.
import { aProduct, aVariant } from "../../catalog-world.ts";

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

/** Uploads, creates, what each category demands (rules, attributes), and results by the hundred. */
export function leastOf({ products, images, types }: SyncPlan): number {
  return products * images + products + 2 * types + Math.ceil(products / 100);
}

/** Seconds until the busiest endpoint has had all its calls, its first second for nothing, begun so long after the quota. */
export function boundOf(plan: SyncPlan, begunAfter: number): number {
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

/** The plan's changes as the twin takes them. */
export function quotaOf({ perSecond, changes }: SyncPlan) {
  const { everySeconds = 0, factors = [] } = changes ?? {};
  return {
    ...{ operation: "*", perSecond },
    changes: factors.map((factor, index) => ({ afterMs: (index + 1) * everySeconds * 1_000, factor })),
  };
}

export const skuOf = (index: number) => `SKU-${index}`;

export function productsOf({ products, images, types }: SyncPlan) {
  return Array.from({ length: products }, (_, index) =>
    aProduct({
      handle: `product-${index}`,
      title: `Oat milk soap bar ${index}`,
      productType: `Type ${index % types}`,
      images: Array.from({ length: images }, (_each, at) => ({
        url: `https://example.com/${index}-${at}.jpg`,
        altText: null,
      })),
      variants: [aVariant({ sku: skuOf(index) })],
    }),
  );
}
