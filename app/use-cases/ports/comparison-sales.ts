// Stock that a shop shows differently than we last sent may have been sold there: only once all orders up to the reading
// are known, and none of them names it, was it changed by somebody else.
import type { StoreId } from "../../domain/ids.ts";
import { type OrderWindow, orderWindowOf } from "./order-window.ts";
import type { Ports } from "./ports.ts";
import type { Mark } from "./work.ts";

type Needs = Pick<Ports, "records" | "now">;

// The next sweep of orders or their webhook tells them by then, or the marketplace does not answer at all.
const MOST_WAIT_MS = 10 * 60_000;

/** False while sales are still to be read; then marks the stock that was not sold. Repeatable. */
export async function markUnsold(ports: Needs, storeId: StoreId, shopsReadAt: Date): Promise<boolean> {
  const { records } = ports;
  const now = ports.now();
  const isKnown =
    !(await records.comparisons.hasStockDrift(storeId)) || (await areSalesKnown(ports, storeId, shopsReadAt));
  if (!isKnown && now.getTime() < shopsReadAt.getTime() + MOST_WAIT_MS) return false;
  await records.transaction(async (tx) => {
    const unsold = isKnown ? await tx.comparisons.takeShownStock(storeId) : [];
    await tx.work.mark(unsold.map((subject): Mark => ({ storeId, verb: "push-inventory", subject })));
    await tx.comparisons.saveSalesRead(storeId, now);
  });
  return true;
}

async function areSalesKnown(ports: Needs, storeId: StoreId, upTo: Date): Promise<boolean> {
  const { records } = ports;
  const connections = await records.stores.connections(storeId);
  const active = connections.filter((one) => one.state === "active");
  const read = await Promise.all(
    active.map((one) => records.work.checkpoint(storeId, orderWindowOf(one.id))),
  );
  if (read.every((checkpoint) => isReadUpTo(checkpoint, upTo)))
    return !(await records.comparisons.isWaiting(storeId, ["import-orders"]));
  if (!(await records.comparisons.isWaiting(storeId, ["reconcile-orders"])))
    await records.work.mark([{ storeId, verb: "reconcile-orders", subject: "all" }]);
  return false;
}

function isReadUpTo(checkpoint: unknown, moment: Date): boolean {
  if (typeof checkpoint !== "object" || checkpoint === null) return false;
  const { until, pageToken } = checkpoint as Partial<Record<keyof OrderWindow, unknown>>;
  return typeof until === "string" && pageToken === null && Date.parse(until) >= moment.getTime();
}
