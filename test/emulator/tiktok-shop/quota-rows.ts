// What the twin remembers of quotas: those that were set, what is left of each, and how many calls met them.

/** Calls a second for every operation that matches, for one shop or for each of them. */
export type QuotaRow = {
  readonly id: string;
  /** "POST /product/202309/products/search"; a trailing * matches any rest. */
  readonly operation: string;
  readonly shopId: string | null;
  perSecond: number;
};

export type Traffic = {
  quotaIds: number;
  readonly quotas: Map<string, QuotaRow>;
  /** What is left, by `${quotaId} ${shopId} ${operation}`; `at` is in milliseconds. */
  readonly buckets: Map<string, { left: number; at: number }>;
  /** By `${shopId} ${operation}`. */
  readonly counts: Map<string, { passed: number; throttled: number }>;
  /** Calls of a development shop within the hour that began at `hour`. */
  readonly hours: Map<string, { hour: number; calls: number }>;
};

export function emptyTraffic(): Traffic {
  return { quotaIds: 0, quotas: new Map(), buckets: new Map(), counts: new Map(), hours: new Map() };
}
