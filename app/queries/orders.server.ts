// The orders page's data, and one order whole: lines, plan with its reasons, parcels and timeline.
import type { Prisma, PrismaClient } from "../adapters/database/generated/client.ts";
import type { StoreId } from "../domain/ids.ts";
import { printMoney } from "../domain/money.ts";

export const ORDERS_PER_PAGE = 25;

export type OrdersAsk = { readonly state: string | null; readonly search: string; readonly page: number };

export async function ordersPage(database: PrismaClient, storeId: StoreId, ask: OrdersAsk) {
  const where = condition(storeId, ask);
  const [store, total, rows, states] = await Promise.all([
    database.store.findUniqueOrThrow({ where: { id: storeId }, select: { timeZone: true } }),
    database.order.count({ where }),
    database.order.findMany({
      where,
      orderBy: [{ placedAt: "desc" }, { id: "asc" }],
      skip: ask.page * ORDERS_PER_PAGE,
      take: ORDERS_PER_PAGE,
      include: { lines: true, fulfillmentOrders: { include: { shipments: true } } },
    }),
    database.order.groupBy({ by: ["state"], where: { storeId }, _count: true }),
  ]);
  const warehouses = await warehouseNames(database, storeId);
  return {
    timeZone: store.timeZone,
    total,
    counts: Object.fromEntries(states.map((row) => [row.state, row._count])),
    rows: rows.map((row) => toRow(row, warehouses)),
  };
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
