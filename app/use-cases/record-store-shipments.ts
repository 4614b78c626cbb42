// The merchant shipped something of a marketplace order in the store: each of the store's fulfillments becomes a
// shipment to report to the marketplace. The store's order is read again, whole: units that were called off and that the
// merchant took out of it need nobody any more.
import { isCalledOffInStore } from "../domain/called-off-units.ts";
import { counts } from "../domain/fulfillment-order.ts";
import { matchStoreLines } from "../domain/line-matching.ts";
import { unitsCancelledKey } from "../domain/order-issues.ts";
import { byCarrier, describeUnits, fitInto, remainingOf, type ShipmentLine } from "../domain/shipment.ts";
import type { OrderRow } from "./ports/order-rows.ts";
import { settleShipped } from "./ports/order-steps.ts";
import { isPlatformError } from "./ports/platform-error.ts";
import type { Ports } from "./ports/ports.ts";
import type { RecordsInTransaction } from "./ports/records.ts";
import type { StoreOrder, StorePort, StoreShipment } from "./ports/store.ts";
import { type Batch, done, each, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "storeFor" | "now">;

export async function recordStoreShipments(ports: Needs, batch: Batch): Promise<Outcomes> {
  const store = await ports.storeFor(batch.storeId);
  return each(batch, async (subject) => {
    const known = await ports.records.orders.orderByStoreOrder(batch.storeId, subject);
    // The store's own orders and those the marketplace ships are told to the store by us, not by the merchant.
    if (known && !merchantShips(known)) return done;
    const storeOrder = await readOrder(store, subject);
    if (!storeOrder) return done;
    const order = known ?? (await notYetLinked(ports, batch, storeOrder));
    if (!order || !merchantShips(order)) return done;
    await save(ports, order, storeOrder);
    return done;
  });
}

function merchantShips(order: OrderRow): boolean {
  return order.origin === "marketplace" && order.shippedBy === "merchant";
}

async function readOrder(store: StorePort, storeOrderId: string): Promise<StoreOrder | undefined> {
  try {
    return await store.order(storeOrderId);
  } catch (error) {
    if (isPlatformError(error, "not-found")) return undefined;
    throw error;
  }
}

/** The store may tell of an order we created before its number was noted: that step must finish first, and marks us. */
async function notYetLinked(ports: Needs, batch: Batch, storeOrder: StoreOrder): Promise<undefined> {
  if (storeOrder.sourceIdentifier === null) return;
  const { storeId } = batch;
  const [order] = await ports.records.orders.ordersByOrigin(storeId, "marketplace", [
    storeOrder.sourceIdentifier,
  ]);
  if (order) await ports.records.work.mark([{ storeId, verb: "create-store-orders", subject: order.id }]);
}

async function save(ports: Needs, of: OrderRow, storeOrder: StoreOrder): Promise<void> {
  const live = storeOrder.shipments.filter((shipment) => !shipment.cancelled);
  await ports.records.transaction(async (tx) => {
    const at = ports.now();
    const whole = await tx.orders.lockOrder(of.storeId, of.id);
    if (whole && isCalledOffInStore(whole.lines, storeOrder.lines))
      await tx.issues.clear(of.storeId, unitsCancelledKey(of.id));
    const numberless = live.filter((shipment) => shipment.trackingNumbers.length === 0);
    await sayNumberless(tx, of, numberless.length);
    for (const shipment of live.filter((each) => each.trackingNumbers.length > 0)) {
      const order = await tx.orders.lockOrder(of.storeId, of.id);
      if (!order || order.state === "cancelled") return;
      await saveOne(tx, { order, storeOrder, shipment, at });
    }
    await settleShipped(tx, { order: of, at, delivered: false });
  });
}

type Step = {
  readonly order: OrderRow;
  readonly storeOrder: StoreOrder;
  readonly shipment: StoreShipment;
  readonly at: Date;
};

/** One fulfillment may serve several of our fulfillment orders: each gets the units it still lacks. */
async function saveOne(tx: RecordsInTransaction, step: Step): Promise<void> {
  const { order, shipment } = step;
  let rest = ourLines(step);
  for (const part of order.fulfillmentOrders.filter((of) => counts(of.state))) {
    const known = part.shipments.find((of) => of.packageId === shipment.storeFulfillmentId);
    const fitted = known
      ? { fits: known.lines, rest: without(rest, known.lines) }
      : fitInto(rest, remainingOf(part));
    rest = fitted.rest;
    if (fitted.fits.length > 0) await saveFor(tx, step, { fulfillmentOrderId: part.id, lines: fitted.fits });
  }
}

async function saveFor(
  tx: RecordsInTransaction,
  step: Step,
  of: { fulfillmentOrderId: OrderRow["fulfillmentOrders"][number]["id"]; lines: readonly ShipmentLine[] },
): Promise<void> {
  const { order, shipment, at } = step;
  const { storeId } = order;
  const [trackingNumber = null] = shipment.trackingNumbers;
  const saved = await tx.orders.saveShipment(storeId, {
    ...of,
    packageId: shipment.storeFulfillmentId,
    reportTo: "marketplace",
    carrier: shipment.carrier,
    trackingNumber,
    trackingUrl: shipment.trackingUrls[0] ?? null,
    shippedAt: shipment.createdAt,
  });
  if (saved.kind === "known") return;
  await tx.work.mark([{ storeId, verb: "report-shipments", subject: saved.shipmentId }]);
  const text = `You shipped ${describeUnits(of.lines)}${byCarrier(shipment.carrier)}, tracking number ${trackingNumber}.`;
  await tx.orders.addHistory(storeId, order.id, [
    { at, kind: "shipped", ref: `${shipment.storeFulfillmentId} ${trackingNumber}`, text },
  ]);
}

function ourLines({ order, storeOrder, shipment }: Step): readonly ShipmentLine[] {
  const storeLineOf = matchStoreLines(order.lines, storeOrder.lines);
  return order.lines.flatMap((line) => {
    const shipped = shipment.lines.filter((of) => of.storeOrderLineId === storeLineOf.get(line.id));
    const quantity = shipped.reduce((sum, of) => sum + of.quantity, 0);
    return quantity > 0 ? [{ orderLineId: line.id, quantity }] : [];
  });
}

function without(lines: readonly ShipmentLine[], taken: readonly ShipmentLine[]): readonly ShipmentLine[] {
  return lines.flatMap((line) => {
    const gone = taken.find((of) => of.orderLineId === line.orderLineId)?.quantity ?? 0;
    return line.quantity > gone ? [{ ...line, quantity: line.quantity - gone }] : [];
  });
}

async function sayNumberless(tx: RecordsInTransaction, order: OrderRow, count: number): Promise<void> {
  const key = `tracking-number-missing:${order.id}`;
  if (count === 0) return tx.issues.clear(order.storeId, key);
  const name = order.storeOrderName ?? order.name;
  await tx.issues.raise({
    storeId: order.storeId,
    key,
    severity: "blocks",
    subject: { kind: "order", id: order.id },
    title: `Order ${name} was marked as shipped without a tracking number.`,
    advice: `TikTok Shop takes no shipment without one: add carrier and tracking number to the shipment of ${name} in the store.`,
  });
}
