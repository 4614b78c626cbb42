// Finds a quota that no document names and that moves: how many calls a second one endpoint takes. At a refusal the
// platform's bucket is empty, so what it admits from one refusal to the next is exactly what it granted in that time.
// That is measured, ridden a little below, and after a while tried again. Refusals are the only word on growth and are
// paid for by calls that passed; where a quota stood before is remembered, since coming back there needs no measuring.
// No clock of its own; times in milliseconds, rates in calls a second.
import { QuotaLevels } from "./quota-levels.ts";
import { BUCKET_MS, OVERDRAW, OVERSHOT, quotaBelow } from "./quota-overrun.ts";
import { QuotaProbe } from "./quota-probe.ts";
import { RefusalBudget } from "./refusal-budget.ts";
import { RefusedVolley } from "./refused-volley.ts";
import type { KeptRate } from "./seen-rate.ts";

/** Before anything is known. Integrators found 50 a second; a new endpoint is approached from below. */
const FIRST_RATE = 10;
const LEAST_RATE = 0.2;
const MOST_RATE = 1_000;
/** Growth in each second while no refusal was ever seen, by this factor and by so many calls. */
const SEEK = 1.25;
const SEEK_CALLS = 2;
/** Just below what was measured, so that the platform's bucket fills again. */
const RIDE = 0.985;
/** Without a word from the platform, this long nothing is sent after a refusal. */
const PAUSE_MS = 300;
/** Admitted calls that make a measurement, or as many milliseconds of it. */
const ENOUGH_CALLS = 24;
const ENOUGH_MS = 4_000;
/** A measurement that meets no refusal in this time has shown that there is room. */
const PATIENCE_MS = 12_000;
/** Measured below this share of what was believed, a quota fell. */
const FALLEN = 0.8;
/** A level this far above what was ridden is another one. */
const ANOTHER = 1.15;
/** Seen this recently, a rate is begun with; longer ago, it is only where growth from below stops first. */
const BELIEVED_MS = 15 * 60_000;
/** A rate that was only believed and passes for so long is tried upwards. */
const BELIEVED_REST_MS = 4_000;
/** Weight of the latest answer in how long answers take. */
const LATEST = 0.2;

type Counting = { readonly kind: "seeking" | "believing" | "measuring"; since: number; admitted: number };
type Phase =
  | Counting
  | { readonly kind: "riding"; readonly since: number }
  | { readonly kind: "probing"; readonly probe: QuotaProbe };

export class LearnedRate {
  private phase: Phase;
  private rate = FIRST_RATE;
  private grownAt: number;
  private restingSince: number | undefined;
  private blockedUntil = 0;
  /** A refusal of a call sent before this moment says nothing new. */
  private knownUntil = 0;
  /** What is believed to be the quota; undefined before the first measurement. */
  private quota: number | undefined;
  private readonly levels = new QuotaLevels();
  private readonly budget: RefusalBudget;
  private volley: RefusedVolley | undefined;
  /** How long answers take. */
  private answerMs: number | undefined;
  /** Seconds until the last probe that left the quota as it was met its refusal. */
  private lastProbe: number | undefined;

  constructor(now: number) {
    this.grownAt = now;
    this.phase = { kind: "seeking", since: now - 1, admitted: 0 };
    this.budget = new RefusalBudget(now);
  }

  /** Takes what was seen by a process before this one, or beside it. What was learnt here since is newer. */
  recall(now: number, { perSecond, ageMs }: KeptRate): void {
    this.levels.remember(perSecond);
    if (this.phase.kind !== "seeking") return;
    if (ageMs <= BELIEVED_MS || perSecond <= FIRST_RATE) this.believe(now, perSecond);
  }

  /** From now on nobody waits: until the rate is asked for again it is not tried out, and does not grow. */
  rest(now: number): void {
    this.restingSince ??= now;
  }

  /** Calls a second to send from now on. */
  perSecond(now: number): number {
    this.grownAt += now - (this.restingSince ?? now);
    this.restingSince = undefined;
    this.grow(now);
    return this.rate;
  }

  /** Nothing may be sent before this moment. */
  get notBefore(): number {
    return this.blockedUntil;
  }

  /** A call sent at that moment was let through. */
  admitted(sentAt: number): void {
    const { phase } = this;
    if ("admitted" in phase && sentAt > phase.since) phase.admitted += 1;
    this.answered(sentAt, "passed");
    this.budget.earn();
  }

  /** A call sent at `sentAt` was refused, for `retryAfterMs` where the platform said so. */
  refused(now: number, sentAt: number, retryAfterMs: number | undefined): void {
    this.budget.spend();
    const { answerMs = now - sentAt } = this;
    this.answerMs = answerMs + (now - sentAt - answerMs) * LATEST;
    const lostMs = this.block(now, retryAfterMs ?? PAUSE_MS);
    if (sentAt < this.knownUntil) return this.answered(sentAt, "refused");
    this.knownUntil = now;
    this.grownAt = now;
    this.volley = new RefusedVolley({ from: sentAt, until: now, perSecond: this.rate });
    const { phase } = this;
    if (phase.kind === "measuring") {
      this.measured(now, sentAt, phase);
      phase.since += lostMs;
      return;
    }
    if (phase.kind === "probing" && this.isKnown(now, phase.probe)) return;
    if (phase.kind !== "riding") this.rate = between(this.overrun(sentAt) * OVERDRAW);
    this.phase = { kind: "measuring", since: sentAt + lostMs, admitted: 0 };
  }

