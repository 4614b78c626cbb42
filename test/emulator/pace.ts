// Time that runs by itself: virtual time moves at so many times the pace of real time, and in real time what is to come
// is brought forward as fast. It runs until it is stopped, or until nothing is left to happen.
import { reportBug } from "./report.ts";

/** Real milliseconds between two moves. */
const TICK_MS = 20;

/** Beyond this there is no sense in waiting for real time at all. */
export const FASTEST = 100_000;

export type Running = {
  /** How many times as fast as real time: 60 makes an hour a minute. */
  readonly pace: number;
  readonly until: "stopped" | "idle";
};

type MovedClock = {
  readonly kind: "real" | "virtual";
  advance(ms: number): Promise<void>;
  waiting(): { readonly count: number };
};

export class Pace {
  private timer: NodeJS.Timeout | undefined;
  private now: Running | undefined;
  private readonly clock: MovedClock;
  constructor(clock: MovedClock) {
    this.clock = clock;
  }

  get running(): Running | undefined {
    return this.now;
  }

  /** Sets the pace; a pace set before gives way. */
  run(running: Running): void {
    this.stop();
    this.now = running;
    this.wait(running, performance.now());
  }

  stop(): void {
    clearTimeout(this.timer);
    this.now = undefined;
  }

  private wait(running: Running, since: number): void {
    this.timer = setTimeout(() => void this.move(running, since), TICK_MS);
  }

  // How long the move itself takes counts as time gone by: a busy moment is made up for in the next.
  private async move(running: Running, since: number): Promise<void> {
    const at = performance.now();
    // Real time goes on by itself at a pace of one.
    const pace = this.clock.kind === "real" ? running.pace - 1 : running.pace;
    try {
      await this.clock.advance(Math.round((at - since) * pace));
    } catch (error) {
      reportBug("something that fell due in the twin failed", error);
    }
    if (this.now !== running) return;
    if (running.until === "idle" && this.clock.waiting().count === 0) this.stop();
    else this.wait(running, at);
  }
}
