// The twin's one clock. Everything that happens later is a named event with plain data, so that time can be real,
// virtual, saved and restored. Milliseconds throughout.
import { reportBug } from "./report.ts";

export type TwinEvent = { readonly kind: string; readonly data: unknown };
export type ScheduledEvent = TwinEvent & { readonly dueAt: number; readonly seq: number };
export type EventHandler = (data: never) => void | Promise<void>;

export interface TwinClock {
  now(): number;
  /** Registers what an event of this kind does. Once per kind, at construction. */
  on<Data>(kind: string, handler: (data: Data) => void | Promise<void>): void;
  schedule(delayMs: number, event: TwinEvent): void;
  /** Forgets scheduled events that match; returns how many. */
  unschedule(match: (event: ScheduledEvent) => boolean): number;
  pending(): readonly ScheduledEvent[];
  /** Virtual: moves time forward, running what falls due in order. Real: runs what falls due within `ms` at once. */
  advance(ms: number): Promise<void>;
  /** Moves to the next due event and runs it; false when nothing is scheduled. */
  step(): Promise<boolean>;
  load(now: number, events: readonly ScheduledEvent[]): void;
  stop(): void;
}

abstract class EventClock implements TwinClock {
  protected events: ScheduledEvent[] = [];
  private readonly handlers = new Map<string, EventHandler>();
  private seq = 0;

  abstract now(): number;
  abstract load(now: number, events: readonly ScheduledEvent[]): void;
  abstract advance(ms: number): Promise<void>;
  abstract step(): Promise<boolean>;
  /** From where a delay counts. */
  protected abstract position(): number;
  protected arm(): void {}

  on<Data>(kind: string, handler: (data: Data) => void | Promise<void>): void {
    if (this.handlers.has(kind)) throw new Error(`two handlers for the twin's event ${kind}`);
    this.handlers.set(kind, handler);
  }

  schedule(delayMs: number, event: TwinEvent): void {
    if (!this.handlers.has(event.kind)) throw new Error(`nothing handles the twin's event ${event.kind}`);
    const entry = { ...event, dueAt: this.position() + Math.max(0, delayMs), seq: this.seq++ };
    this.events.splice(this.placeOf(entry.dueAt), 0, entry);
    this.arm();
  }

  unschedule(match: (event: ScheduledEvent) => boolean): number {
    const before = this.events.length;
    this.events = this.events.filter((event) => !match(event));
    return before - this.events.length;
  }

  pending(): readonly ScheduledEvent[] {
    return this.events;
  }

  stop(): void {
    this.events = [];
  }

  protected run(event: ScheduledEvent): void | Promise<void> {
    return this.handlers.get(event.kind)?.(event.data as never);
  }

  protected replace(events: readonly ScheduledEvent[]): void {
    this.events = [...events].sort((a, b) => a.dueAt - b.dueAt || a.seq - b.seq);
    this.seq = events.reduce((next, event) => Math.max(next, event.seq + 1), 0);
  }

  // Behind every event due at the same time or before: events of one moment keep the order they were scheduled in.
  private placeOf(dueAt: number): number {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.events[middle]?.dueAt ?? 0) <= dueAt) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Time stands still until it is advanced. */
export class VirtualClock extends EventClock {
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
    while (this.events[0] && this.events[0].dueAt <= until) await this.step();
    this.time = Math.max(this.time, until);
  }

  async step(): Promise<boolean> {
    const event = this.events.shift();
    if (!event) return false;
    this.time = Math.max(this.time, event.dueAt);
    await this.run(event);
    return true;
  }

  load(now: number, events: readonly ScheduledEvent[]): void {
    this.time = now;
    this.replace(events);
  }
}

/**
 * The machine's clock; events run when they fall due, and a slow one (a webhook that waits for its answer) holds up
 * no other. `advance` brings later events forward without moving time: clients live in real time, and a token that
 * is valid from a later moment on would be refused.
 */
export class RealClock extends EventClock {
  private timer: NodeJS.Timeout | undefined;
  /** How far ahead of now the events being brought forward are. */
  private lead = 0;

  now(): number {
    return Date.now();
  }

  protected position(): number {
    return Date.now() + this.lead;
  }

  async advance(ms: number): Promise<void> {
    const start = this.now();
    while (this.events[0] && this.events[0].dueAt <= start + ms) await this.runEarly(start);
    this.bringForward(ms);
  }

  async step(): Promise<boolean> {
    const next = this.events[0];
    if (!next) return false;
    const start = this.now();
    await this.runEarly(start);
    this.bringForward(Math.max(0, next.dueAt - start));
    return true;
  }

  /** Real time cannot be set back: what was due in the meantime runs at once. */
  load(_now: number, events: readonly ScheduledEvent[]): void {
    this.replace(events);
    this.arm();
  }

  override stop(): void {
    clearTimeout(this.timer);
    super.stop();
  }

  protected override arm(): void {
    clearTimeout(this.timer);
    const next = this.events[0];
    if (!next) return;
    const wait = Math.min(Math.max(0, next.dueAt - this.now()), 2 ** 31 - 1);
    this.timer = setTimeout(() => this.runDue(), wait);
  }

  private async runEarly(start: number): Promise<void> {
    const event = this.events.shift();
    if (!event) return;
    this.lead = Math.max(this.lead, event.dueAt - start);
    await this.run(event);
  }

  private bringForward(ms: number): void {
    this.lead = 0;
    this.events = this.events.map((event) => ({ ...event, dueAt: event.dueAt - ms }));
    this.arm();
  }

  private runDue(): void {
    while (this.events[0] && this.events[0].dueAt <= this.now()) {
      const event = this.events.shift();
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
