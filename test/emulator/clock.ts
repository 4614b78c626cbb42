// The twin's one clock. Everything that happens later is a named event with plain data, so that time can be real,
// virtual, saved and restored. Milliseconds throughout.
import { EventQueue, type ScheduledEvent, type TwinEvent } from "./event-queue.ts";
import { Pace } from "./pace.ts";
import { reportBug } from "./report.ts";

export type { ScheduledEvent, TwinEvent } from "./event-queue.ts";

type EventHandler = (data: never) => void | Promise<void>;

export interface TwinClock {
  readonly kind: "real" | "virtual";
  now(): number;
  /** Registers what an event of this kind does. Once per kind, at construction. */
  on<Data>(kind: string, handler: (data: Data) => void | Promise<void>): void;
  schedule(delayMs: number, event: TwinEvent): void;
  /** Forgets scheduled events that match; returns how many. */
  unschedule(match: (event: ScheduledEvent) => boolean): number;
  /** A copy of all that waits, soonest first. */
  pending(): readonly ScheduledEvent[];
  /** How much waits, and when the first of it is due. */
  waiting(): { readonly count: number; readonly nextDueAt: number | null };
  /** Virtual: moves time forward, running what falls due in order. Real: runs what falls due within `ms` at once. */
  advance(ms: number): Promise<void>;
  /** Moves to the next due event and runs it; false when nothing is scheduled. */
  step(): Promise<boolean>;
  /** Time that runs by itself, at so many times the pace of real time. */
  readonly pace: Pace;
  load(now: number, events: readonly ScheduledEvent[]): void;
  stop(): void;
}

abstract class EventClock implements TwinClock {
  abstract readonly kind: TwinClock["kind"];
  readonly pace = new Pace(this);
  protected readonly queue = new EventQueue();
  private readonly handlers = new Map<string, EventHandler>();

  abstract now(): number;
  abstract load(now: number, events: readonly ScheduledEvent[]): void;
  abstract advance(ms: number): Promise<void>;
  abstract step(): Promise<boolean>;
  /** From where a delay counts. */
  protected abstract position(): number;
  protected arm(): void {}
  /** When an event of the queue is due on the clock that is shown. */
  protected shown(dueAt: number): number {
    return dueAt;
  }

  on<Data>(kind: string, handler: (data: Data) => void | Promise<void>): void {
    if (this.handlers.has(kind)) throw new Error(`two handlers for the twin's event ${kind}`);
    this.handlers.set(kind, handler);
  }

  schedule(delayMs: number, event: TwinEvent): void {
    if (!this.handlers.has(event.kind)) throw new Error(`nothing handles the twin's event ${event.kind}`);
    const first = this.queue.next;
    this.queue.add(this.position() + Math.max(0, delayMs), event);
    if (this.queue.next !== first) this.arm();
  }

  unschedule(match: (event: ScheduledEvent) => boolean): number {
    return this.queue.remove(match);
  }

  pending(): readonly ScheduledEvent[] {
    return this.queue.list().map((event) => ({ ...event, dueAt: this.shown(event.dueAt) }));
  }

  waiting(): { count: number; nextDueAt: number | null } {
    const { next, size } = this.queue;
    return { count: size, nextDueAt: next ? this.shown(next.dueAt) : null };
  }

  stop(): void {
    this.pace.stop();
    this.queue.clear();
  }

  protected run(event: ScheduledEvent): void | Promise<void> {
    return this.handlers.get(event.kind)?.(event.data as never);
  }
}

/** Time stands still until it is advanced. */
export class VirtualClock extends EventClock {
  readonly kind = "virtual";
  private time: number;
  constructor(start: number) {
    super();
    this.time = start;
  }

  now(): number {
    return this.time;
  }

  protected position(): number {
    return this.time;
  }

  async advance(ms: number): Promise<void> {
    const until = this.time + ms;
    while (this.queue.next && this.queue.next.dueAt <= until) await this.step();
    this.time = Math.max(this.time, until);
  }

  async step(): Promise<boolean> {
    const event = this.queue.take();
    if (!event) return false;
    this.time = Math.max(this.time, event.dueAt);
    await this.run(event);
    return true;
  }

  load(now: number, events: readonly ScheduledEvent[]): void {
    this.time = now;
    this.queue.replace(events);
  }
}

/**
 * The machine's clock; events run when they fall due, and a slow one (a webhook that waits for its answer) holds up
 * no other. `advance` brings later events forward without moving time: clients live in real time, and a token that
 * is valid from a later moment on would be refused.
 */
export class RealClock extends EventClock {
  readonly kind = "real";
  private timer: NodeJS.Timeout | undefined;
  /** By how much everything in the queue has been brought forward. */
  private ahead = 0;
  /** When the event now being brought forward was due: what it causes counts from there. */
  private early = 0;

  now(): number {
    return Date.now();
  }

  protected position(): number {
    return Math.max(Date.now() + this.ahead, this.early);
  }

  protected override shown(dueAt: number): number {
    return dueAt - this.ahead;
  }

  async advance(ms: number): Promise<void> {
    const start = this.now() + this.ahead;
    while (this.queue.next && this.queue.next.dueAt <= start + ms) await this.runEarly();
    this.bringForward(ms);
  }

  async step(): Promise<boolean> {
    const { next } = this.queue;
    if (!next) return false;
    const start = this.now() + this.ahead;
    await this.runEarly();
    this.bringForward(Math.max(0, next.dueAt - start));
    return true;
  }

  /** Real time cannot be set back: what was due in the meantime runs at once. */
  load(_now: number, events: readonly ScheduledEvent[]): void {
    this.ahead = 0;
    this.early = 0;
    this.queue.replace(events);
    this.arm();
  }

  override stop(): void {
    clearTimeout(this.timer);
    super.stop();
  }

  protected override arm(): void {
    clearTimeout(this.timer);
    const { next } = this.queue;
    if (!next) return;
    const wait = Math.min(Math.max(0, next.dueAt - this.ahead - this.now()), 2 ** 31 - 1);
    this.timer = setTimeout(() => this.runDue(), wait);
  }

  private async runEarly(): Promise<void> {
    const event = this.queue.take();
    if (!event) return;
    this.early = Math.max(this.early, event.dueAt);
    await this.run(event);
  }

  private bringForward(ms: number): void {
    this.early = 0;
    this.ahead += ms;
    this.arm();
  }

  private runDue(): void {
    while (this.queue.next && this.queue.next.dueAt - this.ahead <= this.now()) {
      const event = this.queue.take();
      if (event) void this.runSafely(event);
    }
    this.arm();
  }

  private async runSafely(event: ScheduledEvent): Promise<void> {
    try {
      await this.run(event);
    } catch (error) {
      reportBug(`the twin's event ${event.kind} failed`, error);
    }
  }
}
