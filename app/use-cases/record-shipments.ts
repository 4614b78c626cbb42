// Records what a warehouse of the marketplace has sent: packages of orders it sold itself, and of orders of the store
// that it ships for us. The platform's own record is read again; a notice only says where to look.
import { as, type FulfillmentOrderId, type OrderLineId } from "../domain/ids.ts";
import { byCarrier, describeUnits, fitInto, remainingOf, type ShipmentLine } from "../domain/shipment.ts";
import type { ListingSkuRow } from "./ports/catalog-records.ts";
import type { MarketplaceOrder } from "./ports/marketplace.ts";
import type { NewShipment } from "./ports/order-changes.ts";
import type { FulfillmentOrderRow, OrderRow } from "./ports/order-rows.ts";
import { type LockedPart, lockPart, settleShipped } from "./ports/order-steps.ts";
import type { Ports } from "./ports/ports.ts";
import type { RecordsInTransaction } from "./ports/records.ts";
import type { OutboundOrder } from "./ports/warehouse.ts";
import { type Batch, done, each, type Outcome, type Outcomes } from "./ports/work.ts";

type Needs = Pick<Ports, "records" | "marketplaceFor" | "warehouseFor" | "now" | "log">;

type Package = Pick<NewShipment, "packageId" | "carrier" | "trackingNumber" | "trackingUrl" | "lines">;
type News = { readonly packages: readonly Package[]; readonly delivered: boolean };

export async function recordShipments(ports: Needs, batch: Batch): Promise<Outcomes> {
  return each(batch, async (subject) => {
    // "externalId/outboundOrderId" is how the warehouse's notice names it; alone it is our fulfillment order's id.
    const [externalId = "", outboundOrderId] = subject.split("/");
    const id = as<FulfillmentOrderId>(externalId);
    const order = await ports.records.orders.orderOfFulfillmentOrder(batch.storeId, id);
    const part = order?.fulfillmentOrders.find((of) => of.id === id);
    if (!order?.connectionId || !part) {
      ports.log.warn("a shipment of an unknown fulfillment order", {
        storeId: batch.storeId,
        fulfillmentOrderId: id,
      });
      return done;
    }
    return order.origin === "marketplace"
      ? ofMarketplaceOrder(ports, order, part)
      : ofStoreOrder(ports, { order, part, outboundOrderId: outboundOrderId ?? part.outboundOrderId });
  });
}

async function ofMarketplaceOrder(
  ports: Needs,
  order: OrderRow,
  part: FulfillmentOrderRow,
): Promise<Outcome> {
  if (!order.connectionId || order.shippedBy !== "marketplace") return done;
  const marketplace = await ports.marketplaceFor(order.connectionId);
  const [now] = await marketplace.orders([order.originOrderId]);
  if (!now) return done;
  const delivered = now.status === "delivered" || now.status === "completed";
  await save(ports, { order, part }, { packages: packagesOf(now, order), delivered });
  return done;
}

/** Units by package, for those that have a number: without one there is nothing to tell the buyer. */
function packagesOf(now: MarketplaceOrder, order: OrderRow): readonly Package[] {
  const lineOf = new Map(
    order.lines.flatMap((line) => line.originUnitIds.map((id) => [id, line.id] as const)),
  );
  const packages = new Map<string, Package & { lines: ShipmentLine[] }>();
  for (const unit of now.units) {
    const orderLineId = lineOf.get(unit.unitId);
    if (unit.packageId === null || unit.trackingNumber === null || unit.cancelled || !orderLineId) continue;
    const { packageId, carrier, trackingNumber } = unit;
    const of = packages.get(packageId) ?? {
      packageId,
      carrier,
      trackingNumber,
      trackingUrl: null,
      lines: [],
    };
    packages.set(packageId, { ...of, lines: withUnits(of.lines, { orderLineId, quantity: 1 }) });
  }
  return [...packages.values()];
}

async function ofStoreOrder(
  ports: Needs,
  of: { order: OrderRow; part: FulfillmentOrderRow; outboundOrderId: string | null },
): Promise<Outcome> {
  const { order, part, outboundOrderId } = of;
  if (!order.connectionId || outboundOrderId === null) return done;
  const warehouse = await ports.warehouseFor(order.connectionId);
  const outbound = await warehouse.outboundOrder(outboundOrderId);
  if (outbound.externalOrderId !== part.id) {
    ports.log.warn("an outbound order that is not ours", { storeId: order.storeId, outboundOrderId });
    return done;
  }
  const variantIds = order.lines.flatMap((line) => line.variantId ?? []);
  const links = await Promise.all(
    variantIds.map((variantId) => ports.records.catalog.linksOfVariant(order.storeId, variantId)),
  );
  await saveOutbound(ports, { order, part }, outboundOrderId);
  await save(ports, { order, part }, toNews(outbound, { order, part, links: links.flat() }));
  return done;
}

