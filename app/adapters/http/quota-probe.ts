// How a quota is tried upwards. First by one step that is held until a full bucket must be empty: a refusal until then says
// that nothing has changed. Then faster and faster. All that is under way above the quota when the refusal comes is refused
// with it, so the slower the answers, the smaller the step. Times in milliseconds, rates in calls a second.

const LEAST_STEP = 0.08;
const MOST_STEP = 0.25;
const LEAST_GROWTH = 0.03;
const MOST_GROWTH = 0.2;
/** A bucket is believed to hold a second of the quota, and a bit. */
const BUCKET_SECONDS = 1.3;
/** Refused calls under way that a step, and an overrun, may cost. */
const STEP_COSTS = 1;
const OVERRUN_COSTS = 1.5;
/** A probe that took about as long as the one before has met the same quota. */
const ALIKE = 1 / 8;

export class QuotaProbe {
  readonly firstRate: number;
  private readonly since: number;
  private readonly growth: number;
  private readonly heldSeconds: number;
  private readonly answerSeconds: number;

  /** Begins now, from a rate that passes; `answerMs` is how long answers take. */
  constructor(now: number, rate: number, answerMs: number) {
    this.since = now;
    this.answerSeconds = answerMs / 1_000;
    const underWay = Math.max(rate * this.answerSeconds, 0.01);
    const step = Math.min(MOST_STEP, Math.max(LEAST_STEP, STEP_COSTS / underWay));
    this.firstRate = rate * (1 + step);
    this.heldSeconds = BUCKET_SECONDS / step;
    // Growing by g each second, the rate is above the quota by the root of 2g when a bucket of one second is empty.
    this.growth = Math.min(MOST_GROWTH, Math.max(LEAST_GROWTH, (OVERRUN_COSTS / underWay) ** 2 / 2));
  }

  /** The rate a second later. */
  next(now: number, rate: number): number {
    return this.seconds(now) <= this.heldSeconds ? rate : rate * (1 + this.growth);
  }

  seconds(now: number): number {
    return (now - this.since) / 1_000;
  }

  /** Whether a refusal now tells of the quota that is known already, the last such probe having taken so many seconds. */
  foundNothing(now: number, lastSeconds: number | undefined): boolean {
    const seconds = this.seconds(now);
    if (seconds <= this.heldSeconds + this.answerSeconds) return true;
    return lastSeconds !== undefined && Math.abs(seconds - lastSeconds) <= Math.max(1, lastSeconds * ALIKE);
  }
}
