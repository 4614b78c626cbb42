// Fulfillment orders and shipments. A package is counted once however often it is told: its insert decides.
import {
  as,
  type FulfillmentOrderId,
  type OrderId,
  type ShipmentId,
  type StoreId,
} from "../../domain/ids.ts";
import type { NewFulfillmentOrder, NewShipment } from "../../use-cases/ports/order-changes.ts";
import type { OrderWriting } from "../../use-cases/ports/order-records.ts";
import type { Db } from "./client.ts";
import type { Prisma } from "./generated/client.ts";

type FulfillmentWriting = Pick<
  OrderWriting,
  | "savePlan"
  | "addFulfillmentOrder"
  | "changeFulfillmentOrder"
  | "linkStoreLines"
  | "saveShipment"
  | "changeShipment"
>;

export function createFulfillmentRecords(client: Db): FulfillmentWriting {
  return {
    savePlan: async (storeId, orderId, input) => {
      await client.fulfillmentOrder.updateMany({
        where: { storeId, orderId, state: "open" },
        data: { state: "cancelled" },
      });
      const planVersion = await raisePlanVersion(client, { storeId, orderId }, { plan: asJson(input.plan) });
      const ids: FulfillmentOrderId[] = [];
      for (const fulfillmentOrder of input.fulfillmentOrders) {
        ids.push(await create(client, { storeId, orderId, planVersion }, fulfillmentOrder));
      }
      return ids;
    },
    addFulfillmentOrder: async (storeId, orderId, fulfillmentOrder) => {
      const planVersion = await raisePlanVersion(client, { storeId, orderId }, {});
      return create(client, { storeId, orderId, planVersion }, fulfillmentOrder);
    },
    changeFulfillmentOrder: async (storeId, id, change) => {
      await client.fulfillmentOrder.updateMany({ where: { storeId, id }, data: change });
    },
    linkStoreLines: async (storeId, fulfillmentOrderId, lines) => {
      for (const { orderLineId, storeLineId } of lines) {
        await client.fulfillmentOrderLine.updateMany({
          where: { storeId, fulfillmentOrderId, orderLineId },
          data: { storeLineId },
        });
      }
    },
    saveShipment: (storeId, shipment) => saveShipment(client, storeId, shipment),
    changeShipment: async (storeId, id, change) => {
      await client.shipment.updateMany({ where: { storeId, id }, data: change });
    },
  };
}

async function raisePlanVersion(
  client: Db,
  of: { storeId: StoreId; orderId: OrderId },
  data: { plan?: Prisma.InputJsonValue },
): Promise<number> {
  const row = await client.order.update({
    where: { id: of.orderId, storeId: of.storeId },
    data: { ...data, planVersion: { increment: 1 } },
    select: { planVersion: true },
  });
  return row.planVersion;
}

async function create(
  client: Db,
  of: { storeId: StoreId; orderId: OrderId; planVersion: number },
  input: NewFulfillmentOrder,
): Promise<FulfillmentOrderId> {
  const { lines, ...facts } = input;
  const row = await client.fulfillmentOrder.create({
    data: { ...of, ...facts, lines: { create: lines.map((line) => ({ ...line, storeId: of.storeId })) } },
    select: { id: true },
  });
  return as<FulfillmentOrderId>(row.id);
}

async function saveShipment(
  client: Db,
  storeId: StoreId,
  shipment: NewShipment,
): Promise<{ kind: "new" | "changed" | "known"; shipmentId: ShipmentId }> {
  const { fulfillmentOrderId, packageId, carrier, trackingNumber, trackingUrl } = shipment;
  const created = await client.shipment.createMany({
    data: [{ ...shipment, storeId, lines: asJson(shipment.lines) }],
    skipDuplicates: true,
  });
  const row = await client.shipment.findUniqueOrThrow({
    where: { fulfillmentOrderId_packageId: { fulfillmentOrderId, packageId } },
    select: { id: true, carrier: true, trackingNumber: true, trackingUrl: true, reportedAt: true },
  });
  const shipmentId = as<ShipmentId>(row.id);
  if (created.count === 1) {
    await countShipped(client, storeId, shipment);
    return { kind: "new", shipmentId };
  }
  const same =
    row.carrier === carrier && row.trackingNumber === trackingNumber && row.trackingUrl === trackingUrl;
  if (same || row.reportedAt !== null) return { kind: "known", shipmentId };
  await client.shipment.update({ where: { id: row.id }, data: { carrier, trackingNumber, trackingUrl } });
  return { kind: "changed", shipmentId };
}

async function countShipped(client: Db, storeId: StoreId, shipment: NewShipment): Promise<void> {
  for (const { orderLineId, quantity } of shipment.lines) {
    await client.fulfillmentOrderLine.updateMany({
      where: { storeId, fulfillmentOrderId: shipment.fulfillmentOrderId, orderLineId },
      data: { shippedQuantity: { increment: quantity } },
    });
  }
}

function asJson(value: object): Prisma.InputJsonValue {
  return value;
}
