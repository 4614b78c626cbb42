// The twin's one clock. Everything that happens later is a named event with plain data, so that time can be real,
// virtual, saved and restored. Milliseconds throughout.

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
  protected abstract moveTo(time: number): void;
  protected arm(): void {}

  on<Data>(kind: string, handler: (data: Data) => void | Promise<void>): void {
    if (this.handlers.has(kind)) throw new Error(`two handlers for the twin's event ${kind}`);
    this.handlers.set(kind, handler as EventHandler);
  }

  schedule(delayMs: number, event: TwinEvent): void {
    if (!this.handlers.has(event.kind)) throw new Error(`nothing handles the twin's event ${event.kind}`);
    const entry = { ...event, dueAt: this.now() + Math.max(0, delayMs), seq: this.seq++ };
    this.events.push(entry);
    this.events.sort((a, b) => a.dueAt - b.dueAt || a.seq - b.seq);
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

  async advance(ms: number): Promise<void> {
    const until = this.now() + ms;
    while (this.events[0] && this.events[0].dueAt <= until) await this.step();
    this.moveTo(until);
  }

  async step(): Promise<boolean> {
    const event = this.events.shift();
    if (!event) return false;
    this.moveTo(event.dueAt);
    await this.handlers.get(event.kind)?.(event.data as never);
    return true;
  }

  load(now: number, events: readonly ScheduledEvent[]): void {
    this.moveTo(now);
    this.events = [...events];
    this.seq = Math.max(0, ...events.map((event) => event.seq + 1));
    this.arm();
  }

  stop(): void {
    this.events = [];
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
  protected moveTo(time: number): void {
    this.time = Math.max(this.time, time);
  }
}

/** The machine's clock; events run when they fall due. `advance` brings later events forward without moving time. */
export class RealClock extends EventClock {
  private timer: NodeJS.Timeout | undefined;
  private offset = 0;
  now(): number {
    return Date.now() + this.offset;
  }
  protected moveTo(time: number): void {
    this.offset += Math.max(0, time - this.now());
  }
  protected override arm(): void {
    clearTimeout(this.timer);
    const next = this.events[0];
    if (!next) return;
    this.timer = setTimeout(() => void this.runDue(), Math.min(Math.max(0, next.dueAt - this.now()), 2 ** 31 - 1));
  }
  private async runDue(): Promise<void> {
    while (this.events[0] && this.events[0].dueAt <= this.now()) await this.step();
    this.arm();
  }
  override stop(): void {
    clearTimeout(this.timer);
    super.stop();
  }
}
