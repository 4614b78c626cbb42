// Orders and their lines. An order is read whole; every write first locks its row or is conditional, so that two steps
// on one order follow each other.

import type { Address } from "../../domain/address.ts";
import { as, type OrderId, type StoreId } from "../../domain/ids.ts";
import type { ImportedOrder } from "../../use-cases/ports/order-changes.ts";
import type { OrderReading, OrderRecords, OrderWriting } from "../../use-cases/ports/order-records.ts";
import type { OrderRow } from "../../use-cases/ports/order-rows.ts";
import type { Db } from "./client.ts";
import { createFulfillmentRecords } from "./fulfillment.ts";
import { Prisma } from "./generated/client.ts";
import { toOrder, WHOLE_ORDER, type WholeOrder } from "./order-rows.ts";
import { unitsOwedIn } from "./owed-units.ts";
import { openText, type Seal, sealText } from "./seal.ts";

/** Addresses and mail addresses are sealed on the way in and opened for `delivery` alone. */
export function createOrderRecords(client: Db, seal: Seal): OrderRecords {
  return {
    ...orderReading(client, seal),
    ...orderWriting(client, seal),
    ...createFulfillmentRecords(client),
  };
}

function orderReading(client: Db, seal: Seal): OrderReading {
  const find = async (where: Prisma.OrderWhereInput) => {
    const row = await client.order.findFirst({ where, ...WHOLE_ORDER });
    return row ? (await withVariants(client, [row]))[0] : undefined;
  };
  const findMany = async (args: Pick<Prisma.OrderFindManyArgs, "where" | "orderBy" | "take">) =>
    withVariants(client, await client.order.findMany({ ...args, ...WHOLE_ORDER }));
  return {
    order: (storeId, id) => find({ storeId, id }),
    lockOrder: async (storeId, id) => {
      await client.$queryRaw`SELECT 1 FROM "Order" WHERE "storeId" = ${storeId} AND "id" = ${id} FOR UPDATE`;
      return find({ storeId, id });
    },
    ordersByOrigin: (storeId, origin, ids) =>
      findMany({ where: { storeId, origin, originOrderId: { in: [...ids] } }, orderBy: { id: "asc" } }),
    orderByStoreOrder: (storeId, storeOrderId) => find({ storeId, storeOrderId }),
    orderOfFulfillmentOrder: (storeId, id) => find({ storeId, fulfillmentOrders: { some: { id } } }),
    orderOfStoreFulfillmentOrder: (storeId, storeFulfillmentOrderId) =>
      find({ storeId, fulfillmentOrders: { some: { storeFulfillmentOrderId } } }),
    orderOfShipment: (storeId, id) =>
      find({ storeId, fulfillmentOrders: { some: { shipments: { some: { id } } } } }),
    delivery: async (storeId, id) => {
      const row = await client.order.findFirst({
        where: { storeId, id },
        select: { addressSealed: true, buyerEmailSealed: true },
      });
      return {
        address: row?.addressSealed ? (JSON.parse(openText(seal, row.addressSealed)) as Address) : null,
        email: row?.buyerEmailSealed ? openText(seal, row.buyerEmailSealed) : null,
      };
    },
    originUpdates: async (storeId, origin, ids) => {
      const rows = await client.order.findMany({
        where: { storeId, origin, originOrderId: { in: [...ids] } },
        select: { originOrderId: true, originUpdatedAt: true },
      });
      return new Map(rows.map((row) => [row.originOrderId, row.originUpdatedAt]));
    },
    unitsOwed: unitsOwedIn(client),
    ...orderPages(findMany),
  };
}

type FindOrders = (
  args: Pick<Prisma.OrderFindManyArgs, "where" | "orderBy" | "take">,
) => Promise<readonly OrderRow[]>;

function orderPages(findMany: FindOrders): Pick<OrderReading, "unfinishedOrders" | "heldOrders"> {
  return {
    unfinishedOrders: (storeId, page) =>
      findMany({
        where: {
          storeId,
          state: { not: "cancelled" },
          OR: [
            { state: { not: "delivered" } },
            { storeOrderId: null },
            {
              fulfillmentOrders: {
                some: { storeFulfillmentOrderId: null, state: { notIn: ["cancelled", "rejected"] } },
              },
            },
            { fulfillmentOrders: { some: { shipments: { some: { reportedAt: null } } } } },
          ],
          placedAt: { gt: page.placedAfter, lt: page.placedBefore },
          ...(page.after === null ? {} : { id: { gt: page.after } }),
        },
        orderBy: { id: "asc" },
        take: page.limit,
      }),
    heldOrders: (storeId, holdReason, limit) =>
      findMany({
        where: { storeId, state: "on-hold", holdReason },
        orderBy: [{ placedAt: "asc" }, { id: "asc" }],
        take: limit,
      }),
  };
}

