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
  /** What the platform says is left, and the rate it grants this key, where it says so. */
  readonly observe: (key: string, available: number, rate?: Rate) => void;
};

type Bucket = { tokens: number; at: number; rate: Rate };

// A bucket that is full again says nothing: beyond this many keys the full ones are forgotten.
const MAX_BUCKETS = 10_000;

const systemClock: RateLimitClock = {
  now: () => performance.now(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** One limiter per platform. A cost above the capacity waits for a full bucket. */
export function createRateLimit(rate: Rate, clock: RateLimitClock = systemClock): RateLimit {
  const buckets = new Map<string, Bucket>();

  function refilled(key: string): Bucket {
    const now = clock.now();
    const bucket = buckets.get(key) ?? { tokens: rate.capacity, at: now, rate };
    bucket.tokens = tokensAt(bucket, now);
    bucket.at = now;
    if (buckets.size >= MAX_BUCKETS && !buckets.has(key)) forgetFull(buckets, now);
    buckets.set(key, bucket);
    return bucket;
  }

  return {
    // Taken at once, into debt if need be: the debt is the queue, and each caller waits for its own share of it.
    take: async (key, cost = 1) => {
      const bucket = refilled(key);
      bucket.tokens -= Math.min(cost, bucket.rate.capacity);
      if (bucket.tokens < 0) await clock.sleep(Math.ceil((-bucket.tokens / bucket.rate.perSecond) * 1000));
    },
    // While callers wait, their debt stands: a friendlier number must not let later ones overtake them.
    observe: (key, available, granted) => {
      const bucket = refilled(key);
      if (granted) bucket.rate = granted;
      bucket.tokens = bucket.tokens < 0 ? Math.min(bucket.tokens, available) : available;
    },
  };
}

function tokensAt(bucket: Bucket, now: number): number {
  const restored = ((now - bucket.at) / 1000) * bucket.rate.perSecond;
  return Math.min(bucket.rate.capacity, bucket.tokens + restored);
}

function forgetFull(buckets: Map<string, Bucket>, now: number): void {
  for (const [key, bucket] of buckets) {
    if (tokensAt(bucket, now) >= bucket.rate.capacity) buckets.delete(key);
  }
}
