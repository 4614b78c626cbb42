// Calls that were under way when the platform refused one: the share of them that still passes is the quota's share in
// the rate they were sent at. The slower the answers, the more of them there are, and the more refusals they would cost
// if the rate were found by being refused again. Times in milliseconds, rates in calls a second.

/** Fewer say too little. */
const ENOUGH = 4;
/** A server that counts by the calendar second refuses all of them: that says nothing of its quota. */
const LEAST_PASSED = 2;
const LEAST_SHARE = 0.3;

export class RefusedVolley {
  private passed = 0;
  private refused = 0;
  private readonly from: number;
  private readonly until: number;
  private readonly perSecond: number;

  /** Of the calls sent after `from`, when the refused one was, until its answer came. */
  constructor(sent: { readonly from: number; readonly until: number; readonly perSecond: number }) {
    this.from = sent.from;
    this.until = sent.until;
    this.perSecond = sent.perSecond;
  }

  /** Takes the answer to a call sent at that moment; others are none of its business. */
  answered(sentAt: number, how: "passed" | "refused"): void {
    if (sentAt > this.from && sentAt <= this.until) this[how] += 1;
  }

  /** What the quota seems to be by now; undefined while too few have answered. */
  get quota(): number | undefined {
    const calls = this.passed + this.refused;
    if (calls < ENOUGH || this.passed < LEAST_PASSED) return undefined;
    return this.perSecond * Math.max(this.passed / calls, LEAST_SHARE);
  }
}
