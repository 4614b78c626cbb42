// One order whole, as its page shows it. Undefined when the store has no such order.

import { z } from "zod";
import type { Prisma, PrismaClient } from "../adapters/database/generated/client.ts";
import type { StoreId } from "../domain/ids.ts";
import { printMoney } from "../domain/money.ts";
import { warehouseNames } from "./orders.server.ts";

export async function orderPage(database: PrismaClient, storeId: StoreId, orderId: string) {
  const row = await database.order.findFirst({
    where: { id: orderId, storeId },
    include: {
      lines: { orderBy: { lineKey: "asc" } },
      fulfillmentOrders: {
        include: { lines: true, shipments: { orderBy: { shippedAt: "asc" } } },
        orderBy: { createdAt: "asc" },
      },
      history: { orderBy: [{ at: "asc" }, { id: "asc" }] },
    },
  });
  if (!row) return undefined;
  const [store, warehouses, issues, work] = await Promise.all([
    database.store.findUniqueOrThrow({ where: { id: storeId }, select: { timeZone: true, domain: true } }),
    warehouseNames(database, storeId),
    database.issue.findMany({
      where: { storeId, subjectId: orderId, clearedAt: null },
      orderBy: { openedAt: "desc" },
    }),
    database.workItem.findMany({ where: { storeId, subject: { in: subjectsOf(row) } } }),
  ]);
  const titles = new Map(
    row.lines.map((line) => [line.id, `${line.title}${line.sku ? ` (${line.sku})` : ""}`]),
  );
  return {
    id: row.id,
    timeZone: store.timeZone,
    storeDomain: store.domain,
    name: row.storeOrderName ?? row.name,
    origin: row.origin,
    originOrderId: row.originOrderId,
    storeOrderId: row.storeOrderId,
    state: row.state,
    holdDetail: row.holdDetail,
    placedAt: row.placedAt.toISOString(),
    importedAt: row.importedAt.toISOString(),
    total: `${printMoney({ minor: row.totalMinor, currency: row.currency })} ${row.currency}`,
    lines: row.lines.map((line) => ({
      id: line.id,
      title: line.title,
      sku: line.sku,
      quantity: line.quantity - line.cancelledQuantity,
      price: `${printMoney({ minor: line.unitPriceMinor, currency: row.currency })} ${row.currency}`,
    })),
    plan: planReasons(row.plan),
    parts: row.fulfillmentOrders.map((part) => toPart(part, warehouses, titles)),
    timeline: row.history.map(toEntry),
    issues: issues.map((issue) => ({ id: issue.id, title: issue.title, advice: issue.advice })),
    work: work.map(toWaiting),
  };
}

function toEntry(entry: Prisma.HistoryEntryGetPayload<object>) {
  return { id: entry.id, at: entry.at.toISOString(), kind: entry.kind, text: entry.text };
}

/** Work still to do, as the card of waiting work shows it. */
export function toWaiting(item: Prisma.WorkItemGetPayload<object>) {
  return {
    verb: item.verb,
    subject: item.subject,
    attempts: item.attempts,
    reason: item.reason,
    owner: item.owner,
    nextAttemptAt: item.waitsFor ? null : item.dueAt.toISOString(),
  };
}

type Part = Prisma.FulfillmentOrderGetPayload<{ include: { lines: true; shipments: true } }>;

function subjectsOf(row: {
  id: string;
  originOrderId: string;
  storeOrderId: string | null;
  fulfillmentOrders: readonly Part[];
}): string[] {
  const parts = row.fulfillmentOrders.flatMap((part) => [
    part.id,
    ...(part.storeFulfillmentOrderId ? [part.storeFulfillmentOrderId] : []),
    ...part.shipments.map((shipment) => shipment.id),
  ]);
  return [row.id, row.originOrderId, ...(row.storeOrderId ? [row.storeOrderId] : []), ...parts];
}

function toPart(part: Part, warehouses: ReadonlyMap<string, string>, titles: ReadonlyMap<string, string>) {
  return {
    id: part.id,
    warehouse: warehouses.get(part.warehouseId) ?? "unknown warehouse",
    state: part.state,
    rejectedReason: part.rejectedReason,
    lines: part.lines.map((line) => ({
      id: line.id,
      title: titles.get(line.orderLineId) ?? "",
      quantity: line.quantity,
      shipped: line.shippedQuantity,
    })),
    shipments: part.shipments.map((shipment) => ({
      id: shipment.id,
      packageId: shipment.packageId,
      carrier: shipment.carrier,
      trackingNumber: shipment.trackingNumber,
      trackingUrl: shipment.trackingUrl,
      shippedAt: shipment.shippedAt.toISOString(),
      reportTo: shipment.reportTo,
      reportedAt: shipment.reportedAt?.toISOString() ?? null,
      deliveredAt: shipment.deliveredAt?.toISOString() ?? null,
    })),
  };
}

const Plan = z.object({
  parts: z.array(z.object({ warehouseName: z.string(), reason: z.string() })),
  unallocated: z.array(z.object({ reason: z.string() })),
});

// The plan is stored as the routing rule made it (domain/allocation.ts); the page shows its reasons as they are.
function planReasons(plan: Prisma.JsonValue | null): string[] {
  const read = Plan.safeParse(plan);
  if (!read.success) return [];
  return [...read.data.parts, ...read.data.unallocated].map((entry) => entry.reason);
}
