// Creates a marketplace order in the store exactly once, then notes which of the store's fulfillment orders is which of
// ours. The store has no idempotency key for orders: the intent is committed before the call, and after an unknown
// outcome the order is looked up by its source identifier until absence can be believed.
import { counts } from "../domain/fulfillment-order.ts";
import { as, type OrderId } from "../domain/ids.ts";
import { matchStoreFulfillmentOrder, matchStoreLines } from "../domain/line-matching.ts";
import type { OrderState } from "../domain/order.ts";
import { toStoreOrder } from "./ports/new-store-order.ts";
import { exchangeOf } from "./ports/order-exchange.ts";
import type { FulfillmentOrderRow, OrderRow } from "./ports/order-rows.ts";
import { lockPart } from "./ports/order-steps.ts";
import { isPlatformError } from "./ports/platform-error.ts";
import type { Ports } from "./ports/ports.ts";
import type { NewStoreOrder, StoreFulfillmentOrder, StoreOrder, StorePort } from "./ports/store.ts";
import { type Batch, done, each, type Mark, type Outcome, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "storeFor" | "now">;

// How long after an intent the store may still bring forth its order: 15 s in which the call may be under way (our
// time-out) + 10 s by which the store's search may lag behind its writes + 5 s to spare.
export const ABSENCE_BELIEVED_AFTER_MS = 30_000;

export async function createStoreOrders(ports: Needs, batch: Batch): Promise<Outcomes> {
  const store = await ports.storeFor(batch.storeId);
  return each(batch, async (subject) => {
    const orderId = as<OrderId>(subject);
    const order = await ports.records.orders.order(batch.storeId, orderId);
    if (!order || order.origin !== "marketplace") return done;
    if (order.storeOrderId === null) {
      const outcome = await createOnce(ports, store, order);
      if (outcome.kind !== "created") return outcome;
    }
    const created = await ports.records.orders.order(batch.storeId, orderId);
    if (!created) return done;
    return created.state === "cancelled" ? sayCancelled(ports, created) : linkParts(ports, store, created);
  });
}

type Created = { readonly kind: "created" };

async function createOnce(ports: Needs, store: StorePort, order: OrderRow): Promise<Outcome | Created> {
  const earlier = await lookUp(ports, store, order);
  if (earlier) return earlier;
  const service = (await ports.records.stores.byId(order.storeId))?.fulfillmentService;
  if (order.shippedBy === "marketplace" && !service) return serviceMissing(ports);
  const exchange = await exchangeOf(ports.records, order);
  if (exchange === "unknown") return rateUnknown(ports);
  if (!(await claim(ports, order))) return done;
  const handle = order.shippedBy === "marketplace" && service ? service.handle : null;
  const delivery = await ports.records.orders.delivery(order.storeId, order.id);
  const body = toStoreOrder(order, { ...delivery, exchange }, handle);
  return saveCreated(ports, order, await send(ports, store, { order, body }));
}

// Only a merchant who took the rate away again waits here; five minutes are short against the time a parcel takes.
const RATE_WAIT_MS = 5 * 60_000;

function rateUnknown(ports: Needs): Outcome {
  const dueAt = new Date(ports.now().getTime() + RATE_WAIT_MS);
  return {
    kind: "later",
    dueAt,
    reason: "The shop that sold it has no exchange rate. Set one under Prices.",
  };
}

/** What became of an earlier try; undefined when there was none, or when it can be believed to have come to nothing. */
async function lookUp(
  ports: Needs,
  store: StorePort,
  order: OrderRow,
): Promise<Outcome | Created | undefined> {
  if (order.storeIntentAt === null) return undefined;
  const found = await store.orderBySource(order.originOrderId);
  if (found) return saveCreated(ports, order, found);
  const believedAt = order.storeIntentAt.getTime() + ABSENCE_BELIEVED_AFTER_MS;
  if (ports.now().getTime() >= believedAt) return undefined;
  const reason = "Waiting to see whether the store has created the order.";
  return { kind: "later", dueAt: new Date(believedAt), reason };
}

// Delivered ones, too: when notices are lost the carrier may be quicker than we are.
const MAY_BE_CREATED: readonly OrderState[] = ["routed", "partly-shipped", "shipped", "delivered"];

/** Commits the intent; false when the order may not be created: cancelled, held or replaced in the meantime. */
async function claim(ports: Needs, order: OrderRow): Promise<boolean> {
  return ports.records.transaction(async (tx) => {
    const row = await tx.orders.lockOrder(order.storeId, order.id);
    if (!row || row.storeOrderId !== null || !MAY_BE_CREATED.includes(row.state)) return false;
    // Someone else tried since we looked: their outcome must be looked up first.
    if (row.storeIntentAt?.getTime() !== order.storeIntentAt?.getTime()) return false;
    await tx.orders.changeOrder(row.storeId, row.id, { storeIntentAt: ports.now() });
    return true;
  });
}

async function send(
  ports: Needs,
  store: StorePort,
  input: { order: OrderRow; body: NewStoreOrder },
): Promise<{ storeOrderId: string; name: string }> {
  try {
    return await store.createOrder(input.body);
  } catch (error) {
    // These two are answers: nothing was created, so the next try need not wait for the search. The lane judges them.
    if (isPlatformError(error, "rejected", "throttled")) {
      await ports.records.orders.changeOrder(input.order.storeId, input.order.id, { storeIntentAt: null });
    }
    throw error;
  }
}

async function saveCreated(
  ports: Needs,
  order: OrderRow,
  created: { storeOrderId: string; name: string },
): Promise<Created> {
  const { storeId, id } = order;
  await ports.records.transaction(async (tx) => {
    const row = await tx.orders.lockOrder(storeId, id);
    if (!row || row.storeOrderId !== null) return;
    const { storeOrderId, name } = created;
    await tx.orders.changeOrder(storeId, id, { storeOrderId, storeOrderName: name, storeIntentAt: null });
    // The store took the units from its own number: our promise would count them twice from now on.
    if (row.shippedBy === "merchant")
      await tx.inventory.consume(
        storeId,
        row.lines.map((line) => line.id),
      );
    await tx.orders.addHistory(storeId, id, [
      {
        at: ports.now(),
        kind: "created-in-store",
        ref: storeOrderId,
        text: `Created in the store as ${name}.`,
      },
    ]);
  });
  return { kind: "created" };
}

// The store cuts its fulfillment orders a moment after the order; five seconds is a few times that.
const FULFILLMENT_ORDERS_WAIT_MS = 5_000;

/** Notes the store's fulfillment order behind each part, moving it to the planned location where the store chose another. */
async function linkParts(ports: Needs, store: StorePort, order: OrderRow): Promise<Outcome> {
  const unlinked = order.fulfillmentOrders.filter(
    (of) => counts(of.state) && of.storeFulfillmentOrderId === null,
  );
  if (unlinked.length === 0 || order.storeOrderId === null) return done;
  const storeOrder = await store.order(order.storeOrderId);
  if (storeOrder.cancelled) return done;
  if (storeOrder.fulfillmentOrders.length === 0) {
    const dueAt = new Date(ports.now().getTime() + FULFILLMENT_ORDERS_WAIT_MS);
    return { kind: "later", dueAt, reason: "The store has not cut the order into fulfillment orders yet." };
  }
  const warehouses = await ports.records.stores.warehouses(order.storeId);
  for (const part of unlinked) {
    const storeLocationId = warehouses.find((of) => of.id === part.warehouseId)?.storeLocationId ?? null;
    const linked = await findPart(store, { order, part, storeOrder, storeLocationId });
    if (linked) await saveLink(ports, { order, part, storeOrder, linked });
  }
  return done;
}

async function findPart(
  store: StorePort,
  of: { order: OrderRow; part: FulfillmentOrderRow; storeOrder: StoreOrder; storeLocationId: string | null },
): Promise<StoreFulfillmentOrder | undefined> {
  const storeLineOf = matchStoreLines(of.order.lines, of.storeOrder.lines);
  const storeOrderLineIds = of.part.lines.flatMap((line) => storeLineOf.get(line.orderLineId) ?? []);
  const { storeLocationId } = of;
  const found = matchStoreFulfillmentOrder(
    { storeLocationId, storeOrderLineIds },
    of.storeOrder.fulfillmentOrders,
  );
  if (!found?.move || storeLocationId === null) return found?.match;
  return store.fulfillmentOrder(
    await store.moveFulfillmentOrder(found.match.storeFulfillmentOrderId, storeLocationId),
  );
}

async function saveLink(
  ports: Needs,
  of: { order: OrderRow; part: FulfillmentOrderRow; storeOrder: StoreOrder; linked: StoreFulfillmentOrder },
): Promise<void> {
  const { storeId } = of.order;
  const storeLineOf = matchStoreLines(of.order.lines, of.storeOrder.lines);
  const lines = of.part.lines.flatMap(({ orderLineId }) => {
    const line = of.linked.lines.find((their) => their.storeOrderLineId === storeLineOf.get(orderLineId));
    return line ? [{ orderLineId, storeLineId: line.storeLineId }] : [];
  });
  await ports.records.transaction(async (tx) => {
    const locked = await lockPart(tx, of.order, of.part.id);
    if (!locked || !counts(locked.part.state)) return;
    const { order, part } = locked;
    const { storeFulfillmentOrderId } = of.linked;
    // The merchant's own location needs no asking: it ships when the merchant does.
    const state = part.state === "open" ? "accepted" : part.state;
    await tx.orders.changeFulfillmentOrder(storeId, part.id, { storeFulfillmentOrderId, state });
    await tx.orders.linkStoreLines(storeId, part.id, lines);
    await tx.work.mark([...unreportedMarks(order, part), ...shippedMarks(order, of.storeOrder)]);
  });
}

/** Packages that left before the store had the order. */
function unreportedMarks({ storeId }: OrderRow, part: FulfillmentOrderRow): Mark[] {
  const waiting = part.shipments.filter((of) => of.reportTo === "store" && of.reportedAt === null);
  return waiting.map((of) => ({ storeId, verb: "report-shipments", subject: of.id }));
}

/** The merchant may have shipped before we had noted the order's number. */
function shippedMarks({ storeId, shippedBy }: OrderRow, storeOrder: StoreOrder): Mark[] {
  if (shippedBy !== "merchant" || storeOrder.shipments.length === 0) return [];
  return [{ storeId, verb: "record-store-shipments", subject: storeOrder.storeOrderId }];
}

/** The order was cancelled while it was being created: the store must not ship it, and only a person can stop that. */
async function sayCancelled(ports: Needs, order: OrderRow): Promise<Outcome> {
  const name = order.storeOrderName ?? order.originOrderId;
  await ports.records.issues.raise({
    storeId: order.storeId,
    key: `cancelled-in-marketplace:${order.id}`,
    severity: "warns",
    subject: { kind: "order", id: order.id },
    title: `Order ${name} was cancelled in TikTok Shop but is open in the store.`,
    advice: `Cancel ${name} in the store and do not ship it.`,
  });
  return done;
}

// The service is made when the marketplace is connected; a minute is long against that and short against a parcel.
const SERVICE_WAIT_MS = 60_000;

function serviceMissing(ports: Needs): Outcome {
  const dueAt = new Date(ports.now().getTime() + SERVICE_WAIT_MS);
  return {
    kind: "later",
    dueAt,
    reason: "The store has no fulfillment service of ours yet; connecting makes it.",
  };
}
