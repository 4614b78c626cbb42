// One virtual clock for the twin, the application and its pace, over a database that is real: time moves on only when
// nothing is being worked on any more, and then to the next thing that is due. Counting calls needs no waiting.
import pg from "pg";
import type { PaceClock } from "../app/adapters/http/pace-queue.ts";
import type { Twin } from "./emulator/twin.ts";

type Timer = { readonly at: number; readonly order: number; readonly run: () => void };

export type VirtualTime = {
  readonly pace: PaceClock;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Counts real work of the process that the clock must wait for. */
  readonly working: <T>(work: Promise<T>) => Promise<T>;
  /** Of the whole process, so far. */
  readonly queries: () => number;
  /** Lets time go by until the condition holds; it is looked at whenever nothing is at work. */
  readonly passUntil: (isDone: () => boolean, mostMs?: number) => Promise<void>;
};

// What was resolved runs on, maybe over several turns of the event loop, before time is believed to stand still.
const QUIET_TURNS = 4;

export function createVirtualTime(twin: Twin, pool: pg.Pool): VirtualTime {
  const timers = new TimerHeap();
  watchDatabase(pool);
  const now = () => twin.clock.now();
  const wake = (milliseconds: number, run: () => void) => timers.add(now() + milliseconds, run);
  const quiet = async () => {
    for (let turn = 0; turn < QUIET_TURNS; turn += 1) {
      await new Promise(setImmediate);
      if (work.isUnderWay) await work.end();
      else if (!isAtFiles()) continue;
      turn = -1;
    }
  };
  return {
    pace: { now, wake },
    queries: () => queries,
    sleep: (milliseconds) => new Promise((resolve) => void wake(milliseconds, resolve)),
    working: async (promise) => {
      work.change(1);
      try {
        return await promise;
      } finally {
        work.change(-1);
      }
    },
    passUntil: async (isDone, mostMs = Number.POSITIVE_INFINITY) => {
      const end = now() + mostMs;
      for (;;) {
        await quiet();
        const next = timers.nextAt();
        if (isDone() || next === undefined || next > end) return;
        if (next > now()) await twin.clock.advance(next - now());
        timers.runDue(now());
      }
    },
  };
}

// What a file is asked for is answered by no timer and no query: an export is read into one.
function isAtFiles(): boolean {
  return process.getActiveResourcesInfo().some((resource) => resource.startsWith("FSReq"));
}

/** Timers by time, then by the order in which they were set. */
class TimerHeap {
  private readonly heap: Timer[] = [];
  private readonly off = new Set<number>();
  private order = 0;

  add(at: number, run: () => void): () => void {
    const timer = { at, order: this.order++, run };
    let index = this.heap.push(timer) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.isBefore(index, parent)) break;
      this.swap(index, parent);
      index = parent;
    }
    return () => void this.off.add(timer.order);
  }

  nextAt(): number | undefined {
    for (let top = this.heap[0]; top && this.off.has(top.order); top = this.heap[0]) this.pop();
    return this.heap[0]?.at;
  }

  runDue(now: number): void {
    for (let at = this.nextAt(); at !== undefined && at <= now; at = this.nextAt()) this.pop()?.run();
  }

  private pop(): Timer | undefined {
    const top = this.heap[0];
    const last = this.heap.pop();
    if (top) this.off.delete(top.order);
    if (!last || last === top) return top;
    this.heap[0] = last;
    for (let index = 0; ; ) {
      const left = index * 2 + 1;
      const least = left + 1 < this.heap.length && this.isBefore(left + 1, left) ? left + 1 : left;
      if (least >= this.heap.length || !this.isBefore(least, index)) return top;
      this.swap(index, least);
      index = least;
    }
  }

  private isBefore(a: number, b: number): boolean {
    const [one, other] = [this.heap[a], this.heap[b]];
    if (!one || !other) return false;
    return one.at < other.at || (one.at === other.at && one.order < other.order);
  }

  private swap(a: number, b: number): void {
    const [one, other] = [this.heap[a], this.heap[b]];
    if (!one || !other) return;
    this.heap[a] = other;
    this.heap[b] = one;
  }
}

/** What of the process the clock must wait for: it sleeps meanwhile and leaves the cores to the database. */
class Work {
  private count = 0;
  private waiting: (() => void)[] = [];

  get isUnderWay(): boolean {
    return this.count > 0;
  }

  change(by: number): void {
    this.count += by;
    if (this.count > 0) return;
    for (const go of this.waiting.splice(0)) go();
  }

  /** Resolves when nothing is under way. */
  end(): Promise<void> {
    return new Promise((resolve) => void this.waiting.push(resolve));
  }
}

type Query = (...args: unknown[]) => unknown;
type Callback = (...answer: unknown[]) => void;

// Queries and connections of this process that are under way. One place sees them all: the driver.
const work = new Work();
let queries = 0;
let isPatched = false;

function watchDatabase(pool: pg.Pool): void {
  const target = pool as unknown as { connect: Query };
  target.connect = counted(target.connect);
  if (isPatched) return;
  isPatched = true;
  const driver = pg.Client.prototype as unknown as { query: Query };
  const { query } = driver;
  driver.query = counted(function (this: unknown, ...args: unknown[]) {
    queries += 1;
    return query.apply(this, args);
  });
}

function counted(original: Query): Query {
  return function (this: unknown, ...args: unknown[]) {
    work.change(1);
    const callback = args.at(-1);
    if (typeof callback === "function") {
      const counting: Callback = (...answer) => {
        work.change(-1);
        (callback as Callback)(...answer);
      };
      return original.apply(this, [...args.slice(0, -1), counting]);
    }
    const answer = original.apply(this, args);
    const end = () => work.change(-1);
    if (answer instanceof Promise) void answer.then(end, end);
    else end();
    return answer;
  };
}
