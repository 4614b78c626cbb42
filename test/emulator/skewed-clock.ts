// A platform's clock that is not the client's: the same time and events, read some seconds ahead or behind. Signatures,
// timestamps and tokens are judged by it, and it stands in what the platform writes.
import type { TwinClock, TwinEvent } from "./clock.ts";
import type { ScheduledEvent } from "./event-queue.ts";

export class SkewedClock implements TwinClock {
  readonly kind: TwinClock["kind"];
  readonly pace: TwinClock["pace"];
  private readonly clock: TwinClock;
  private readonly skewMs: () => number;

  constructor(clock: TwinClock, skewMs: () => number) {
    this.clock = clock;
    this.skewMs = skewMs;
    this.kind = clock.kind;
    this.pace = clock.pace;
  }

  now(): number {
    return this.clock.now() + this.skewMs();
  }

  on<Data>(kind: string, handler: (data: Data) => void | Promise<void>): void {
    this.clock.on(kind, handler);
  }

  schedule(delayMs: number, event: TwinEvent): void {
    this.clock.schedule(delayMs, event);
  }

  unschedule(match: (event: ScheduledEvent) => boolean): number {
    return this.clock.unschedule(match);
  }

  pending(): readonly ScheduledEvent[] {
    return this.clock.pending();
  }

  waiting(): ReturnType<TwinClock["waiting"]> {
    return this.clock.waiting();
  }

  advance(ms: number): Promise<void> {
    return this.clock.advance(ms);
  }

  step(): Promise<boolean> {
    return this.clock.step();
  }

  load(now: number, events: readonly ScheduledEvent[]): void {
    this.clock.load(now, events);
  }

  stop(): void {
    this.clock.stop();
  }
}
