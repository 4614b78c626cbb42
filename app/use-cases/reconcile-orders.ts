// Finds orders whose webhook was lost: reads which orders the marketplace changed in a window and marks the import of
// those we do not have at that moment. It repairs nothing itself.
import type { StoreId } from "../domain/ids.ts";
import type { ConnectionRow } from "./ports/foundation-records.ts";
import { type OrderWindow, orderWindowOf } from "./ports/order-window.ts";
import type { Ports } from "./ports/ports.ts";
import { type Batch, done, type Mark, type Outcome, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "now">;

// A webhook takes a second or two to be worked; what is younger is left to it.
const LAG_MS = 15_000;
// The marketplace's clock and its index may run behind ours; what is read twice is marked only if it differs.
const OVERLAP_MS = 5 * 60_000;
// Orders bought before the connection was made: one that is still to be shipped is at most three days old.
const FIRST_LOOK_BACK_MS = 3 * 24 * 3_600_000;
// 10 pages × 100 orders in one run: at about 0.3 s a page, 3 s.
const PAGES_PER_RUN = 10;
const NEXT_RUN_MS = 1_000;

export async function reconcileOrders(ports: Needs, batch: Batch): Promise<Outcomes> {
  const connections = await ports.records.stores.connections(batch.storeId);
  let outcome: Outcome = done;
  for (const connection of connections.filter((of) => of.state === "active")) {
    if (await readWindow(ports, batch.storeId, connection)) continue;
    const dueAt = new Date(ports.now().getTime() + NEXT_RUN_MS);
    outcome = {
      kind: "later",
      dueAt,
      reason: "More orders changed than one run reads; it goes on where it stopped.",
    };
  }
  return new Map(batch.subjects.map((subject) => [subject, outcome]));
}

/** Reads pages until the window or the budget ends; true when the window is done. */
async function readWindow(ports: Needs, storeId: StoreId, connection: ConnectionRow): Promise<boolean> {
  const name = orderWindowOf(connection.id);
  let at = nextWindow(
    (await ports.records.work.checkpoint(storeId, name)) as OrderWindow | undefined | null,
    ports.now(),
  );
  if (at.since >= at.until) return true;
  const marketplace = await ports.marketplaceFor(connection.id);
  for (let page = 0; page < PAGES_PER_RUN; page++) {
    const { orders, nextPageToken } = await marketplace.ordersUpdatedBetween(
      new Date(at.since),
      new Date(at.until),
      at.pageToken,
    );
    at = { ...at, pageToken: nextPageToken };
    await markChanged(ports, { storeId, name, at }, orders);
    if (nextPageToken === null) return true;
  }
  return false;
}

/** Goes on in a window left unfinished, or opens the next one with some overlap. */
function nextWindow(last: OrderWindow | undefined | null, now: Date): OrderWindow {
  if (last?.pageToken) return last;
  const since = last ? Date.parse(last.until) - OVERLAP_MS : now.getTime() - FIRST_LOOK_BACK_MS;
  const until = now.getTime() - LAG_MS;
  return { since: new Date(since).toISOString(), until: new Date(until).toISOString(), pageToken: null };
}

async function markChanged(
  ports: Needs,
  of: { storeId: StoreId; name: string; at: OrderWindow },
  orders: readonly { marketplaceOrderId: string; updatedAt: Date }[],
): Promise<void> {
  const { storeId, name, at } = of;
  await ports.records.transaction(async (tx) => {
    const ids = orders.map((order) => order.marketplaceOrderId);
    const known =
      ids.length === 0 ? new Map<string, Date>() : await tx.orders.originUpdates(storeId, "marketplace", ids);
    const changed = orders.filter((order) => {
      const ours = known.get(order.marketplaceOrderId);
      return !ours || ours < order.updatedAt;
    });
    await tx.work.mark(
      changed.map((order): Mark => ({ storeId, verb: "import-orders", subject: order.marketplaceOrderId })),
    );
    await tx.work.saveCheckpoint(storeId, name, at);
  });
}