  // What the calls under way tell spares measuring from a rate that is far too high.
  private answered(sentAt: number, how: "passed" | "refused"): void {
    this.volley?.answered(sentAt, how);
    const quota = this.volley?.quota;
    if (this.phase.kind !== "measuring" || quota === undefined) return;
    this.rate = between(Math.min(this.rate, quota * OVERDRAW * OVERDRAW));
  }

  // Answers how much of the pause no bucket makes up for.
  private block(now: number, forMs: number): number {
    const from = Math.max(this.blockedUntil, now);
    this.blockedUntil = Math.max(this.blockedUntil, now + forMs);
    return Math.max(0, this.blockedUntil - from - BUCKET_MS);
  }

  // A probe that ended at the quota as it was, or came to a level it had before, needs no measuring: it is ridden again.
  private isKnown(now: number, probe: QuotaProbe): boolean {
    const { lastProbe, quota } = this;
    this.lastProbe = probe.seconds(now);
    if (quota === undefined) return false;
    if (probe.foundNothing(now, lastProbe)) {
      this.ride(now);
      return true;
    }
    const known = this.levels.near(this.rate / OVERSHOT);
    if (known === undefined || known <= quota) return false;
    this.ride(now, known);
    return true;
  }

  // What was refused while it grew, or was believed.
  private overrun(sentAt: number): number {
    const { phase, rate } = this;
    if (!("admitted" in phase)) return rate / OVERSHOT;
    return quotaBelow(rate, phase.admitted, sentAt - phase.since);
  }

  private measured(now: number, sentAt: number, { since, admitted }: Counting): void {
    const elapsed = Math.max(sentAt - since, 1);
    const found = between(Math.max((admitted * 1_000) / elapsed, this.rate * 0.3));
    // Too short to be exact: on, from what it says so far. The bucket was empty at each refusal, so the windows join.
    if (admitted < ENOUGH_CALLS && elapsed < ENOUGH_MS) {
      const known = this.levels.near(found);
      if (known !== undefined && known < this.rate) {
        this.lastProbe = undefined;
        return this.ride(now, known);
      }
      this.rate = between(found * OVERDRAW);
      return;
    }
    const near = this.quota !== undefined && Math.abs(found / this.quota - 1) < 0.06;
    if (!near) this.lastProbe = undefined;
    const quota = near ? (found + (this.quota ?? found)) / 2 : found;
    this.levels.remember(quota);
    this.ride(now, quota);
  }

  private ride(now: number, quota = this.quota): void {
    this.quota = quota;
    this.rate = between((quota ?? this.rate) * RIDE);
    this.grownAt = now;
    this.phase = { kind: "riding", since: now };
  }

  // Nothing is advanced for finding what is known, and a refusal is kept for the case that it fell.
  private believe(now: number, perSecond: number): void {
    this.ride(now, perSecond);
    this.phase = { kind: "believing", since: now - 1, admitted: 0 };
    this.budget.payBackAdvance();
  }

  private grow(now: number): void {
    const { phase } = this;
    if (phase.kind === "riding" && this.budget.affordsProbe(now, phase.since)) this.probe(now);
    if (phase.kind === "believing" && now - phase.since >= BELIEVED_REST_MS) this.probe(now);
    if (phase.kind === "measuring" && now - phase.since >= PATIENCE_MS) this.foundRoom(now);
    while (now - this.grownAt >= 1_000) {
      this.grownAt += 1_000;
      if (this.phase.kind === "seeking") this.seek();
      if (this.phase.kind === "probing") this.climb(this.phase.probe);
    }
  }

  private seek(): void {
    const next = between(this.rate * SEEK + SEEK_CALLS);
    const known = this.levels.crossed(this.rate, next);
    if (known === undefined) {
      this.rate = next;
      return;
    }
    this.ride(this.grownAt, known);
    this.budget.payBackAdvance();
  }

  // A level that was known before is not passed by: it is most likely where the quota stands again.
  private climb(probe: QuotaProbe): void {
    const next = between(probe.next(this.grownAt, this.rate));
    const known = this.levels.crossed((this.quota ?? this.rate) * ANOTHER, next);
    if (known === undefined || known < this.rate * 0.99) {
      this.rate = next;
      return;
    }
    this.lastProbe = undefined;
    this.ride(this.grownAt, known);
  }

  // What fell is ridden where it was found; otherwise there is more to find.
  private foundRoom(now: number): void {
    const fell = this.quota !== undefined && this.rate < this.quota * FALLEN;
    this.levels.remember(this.rate);
    this.quota = this.rate;
    if (fell) return this.ride(now);
    this.probe(now);
  }

  private probe(now: number): void {
    const probe = new QuotaProbe(now, this.quota ?? this.rate, this.answerMs ?? 0);
    this.rate = between(probe.firstRate);
    this.phase = { kind: "probing", probe };
    this.grownAt = now;
  }
}

function between(rate: number): number {
  return Math.min(Math.max(rate, LEAST_RATE), MOST_RATE);
}
