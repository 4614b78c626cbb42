// What surrounds the listings of a large store, written by the database itself: products as wide as real ones, stock,
// findings, links, orders and work that waits.
import type { PrismaClient } from "../../../app/adapters/database/generated/client.ts";
import type { StoreId } from "../../../app/domain/ids.ts";
import { seedListings } from "../../many-listings.ts";

const MOMENT = new Date("2026-11-20T10:00:00Z");

export async function seedCatalogue(prisma: PrismaClient, count: number): Promise<StoreId> {
  const storeId = await seedListings(prisma, count);
  await widen(prisma, storeId);
  await seedStock(prisma, storeId);
  await seedFindings(prisma, storeId, count);
  await seedOrders(prisma, storeId, count);
  await seedWork(prisma, storeId, count);
  await prisma.$executeRawUnsafe("vacuum analyze");
  return storeId;
}

async function widen(prisma: PrismaClient, storeId: StoreId): Promise<void> {
  await prisma.$executeRaw`
    update "Product" set "descriptionHtml" = '<p>' || repeat(md5("id") || ' ', 40) || '</p>',
      "productType" = 'Type ' || substr("id", 2)::int % 40, "vendor" = 'Vendor ' || substr("id", 2)::int % 60,
      "tags" = array['tag-' || substr("id", 2)::int % 300, 'season-' || substr("id", 2)::int % 4, 'new'],
      "collections" = array['Collection ' || substr("id", 2)::int % 50],
      "images" = jsonb_build_array(jsonb_build_object('url', 'https://cdn.example/' || "id" || '.jpg', 'altText', null))
    where "storeId" = ${storeId}`;
}

async function seedStock(prisma: PrismaClient, storeId: StoreId): Promise<void> {
  const place = { storeId, name: "Place", countryCode: "US" };
  await prisma.warehouse.createMany({
    data: [
      { ...place, id: "w0", owner: "merchant", storeLocationId: "gid://shopify/Location/1" },
      { ...place, id: "w1", owner: "merchant", storeLocationId: "gid://shopify/Location/2" },
      { ...place, id: "m0", owner: "merchant", connectionId: "c0", marketplaceWarehouseId: "1" },
      { ...place, id: "m1", owner: "merchant", connectionId: "c1", marketplaceWarehouseId: "2" },
      { ...place, id: "f0", owner: "marketplace", connectionId: "c0", fbtWarehouseId: "3" },
    ],
  });
  await prisma.$executeRaw`
    insert into "InventoryLevel" ("storeId", "warehouseId", "variantId", "available", "sourceUpdatedAt")
    select ${storeId}, w, v."id", 7, ${MOMENT} from "Variant" v, unnest(array['w0', 'w1', 'f0']) w`;
}

async function seedFindings(prisma: PrismaClient, storeId: StoreId, count: number): Promise<void> {
  await prisma.$executeRaw`
    insert into "ListingFinding" ("storeId", "connectionId", "listingId", "cause", "isFirst", "isOnly")
    select ${storeId}, 'c' || n % 2, 'l' || n, 'cause-' || k || '-' || n % 40, k = 0, n % 3 = 0
    from generate_series(1, ${count}::int) n, generate_series(0, 1) k where k = 0 or n % 3 > 0`;
  await prisma.$executeRaw`
    insert into "MarketplaceSku" ("id", "storeId", "connectionId", "marketplaceProductId", "marketplaceSkuId",
      "sellerSku", "title", "state", "seenAt")
    select 'k' || n, ${storeId}, 'c' || n % 2, 'mp' || n, 'ms' || n, 'SKU-' || n || '-1', 'Title ' || n, 'live', ${MOMENT}
    from generate_series(1, ${count}::int) n`;
  await prisma.$executeRaw`
    insert into "LinkFinding" ("id", "storeId", "connectionId", "key", "kind", "sku", "name", "sentence", "fix",
      "proposal", "steps", "variantIds", "marketplaceSkuIds", "foundAt")
    select 'x' || n, ${storeId}, 'c' || n % 2, 'x' || n, (array['missing', 'ambiguous', 'dead'])[1 + n % 3],
      'SKU-' || n || '-1', 'Name', 'It is not linked.', (array['adopt', 'by-hand'])[1 + n % 2], 'Link it.', '[]',
      array['v' || n || '-1'], array['ms' || n], ${MOMENT}
    from generate_series(1, ${count}::int / 10) n`;
}

