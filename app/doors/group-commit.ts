// Many webhooks, few statements: at most two are under way, and whatever arrived meanwhile makes the next one.
// One statement per webhook commits some 1,100 a second, a batch of them a third more and far fewer transactions.
import type { InboxEntry } from "../use-cases/ports/notice.ts";

export type GroupCommit = {
  /** Resolves once the entry is committed; rejects when it could not be stored. */
  add(entry: InboxEntry): Promise<void>;
  /** Resolves when nothing is waiting or under way. */
  drained(): Promise<void>;
};

type Waiting = { entry: InboxEntry; resolve: () => void; reject: (error: unknown) => void };

const MAX_STATEMENTS = 2;
const MAX_BATCH = 200;

/** `store` commits a batch in one transaction, or throws and has stored nothing of it. */
export function createGroupCommit(store: (entries: readonly InboxEntry[]) => Promise<unknown>): GroupCommit {
  const waiting: Waiting[] = [];
  let underWay = 0;
  let idle: (() => void)[] = [];

  // Without a timer: a lone webhook leaves at once, and under load the statements under way are the timer.
  function pump(): void {
    while (underWay < MAX_STATEMENTS && waiting.length > 0) {
      underWay += 1;
      void commit(store, waiting.splice(0, MAX_BATCH)).finally(() => {
        underWay -= 1;
        pump();
      });
    }
    if (underWay === 0 && waiting.length === 0) {
      for (const resolve of idle) resolve();
      idle = [];
    }
  }

  return {
    add: (entry) =>
      new Promise((resolve, reject) => {
        waiting.push({ entry, resolve, reject });
        // After this turn of the loop, so that requests read together leave together.
        queueMicrotask(pump);
      }),
    drained: () =>
      new Promise((resolve) => {
        idle.push(resolve);
        pump();
      }),
  };
}

/** Never rejects: each waiting one learns its own fate. */
async function commit(
  store: (entries: readonly InboxEntry[]) => Promise<unknown>,
  batch: readonly Waiting[],
): Promise<"stored" | "failed"> {
  try {
    await store(batch.map((one) => one.entry));
    for (const one of batch) one.resolve();
    return "stored";
  } catch (error) {
    if (batch.length > 1 && (await inHalves(store, batch)) === "stored") return "stored";
    for (const one of batch) one.reject(error);
    return "failed";
  }
}

// One entry that cannot be stored must not take the others with it: halves are tried until it stands alone. When not
// even the first of a batch goes in, the database itself is away, and nobody is made to wait for more tries.
async function inHalves(
  store: (entries: readonly InboxEntry[]) => Promise<unknown>,
  batch: readonly Waiting[],
): Promise<"stored" | "failed"> {
  const middle = Math.ceil(batch.length / 2);
  const first = await commitOnce(store, batch.slice(0, middle));
  const second = await commitOnce(store, batch.slice(middle));
  if (first === "failed" && second === "failed") return "failed";
  if (first === "failed") await commit(store, batch.slice(0, middle));
  if (second === "failed") await commit(store, batch.slice(middle));
  return "stored";
}

async function commitOnce(
  store: (entries: readonly InboxEntry[]) => Promise<unknown>,
  batch: readonly Waiting[],
): Promise<"stored" | "failed"> {
  try {
    await store(batch.map((one) => one.entry));
    for (const one of batch) one.resolve();
    return "stored";
  } catch {
    return "failed";
  }
}
