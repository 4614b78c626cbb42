// Asks the marketplace's warehouse to ship a fulfillment order of the store. Our fulfillment order's id is the
// warehouse's key for it, so a second submission is answered and not shipped; the intent is committed before the call.
import { as, type FulfillmentOrderId } from "../domain/ids.ts";
import type { FulfillmentOrderRow, OrderRow } from "./ports/order-rows.ts";
import { holdOrder } from "./ports/order-steps.ts";
import { isPlatformError } from "./ports/platform-error.ts";
import type { Ports } from "./ports/ports.ts";
import { goodsOfPart } from "./ports/store-origin-order.ts";
import type { SubmitAnswer } from "./ports/warehouse.ts";
import { type Batch, done, each, type Outcome, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "storeFor" | "warehouseFor" | "now">;
type Part = { readonly order: OrderRow; readonly part: FulfillmentOrderRow };

// An order taken up gets its number by webhook within minutes; after ten a person should look.
const NUMBER_EXPECTED_WITHIN_MS = 10 * 60_000;
const LOOK_AGAIN_MS = 60_000;

export async function submitFulfillmentOrders(ports: Needs, batch: Batch): Promise<Outcomes> {
  return each(batch, async (subject) => {
    const id = as<FulfillmentOrderId>(subject);
    const order = await ports.records.orders.orderOfFulfillmentOrder(batch.storeId, id);
    const part = order?.fulfillmentOrders.find((of) => of.id === id);
    if (!order || !part || !maySubmit({ order, part })) return done;
    if (part.submitIntentAt === null && !(await isStillWanted(ports, { order, part }))) return done;
    if (!(await claim(ports, { order, part }))) return done;
    const answer = await send(ports, { order, part });
    return record(ports, { order, part }, answer);
  });
}

/** Only what the store asked of us and nobody cancelled; what the marketplace sold it ships without being asked. */
function maySubmit({ order, part }: Part): boolean {
  const asked = part.state === "open" || part.state === "submitted";
  return order.origin === "store" && order.state !== "cancelled" && asked && part.outboundOrderId === null;
}

/** Reads the store's request once more before the first submission: a parcel cannot be called back. */
async function isStillWanted(ports: Needs, { order, part }: Part): Promise<boolean> {
  if (part.storeFulfillmentOrderId === null) return false;
  const store = await ports.storeFor(order.storeId);
  try {
    const asked = await store.fulfillmentOrder(part.storeFulfillmentOrderId);
    const isLive = asked.status !== "closed" && asked.status !== "cancelled";
    const isAsked = asked.requestStatus === "accepted" || asked.requestStatus === "cancellation-rejected";
    if (isLive && isAsked) return true;
  } catch (error) {
    if (!isPlatformError(error, "not-found")) throw error;
  }
  await ports.records.transaction(async (tx) => {
    await tx.orders.changeFulfillmentOrder(order.storeId, part.id, { state: "cancelled" });
    await tx.orders.addHistory(order.storeId, order.id, [
      {
        at: ports.now(),
        kind: "cancelled",
        ref: part.id,
        text: "The store no longer asks for it; nothing was submitted.",
      },
    ]);
  });
  return false;
}

async function claim(ports: Needs, { order, part }: Part): Promise<boolean> {
  return ports.records.transaction(async (tx) => {
    const row = await tx.orders.lockOrder(order.storeId, order.id);
    const now = row?.fulfillmentOrders.find((of) => of.id === part.id);
    if (!row || !now || !maySubmit({ order: row, part: now })) return false;
    const submitIntentAt = now.submitIntentAt ?? ports.now();
    await tx.orders.changeFulfillmentOrder(order.storeId, part.id, { state: "submitted", submitIntentAt });
    return true;
  });
}

async function send(ports: Needs, { order, part }: Part): Promise<SubmitAnswer> {
  const { address } = await ports.records.orders.delivery(order.storeId, order.id);
  if (!address || !order.connectionId)
    return { kind: "refused", reason: "address", detail: "There is no address to ship to." };
  const goods = new Map<string, number>();
  for (const { label, goodsId, quantity } of await goodsOfPart(ports.records, order, part)) {
    if (goodsId === null)
      return { kind: "refused", reason: "other", detail: `${label} is no longer stocked there.` };
    goods.set(goodsId, (goods.get(goodsId) ?? 0) + quantity);
  }
  const warehouse = await ports.warehouseFor(order.connectionId);
  return warehouse.submit({
    externalOrderId: part.id,
    goods: [...goods].map(([goodsId, quantity]) => ({ goodsId, quantity })),
    consignee: address,
  });
}

async function record(ports: Needs, of: Part, answer: SubmitAnswer): Promise<Outcome> {
  switch (answer.kind) {
    case "accepted":
      return saveAccepted(ports, of, answer.outboundOrderId);
    case "already-submitted":
      return awaitNumber(ports, of);
    case "refused":
      return saveRefused(ports, of, answer.detail);
  }
}

async function saveAccepted(ports: Needs, { order, part }: Part, outboundOrderId: string): Promise<Outcome> {
  const { storeId } = order;
  const at = ports.now();
  await ports.records.transaction(async (tx) => {
    const row = (await tx.orders.lockOrder(storeId, order.id))?.fulfillmentOrders.find(
      (of) => of.id === part.id,
    );
    // The warehouse's own notice may have been recorded first, and may already say that it shipped.
    const state = row?.state === "submitted" ? "accepted" : row?.state;
    await tx.orders.changeFulfillmentOrder(storeId, part.id, { state, outboundOrderId, submittedAt: at });
    await tx.issues.clear(storeId, `outbound-number-missing:${part.id}`);
    await tx.orders.addHistory(storeId, order.id, [
      { at, kind: "submitted", ref: part.id, text: "TikTok's warehouse took the order up." },
    ]);
  });
  return done;
}

/** An earlier try went through; its number comes with the warehouse's first notice. */
async function awaitNumber(ports: Needs, { order, part }: Part): Promise<Outcome> {
  const { storeId } = order;
  const now = await ports.records.orders.orderOfFulfillmentOrder(storeId, part.id);
  const row = now?.fulfillmentOrders.find((of) => of.id === part.id);
  if (!row || row.outboundOrderId !== null) return done;
  const since = row.submitIntentAt?.getTime() ?? ports.now().getTime();
  if (ports.now().getTime() < since + NUMBER_EXPECTED_WITHIN_MS) {
    const dueAt = new Date(ports.now().getTime() + LOOK_AGAIN_MS);
    return {
      kind: "later",
      dueAt,
      reason: "The warehouse has the order; its number comes with the warehouse's first notice.",
    };
  }
  await ports.records.issues.raise({
    storeId,
    key: `outbound-number-missing:${part.id}`,
    severity: "warns",
    subject: { kind: "order", id: order.id },
    title: `TikTok's warehouse has order ${order.name} but has not told its number.`,
    advice: `Look the order up in TikTok Shop Seller Center by reference ${part.id}. It is shipped once; do not submit it again.`,
  });
  return done;
}

async function saveRefused(ports: Needs, { order, part }: Part, detail: string): Promise<Outcome> {
  const { storeId } = order;
  await ports.records.transaction(async (tx) => {
    const row = await tx.orders.lockOrder(storeId, order.id);
    if (!row || row.state === "cancelled") return;
    const at = ports.now();
    await tx.orders.changeFulfillmentOrder(storeId, part.id, { state: "rejected", rejectedReason: detail });
    await holdOrder(tx, row, { reason: "warehouse-refused", detail, at });
  });
  return done;
}
