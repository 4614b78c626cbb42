// One turn of a lane: take the due items of one verb of one store, at most a batch, let the use-case work on them
// together, settle each by itself. If more is due the lane goes to the end of the queue, so that stores take turns.
import { randomUUID } from "node:crypto";
import type { Database } from "../adapters/database/client.ts";
import { createIssueRecords } from "../adapters/database/issues.ts";
import { type Sql, sqlOnClient, sqlOnPool } from "../adapters/database/sql.ts";
import {
  type Batched,
  type LaneName,
  type Settlement,
  settle,
  type TakenItem,
  take,
} from "../adapters/database/work.ts";
import type { NewIssue } from "../use-cases/ports/foundation-records.ts";
import { isPlatformError, reconnectKey } from "../use-cases/ports/platform-error.ts";
import type { Ports } from "../use-cases/ports/ports.ts";
import { type Outcome, workIssueKey } from "../use-cases/ports/work.ts";
import { type Worked, workBatch } from "./isolate.ts";
import type { LaneSettings, Lanes } from "./lane-settings.ts";
import { judge, type Verdict } from "./verdict.ts";

export type LaneRunner = {
  /** Gives a lane one turn. Answers how many items it took. Throws only when the database fails. */
  turn(lane: LaneName): Promise<number>;
  /** "storeId:verb" of the lanes at work in this process. */
  working(): readonly string[];
};

export type LaneRunnerOptions = {
  readonly database: Database;
  readonly ports: Ports;
  readonly lanes: Lanes;
  /** Written on what is taken: the process's own, as its heartbeat says it. */
  readonly workerId: string;
  readonly random?: () => number;
};

type Turn = LaneRunnerOptions & {
  readonly lane: LaneName;
  readonly settings: LaneSettings;
  readonly sql: Sql;
};

/** What gives lanes their turns in this process. */
export function createLaneRunner(options: LaneRunnerOptions): LaneRunner {
  const sql = sqlOnPool(options.database.pool);
  const working = new Map<string, AtWork>();
  return {
    working: () => [...working.keys()],
    turn: async (lane) => {
      const name = `${lane.storeId}:${lane.verb}`;
      for (let before = working.get(name); before; before = working.get(name))
        if (await isSeenTo(before)) return 0;
      const atWork = beginTurn({ ...options, lane, settings: options.lanes[lane.verb], sql });
      working.set(name, atWork);
      try {
        return await atWork.ended;
      } finally {
        working.delete(name);
      }
    },
  };
}

/** A turn under way in this process. */
type AtWork = {
  /** Whether it holds items of the lane: then it looks for what is due before the lane rests. */
  readonly hasTaken: Promise<boolean>;
  /** How many items it took. */
  readonly ended: Promise<number>;
  isSettling: boolean;
  /** Another turn begins when it ends. */
  isFollowed: boolean;
};

// What woke the lane again was marked before: a turn that settles later sees it, and whoever waits for one to end does.
// Only one waits, for moments: whoever is woken holds a place that other lanes need.
async function isSeenTo(atWork: AtWork): Promise<boolean> {
  if (atWork.isFollowed) return true;
  atWork.isFollowed = true;
  const hasTaken = await atWork.hasTaken.catch(() => false);
  if (hasTaken && !atWork.isSettling) {
    atWork.isFollowed = false;
    return true;
  }
  await atWork.ended.catch(() => 0);
  atWork.isFollowed = false;
  return false;
}

function beginTurn(turn: Turn): AtWork {
  const { lane, settings, ports, workerId, sql } = turn;
  const taking = take(sql, lane, { worker: workerId, now: ports.now(), wanted: settings.batch });
  const work = async () => {
    const taken = await taking;
    const batch = { storeId: lane.storeId, subjects: taken.map((item) => item.subject) };
    const worked = await workBatch((part) => settings.handler(ports, part), batch, settings.concurrency);
    atWork.isSettling = true;
    await settleTurn(turn, taken, worked);
    return taken.length;
  };
  const hasTaken = taking.then((taken) => taken.length > 0);
  hasTaken.catch(() => undefined);
  const atWork: AtWork = { hasTaken, ended: work(), isSettling: false, isFollowed: false };
  return atWork;
}

type Judged = {
  readonly settlement: Settlement;
  readonly raise?: NewIssue | undefined;
  readonly clear?: string | undefined;
};