/** Adds what the catalogue knows of each line's variant, in one read for all orders. */
async function withVariants(client: Db, rows: readonly WholeOrder[]) {
  const ids = [...new Set(rows.flatMap((row) => row.lines.flatMap((line) => line.variantId ?? [])))];
  const variants =
    ids.length === 0
      ? []
      : await client.variant.findMany({
          where: { id: { in: ids } },
          select: {
            ...{ id: true, productId: true, storeVariantId: true, removedAt: true },
            product: { select: { status: true } },
          },
        });
  // The store refuses the id of what it no longer has: such a line is written there by its words, and found by its SKU.
  const isGone = (one: (typeof variants)[number]) =>
    one.removedAt !== null || one.product.status === "deleted";
  const byId = new Map(
    variants.map((one) => [one.id, { ...one, storeVariantId: isGone(one) ? null : one.storeVariantId }]),
  );
  return rows.map((row) => toOrder(row, byId));
}

type OwnWriting = Pick<OrderWriting, "saveImported" | "changeOrder" | "addHistory">;

function orderWriting(client: Db, seal: Seal): OwnWriting {
  return {
    saveImported: async (storeId, order) => {
      const created = await client.order.createMany({
        data: [{ storeId, state: "imported", ...mirrored(order, seal) }],
        skipDuplicates: true,
      });
      const known = await lockByOrigin(client, storeId, order);
      if (created.count === 0 && known.originUpdatedAt > order.originUpdatedAt)
        return { kind: "older", orderId: known.id, unitsCancelled: 0 };
      if (created.count === 0) {
        const { name: _name, storeOrderId: _storeOrderId, ...rest } = mirrored(order, seal);
        await client.order.update({ where: { id: known.id }, data: rest });
      }
      const before = created.count === 1 ? 0 : await cancelledUnits(client, known.id);
      await saveLines(client, { storeId, orderId: known.id }, order.lines);
      const now = order.lines.reduce((sum, line) => sum + line.cancelledQuantity, 0);
      const kind = created.count === 1 ? "new" : "saved";
      return { kind, orderId: known.id, unitsCancelled: Math.max(0, now - before) };
    },
    changeOrder: async (storeId, id, change) => {
      const { plan, ...rest } = change;
      const planned = plan === undefined ? {} : { plan: plan === null ? Prisma.DbNull : json(plan) };
      await client.order.updateMany({ where: { storeId, id }, data: { ...rest, ...planned } });
    },
    addHistory: async (storeId, orderId, entries) => {
      await client.historyEntry.createMany({
        data: entries.map((entry) => ({ storeId, orderId, ...entry })),
        skipDuplicates: true,
      });
    },
  };
}

function mirrored(order: ImportedOrder, seal: Seal) {
  const { lines: _lines, total, shipping, tax, address, buyerEmail, ...plain } = order;
  return {
    ...plain,
    totalMinor: total.minor,
    shippingMinor: shipping.minor,
    taxMinor: tax?.minor ?? null,
    // Left out when null: a copy whose personal data the marketplace has masked since wipes nothing.
    ...(address === null ? {} : { addressSealed: sealText(seal, JSON.stringify(address)) }),
    ...(buyerEmail === null ? {} : { buyerEmailSealed: sealText(seal, buyerEmail) }),
  };
}

async function lockByOrigin(client: Db, storeId: StoreId, order: ImportedOrder) {
  const rows = await client.$queryRaw<{ id: string; originUpdatedAt: Date }[]>`
    SELECT "id", "originUpdatedAt" FROM "Order"
    WHERE "storeId" = ${storeId} AND "origin" = ${order.origin} AND "originOrderId" = ${order.originOrderId} FOR UPDATE`;
  const [row] = rows;
  if (!row) throw new Error("an order just upserted is gone");
  return { id: as<OrderId>(row.id), originUpdatedAt: row.originUpdatedAt };
}

async function cancelledUnits(client: Db, orderId: OrderId): Promise<number> {
  const sum = await client.orderLine.aggregate({ where: { orderId }, _sum: { cancelledQuantity: true } });
  return sum._sum.cancelledQuantity ?? 0;
}

async function saveLines(
  client: Db,
  of: { storeId: StoreId; orderId: OrderId },
  lines: ImportedOrder["lines"],
) {
  for (const { unitPrice, originUnitIds, ...line } of lines) {
    const data = { ...line, unitPriceMinor: unitPrice.minor, originUnitIds: [...originUnitIds].sort() };
    await client.orderLine.upsert({
      where: { orderId_lineKey: { orderId: of.orderId, lineKey: line.lineKey } },
      create: { ...of, ...data },
      update: data,
    });
  }
}

function json(value: object): Prisma.InputJsonValue {
  return value;
}
