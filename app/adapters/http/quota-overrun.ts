// By how much a rate is above the quota when it is refused. Times in milliseconds, rates in calls a second.

/** A measurement overdraws the quota by this much, so that it ends. */
export const OVERDRAW = 1.08;
/** A rate that grew until it was refused is above the quota by about this factor. */
export const OVERSHOT = 1.3;
/** No first rate is believed to be further above the quota than by this factor. */
const MOST_OVER = 4;
/** What a bucket takes in while nothing is sent; granted beyond that, it is lost and no part of a measurement. */
export const BUCKET_MS = 1_000;
/** A first rate that is too high meets its refusal within this time: the bucket was full and nothing else was granted. */
const AT_ONCE_MS = 2_000;

/** The quota as a rate tells that let so many calls pass, begun with a full bucket, until it was refused. */
export function quotaBelow(rate: number, passed: number, elapsed: number): number {
  if (elapsed >= AT_ONCE_MS) return rate / OVERSHOT;
  const granted = (passed * 1_000) / (elapsed + BUCKET_MS / 2);
  return Math.min(rate / OVERDRAW, Math.max(granted, rate / MOST_OVER));
}
