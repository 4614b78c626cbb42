// A store with any number of listings in two marketplace shops, written by the database itself: for what must stay quick
// however many there are.
import type { PrismaClient } from "../app/adapters/database/generated/client.ts";
import { as, type StoreId } from "../app/domain/ids.ts";

/** Listings are spread over both connections; each tenth is rejected, each hundredth is a draft that lacks something. */
export async function seedListings(prisma: PrismaClient, count: number): Promise<StoreId> {
  const moment = new Date("2026-11-20T10:00:00Z");
  const store = await prisma.store.create({
    data: {
      ...{ domain: "many.myshopify.com", name: "Many", currency: "USD", timeZone: "Europe/Berlin" },
      ...{ state: "installed", installedAt: moment },
    },
  });
  const storeId = store.id;
  for (const number of [0, 1]) {
    const tokens = { accessTokenSealed: new Uint8Array(), refreshTokenSealed: new Uint8Array() };
    await prisma.connection.create({
      data: {
        ...{ id: `c${number}`, storeId, marketplaceShopId: `shop-${number}`, shopName: `Shop ${number}` },
        ...{ region: "US", currency: "USD", cipher: "x", openId: "o", state: "active", ...tokens },
        ...{ accessTokenExpiresAt: moment, refreshTokenExpiresAt: moment },
      },
    });
  }
  await prisma.$executeRaw`
    insert into "Product" ("id", "storeId", "storeProductId", "title", "descriptionHtml", "vendor", "productType",
      "tags", "status", "images", "sourceUpdatedAt", "updatedAt")
    select 'p' || n, ${storeId}, 'gid://shopify/Product/' || n,
      (array['Linen', 'Wool', 'Oat milk', 'Birch'])[1 + n % 4] || ' ' || (array['shirt', 'soap', 'lamp'])[1 + n % 3] || ' ' || md5(n::text),
      '<p>x</p>', 'Fernweh', 'Goods', '{}', 'active', '[]', ${moment}, ${moment}
    from generate_series(1, ${count}::int) n`;
  await prisma.$executeRaw`
    insert into "Variant" ("id", "storeId", "productId", "storeVariantId", "inventoryItemId", "sku", "title",
      "position", "options", "priceMinor", "currency")
    select 'v' || n || '-' || k, ${storeId}, 'p' || n, 'gid://v/' || n || '-' || k, 'gid://i/' || n || '-' || k,
      'SKU-' || n || '-' || k, 'One', k, '[]', 1000 + n % 100, 'USD'
    from generate_series(1, ${count}::int) n, generate_series(1, 2) k`;
  await prisma.$executeRaw`
    insert into "Listing" ("id", "storeId", "connectionId", "productId", "state", "categoryId", "unmet", "createdAt",
      "updatedAt")
    select 'l' || n, ${storeId}, 'c' || n % 2, 'p' || n,
      case when n % 100 = 0 then 'draft' when n % 10 = 0 then 'rejected' else 'live' end, 'cat-' || n % 50,
      case when n % 100 = 0 then '[{"sentence": "The title is too short."}]'::jsonb else '[]'::jsonb end,
      ${moment}::timestamptz + n * interval '1 second', ${moment}
    from generate_series(1, ${count}::int) n`;
  await prisma.$executeRaw`
    insert into "ListingSku" ("id", "storeId", "connectionId", "listingId", "variantId", "sku", "sentQuantity")
    select 's' || n || '-' || k, ${storeId}, 'c' || n % 2, 'l' || n, 'v' || n || '-' || k, 'SKU-' || n || '-' || k, 3
    from generate_series(1, ${count}::int) n, generate_series(1, 2) k`;
  await prisma.$executeRaw`analyze`;
  return as<StoreId>(storeId);
}
