// How sure the rules of each operation are, for the README's tables. Shapes come from the platforms' own schema and
// generated client; what is said here is about what happens behind them. What no row names counts as inferred.

export type Certainty = "sure" | "documented" | "inferred";

type Row = readonly [operations: RegExp, certainty: Certainty];

/** Reads show state in Shopify's own schema; of writes the states and codes stand there, the course in the guides. */
const SHOPIFY: readonly Row[] = [
  [/ fulfillmentOrder(sSetFulfillmentDeadline|Reschedule|Open|ReportProgress|Merge)$/, "inferred"],
  [/ (orders|products|productVariants|collections?|ordersCount|productsCount)$/, "documented"],
  [/ fulfillment(Order|Service)[A-Z]/, "documented"],
  [/ fulfillment(Create|Cancel|EventCreate|TrackingInfoUpdate)/, "documented"],
  [/ inventory(Set|Adjust|Move|Bulk|Activate|Deactivate)/, "documented"],
  [/ (order(Create|Cancel)|refundCreate|metafieldsSet)$/, "documented"],
  [/ bulkOperation/, "documented"],
  [/^mutation webhookSubscription/, "documented"],
  [/^query /, "sure"],
];

/** By generation: those of the generated client of October 2025 are sure in shape and flow as far as its own text says. */
const MARKETPLACE: readonly Row[] = [
  [/ \/product\/20(2409|2501)\/compliance\//, "documented"],
  [/ \/(authorization|event)\//, "sure"],
  [/ \/product\/202309\/(categories|images|products|inventory|brands)/, "sure"],
  [/ \/(order|logistics)\/202309\//, "sure"],
  [/ \/order\/20(2507|2407|2406)\//, "documented"],
  [/ \/product\/20(2312|2502|2509)\//, "documented"],
  [/ \/(fulfillment|return_refund)\/202309\//, "documented"],
  [/ \/fbt\/20(2408|2409|2410)\//, "documented"],
  [/ \/fbt\/20(2601|2607)\//, "inferred"],
];

export const CERTAINTY = { shopify: SHOPIFY, "tiktok-shop": MARKETPLACE } as const;

export function certaintyOf(platform: keyof typeof CERTAINTY, operation: string): Certainty {
  return CERTAINTY[platform].find(([operations]) => operations.test(operation))?.[1] ?? "inferred";
}
