// The orders page's data, newest first. Pages follow one another by their last order, not by number: the last costs what
// the first does, and an order that comes in meanwhile moves nothing.
import type { Prisma, PrismaClient } from "../adapters/database/generated/client.ts";
import type { StoreId } from "../domain/ids.ts";
import { printMoney } from "../domain/money.ts";
import { type Cursor, waysOf } from "./page-ways.server.ts";

export const ORDERS_PER_PAGE = 25;

export type OrdersAsk = Cursor & { readonly state: string | null; readonly search: string };

export async function ordersPage(database: PrismaClient, storeId: StoreId, ask: OrdersAsk) {
  const where = condition(storeId, ask);
  const [store, page, states, found, warehouses] = await Promise.all([
    database.store.findUniqueOrThrow({ where: { id: storeId }, select: { timeZone: true } }),
    pageOfOrders(database, where, ask),
    database.order.groupBy({ by: ["state"], where: { storeId }, _count: true }),
    ask.search ? database.order.count({ where }) : null,
    warehouseNames(database, storeId),
  ]);
  const counts: Readonly<Record<string, number>> = Object.fromEntries(
    states.map((row) => [row.state, row._count]),
  );
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return {
    timeZone: store.timeZone,
    total: found ?? (ask.state ? (counts[ask.state] ?? 0) : all),
    counts,
    ...page.ways,
    rows: page.rows.map((row) => toRow(row, warehouses)),
  };
}

async function pageOfOrders(database: PrismaClient, where: Prisma.OrderWhereInput, ask: OrdersAsk) {
  const isBackwards = ask.before !== null;
  const id = ask.before ?? ask.after;
  const anchor = id
    ? await database.order.findFirst({ where: { id, storeId: where.storeId as string } })
    : null;
  const way = isBackwards ? "asc" : "desc";
  const found = await database.order.findMany({
    where: anchor ? { AND: [where, beyond(anchor, isBackwards ? "gt" : "lt")] } : where,
    orderBy: [{ placedAt: way }, { id: way }],
    take: ORDERS_PER_PAGE + 1,
    include: { lines: true, fulfillmentOrders: { include: { shipments: true } } },
  });
  const rows = found.slice(0, ORDERS_PER_PAGE);
  if (isBackwards) rows.reverse();
  const came = anchor && (isBackwards ? "back" : "on");
  return { rows, ways: waysOf(came, found.length > ORDERS_PER_PAGE) };
}

// The moment alone bounds the range that the index is read in; orders of one moment follow each other by id.
function beyond(anchor: { id: string; placedAt: Date }, side: "gt" | "lt"): Prisma.OrderWhereInput {
  const { id, placedAt } = anchor;
  return side === "gt"
    ? { placedAt: { gte: placedAt }, OR: [{ placedAt: { gt: placedAt } }, { id: { gt: id } }] }
    : { placedAt: { lte: placedAt }, OR: [{ placedAt: { lt: placedAt } }, { id: { lt: id } }] };
}

export async function warehouseNames(
  database: PrismaClient,
  storeId: StoreId,
): Promise<ReadonlyMap<string, string>> {
  const rows = await database.warehouse.findMany({ where: { storeId }, select: { id: true, name: true } });
  return new Map(rows.map((row) => [row.id, row.name]));
}

function condition(storeId: StoreId, ask: OrdersAsk): Prisma.OrderWhereInput {
  if (!ask.search) return { storeId, ...(ask.state ? { state: ask.state } : {}) };
  const contains = { contains: ask.search, mode: "insensitive" as const };
  return {
    storeId,
    ...(ask.state ? { state: ask.state } : {}),
    OR: [
      { name: contains },
      { storeOrderName: contains },
      { originOrderId: contains },
      { lines: { some: { sku: contains } } },
      { fulfillmentOrders: { some: { shipments: { some: { trackingNumber: contains } } } } },
    ],
  };
}

type Row = Prisma.OrderGetPayload<{
  include: { lines: true; fulfillmentOrders: { include: { shipments: true } } };
}>;

function toRow(row: Row, warehouses: ReadonlyMap<string, string>) {
  const live = row.fulfillmentOrders.filter((part) => part.state !== "cancelled");
  const shipments = live.flatMap((part) => part.shipments);
  return {
    id: row.id,
    name: row.storeOrderName ?? row.name,
    originOrderId: row.originOrderId,
    origin: row.origin,
    state: row.state,
    holdDetail: row.holdDetail,
    placedAt: row.placedAt.toISOString(),
    units: row.lines.reduce((sum, line) => sum + line.quantity - line.cancelledQuantity, 0),
    total: `${printMoney({ minor: row.totalMinor, currency: row.currency })} ${row.currency}`,
    shipsFrom: [...new Set(live.map((part) => warehouses.get(part.warehouseId) ?? "unknown warehouse"))],
    tracking: shipments.flatMap((shipment) => (shipment.trackingNumber ? [shipment.trackingNumber] : [])),
    parcels: shipments.length,
    reported: shipments.filter((shipment) => shipment.reportedAt).length,
  };
}
