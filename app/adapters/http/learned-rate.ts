// Finds a quota that no document names and that moves: how many calls a second one endpoint takes. At a refusal the
// platform's bucket is empty, so what it admits from one refusal to the next is exactly what it granted in that time.
// That is measured, ridden a little below, and after a while tried again. No clock of its own; times in milliseconds,
// rates in calls a second.

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
/** Refusals are held to this share of calls: what a probe met is followed by as many quiet calls. */
const REFUSED_SHARE = 0.004;
const QUIET_MS = 4_000;
/** Without a word from the platform, this long nothing is sent after a refusal. */
const PAUSE_MS = 300;
/** Admitted calls that make a measurement, or as many seconds of it. */
const ENOUGH_CALLS = 24;
const ENOUGH_MS = 4_000;
/** A measurement that meets no refusal in this time has shown that there is room. */
const PATIENCE_MS = 12_000;
const BUCKET_CARRIES = 1.5;

type Phase =
  | { readonly kind: "seeking" }
  | { readonly kind: "measuring"; readonly since: number; admitted: number }
  | { readonly kind: "riding"; readonly since: number; readonly quietCalls: number; calls: number }
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
  private refusedLately = 0;
  /** Seconds until the last probe that left the quota as it was met its refusal. */
  private lastProbe: number | undefined;

  constructor(now: number) {
    this.grownAt = now;
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
    if (phase.kind === "riding") phase.calls += 1;
  }

  /** A call sent at `sentAt` was refused, for `retryAfterMs` where the platform said so. */
  refused(now: number, sentAt: number, retryAfterMs: number | undefined): void {
    this.refusedLately += 1;
    this.blockedUntil = Math.max(this.blockedUntil, now + (retryAfterMs ?? PAUSE_MS));
    if (sentAt < this.knownUntil) return;
    this.knownUntil = now;
    const { phase } = this;
    if (phase.kind === "measuring") return this.measured(now, sentAt, phase);
    if (phase.kind === "probing") {
      if (this.endedAsBefore(phase.seconds)) return this.ride(now);
      this.rate = between(this.expected() * OVERDRAW);
    }
    this.phase = { kind: "measuring", since: sentAt, admitted: 0 };
    this.grownAt = now;
  }

  // A probe that meets its refusal as soon as the last one did has found the same quota: nothing needs measuring.
  private endedAsBefore(seconds: number): boolean {
    const { quota, lastProbe } = this;
    this.lastProbe = seconds;
    if (quota === undefined) return false;
    if (lastProbe === undefined) return this.rate <= quota * BUCKET_CARRIES;
    return Math.abs(seconds - lastProbe) <= Math.max(1, lastProbe / 8);
  }

  // A full bucket alone carries a probe this far; one that came further has found that the quota grew.
  private expected(): number {
    const { quota = this.rate } = this;
    return this.rate > quota * BUCKET_CARRIES ? this.rate / OVERDRAW : quota;
  }

  private measured(
    now: number,
    sentAt: number,
    { since, admitted }: { since: number; admitted: number },
  ): void {
    const elapsed = Math.max(sentAt - since, 1);
    const found = between(Math.max((admitted * 1_000) / elapsed, this.rate * 0.3));
    this.grownAt = now;
    // Too short to be exact: on, from what it says so far. The bucket was empty at each refusal, so the windows join.
    if (admitted < ENOUGH_CALLS && elapsed < ENOUGH_MS) {
      this.rate = between(found * OVERDRAW);
      return;
    }
    const near = this.quota !== undefined && Math.abs(found / this.quota - 1) < 0.06;
    if (!near) this.lastProbe = undefined;
    this.quota = near ? (found + (this.quota ?? found)) / 2 : found;
    this.ride(now);
  }

  private ride(now: number): void {
    this.rate = between((this.quota ?? this.rate) * RIDE);
    this.grownAt = now;
    this.phase = { kind: "riding", since: now, quietCalls: this.refusedLately / REFUSED_SHARE, calls: 0 };
    this.refusedLately = 0;
  }

  private grow(now: number): void {
    const { phase } = this;
    if (phase.kind === "riding") {
      if (phase.calls < phase.quietCalls || now - phase.since < QUIET_MS) return;
      this.probe(now);
    }
    if (phase.kind === "measuring") {
      if (now - phase.since < PATIENCE_MS) return;
      this.quota = this.rate;
      this.probe(now);
    }
    while (now - this.grownAt >= 1_000) {
      this.grownAt += 1_000;
      if (this.phase.kind === "seeking") this.rate = between(this.rate * SEEK);
      if (this.phase.kind !== "probing") continue;
      this.phase.seconds += 1;
      this.rate = between(this.rate * (1 + PROBE_STEP * this.phase.seconds));
    }
  }

  private probe(now: number): void {
    this.phase = { kind: "probing", seconds: 0 };
    this.grownAt = now;
  }
}

function between(rate: number): number {
  return Math.min(Math.max(rate, LEAST_RATE), MOST_RATE);
}
