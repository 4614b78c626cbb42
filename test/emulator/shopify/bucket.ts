// The bucket that query costs are taken from: its size follows the store's plan, it refills by the twin's clock, and
// what a query asked for and did not use goes back.
import type { Context } from "./fields.ts";

/** Points a second; the bucket holds twenty seconds' worth ("API limits"; a development store's as recorded). */
const RESTORE_RATE = {
  development: 200,
  standard: 100,
  advanced: 200,
  plus: 1_000,
  enterprise: 2_000,
} as const;
const BUCKET_SECONDS = 20;
/** One query may cost a thousand points at most, on every plan. */
const MAX_QUERY_COST = 1_000;

const DOCUMENTATION = "https://shopify.dev/api/usage/rate-limits";

/** Takes the cost from the store's bucket, or says as Shopify does, in a 200, why not. */
export function takeCost(context: Context, requested: number): object | undefined {
  if (requested > MAX_QUERY_COST) return tooDear(requested);
  const bucket = refill(context);
  if (requested > bucket.available) {
    return {
      errors: [{ message: "Throttled", extensions: { code: "THROTTLED", documentation: DOCUMENTATION } }],
      extensions: {
        cost: {
          requestedQueryCost: requested,
          actualQueryCost: null,
          throttleStatus: throttleStatus(context),
        },
      },
    };
  }
  bucket.available -= requested;
  return undefined;
}

/** Gives back what was asked for and not used; answers the cost extension. */
export function settleCost(context: Context, requested: number, actual: number): object {
  const { bucket } = context.shop;
  bucket.available = Math.min(sizeOf(context), bucket.available + requested - actual);
  return {
    requestedQueryCost: requested,
    actualQueryCost: actual,
    throttleStatus: throttleStatus(context),
  };
}

function tooDear(requested: number): object {
  const message = [
    `Query cost is ${requested}, which exceeds the single query max cost limit (${MAX_QUERY_COST}).`,
    `See ${DOCUMENTATION} for more information on how the cost of a query is calculated.`,
    "To query larger amounts of data with fewer limits, bulk operations should be used instead.",
  ].join("\n\n");
  const extensions = {
    code: "MAX_COST_EXCEEDED",
    cost: requested,
    maxCost: MAX_QUERY_COST,
    documentation: DOCUMENTATION,
  };
  return { errors: [{ message, extensions }] };
}

function rateOf({ world }: Context): number {
  return RESTORE_RATE[world.parts.settings.shopify.plan ?? "plus"];
}

function sizeOf(context: Context): number {
  return rateOf(context) * BUCKET_SECONDS;
}

function refill(context: Context): { available: number; at: number } {
  const { bucket } = context.shop;
  const now = context.world.parts.clock.now();
  const restored = ((now - bucket.at) / 1_000) * rateOf(context);
  bucket.available = Math.min(sizeOf(context), bucket.available + restored);
  bucket.at = now;
  return bucket;
}

function throttleStatus(context: Context): object {
  return {
    maximumAvailable: sizeOf(context),
    currentlyAvailable: Math.floor(context.shop.bucket.available),
    restoreRate: rateOf(context),
  };
}
