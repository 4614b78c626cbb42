// Finds a quota that no document names and that moves: how many calls a second one endpoint takes. At a refusal the
// platform's bucket is empty, so what it admits from one refusal to the next is exactly what it granted in that time.
// That is measured, ridden a little below, and after a while tried again. Refusals are the only word on growth and are
// paid for by calls that passed; where a quota stood before is remembered, since coming back there needs no measuring.
// No clock of its own; times in milliseconds, rates in calls a second.
import { QuotaLevels } from "./quota-levels.ts";
import { RefusalBudget } from "./refusal-budget.ts";

/** Before anything is known. Integrators found 50 a second; a new endpoint is approached from below. */
const FIRST_RATE = 20;
const LEAST_RATE = 0.2;
const MOST_RATE = 1_000;
/** Growth in each second while no refusal was ever seen. */
const SEEK = 1.6;
/** Just below what was measured, so that the platform's bucket fills again. */
const RIDE = 0.985;
/** A measurement overdraws the quota by this much, so that it ends. */
const OVERDRAW = 1.08;
/** Each second of a probe grows by this much more than the second before. */
const PROBE_STEP = 0.02;
/** Without a word from the platform, this long nothing is sent after a refusal. */
const PAUSE_MS = 300;
/** What a bucket takes in while nothing is sent; granted beyond that, it is lost and no part of a measurement. */
const BUCKET_MS = 1_000;
/** Admitted calls that make a measurement, or as many milliseconds of it. */
const ENOUGH_CALLS = 24;
const ENOUGH_MS = 4_000;
/** A measurement that meets no refusal in this time has shown that there is room. */
const PATIENCE_MS = 12_000;
/** Measured below this share of what was believed, a quota fell. */
const FALLEN = 0.8;
/** A full bucket alone carries a probe this far above the quota. */
const BUCKET_CARRIES = 1.8;

type Measuring = { readonly kind: "measuring"; since: number; admitted: number };
type Phase =
  | { readonly kind: "seeking" }
  | Measuring
  | { readonly kind: "riding"; readonly since: number }
  | { readonly kind: "probing"; seconds: number };

export class LearnedRate {
  private phase: Phase = { kind: "seeking" };
  private rate = FIRST_RATE;
  private grownAt: number;
  private blockedUntil = 0;
  /** A refusal of a call sent before this moment says nothing new. */
  private knownUntil = 0;
  /** What is believed to be the quota; undefined before the first measurement. */
  private quota: number | undefined;
  private readonly levels = new QuotaLevels();
  private readonly budget: RefusalBudget;
  /** Seconds until the last probe that left the quota as it was met its refusal. */
  private lastProbe: number | undefined;

  constructor(now: number) {
    this.grownAt = now;
    this.budget = new RefusalBudget(now);
  }

  /** Calls a second to send from now on. */
  perSecond(now: number): number {
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
    if (phase.kind === "measuring" && sentAt > phase.since) phase.admitted += 1;
    this.budget.earn();
  }

  /** A call sent at `sentAt` was refused, for `retryAfterMs` where the platform said so. */
  refused(now: number, sentAt: number, retryAfterMs: number | undefined): void {
    this.budget.spend();
    const lostMs = this.block(now, retryAfterMs ?? PAUSE_MS);
    if (sentAt < this.knownUntil) return;
    this.knownUntil = now;
    const { phase } = this;
    this.grownAt = now;
    if (phase.kind === "measuring") {
      this.measured(now, sentAt, phase);
      phase.since += lostMs;
      return;
    }
    if (phase.kind === "probing") {
      if (this.endedAsBefore(phase.seconds)) return this.ride(now);
      const known = this.levels.near(this.expected());
      if (known !== undefined && known > (this.quota ?? known)) return this.ride(now, known);
      this.rate = between(this.expected() * OVERDRAW);
    }
    this.phase = { kind: "measuring", since: sentAt + lostMs, admitted: 0 };
  }

  // Answers how much of the pause no bucket makes up for.
  private block(now: number, forMs: number): number {
    const from = Math.max(this.blockedUntil, now);
    this.blockedUntil = Math.max(this.blockedUntil, now + forMs);
    return Math.max(0, this.blockedUntil - from - BUCKET_MS);
  }

  // A probe that meets its refusal as soon as the last one did has found the same quota: nothing needs measuring.
  private endedAsBefore(seconds: number): boolean {
    const { quota, lastProbe } = this;
    this.lastProbe = seconds;
    if (quota === undefined) return false;
    if (lastProbe === undefined) return this.rate <= quota * BUCKET_CARRIES;
    return Math.abs(seconds - lastProbe) <= Math.max(1, lastProbe / 8);
  }

  // One that came further than a full bucket carries has found that the quota grew.
  private expected(): number {
    const { quota = this.rate } = this;
    return this.rate > quota * BUCKET_CARRIES ? this.rate / OVERDRAW : quota;
  }

  private measured(now: number, sentAt: number, { since, admitted }: Measuring): void {
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

  private grow(now: number): void {
    const { phase } = this;
    if (phase.kind === "riding" && this.budget.affordsProbe(now, phase.since)) this.probe(now);
    if (phase.kind === "measuring" && now - phase.since >= PATIENCE_MS) this.foundRoom(now);
    while (now - this.grownAt >= 1_000) {
      this.grownAt += 1_000;
      if (this.phase.kind === "seeking") this.rate = between(this.rate * SEEK);
      if (this.phase.kind !== "probing") continue;
      this.phase.seconds += 1;
      this.rate = between(this.rate * (1 + PROBE_STEP * this.phase.seconds));
    }
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
    this.phase = { kind: "probing", seconds: 0 };
    this.grownAt = now;
  }
}

function between(rate: number): number {
  return Math.min(Math.max(rate, LEAST_RATE), MOST_RATE);
}
