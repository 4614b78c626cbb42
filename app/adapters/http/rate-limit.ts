// A token bucket per key (store or shop, and endpoint): paces calls below a platform's limit. It waits, it never throws.

export type Rate = { readonly capacity: number; readonly perSecond: number };

export type RateLimitClock = {
  /** Milliseconds. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
};

export type RateLimit = {
  /** Resolves when `cost` may be spent; callers of one key are served in order. */
  readonly take: (key: string, cost?: number) => Promise<void>;
  /** What the platform told us is left, when that is less than we believed. */
  readonly observe: (key: string, available: number) => void;
};

type Bucket = { tokens: number; at: number };

// A bucket that is full again says nothing: beyond this many keys the full ones are forgotten.
const MAX_BUCKETS = 10_000;

const systemClock: RateLimitClock = {
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** One limiter per platform. A cost above the capacity waits for a full bucket. */
export function createRateLimit(rate: Rate, clock: RateLimitClock = systemClock): RateLimit {
  const buckets = new Map<string, Bucket>();

  function refill(key: string): Bucket {
    const now = clock.now();
    const bucket = buckets.get(key) ?? { tokens: rate.capacity, at: now };
    bucket.tokens = Math.min(rate.capacity, bucket.tokens + ((now - bucket.at) / 1000) * rate.perSecond);
    bucket.at = now;
    if (buckets.size >= MAX_BUCKETS && !buckets.has(key)) forgetFull(buckets, rate, now);
    buckets.set(key, bucket);
    return bucket;
  }

  return {
    // Taken at once, into debt if need be: the debt is the queue, and each caller waits for its own share of it.
    take: async (key, cost = 1) => {
      const bucket = refill(key);
      bucket.tokens -= Math.min(cost, rate.capacity);
      if (bucket.tokens < 0) await clock.sleep(Math.ceil((-bucket.tokens / rate.perSecond) * 1000));
    },
    observe: (key, available) => {
      const bucket = refill(key);
      bucket.tokens = Math.min(bucket.tokens, available);
    },
  };
}

function forgetFull(buckets: Map<string, Bucket>, rate: Rate, now: number): void {
  for (const [key, bucket] of buckets) {
    if (bucket.tokens + ((now - bucket.at) / 1000) * rate.perSecond >= rate.capacity) buckets.delete(key);
  }
}
