// What the store may ask of our fulfillment service at any hour: stock and tracking, from our own tables only.
import type { PrismaClient } from "../adapters/database/generated/client.ts";

export type ServiceReads = {
  stock(domain: string, sku: string | null): Promise<Readonly<Record<string, number>>>;
  trackingNumbers(domain: string, names: readonly string[]): Promise<Readonly<Record<string, string>>>;
};

export function serviceAnswers(database: PrismaClient): ServiceReads {
  return {
    // All platform warehouses stand behind the one location of our service.
    stock: async (domain, sku) => {
      const rows = await database.$queryRaw<{ sku: string; available: number }[]>`
        select v."sku", greatest(0, sum(l."available"))::int as available
        from "InventoryLevel" l
        join "Warehouse" w on w."id" = l."warehouseId" and w."fbtWarehouseId" is not null
        join "Variant" v on v."id" = l."variantId" and v."removedAt" is null
        join "Store" s on s."id" = l."storeId" and s."domain" = ${domain}
        where v."sku" is not null and (${sku}::text is null or v."sku" = ${sku})
        group by v."sku"`;
      return Object.fromEntries(rows.map((row) => [row.sku, row.available]));
    },
    // A fulfillment's name is the order's with its place among the order's parcels: "#1001.2" is the second.
    trackingNumbers: async (domain, names) => {
      const asked = names.slice(0, MAX_NAMES).map(parcelOf);
      const orders = await database.order.findMany({
        where: {
          storeId: (await database.store.findUnique({ where: { domain }, select: { id: true } }))?.id ?? "",
          storeOrderName: { in: asked.map((parcel) => parcel.order) },
        },
        select: {
          storeOrderName: true,
          fulfillmentOrders: {
            select: { shipments: { where: { reportTo: "store" }, orderBy: { createdAt: "asc" } } },
          },
        },
      });
      const parcels = new Map(
        orders.map((order) => [
          order.storeOrderName,
          order.fulfillmentOrders.flatMap((part) => part.shipments),
        ]),
      );
      return Object.fromEntries(
        asked.flatMap((parcel) => {
          const number = parcels.get(parcel.order)?.[parcel.index]?.trackingNumber;
          return number ? [[parcel.name, number]] : [];
        }),
      );
    },
  };
}

const MAX_NAMES = 250;

function parcelOf(name: string): { name: string; order: string; index: number } {
  const match = /^(.*)\.(\d+)$/.exec(name);
  return { name, order: match?.[1] ?? name, index: Math.max(0, Number(match?.[2] ?? 1) - 1) };
}
