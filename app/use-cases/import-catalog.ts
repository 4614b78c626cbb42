// The whole catalogue, by the store's bulk export: started once, looked at until it is finished, then streamed page by
// page and never held whole. Each page is kept together with how far it came: after a crash the rest is streamed.
import { unreadable } from "../domain/catalog-issues.ts";
import type { StoreId } from "../domain/ids.ts";
import { forgetProducts, keepPage, type ProductWithLevels } from "./ports/catalog-steps.ts";
import { isPlatformError } from "./ports/platform-error.ts";
import type { Ports } from "./ports/ports.ts";
import type { RecordsInTransaction } from "./ports/records.ts";
import type { BulkExport, StorePort } from "./ports/store.ts";
import { type Batch, done, each, type Mark, type Outcome, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "storeFor" | "now" | "log">;
type Running = {
  readonly exportId: string;
  readonly startedAt: Date;
  /** The place in the export up to which pages were kept. */
  readonly after: number;
  /** Lines up to there that could not be read. */
  readonly unread: number;
};

const CHECKPOINT = "catalog-export";
const PAGE = 50;
const FIRST_LOOK_MS = 1_000;
// An export that runs long is looked at less often, at most this seldom.
const LAST_LOOK_MS = 15_000;
const AFTER_FAILURE_MS = 30_000;
// Its file can be read for seven days ("Perform bulk operations": result URLs expire after one week).
const READABLE_MS = 6 * 24 * 60 * 60_000;

/** Works the subjects "catalog", "anew" and "finished"; see Verbs. */
export async function importCatalog(ports: Needs, batch: Batch): Promise<Outcomes> {
  const { storeId } = batch;
  const store = await ports.storeFor(storeId);
  return each(batch, (subject) => {
    if (subject === "anew") return beginAnew(ports, storeId, store);
    return subject === "finished" ? lookNow(ports, storeId) : step(ports, storeId, store);
  });
}

// The one under way may have read what changed since: another follows it.
async function beginAnew(ports: Needs, storeId: StoreId, store: StorePort): Promise<Outcome> {
  const running = await runningExport(ports, storeId);
  if (running) {
    const dueAt = new Date(ports.now().getTime() + LAST_LOOK_MS);
    return { kind: "later", dueAt, reason: "An export that was begun before is read first." };
  }
  const begun = await start(ports, storeId, store);
  const dueAt = begun.kind === "later" ? begun.dueAt : ports.now();
  await ports.records.work.mark([{ storeId, verb: "import-catalog", subject: "catalog", dueAt }]);
  return done;
}

// The store may say so when the export was read long ago: that begins no other.
async function lookNow(ports: Needs, storeId: StoreId): Promise<Outcome> {
  if (await runningExport(ports, storeId))
    await ports.records.work.mark([{ storeId, verb: "import-catalog", subject: "catalog" }]);
  return done;
}

async function runningExport(ports: Needs, storeId: StoreId): Promise<Running | undefined> {
  return readCheckpoint(await ports.records.work.checkpoint(storeId, CHECKPOINT));
}

async function step(ports: Needs, storeId: StoreId, store: StorePort): Promise<Outcome> {
  const running = await runningExport(ports, storeId);
  if (!running) return start(ports, storeId, store);
  const now = ports.now();
  if (now.getTime() - running.startedAt.getTime() > READABLE_MS)
    return startAgain(ports, storeId, { state: "expired", errorCode: null });
  const found = await exportOrNothing(store, running.exportId);
  if (found?.state === "running") {
    const age = now.getTime() - running.startedAt.getTime();
    const wait = Math.min(Math.max(age / 4, FIRST_LOOK_MS), LAST_LOOK_MS);
    return {
      kind: "later",
      dueAt: new Date(now.getTime() + wait),
      reason: "The store is writing its catalogue.",
    };
  }
  if (found?.state !== "completed") return startAgain(ports, storeId, found);
  await stream(ports, storeId, { store, running, url: found.url });
  return done;
}

async function start(ports: Needs, storeId: StoreId, store: StorePort): Promise<Outcome> {
  const startedAt = ports.now();
  const { id } = await store.startCatalogExport();
  await saveRunning(ports.records, storeId, { exportId: id, startedAt, after: 0, unread: 0 });
  return {
    kind: "later",
    dueAt: new Date(startedAt.getTime() + FIRST_LOOK_MS),
    reason: "The store is writing its catalogue.",
  };
}

async function startAgain(
  ports: Needs,
  storeId: StoreId,
  found: Pick<BulkExport, "state" | "errorCode"> | undefined,
): Promise<Outcome> {
  const state = found?.state ?? "gone";
  ports.log.warn("catalogue export ended without a result", {
    storeId,
    state,
    code: found?.errorCode ?? null,
  });
  await ports.records.work.saveCheckpoint(storeId, CHECKPOINT, {});
  const dueAt = new Date(ports.now().getTime() + AFTER_FAILURE_MS);
  return {
    kind: "later",
    dueAt,
    reason: `The store's export of the catalogue ended as "${state}"; it is asked again.`,
  };
}

async function exportOrNothing(store: StorePort, id: string): Promise<BulkExport | undefined> {
  try {
    return await store.catalogExport(id);
  } catch (error) {
    if (isPlatformError(error, "not-found")) return undefined;
    throw error;
  }
}

type Stream = { readonly store: StorePort; readonly running: Running; readonly url: string | null };

async function stream(ports: Needs, storeId: StoreId, { store, running, url }: Stream): Promise<void> {
  const { records } = ports;
  // What the export shows was so when it began, or later: what a webhook told since then is newer.
  const seenAt = running.startedAt;
  if (running.after === 0) await records.issues.clearSubject(storeId, ["catalog-line"], storeId);
  let page: ProductWithLevels[] = [];
  let { unread } = running;
  for await (const entry of url === null ? [] : store.readCatalogExport(url, running.after)) {
    if (entry.kind === "unreadable") {
      unread += 1;
      const issue = unreadable({ kind: "store", id: storeId }, `Line ${entry.line}`, entry.reason);
      await records.issues.raise({ storeId, ...issue });
      continue;
    }
    page.push(entry);
    if (page.length < PAGE) continue;
    const items = page;
    page = [];
    await records.transaction(async (tx) => {
      await keepPage(tx, storeId, { items, seenAt });
      await saveRunning(tx, storeId, { ...running, after: entry.place, unread });
    });
  }
  await records.transaction((tx) => keepPage(tx, storeId, { items: page, seenAt }));
  const gone = unread > 0 ? await goneOf(ports, storeId, { store, seenAt }) : undefined;
  await records.transaction(async (tx) => {
    const deleted = gone
      ? await tx.catalog.markDeleted(storeId, gone, seenAt)
      : await tx.catalog.markUnseenDeleted(storeId, seenAt);
    await forgetProducts(tx, storeId, deleted);
    await tx.stores.saveCatalogImported(storeId, ports.now());
    await tx.comparisons.saveStoreRead(storeId, running.startedAt, ports.now());
    const connections = (await tx.stores.connections(storeId)).filter((one) => one.state === "active");
    await tx.work.mark(connections.map(({ id }): Mark => ({ storeId, verb: "check-listings", subject: id })));
    await tx.work.saveCheckpoint(storeId, CHECKPOINT, {});
  });
}

// A product on a line that could not be read was not seen, but that does not make it deleted: the store is asked.
async function goneOf(
  { records }: Needs,
  storeId: StoreId,
  { store, seenAt }: { readonly store: StorePort; readonly seenAt: Date },
): Promise<readonly string[]> {
  const unseen = await records.catalog.unseen(storeId, seenAt);
  const standing = await store.standingProducts(unseen);
  return unseen.filter((id) => !standing.has(id));
}

function saveRunning(records: RecordsInTransaction, storeId: StoreId, running: Running): Promise<void> {
  return records.work.saveCheckpoint(storeId, CHECKPOINT, {
    ...running,
    startedAt: running.startedAt.toISOString(),
  });
}

function readCheckpoint(value: unknown): Running | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { exportId, startedAt, after, unread } = value as Record<string, unknown>;
  if (typeof exportId !== "string" || typeof startedAt !== "string") return undefined;
  return { exportId, startedAt: new Date(startedAt), after: count(after), unread: count(unread) };
}

function count(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