async function seedOrders(prisma: PrismaClient, storeId: StoreId, count: number): Promise<void> {
  await prisma.$executeRaw`
    insert into "Order" ("id", "storeId", "connectionId", "origin", "originOrderId", "name", "state", "shippedBy",
      "originStatus", "currency", "totalMinor", "placedAt", "originUpdatedAt", "updatedAt")
    select 'o' || n, ${storeId}, 'c0', 'marketplace', n::text, '#' || n,
      case when n <= ${count}::int / 20 then 'routed' else 'delivered' end, 'merchant', 'paid', 'USD', 1000,
      ${MOMENT}::timestamptz - n * interval '1 minute', ${MOMENT}, ${MOMENT}
    from generate_series(1, ${count}::int) n`;
  await prisma.$executeRaw`
    insert into "OrderLine" ("id", "storeId", "orderId", "lineKey", "title", "variantId", "marketplaceSkuId", "quantity",
      "unitPriceMinor", "originUnitIds")
    select 'ol' || n, ${storeId}, 'o' || n, '1', 'Title', 'v' || n || '-1', 'ms' || n, 1, 1000, '{}'
    from generate_series(1, ${count}::int) n`;
  await prisma.$executeRaw`
    insert into "FulfillmentOrder" ("id", "storeId", "orderId", "planVersion", "warehouseId", "state", "updatedAt")
    select 'fo' || n, ${storeId}, 'o' || n, 1, 'w0', 'shipped', ${MOMENT} from generate_series(1, ${count}::int) n`;
  await prisma.$executeRaw`
    insert into "Shipment" ("id", "storeId", "fulfillmentOrderId", "packageId", "reportTo", "lines", "shippedAt",
      "reportedAt")
    select 'sh' || n, ${storeId}, 'fo' || n, '1', (array['store', 'marketplace'])[1 + n % 2], '[]', ${MOMENT},
      case when n % 100 > 0 then ${MOMENT}::timestamptz end
    from generate_series(1, ${count}::int) n`;
}

async function seedWork(prisma: PrismaClient, storeId: StoreId, count: number): Promise<void> {
  await prisma.$executeRaw`
    insert into "WorkItem" ("storeId", "verb", "subject", "dueAt", "updatedAt", "attempts", "failure")
    select ${storeId}, verb, 'p' || n, ${MOMENT}, ${MOMENT}, n % 5, case when n % 50 = 0 then 'unavailable' end
    from generate_series(1, ${count}::int) n, unnest(array['publish-listings', 'push-inventory']) verb`;
  await prisma.$executeRaw`
    insert into "Issue" ("id", "storeId", "openKey", "key", "code", "severity", "subjectKind", "subjectId", "title",
      "advice", "openedAt", "clearedAt")
    select 'i' || n, ${storeId}, case when n % 5 = 0 then 'i' || n end, 'i' || n, 'listing-unmet', 'blocks', 'product',
      'p' || n, 'It cannot be listed.', 'Mend it.', ${MOMENT}, case when n % 5 > 0 then ${MOMENT}::timestamptz end
    from generate_series(1, ${count}::int / 4) n`;
  await prisma.$executeRaw`
    insert into "ListingEvent" ("id", "storeId", "listingId", "at", "kind", "text")
    select 'e' || n || '-' || k, ${storeId}, 'l' || n, ${MOMENT}, 'sent', 'It was sent.'
    from generate_series(1, ${count}::int) n, generate_series(1, 3) k`;
}
