// Tells the other side that a package left: the store when the marketplace's warehouse shipped, the marketplace when the
// merchant did. Neither has an idempotency key, so what they show already is looked at before anything is written.
import { matchProvider, storeCarrierName } from "../domain/carrier.ts";
import { as, type ShipmentId } from "../domain/ids.ts";
import { chooseUnits } from "../domain/shipment.ts";
import type { MarketplacePort } from "./ports/marketplace.ts";
import type { FulfillmentOrderRow, OrderRow, ShipmentRow } from "./ports/order-rows.ts";
import { isPlatformError } from "./ports/platform-error.ts";
import type { Ports } from "./ports/ports.ts";
import type { StoreFulfillmentOrder, StorePort } from "./ports/store.ts";
import { type Batch, done, each, type Outcome, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "storeFor" | "marketplaceFor" | "now">;
type Report = {
  readonly order: OrderRow;
  readonly part: FulfillmentOrderRow;
  readonly shipment: ShipmentRow;
};

export async function reportShipments(ports: Needs, batch: Batch): Promise<Outcomes> {
  return each(batch, async (subject) => {
    const id = as<ShipmentId>(subject);
    const order = await ports.records.orders.orderOfShipment(batch.storeId, id);
    const part = order?.fulfillmentOrders.find((of) => of.shipments.some((shipment) => shipment.id === id));
    const shipment = part?.shipments.find((of) => of.id === id);
    if (!order || !part || !shipment || shipment.reportedAt !== null) return done;
    if (order.state === "cancelled") return done;
    const report = { order, part, shipment };
    return shipment.reportTo === "store" ? toStore(ports, report) : toMarketplace(ports, report);
  });
}

async function toStore(ports: Needs, report: Report): Promise<Outcome> {
  const { order, part, shipment } = report;
  // Not created in the store yet: the step that creates it marks every package waiting for it.
  if (part.storeFulfillmentOrderId === null) return done;
  const store = await ports.storeFor(order.storeId);
  if (shipment.reportIntentAt !== null) {
    const told = await alreadyInStore(store, report);
    if (told) return saveReported(ports, report, { reportedId: told, to: "the store" });
  }
  const theirs = await readFulfillmentOrder(store, part.storeFulfillmentOrderId);
  const lines = theirs ? remainingLines(theirs, report) : [];
  if (!theirs || lines.length === 0) {
    const told = await alreadyInStore(store, report);
    if (!told) return sayNotReportable(ports, report, "the store");
    return saveReported(ports, report, { reportedId: told, to: "the store" });
  }
  await saveIntent(ports, report);
  const { storeFulfillmentId } = await store.createFulfillment({
    storeFulfillmentOrderId: theirs.storeFulfillmentOrderId,
    lines,
    carrier: shipment.carrier === null ? null : (storeCarrierName(shipment.carrier) ?? shipment.carrier),
    trackingNumber: shipment.trackingNumber,
    trackingUrl: shipment.trackingUrl,
  });
  return saveReported(ports, report, { reportedId: storeFulfillmentId, to: "the store" });
}

async function readFulfillmentOrder(
  store: StorePort,
  id: string,
): Promise<StoreFulfillmentOrder | undefined> {
  try {
    return await store.fulfillmentOrder(id);
  } catch (error) {
    if (isPlatformError(error, "not-found")) return undefined;
    throw error;
  }
}

/** The lines this package carries, never more than the store still waits for. */
function remainingLines(theirs: StoreFulfillmentOrder, { part, shipment }: Report) {
  if (theirs.status === "cancelled" || theirs.status === "closed") return [];
  return shipment.lines.flatMap(({ orderLineId, quantity }) => {
    const storeLineId = part.lines.find((of) => of.orderLineId === orderLineId)?.storeLineId;
    const line = theirs.lines.find((of) => of.storeLineId === storeLineId);
    const units = Math.min(quantity, line?.remainingQuantity ?? 0);
    return line && units > 0 ? [{ storeLineId: line.storeLineId, quantity: units }] : [];
  });
}

async function alreadyInStore(store: StorePort, { order, shipment }: Report): Promise<string | undefined> {
  if (order.storeOrderId === null || shipment.trackingNumber === null) return undefined;
  const number = shipment.trackingNumber;
  const { shipments } = await store.order(order.storeOrderId);
  return shipments.find((of) => !of.cancelled && of.trackingNumbers.includes(number))?.storeFulfillmentId;
}

/** The other side waits for none of these units: shipped or cancelled there by someone else. */
async function sayNotReportable(ports: Needs, { order, shipment }: Report, side: string): Promise<Outcome> {
  const name = order.storeOrderName ?? order.name;
  await ports.records.issues.raise({
    storeId: order.storeId,
    key: `shipment-not-reportable:${shipment.id}`,
    severity: "warns",
    subject: { kind: "order", id: order.id },
    title: `A package of order ${name} left, but ${side} no longer waits for its units.`,
    advice: `Check order ${name} there: tracking number ${shipment.trackingNumber} (${shipment.carrier ?? "carrier unknown"}) is not on it.`,
  });
  return done;
}

async function toMarketplace(ports: Needs, report: Report): Promise<Outcome> {
  const { order, shipment } = report;
  const { trackingNumber } = shipment;
  if (order.connectionId === null || trackingNumber === null) return done;
  const marketplace = await ports.marketplaceFor(order.connectionId);
  const [now] = await marketplace.orders([order.originOrderId]);
  if (!now || now.status === "cancelled") return markImport(ports, order);
  const lines = shipment.lines.map(({ orderLineId, quantity }) => ({
    quantity,
    unitIds: order.lines.find((line) => line.id === orderLineId)?.originUnitIds ?? [],
  }));
  const { toReport } = chooseUnits(lines, now.units, trackingNumber);
  if (toReport.length === 0) {
    const told = now.units.find((unit) => unit.trackingNumber === trackingNumber);
    if (!told) return sayNotReportable(ports, report, "TikTok Shop");
    return saveReported(ports, report, { reportedId: told.packageId, to: "TikTok Shop" });
  }
  const provider = await providerOf(marketplace, report, now.deliveryOptionId);
  if (!("id" in provider)) return sayUnknownCarrier(ports, report, provider.accepted);
  await saveIntent(ports, report);
  const { packageId } = await marketplace.reportShipment({
    marketplaceOrderId: order.originOrderId,
    unitIds: toReport,
    shippingProviderId: provider.id,
    trackingNumber,
  });
  return saveReported(ports, report, { reportedId: packageId, to: "TikTok Shop" });
}

async function providerOf(
  marketplace: MarketplacePort,
  { order, shipment }: Report,
  current: string | null,
): Promise<{ id: string } | { accepted: readonly string[] }> {
  const deliveryOptionId = current ?? order.deliveryOptionId;
  const providers = deliveryOptionId === null ? [] : await marketplace.shippingProviders(deliveryOptionId);
  const match = shipment.carrier === null ? undefined : matchProvider(shipment.carrier, providers);
  return match ?? { accepted: providers.map((provider) => provider.name) };
}

async function sayUnknownCarrier(
  ports: Needs,
  { order, shipment }: Report,
  accepted: readonly string[],
): Promise<Outcome> {
  const name = order.storeOrderName ?? order.name;
  const among = accepted.length === 0 ? "" : ` It takes: ${accepted.join(", ")}.`;
  await ports.records.issues.raise({
    storeId: order.storeId,
    key: `carrier-unknown:${shipment.id}`,
    severity: "blocks",
    subject: { kind: "order", id: order.id },
    title: `TikTok Shop does not know the carrier “${shipment.carrier ?? "none"}” of order ${name}.`,
    advice: `Edit the tracking of ${name} in the store and choose a carrier TikTok Shop takes.${among}`,
  });
  return done;
}

/** The marketplace cancelled it, or no longer shows it: importing finds out what that means for the order. */
async function markImport(ports: Needs, order: OrderRow): Promise<Outcome> {
  await ports.records.work.mark([
    { storeId: order.storeId, verb: "import-orders", subject: order.originOrderId },
  ]);
  return done;
}

async function saveIntent(ports: Needs, { order, shipment }: Report): Promise<void> {
  await ports.records.orders.changeShipment(order.storeId, shipment.id, { reportIntentAt: ports.now() });
}

async function saveReported(
  ports: Needs,
  { order, shipment }: Report,
  answer: { reportedId: string | null; to: string },
): Promise<Outcome> {
  const { storeId } = order;
  const at = ports.now();
  await ports.records.transaction(async (tx) => {
    const { reportedId } = answer;
    await tx.orders.changeShipment(storeId, shipment.id, { reportedAt: at, reportedId });
    await tx.issues.clear(storeId, `carrier-unknown:${shipment.id}`);
    await tx.issues.clear(storeId, `shipment-not-reportable:${shipment.id}`);
    const text = `Tracking number ${shipment.trackingNumber} was reported to ${answer.to}.`;
    await tx.orders.addHistory(storeId, order.id, [{ at, kind: "reported", ref: shipment.id, text }]);
  });
  return done;
}