async function settleTurn(turn: Turn, taken: readonly TakenItem[], worked: Worked): Promise<void> {
  const now = turn.ports.now();
  const reference = randomUUID().slice(0, 8);
  const judged = taken.map((item) =>
    judgedItem(turn, item, { outcome: worked.outcomes.get(item.subject), now, reference }),
  );
  const pauseUntil = worked.ended ? latest(judged) : undefined;
  const batched: Batched = { settlements: judged.map((one) => one.settlement), pauseUntil };
  const by = { worker: turn.workerId, now, batched };
  if (judged.every((one) => !one.raise && !one.clear)) {
    await settle(turn.sql, turn.lane, by);
    return;
  }
  await turn.database.prisma.$transaction(async (tx) => {
    const sql = sqlOnClient(tx);
    if (!(await settle(sql, turn.lane, by))) return;
    const issues = createIssueRecords(sql, turn.ports.now);
    for (const { raise, clear } of judged) {
      if (clear) await issues.clear(turn.lane.storeId, clear);
      if (raise) await issues.raise(raise);
    }
  });
  if (judged.some((one) => one.settlement.failure === "unauthorized")) await pauseConnection(turn, judged);
}

type Happened = { readonly outcome: Outcome | undefined; readonly now: Date; readonly reference: string };

function judgedItem(turn: Turn, item: TakenItem, { outcome, now, reference }: Happened): Judged {
  const same = { subject: item.subject, version: item.version };
  // Not reached: as if it had not been taken.
  if (!outcome)
    return { settlement: { ...same, done: false, attempts: item.attempts, failure: item.failure } };
  const clear = item.failure ? workIssueKey(turn.lane.verb, item.subject) : undefined;
  switch (outcome.kind) {
    case "done":
      return { settlement: { ...same, done: true, attempts: 0 }, clear };
    case "later": {
      const { dueAt: due, reason } = outcome;
      return {
        settlement: { ...same, done: false, attempts: item.attempts, due, reason, owner: "us" },
        clear,
      };
    }
    case "failed": {
      const failing = {
        ...turn.lane,
        subject: item.subject,
        attempts: item.attempts,
        limit: turn.settings.attempts,
      };
      const verdict = judge(failing, outcome.error, { random: turn.random ?? Math.random, reference });
      tell(turn, item, { error: outcome.error, verdict, reference });
      const { attempts, failure, reason, owner } = verdict;
      const waits = verdict.issue?.key ?? null;
      const due = verdict.waitMs === null ? undefined : new Date(now.getTime() + verdict.waitMs);
      return {
        settlement: { ...same, done: false, attempts, failure, reason, owner, waits, due },
        raise: verdict.issue,
      };
    }
  }
}

function tell(
  turn: Turn,
  item: TakenItem,
  what: { error: unknown; verdict: Verdict; reference: string },
): void {
  const { storeId, verb } = turn.lane;
  const { attempts, failure: kind } = what.verdict;
  const facts = { storeId, verb, subject: item.subject, attempts, kind };
  if (isPlatformError(what.error))
    turn.ports.log.warn("work-failed", { ...facts, detail: what.error.facts.detail });
  else turn.ports.log.error("work-failed", { ...facts, requestId: what.reference, error: what.error });
}

// The whole lane waits as long as the item that was told to.
function latest(judged: readonly Judged[]): Date | undefined {
  const ending = judged.filter(
    ({ settlement }) => settlement.failure === "throttled" || settlement.failure === "unavailable",
  );
  const times = ending.flatMap(({ settlement }) => settlement.due?.getTime() ?? []);
  return times.length > 0 ? new Date(Math.max(...times)) : undefined;
}

// Which of several shops refused us the error does not say; with one connection there is no question.
async function pauseConnection(turn: Turn, judged: readonly Judged[]): Promise<void> {
  const { stores } = turn.ports.records;
  const issue = judged.find((one) => one.raise?.key === reconnectKey("tiktok-shop"))?.raise;
  if (!issue) return;
  const active = (await stores.connections(turn.lane.storeId)).filter(
    (connection) => connection.state === "active",
  );
  const [only] = active;
  if (only && active.length === 1)
    await stores.setConnectionState(only.storeId, only.id, {
      state: "paused",
      reason: issue.title,
    });
}
