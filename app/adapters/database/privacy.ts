// Forgetting in SQL: tokens, waiting work, one buyer's data, or a whole store.
import type { PrivacyRecords } from "../../use-cases/ports/privacy-records.ts";
import type { Db } from "./client.ts";

/** Records that forget, on a client or on one transaction. */
export function createPrivacyRecords(client: Db): PrivacyRecords {
  return {
    async forgetAccess(storeId) {
      const store = await client.store.findUnique({ where: { id: storeId } });
      if (store) await client.session.deleteMany({ where: { shop: store.domain } });
      const nothing = new Uint8Array();
      await client.connection.updateMany({
        where: { storeId },
        data: { accessTokenSealed: nothing, refreshTokenSealed: nothing },
      });
    },
    async dropWork(storeId, except) {
      await client.workItem.deleteMany({ where: { storeId, verb: { notIn: [...except] } } });
    },
    async personalData(storeId, storeOrderIds) {
      const orders = await client.order.findMany({
        where: { storeId, storeOrderId: { in: [...storeOrderIds] } },
        select: { name: true, addressSealed: true, buyerEmailSealed: true },
        orderBy: { name: "asc" },
      });
      return orders
        .filter((order) => order.addressSealed || order.buyerEmailSealed)
        .map((order) => ({
          orderName: order.name,
          hasAddress: order.addressSealed !== null,
          hasEmail: order.buyerEmailSealed !== null,
        }));
    },
    async erasePersonalData(storeId, storeOrderIds) {
      const erased = await client.order.updateMany({
        where: {
          storeId,
          storeOrderId: { in: [...storeOrderIds] },
          OR: [{ addressSealed: { not: null } }, { buyerEmailSealed: { not: null } }],
        },
        data: { addressSealed: null, buyerEmailSealed: null },
      });
      return erased.count;
    },
    eraseStore: (storeId) => eraseStore(client, storeId),
  };
}

// Children before parents; what hangs on a parent by cascade is named all the same, so that nothing is left by accident.
async function eraseStore(client: Db, storeId: string): Promise<void> {
  const store = await client.store.findUnique({ where: { id: storeId } });
  const where = { storeId };
  await client.workItem.deleteMany({ where });
  await client.lane.deleteMany({ where });
  await client.inboxMessage.deleteMany({ where });
  await client.issue.deleteMany({ where });
  await client.checkpoint.deleteMany({ where });
  await client.shipment.deleteMany({ where });
  await client.fulfillmentOrderLine.deleteMany({ where });
  await client.fulfillmentOrder.deleteMany({ where });
  await client.historyEntry.deleteMany({ where });
  await client.orderLine.deleteMany({ where });
  await client.order.deleteMany({ where });
  await client.reservation.deleteMany({ where });
  await client.inventoryLevel.deleteMany({ where });
  await client.marketplaceSku.deleteMany({ where });
  await client.listingDay.deleteMany({ where });
  await client.endpointRate.deleteMany({ where });
  await client.listingEvent.deleteMany({ where });
  await client.listingSeen.deleteMany({ where });
  await client.linkFinding.deleteMany({ where });
  await client.countedSku.deleteMany({ where });
  await client.adoptionQuestion.deleteMany({ where });
  await client.comparisonFinding.deleteMany({ where });
  await client.comparison.deleteMany({ where });
  await client.listingSku.deleteMany({ where });
  await client.listingFinding.deleteMany({ where });
  await client.listingEntry.deleteMany({ where });
  await client.listing.deleteMany({ where });
  await client.marketplaceImage.deleteMany({ where });
  await client.imageSource.deleteMany({ where });
  await client.variant.deleteMany({ where });
  await client.product.deleteMany({ where });
  await client.warehouse.deleteMany({ where });
  await client.productChoice.deleteMany({ where });
  await client.marketplaceCategory.deleteMany({ where });
  await client.marketplaceBrand.deleteMany({ where });
  await client.categoryRequirement.deleteMany({ where });
  await client.connection.deleteMany({ where });
  if (store) await client.session.deleteMany({ where: { shop: store.domain } });
  await client.store.deleteMany({ where: { id: storeId } });
}
