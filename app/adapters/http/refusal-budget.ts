// When a quota may be tried upwards. Each call that passes earns a share of a refusal, each refusal costs one, and what
// is left over is carried on, so that a quota that fell is asked often enough although few calls pass then. Finding the
// quota costs refusals before calls could earn any: they are advanced, and paid back out of what the first calls earn.
// Times in milliseconds, rates in calls a second.

/** Refusals are held to this share of calls. */
const SHARE = 0.0046;
/** Refusals advanced: about what a first measurement costs, and that of a quota that moves soon after. */
const ADVANCE = 6;
/** What a call earns until the advance is paid back: below half a percent in all from the 3,750th call on. */
const SHARE_WHILE_OWING = 0.0034;
/** Debts beyond this are let off until then: on slow answers a first measurement may cost three times as many. */
const MOST_OWED_AT_FIRST = 2;
/** Saved up at most, in refusals: a long calm does not pay for a storm. */
const MOST_SAVED = 8;
/** The platform's bucket fills again before it is tried. */
const LEAST_REST_MS = 4_000;
/** A probe and what it leads to are paid for by this part of what is earned between two probes at the usual pace. */
const PART = 0.8;
/**
 * At less than this part of the usual pace a refusal takes many minutes to be earned. Often it was the calls of another
 * process that made the quota look so small: so many refusals are lent for asking again. Just after the minute's look, when
 * no call was counted yet, every pace is this low: so the loan is open for a moment once a minute at any pace.
 */
const FAR_BELOW = 0.4;
const MOST_OWED_WHEN_LOW = 2;
/** The usual pace is that of about the last quarter of an hour, looked at once a minute. */
const USUAL_SECONDS = 900;
const LOOK_SECONDS = 60;

export class RefusalBudget {
  private saved = ADVANCE;
  private owed = ADVANCE;
  /** Undefined until the first look. */
  private usualPerSecond: number | undefined;
  private lookedAt: number;
  private callsSince = 0;

  constructor(now: number) {
    this.lookedAt = now;
  }

  /** The quota is known already: nothing was to be found, and the next refusal is earned first. */
  payBackAdvance(): void {
    this.saved -= ADVANCE + 1;
    this.owed = 0;
  }

  /** A call passed. */
  earn(): void {
    const share = this.owed > 0 ? SHARE_WHILE_OWING : SHARE;
    this.owed -= SHARE - share;
    this.saved = Math.min(MOST_SAVED, this.saved + share);
    this.callsSince += 1;
  }

  /** A call was refused. */
  spend(): void {
    this.saved -= 1;
    if (this.owed > 0) this.saved = Math.max(this.saved, -MOST_OWED_AT_FIRST);
  }

  /** Whether the quota, ridden since that moment, may be tried now. */
  affordsProbe(now: number, riddenSince: number): boolean {
    if (now - riddenSince < this.restMs(now)) return false;
    return this.saved >= (this.isFarBelowUsual(now) ? -MOST_OWED_WHEN_LOW : 0);
  }

  private isFarBelowUsual(now: number): boolean {
    return this.latestPerSecond(now) < (this.usualPerSecond ?? 0) * FAR_BELOW;
  }

  private latestPerSecond(now: number): number {
    return this.callsSince / this.secondsSinceLook(now);
  }

  private secondsSinceLook(now: number): number {
    return Math.max(1, (now - this.lookedAt) / 1_000);
  }

  // By time, not by calls: the same rest at every level spends what a fast hour earned in a slow one.
  private restMs(now: number): number {
    const seconds = this.secondsSinceLook(now);
    const latest = this.latestPerSecond(now);
    const usual = this.usualPerSecond ?? latest;
    if (seconds > LOOK_SECONDS) {
      this.usualPerSecond = usual + (latest - usual) * Math.min(1, seconds / USUAL_SECONDS);
      this.lookedAt = now;
      this.callsSince = 0;
    }
    return Math.max(LEAST_REST_MS, (PART * 1_000) / (SHARE * usual));
  }
}
