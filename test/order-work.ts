// Working an order step by step in a test: the marks of the verbs a test is about, batch by batch, and what came of it.
import type { ConnectionId, StoreId } from "../app/domain/ids.ts";
import type { OrderRow } from "../app/use-cases/ports/order-rows.ts";
import type { Ports } from "../app/use-cases/ports/ports.ts";
import type { Batch, Outcome, Outcomes, Verb } from "../app/use-cases/ports/work.ts";
import type { TestDatabase } from "./database.ts";
import type { Twin } from "./emulator/twin.ts";

export type OrderWorld = {
  readonly twin: Twin;
  readonly ports: Ports;
  readonly storeId: StoreId;
  readonly connectionId: ConnectionId;
  readonly database: TestDatabase;
};

export type Step = (ports: Ports, batch: Batch) => Promise<Outcomes>;
export type Steps = Partial<Record<Verb, Step>>;

/** The one element of a list that must have exactly one. */
export function only<T>(list: readonly T[]): T {
  const [one, ...more] = list;
  if (one === undefined || more.length > 0) throw new Error(`expected one, found ${list.length}`);
  return one;
}

/** Marks and works one thing, and then whatever is due of the given verbs, batch by batch, until nothing is. */
export async function work(
  world: OrderWorld,
  steps: Steps,
  start?: { verb: Verb; subject: string },
): Promise<void> {
  if (start) await world.ports.records.work.mark([{ storeId: world.storeId, ...start }]);
  for (let turn = 0; turn < 50; turn++) {
    if (!(await workOneBatch(world, steps))) return;
  }
  throw new Error("the work does not come to an end");
}

async function workOneBatch({ ports, storeId, database }: OrderWorld, steps: Steps): Promise<boolean> {
  const { workItem } = database.database.prisma;
  const due = await workItem.findMany({
    where: { verb: { in: Object.keys(steps) }, dueAt: { lte: ports.now() } },
    orderBy: { createdAt: "asc" },
  });
  const [first] = due;
  if (!first) return false;
  const step = steps[first.verb as Verb];
  const items = due.filter((item) => item.verb === first.verb).slice(0, 50);
  const outcomes = await step?.(ports, { storeId, subjects: items.map((item) => item.subject) });
  for (const { verb, subject, version } of items) {
    await settle(database, { verb, subject, version }, outcomes?.get(subject));
  }
  return true;
}

type Item = { readonly verb: string; readonly subject: string; readonly version: number };

async function settle({ database }: TestDatabase, where: Item, outcome: Outcome | undefined): Promise<void> {
  if (outcome?.kind === "failed") throw outcome.error;
  if (outcome?.kind === "done") await database.prisma.workItem.deleteMany({ where });
  if (outcome?.kind !== "later") return;
  await database.prisma.workItem.updateMany({ where, data: { dueAt: outcome.dueAt } });
}

/** The order as we have it. */
export async function orderOf({ ports, storeId }: OrderWorld, originOrderId: string): Promise<OrderRow> {
  const found = await ports.records.orders.ordersByOrigin(storeId, "marketplace", [originOrderId]);
  const order = found[0] ?? (await ports.records.orders.ordersByOrigin(storeId, "store", [originOrderId]))[0];
  if (!order) throw new Error(`we do not have order ${originOrderId}`);
  return order;
}

/** Open issues whose key begins with a code, for one subject. */
export async function issuesOf(
  { database }: OrderWorld,
  code: string,
  subjectId: string,
): Promise<readonly string[]> {
  const rows = await database.database.prisma.issue.findMany({
    where: { code, subjectId, openKey: { not: null } },
  });
  return rows.map((row) => row.title);
}
