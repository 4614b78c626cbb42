// Calls that wait for their turn at one quota: the most urgent first, those alike in order, each as soon as the learnt
// rate lets it go.
import { LearnedRate } from "./learned-rate.ts";
import { type KeptRate, SeenRate } from "./seen-rate.ts";

/** Milliseconds; `wake` runs something later and answers how to call that off. */
export type PaceClock = {
  readonly now: () => number;
  readonly wake: (milliseconds: number, run: () => void) => () => void;
};

/** Keeps what one quota lets pass, in calls a second, beyond this process. */
export type QueueMemory = {
  /** Told now and then while calls are held back. */
  readonly keep: (perSecond: number) => void;
  /** What was kept last. Never throws. */
  readonly recall: () => Promise<KeptRate | undefined>;
};

type Waiter = { readonly rank: number; readonly go: (sentAt: number) => void };

/** What may go at once after a moment of rest, in seconds of the rate. */
const BURST_SECONDS = 0.25;
const REMEMBERED = 256;
const NO_MEMORY: QueueMemory = { keep: () => undefined, recall: async () => undefined };

export class PaceQueue {
  private learned: LearnedRate;
  private readonly seen: SeenRate;
  private readonly waiting: Waiter[][] = [];
  private readonly sent: number[] = [];
  private credit = 1;
  private creditAt: number;
  private callOff: (() => void) | undefined;
  private readonly clock: PaceClock;

  constructor(clock: PaceClock, memory: QueueMemory = NO_MEMORY) {
    this.clock = clock;
    this.seen = new SeenRate(memory.keep);
    this.learned = new LearnedRate(clock.now());
    this.creditAt = clock.now();
    void this.recall(memory);
  }

  /** One queue for calls that waited in several; what they had learnt was of another shape, and is learnt again. */
  static joining(clock: PaceClock, queues: readonly PaceQueue[], memory?: QueueMemory): PaceQueue {
    const joined = new PaceQueue(clock, memory);
    for (const queue of queues) for (const waiter of queue.leave()) joined.lineOf(waiter.rank).push(waiter);
    joined.pump();
    return joined;
  }

  get isIdle(): boolean {
    return this.waiting.every((line) => line.length === 0);
  }

  /** Resolves to the moment at which the call may go. Lower ranks go first. */
  turn(rank: number): Promise<number> {
    return this.queued((waiter) => this.lineOf(rank).push(waiter), rank);
  }

  /** The same for a call that had its turn and was refused: it goes before those of its rank. */
  turnAgain(rank: number): Promise<number> {
    return this.queued((waiter) => this.lineOf(rank).unshift(waiter), rank);
  }

  admitted(sentAt: number): void {
    this.learned.admitted(sentAt);
    this.seen.passed();
  }

  refused(sentAt: number, retryAfterMs: number | undefined): void {
    this.learned.refused(this.clock.now(), sentAt, retryAfterMs);
    this.seen.refused();
  }

  /** How many calls went in a span of time, the ends left out; the last few hundred are remembered. */
  sentBetween(from: number, to: number): number {
    return this.sent.filter((at) => at > from && at < to).length;
  }

  // Nobody waits for it: calls go at a new endpoint's pace until it is there.
  private async recall({ recall }: QueueMemory): Promise<void> {
    const kept = await recall();
    if (!kept) return;
    this.learned.recall(this.clock.now(), kept);
    this.pump();
  }

  private queued(enter: (waiter: Waiter) => void, rank: number): Promise<number> {
    return new Promise((go) => {
      enter({ rank, go });
      this.pump();
    });
  }

  private lineOf(rank: number): Waiter[] {
    this.waiting[rank] ??= [];
    return this.waiting[rank];
  }

  private leave(): readonly Waiter[] {
    this.callOff?.();
    return this.waiting.splice(0).flat();
  }

  private pump(): void {
    this.callOff?.();
    this.callOff = undefined;
    const now = this.clock.now();
    const rate = this.learned.perSecond(now);
    this.earn(now, rate);
    while (this.credit >= 1 && now >= this.learned.notBefore) {
      const next = this.waiting.find((line) => line && line.length > 0)?.shift();
      if (!next) break;
      this.credit -= 1;
      this.note(now);
      next.go(now);
    }
    this.seen.letGo(now, !this.isIdle);
    if (this.isIdle) return this.learned.rest(now);
    const wait = Math.max(((1 - this.credit) / rate) * 1_000, this.learned.notBefore - now, 1);
    this.callOff = this.clock.wake(wait, () => this.pump());
  }

  // While the platform refuses us nothing is earned: a burst afterwards would be refused again.
  private earn(now: number, rate: number): void {
    const from = Math.max(this.creditAt, Math.min(this.learned.notBefore, now));
    const most = Math.max(1, rate * BURST_SECONDS);
    this.credit = Math.min(most, from > this.creditAt ? 0 : this.credit) + ((now - from) / 1_000) * rate;
    this.credit = Math.min(most, this.credit);
    this.creditAt = now;
  }

  private note(now: number): void {
    this.sent.push(now);
    if (this.sent.length > REMEMBERED * 2) this.sent.splice(0, REMEMBERED);
  }
}
