// A store and a shop on the twin, the whole application with its lanes, and one virtual clock: what a day of calls
// takes is found out in seconds, by the code that runs in production.
import type { Database } from "../app/adapters/database/client.ts";
import { createSeal } from "../app/adapters/database/seal.ts";
import { createSessionStorage } from "../app/adapters/database/sessions.ts";
import { sqlOnPool } from "../app/adapters/database/sql.ts";
import { dueLanes } from "../app/adapters/database/work.ts";
import type { Fetch } from "../app/adapters/http/request.ts";
import { reviveSession } from "../app/adapters/shopify/revive-session.ts";
import { createApplication } from "../app/application.server.ts";
import { installStore } from "../app/use-cases/install-store.ts";
import type { Ports } from "../app/use-cases/ports/ports.ts";
import { createLaneRunner } from "../app/worker/lane.ts";
import { lanes } from "../app/worker/lanes.ts";
import { encryptionKey, envOf } from "./catalog-world.ts";
import { interceptWith } from "./emulator/intercept.ts";
import { DEMO_SHOP, DEMO_STORE } from "./emulator/settings.ts";
import { createTwin, type Twin } from "./emulator/twin.ts";
import { HeardRequest } from "./emulator/wire-request.ts";
import { installedSession } from "./sessions.ts";
import { createVirtualTime, type VirtualTime } from "./virtual-time.ts";

export type VirtualWorldOptions = {
  /** One way and back. */
  readonly latencyMs?: number;
  /** How often lanes are looked at that nothing has woken. */
  readonly lookEveryMs?: number;
  readonly lanesAtOnce?: number;
};

export type VirtualWorld = Awaited<ReturnType<typeof createVirtualWorld>>;

/** Installed and connected; nothing is imported yet and no lane runs. */
export async function createVirtualWorld(database: Database, options: VirtualWorldOptions = {}) {
  const { latencyMs = 100 } = options;
  const twin = createTwin();
  // Nobody listens: what a webhook would say, the sweeps and second looks find.
  twin.faults.arm({ channel: "webhook", fault: { kind: "lost" } });
  twin.shopify.install(DEMO_STORE);
  const sessions = createSessionStorage(
    database.prisma,
    createSeal({ current: encryptionKey }, "session"),
    reviveSession,
  );
  const interception = interceptWith(twin);
  await sessions.storeSession(await installedSession(twin, DEMO_STORE));
  interception.close();
  const time = createVirtualTime(twin, database.pool);
  const wire: Wire = { latencyMs, twinCpuMs: 0 };
  const started = () =>
    createApplication({
      env: envOf(twin),
      database,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      now: () => new Date(twin.clock.now()),
      network: networkOf(twin, time, wire),
      paceClock: time.pace,
    });
  const lanesOf = (ports: Ports) => runningLanes({ database, ports, time, ...options });
  const application = started();
  const { ports } = application;
  const inTime = async <T>(work: Promise<T>): Promise<T> => {
    let isDone = false;
    const ended = work.finally(() => {
      isDone = true;
    });
    ended.catch(() => undefined);
    await time.passUntil(() => isDone);
    return ended;
  };
  const storeId = await inTime(installStore(ports, { domain: DEMO_STORE }));
  const state = new URL(application.marketplaceAuthorizeUrl(storeId)).searchParams.get("state") ?? "";
  const code = twin.tiktokShop.authorize(DEMO_SHOP);
  await inTime(application.finishConnect(new URLSearchParams({ code, state })));
  return {
    ...{ twin, time, ports, application, storeId, wire, inTime, prisma: database.prisma },
    lanes: lanesOf(ports),
    /** Another process over the same database and platforms, which knows nothing of the first; its lanes rest. */
    another: () => {
      const other = started();
      return { application: other, lanes: lanesOf(other.ports) };
    },
    calls: () => callsOf(twin),
    /** Processor time of the twin's answers: what is not the application's. */
    twinCpuMs: () => wire.twinCpuMs,
    close: async () => {
      twin.stop();
      await application.close();
    },
  };
}

type Wire = { latencyMs: number; twinCpuMs: number };

/** Requests answered by the twin at once, after a virtual way there and back. */
function networkOf(twin: Twin, time: VirtualTime, wire: Wire): Fetch {
  return async (url, init) => {
    const request = new Request(url, { ...init, signal: null });
    const body = new Uint8Array(await time.working(request.arrayBuffer()));
    await time.sleep(wire.latencyMs / 2);
    const { method, headers } = request;
    const begun = threadCpuMs();
    const answer = twin.answer(new HeardRequest({ method, url, headers, body }));
    wire.twinCpuMs += threadCpuMs() - begun;
    if (!answer) throw new Error(`no platform of the twin answers ${url}`);
    const response = await time.working(answer);
    await time.sleep(wire.latencyMs / 2);
    return response;
  };
}

/** Of this thread alone, in milliseconds. */
export function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

type Running = VirtualWorldOptions & {
  readonly database: Database;
  readonly ports: Ports;
  readonly time: VirtualTime;
};

/** Gives due lanes their turns, as the engine's wake-ups would, until it is stopped. */
function runningLanes({ database, ports, time, lookEveryMs = 250, lanesAtOnce = 8 }: Running) {
  const runner = createLaneRunner({ database, ports, lanes, workerId: "virtual", random: () => 0.5 });
  const sql = sqlOnPool(database.pool);
  const atWork = new Set<string>();
  let isOn = false;
  const look = async (): Promise<void> => {
    const due = await dueLanes(sql, ports.now());
    for (const lane of due) {
      const name = `${lane.storeId}:${lane.verb}`;
      if (atWork.has(name) || atWork.size >= lanesAtOnce || !isOn) continue;
      atWork.add(name);
      void runner.turn(lane).finally(() => {
        atWork.delete(name);
        if (isOn) void look();
      });
    }
  };
  const beat = () => {
    if (!isOn) return;
    void look();
    time.pace.wake(lookEveryMs, beat);
  };
  return {
    start: () => {
      isOn = true;
      beat();
    },
    stop: () => {
      isOn = false;
    },
    wake: () => look(),
    isIdle: () => atWork.size === 0,
  };
}

/** Calls the marketplace counted, by operation. */
function callsOf(twin: Twin) {
  const rows = twin.tiktokShop.quotas().operations;
  const passed = rows.reduce((sum, one) => sum + one.passed, 0);
  const throttled = rows.reduce((sum, one) => sum + one.throttled, 0);
  return { passed, throttled, byOperation: new Map(rows.map((one) => [one.operation, one.passed])) };
}
