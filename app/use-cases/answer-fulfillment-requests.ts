// The store asks our fulfillment service to ship. An order of the store's own is taken in and answered: accepted when
// the marketplace's warehouse can ship all of it, otherwise rejected with the reason. A marketplace order is accepted
// as it is: the marketplace ships it already, and it must never be submitted a second time.
import { answerRequest, type FulfillmentAnswer } from "../domain/fulfillment-request.ts";
import type { StoreId } from "../domain/ids.ts";
import { mayStillBeRouted } from "../domain/order.ts";
import { marketplaceWarehouse } from "../domain/warehouse.ts";
import type { ConnectionRow, StoreRow } from "./ports/foundation-records.ts";
import type { FulfillmentOrderRow, OrderRow } from "./ports/order-rows.ts";
import { endHold, lockPart } from "./ports/order-steps.ts";
import { isPlatformError } from "./ports/platform-error.ts";
import type { Ports } from "./ports/ports.ts";
import type { RecordsInTransaction } from "./ports/records.ts";
import type { StoreFulfillmentOrder, StoreOrder, StorePort } from "./ports/store.ts";
import {
  goodsOfPart,
  isMarketplaceOrder,
  planOf,
  saveAskedPart,
  toImported,
} from "./ports/store-origin-order.ts";
import { type Batch, done, each, type Outcome, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "storeFor" | "warehouseFor" | "now">;
type Request = {
  readonly store: StorePort;
  readonly storeRow: StoreRow;
  readonly asked: StoreFulfillmentOrder;
};

export async function answerFulfillmentRequests(ports: Needs, batch: Batch): Promise<Outcomes> {
  const [store, storeRow] = [
    await ports.storeFor(batch.storeId),
    await ports.records.stores.byId(batch.storeId),
  ];
  return each(batch, async (subject) => {
    const asked = await read(store, subject);
    const ours = storeRow?.fulfillmentService?.storeLocationId;
    if (!asked || !storeRow || !ours || asked.storeLocationId !== ours) return done;
    // A request the merchant took back keeps its word "submitted" and is closed; another one takes its place.
    if (asked.status === "closed" || asked.status === "cancelled") return done;
    return answer(ports, { store, storeRow, asked });
  });
}

async function read(store: StorePort, id: string): Promise<StoreFulfillmentOrder | undefined> {
  try {
    return await store.fulfillmentOrder(id);
  } catch (error) {
    if (isPlatformError(error, "not-found")) return undefined;
    throw error;
  }
}

async function answer(ports: Needs, request: Request): Promise<Outcome> {
  const { asked } = request;
  switch (asked.requestStatus) {
    case "submitted":
      return answerSubmitted(ports, request);
    case "accepted":
      return afterAccept(ports, request);
    case "cancellation-requested":
      return sayCancellation(ports, request);
    case "unsubmitted":
    case "rejected":
    case "cancellation-accepted":
    case "cancellation-rejected":
    case "closed":
      return done;
  }
}

async function answerSubmitted(ports: Needs, request: Request): Promise<Outcome> {
  const storeOrder = await request.store.order(request.asked.storeOrderId);
  if (await isMarketplaceOrder(ports.records, request.storeRow.id, storeOrder)) {
    return accept(ports, request, "TikTok Shop sold this order and ships it itself.");
  }
  const taken = await takeIn(ports, request, storeOrder);
  if (taken.kind === "refused") return reject(ports, request, taken.answer);
  const decision = await decide(ports, taken);
  if (decision.kind === "reject") return reject(ports, request, decision);
  return accept(ports, request, "TikTok's warehouse ships this order.");
}

type Taken = {
  readonly kind: "taken";
  readonly connection: ConnectionRow;
  readonly order: OrderRow;
  readonly part: FulfillmentOrderRow;
};
type Refused = { readonly kind: "refused"; readonly answer: Extract<FulfillmentAnswer, { kind: "reject" }> };

/** Saves the order and the part of it that is asked for, before anything is answered. */
async function takeIn(ports: Needs, request: Request, storeOrder: StoreOrder): Promise<Taken | Refused> {
  const { storeRow, asked } = request;
  const connections = await ports.records.stores.connections(storeRow.id);
  const connection = connections.find((of) => of.state === "active");
  const warehouse =
    connection &&
    marketplaceWarehouse(await ports.records.stores.warehouses(storeRow.id), {
      connectionId: connection.id,
      marketplaceWarehouseId: null,
    });
  if (!connection || !warehouse) {
    const sentence = connection ? "No TikTok warehouse is known here yet." : "No TikTok Shop is connected.";
    return { kind: "refused", answer: { kind: "reject", reason: "OTHER", sentence } };
  }
  return ports.records.transaction(async (tx) => {
    const imported = await toImported(tx, {
      storeId: storeRow.id,
      connectionId: connection.id,
      asked,
      storeOrder,
    });
    const { orderId } = await tx.orders.saveImported(storeRow.id, imported);
    const order = await tx.orders.lockOrder(storeRow.id, orderId);
    if (!order) throw new Error("an order just saved is gone");
    const partId = await saveAskedPart(tx, { order, asked, warehouseId: warehouse.id, at: ports.now() });
    const saved = await tx.orders.order(storeRow.id, orderId);
    const part = saved?.fulfillmentOrders.find((of) => of.id === partId);
    if (!saved || !part) throw new Error("a fulfillment order just saved is gone");
    return { kind: "taken", connection, order: saved, part };
  });
}

async function decide(ports: Needs, { connection, order, part }: Taken): Promise<FulfillmentAnswer> {
  const warehouse = await ports.warehouseFor(connection.id);
  const isEnabled = await warehouse.isMultiChannelEnabled();
  const lines = await goodsOfPart(ports.records, order, part);
  const goodsIds = [...new Set(lines.flatMap((line) => line.goodsId ?? []))];
  const stock = goodsIds.length === 0 || !isEnabled ? [] : await warehouse.stock(goodsIds);
  const available = new Map<string, number>();
  for (const row of stock) available.set(row.goodsId, (available.get(row.goodsId) ?? 0) + row.available);
  const { address } = await ports.records.orders.delivery(order.storeId, order.id);
  return answerRequest({ isEnabled, lines, available, address });
}

async function accept(ports: Needs, request: Request, message: string): Promise<Outcome> {
  const { store, asked } = request;
  try {
    await store.acceptFulfillmentRequest(asked.storeFulfillmentOrderId, message);
  } catch (error) {
    if (!isPlatformError(error, "rejected")) throw error;
    return decideAgain(ports, request, error);
  }
  return afterAccept(ports, request);
}

/** The request changed between reading and answering; only one that still stands as it was is a true refusal. */
async function decideAgain(ports: Needs, { store, asked }: Request, error: unknown): Promise<Outcome> {
  const now = await read(store, asked.storeFulfillmentOrderId);
  if (now?.requestStatus === "submitted") throw error;
  return {
    kind: "later",
    dueAt: ports.now(),
    reason: "The request changed in the store while it was answered.",
  };
}

async function afterAccept(ports: Needs, { storeRow, asked }: Request): Promise<Outcome> {
  const storeId = storeRow.id;
  await ports.records.transaction(async (tx) => {
    const locked = await lockAsked(tx, storeId, asked);
    if (!locked || locked.order.origin !== "store" || locked.part.state !== "open") return;
    const { order, part } = locked;
    const at = ports.now();
    await endHold(tx, order, at);
    await tx.issues.clear(storeId, `fulfillment-request-rejected:${part.id}`);
    const state = mayStillBeRouted(order.state) ? "routed" : order.state;
    await tx.orders.changeOrder(storeId, order.id, { state, plan: await planOf(tx, order, part) });
    const text = "The request was accepted; TikTok's warehouse is asked next.";
    const ref = `${part.id} ${at.toISOString()}`;
    await tx.orders.addHistory(storeId, order.id, [{ at, kind: "accepted", ref, text }]);
    await tx.work.mark([{ storeId, verb: "submit-fulfillment-orders", subject: part.id }]);
  });
  return done;
}

async function lockAsked(tx: RecordsInTransaction, storeId: StoreId, asked: StoreFulfillmentOrder) {
  const id = asked.storeFulfillmentOrderId;
  const order = await tx.orders.orderOfStoreFulfillmentOrder(storeId, id);
  const part = order?.fulfillmentOrders.find((of) => of.storeFulfillmentOrderId === id);
  return order && part && lockPart(tx, order, part.id);
}

async function reject(ports: Needs, request: Request, answer: Refused["answer"]): Promise<Outcome> {
  const { store, storeRow, asked } = request;
  const storeId = storeRow.id;
  try {
    await store.rejectFulfillmentRequest(asked.storeFulfillmentOrderId, answer.reason, answer.sentence);
  } catch (error) {
    if (!isPlatformError(error, "rejected")) throw error;
    return decideAgain(ports, request, error);
  }
  await ports.records.transaction(async (tx) => {
    const order = await tx.orders.orderOfStoreFulfillmentOrder(storeId, asked.storeFulfillmentOrderId);
    const part = order?.fulfillmentOrders.find(
      (of) => of.storeFulfillmentOrderId === asked.storeFulfillmentOrderId,
    );
    const id = part?.id ?? asked.storeFulfillmentOrderId;
    await tx.issues.raise({
      storeId,
      key: `fulfillment-request-rejected:${id}`,
      severity: "warns",
      subject: order ? { kind: "order", id: order.id } : { kind: "store", id: storeId },
      title: `TikTok's warehouse cannot ship ${asked.storeOrderName}: ${answer.sentence}`,
      advice: `Ship ${asked.storeOrderName} from another location, or cure the reason and request fulfillment again.`,
    });
    if (!order || !part) return;
    const at = ports.now();
    await tx.orders.changeFulfillmentOrder(storeId, part.id, {
      state: "rejected",
      rejectedReason: answer.sentence,
    });
    // Its issue is raised above; the order itself must not look as if we were about to ship it.
    if (mayStillBeRouted(order.state)) {
      const hold = { holdReason: "warehouse-refused", holdDetail: answer.sentence } as const;
      await tx.orders.changeOrder(storeId, order.id, { state: "on-hold", ...hold });
    }
    await tx.orders.addHistory(storeId, order.id, [
      {
        at,
        kind: "rejected",
        ref: `${part.id} ${at.toISOString()}`,
        text: `The request was rejected: ${answer.sentence}`,
      },
    ]);
  });
  return done;
}

/** Whether it can still be stopped only the warehouse knows; a person decides. */
async function sayCancellation(ports: Needs, { storeRow, asked }: Request): Promise<Outcome> {
  const order = await ports.records.orders.orderOfStoreFulfillmentOrder(
    storeRow.id,
    asked.storeFulfillmentOrderId,
  );
  await ports.records.issues.raise({
    storeId: storeRow.id,
    key: `cancellation-requested:${asked.storeFulfillmentOrderId}`,
    severity: "warns",
    subject: order ? { kind: "order", id: order.id } : { kind: "store", id: storeRow.id },
    title: `The store asks to stop ${asked.storeOrderName}, which was handed to TikTok's warehouse.`,
    advice:
      "Stop it in TikTok Shop Seller Center if it has not left yet; otherwise it will be shipped and reported.",
  });
  return done;
}
