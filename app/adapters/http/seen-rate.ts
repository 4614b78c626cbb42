// How many calls a second pass while more wait than may go: what a quota truly yields, its refusals and pauses included.
// Calls that nobody held back say nothing of it. Times in milliseconds.

/** Long enough that a full bucket at its start weighs little; so many calls make it exact. */
const SPAN_MS = 10_000;
const ENOUGH_CALLS = 20;
/** Where a quota lets through so little, what passed in this time has to do. */
const PATIENCE_MS = 60_000;
const FEW_CALLS = 5;
/** Of a span at least this much somebody must have waited: else it was the callers that were slow. */
const HELD_BACK_SHARE = 0.8;
/** Spans that differ by less are of one quota. */
const NEAR = 0.2;

/** What was seen to pass, so long ago. */
export type KeptRate = { readonly perSecond: number; readonly ageMs: number };

type Span = { readonly since: number; passed: number; heldBackMs: number };

export class SeenRate {
  private readonly found: (perSecond: number) => void;
  private span: Span | undefined;
  private wasRefused = false;
  private heldBackSince: number | undefined;
  private rate: number | undefined;

  constructor(found: (perSecond: number) => void) {
    this.found = found;
  }

  /** Calls that were due were let go; whether others still wait. */
  letGo(now: number, isHeldBack: boolean): void {
    const { span } = this;
    if (span && this.heldBackSince !== undefined)
      span.heldBackMs += now - Math.max(this.heldBackSince, span.since);
    this.heldBackSince = isHeldBack ? now : undefined;
    if (span) this.judge(now, span);
    // Before the first refusal it is our own caution that holds calls back.
    else if (isHeldBack && this.wasRefused) this.span = { since: now, passed: 0, heldBackMs: 0 };
  }

  passed(): void {
    if (this.span) this.span.passed += 1;
  }

  refused(): void {
    this.wasRefused = true;
  }

  private judge(now: number, { since, passed, heldBackMs }: Span): void {
    const elapsed = now - since;
    if (elapsed < SPAN_MS) return;
    const isHeldBack = heldBackMs >= elapsed * HELD_BACK_SHARE;
    if (isHeldBack && passed < ENOUGH_CALLS && elapsed < PATIENCE_MS) return;
    this.span = undefined;
    if (!isHeldBack || passed < FEW_CALLS) return;
    const latest = (passed * 1_000) / elapsed;
    const before = this.rate;
    const isNear = before !== undefined && Math.abs(latest / before - 1) < NEAR;
    this.rate = isNear ? before + (latest - before) / 3 : latest;
    this.found(this.rate);
  }
}
