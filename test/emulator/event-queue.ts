// What is still to happen, soonest first, cheap with a hundred thousand events waiting: a heap, in which events of one
// moment keep the order they were scheduled in.

export type TwinEvent = { readonly kind: string; readonly data: unknown };
export type ScheduledEvent = TwinEvent & { readonly dueAt: number; readonly seq: number };

export class EventQueue {
  private heap: ScheduledEvent[] = [];
  private seq = 0;

  get size(): number {
    return this.heap.length;
  }

  get next(): ScheduledEvent | undefined {
    return this.heap[0];
  }

  add(dueAt: number, { kind, data }: TwinEvent): void {
    this.rise(this.heap.length, { kind, data, dueAt, seq: this.seq++ });
  }

  take(): ScheduledEvent | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (first && last && first !== last) this.sink(last);
    return first;
  }

  /** Forgets events that match; returns how many. */
  remove(match: (event: ScheduledEvent) => boolean): number {
    const kept = this.heap.filter((event) => !match(event));
    const gone = this.heap.length - kept.length;
    if (gone > 0) this.heap = kept.sort(sooner);
    return gone;
  }

  /** All of them, soonest first. */
  list(): readonly ScheduledEvent[] {
    return [...this.heap].sort(sooner);
  }

  replace(events: readonly ScheduledEvent[]): void {
    // A sorted list is a heap.
    this.heap = [...events].sort(sooner);
    this.seq = events.reduce((next, event) => Math.max(next, event.seq + 1), 0);
  }

  clear(): void {
    this.heap = [];
  }

  private rise(from: number, event: ScheduledEvent): void {
    let at = from;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = this.heap[above];
      if (!parent || sooner(parent, event) < 0) break;
      this.heap[at] = parent;
      at = above;
    }
    this.heap[at] = event;
  }

  private sink(event: ScheduledEvent): void {
    let at = 0;
    for (;;) {
      const left = this.heap[2 * at + 1];
      const right = this.heap[2 * at + 2];
      const child = right && left && sooner(right, left) < 0 ? right : left;
      if (!child || sooner(event, child) < 0) break;
      this.heap[at] = child;
      at = 2 * at + (child === right ? 2 : 1);
    }
    this.heap[at] = event;
  }
}

function sooner(one: ScheduledEvent, other: ScheduledEvent): number {
  return one.dueAt - other.dueAt || one.seq - other.seq;
}
