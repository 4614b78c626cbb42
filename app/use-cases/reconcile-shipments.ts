// Finds what lost notices hid on the way from order to parcel: requests the store made of our service, and
// unfinished orders. Marks the step that should look; changes nothing itself.
import { as, type OrderId } from "../domain/ids.ts";
import { nextSteps } from "../domain/order-progress.ts";
import type { Ports } from "./ports/ports.ts";
import { type Batch, done, type Mark, type Outcome, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "storeFor" | "now">;
type Checkpoint = { readonly after: string | null };

const CHECKPOINT = "shipments";
// 200 orders a run: their re-reading is 4 calls of 50, well within a sweep's interval.
const ORDERS_PER_RUN = 200;
// Younger orders are left to their own notices.
const YOUNGEST_MS = 15_000;
// Older orders are hopeless: by then the marketplace has cancelled or settled them.
const OLDEST_MS = 60 * 24 * 3_600_000;
const NEXT_RUN_MS = 1_000;

export async function reconcileShipments(ports: Needs, batch: Batch): Promise<Outcomes> {
  await markRequests(ports, batch);
  const outcome = await markUnfinished(ports, batch);
  return new Map(batch.subjects.map((subject) => [subject, outcome]));
}

async function markRequests(ports: Needs, { storeId }: Batch): Promise<void> {
  const service = (await ports.records.stores.byId(storeId))?.fulfillmentService;
  if (!service) return;
  const store = await ports.storeFor(storeId);
  const asked = [
    ...(await store.assignedFulfillmentOrders("fulfillment")),
    ...(await store.assignedFulfillmentOrders("cancellation")),
  ];
  await ports.records.work.mark(
    asked.map(
      (of): Mark => ({ storeId, verb: "answer-fulfillment-requests", subject: of.storeFulfillmentOrderId }),
    ),
  );
}

async function markUnfinished(ports: Needs, { storeId }: Batch): Promise<Outcome> {
  const last = (await ports.records.work.checkpoint(storeId, CHECKPOINT)) as Checkpoint | undefined | null;
  const now = ports.now().getTime();
  return ports.records.transaction(async (tx) => {
    const orders = await tx.orders.unfinishedOrders(storeId, {
      placedAfter: new Date(now - OLDEST_MS),
      placedBefore: new Date(now - YOUNGEST_MS),
      after: last?.after ? as<OrderId>(last.after) : null,
      limit: ORDERS_PER_RUN,
    });
    await tx.work.mark(
      orders.flatMap((order) => nextSteps(order).map((step): Mark => ({ storeId, ...step }))),
    );
    const isFull = orders.length === ORDERS_PER_RUN;
    await tx.work.saveCheckpoint(storeId, CHECKPOINT, { after: isFull ? (orders.at(-1)?.id ?? null) : null });
    if (!isFull) return done;
    return {
      kind: "later",
      dueAt: new Date(now + NEXT_RUN_MS),
      reason: "More unfinished orders than one run looks at.",
    };
  });
}