/** Goods are counted back to the lines they were sent for, in line order. */
function toNews(
  outbound: OutboundOrder,
  of: { order: OrderRow; part: FulfillmentOrderRow; links: readonly ListingSkuRow[] },
): News {
  const left = new Map(of.part.lines.map((line) => [line.orderLineId, line.quantity]));
  const gone = outbound.packages.filter((each) => each.state === "shipped" || each.state === "delivered");
  const packages = gone.map(({ packageId, carrier, trackingNumber, goods }) => {
    let lines: ShipmentLine[] = [];
    for (const { goodsId, quantity } of goods) {
      const variants = new Set(
        of.links.filter((link) => link.goodsId === goodsId).map((link) => link.variantId),
      );
      const own = of.order.lines.filter((line) => line.variantId !== null && variants.has(line.variantId));
      let rest = quantity;
      for (const line of own) {
        const taken = Math.min(rest, left.get(line.id) ?? 0);
        left.set(line.id, (left.get(line.id) ?? 0) - taken);
        rest -= taken;
        if (taken > 0) lines = withUnits(lines, { orderLineId: line.id, quantity: taken });
      }
    }
    return { packageId, carrier, trackingNumber, trackingUrl: null, lines };
  });
  const delivered = gone.length > 0 && outbound.packages.every((each) => each.state === "delivered");
  return { packages: packages.filter((each) => each.trackingNumber !== null), delivered };
}

async function saveOutbound(
  ports: Needs,
  { order, part }: { order: OrderRow; part: FulfillmentOrderRow },
  outboundOrderId: string,
): Promise<void> {
  if (part.outboundOrderId === outboundOrderId && part.state !== "submitted") return;
  await ports.records.transaction(async (tx) => {
    const { storeId } = order;
    const row = (await lockPart(tx, order, part.id))?.part;
    if (!row) return;
    const state = row.state === "open" || row.state === "submitted" ? "accepted" : row.state;
    const submittedAt = row.submittedAt ?? ports.now();
    await tx.orders.changeFulfillmentOrder(storeId, row.id, { outboundOrderId, state, submittedAt });
    await tx.issues.clear(storeId, `outbound-number-missing:${row.id}`);
    await tx.orders.addHistory(storeId, order.id, [
      { at: ports.now(), kind: "submitted", ref: row.id, text: "TikTok's warehouse took the order up." },
    ]);
  });
}

async function save(
  ports: Needs,
  of: { order: OrderRow; part: FulfillmentOrderRow },
  news: News,
): Promise<void> {
  const at = ports.now();
  await ports.records.transaction(async (tx) => {
    for (const one of news.packages) {
      const locked = await lockPart(tx, of.order, of.part.id);
      if (locked) await savePackage(tx, locked, { one, at });
    }
    await settleShipped(tx, { order: of.order, at, delivered: news.delivered });
  });
}

async function savePackage(
  tx: RecordsInTransaction,
  { order, part }: LockedPart,
  { one, at }: { one: Package; at: Date },
): Promise<void> {
  const known = part.shipments.find((shipment) => shipment.packageId === one.packageId);
  // Lines of a package we have stay as counted; of a new one only what the part still lacks is counted.
  const lines = known?.lines ?? fitInto(one.lines, remainingOf(part)).fits;
  if (lines.length === 0) return;
  const saved = await tx.orders.saveShipment(order.storeId, {
    ...one,
    lines,
    fulfillmentOrderId: part.id,
    reportTo: "store",
    shippedAt: known?.shippedAt ?? at,
  });
  if (saved.kind === "known") return;
  const text = `The warehouse shipped ${describeUnits(lines)}${byCarrier(one.carrier)}, tracking number ${one.trackingNumber}.`;
  await tx.orders.addHistory(order.storeId, order.id, [{ at, kind: "shipped", ref: one.packageId, text }]);
  if (order.state === "cancelled") return;
  await tx.work.mark([{ storeId: order.storeId, verb: "report-shipments", subject: saved.shipmentId }]);
}

function withUnits(
  lines: readonly ShipmentLine[],
  add: { orderLineId: OrderLineId; quantity: number },
): ShipmentLine[] {
  const known = lines.find((line) => line.orderLineId === add.orderLineId);
  if (!known) return [...lines, add];
  return lines.map((line) => (line === known ? { ...line, quantity: line.quantity + add.quantity } : line));
}
