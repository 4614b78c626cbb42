// The small catalogue of the order tests: two products, live in the marketplace and linked, one stocked at its warehouse.
import { NO_PARTIES } from "../app/domain/party.ts";
import type { MarketplacePort } from "../app/use-cases/ports/marketplace.ts";
import type { Ports } from "../app/use-cases/ports/ports.ts";
import { DEMO_SHOP } from "./emulator/settings.ts";
import { aPng } from "./emulator/tiktok-shop/a-shop.ts";
import type { OrderWorld } from "./order-work.ts";

/** SKU of a product the merchant ships, and of one that the platform's warehouse stocks. */
export const OWN = "own-1";
export const FBT = "fbt-1";

/** The merchant's locations and the platform's warehouses, as connecting would note them. */
export async function saveWarehouses(
  world: Omit<OrderWorld, "database">,
  serviceLocationId: string,
): Promise<void> {
  const { ports, storeId, connectionId } = world;
  const store = await ports.storeFor(storeId);
  const common = { priority: 100, active: true };
  const own = (await store.locations())
    .filter((location) => !location.isFulfillmentService)
    .map(({ storeLocationId, name, countryCode }) => ({
      ...common,
      owner: "merchant" as const,
      connectionId: null,
      name,
      storeLocationId,
      countryCode,
      marketplaceWarehouseId: null,
      fbtWarehouseId: null,
    }));
  const theirs = (await (await ports.marketplaceFor(connectionId)).warehouses())
    .filter((warehouse) => warehouse.owner === "marketplace")
    .map(({ marketplaceWarehouseId, fbtWarehouseId, name }) => ({
      ...common,
      owner: "marketplace" as const,
      connectionId,
      name,
      storeLocationId: serviceLocationId,
      countryCode: "US",
      marketplaceWarehouseId,
      fbtWarehouseId,
    }));
  await ports.records.stores.saveWarehouses(storeId, [...own, ...theirs]);
}

/** Makes both products live in the marketplace, links them here, and stocks one at the platform's warehouse. */
export async function publish(world: OrderWorld): Promise<void> {
  const { ports, storeId, connectionId, twin } = world;
  const { records } = ports;
  const store = await ports.storeFor(storeId);
  const marketplace = await ports.marketplaceFor(connectionId);
  const changed = await store.productsUpdatedSince(new Date(0), 50);
  const read = await store.products(changed.map((of) => of.storeProductId));
  await records.catalog.saveProducts(
    storeId,
    read.map((of) => of.product),
    ports.now(),
  );
  for (const { product: one, levels } of read) {
    const variants = await records.catalog.variantsByInventoryItem(
      storeId,
      one.variants.map((of) => of.inventoryItemId),
    );
    await saveLevels(world, levels, variants);
    const [variant] = variants;
    if (!variant?.sku) throw new Error("a product without a SKU");
    const listing = await records.catalog.ensureListing(storeId, connectionId, variant.productId);
    const published = await sendListing(marketplace, { id: listing.id, title: one.title, sku: variant.sku });
    twin.tiktokShop.decideAudit(published.marketplaceProductId, { approve: true });
    await records.catalog.saveListing(storeId, listing.id, {
      marketplaceProductId: published.marketplaceProductId,
      state: "live",
    });
    await records.catalog.linkSkus(storeId, listing.id, published.skus);
  }
  await stockService(
    world,
    read.flatMap((of) => of.product.variants.map((variant) => variant.inventoryItemId)),
  );
  const { goodsId } = twin.tiktokShop.stockFbt(DEMO_SHOP, { sellerSku: FBT, quantity: 100 });
  const [stocked] = await records.catalog.variantsBySku(storeId, [FBT]);
  const [link] = stocked ? await records.catalog.linksOfVariant(storeId, stocked.id) : [];
  if (link) await records.catalog.saveGoods(storeId, link.id, goodsId);
}

/** Both products can be asked for at our service's location, also the one that the warehouse does not stock. */
async function stockService(
  { ports, storeId }: OrderWorld,
  inventoryItemIds: readonly string[],
): Promise<void> {
  const storeLocationId =
    (await ports.records.stores.byId(storeId))?.fulfillmentService?.storeLocationId ?? "";
  const rows = inventoryItemIds.map((inventoryItemId) => ({
    inventoryItemId,
    quantity: 100,
    expected: null,
  }));
  await (await ports.storeFor(storeId)).setServiceStock({
    idempotencyKey: "stock of the tests",
    storeLocationId,
    rows,
  });
}

type Variants = Awaited<ReturnType<Ports["records"]["catalog"]["variantsByInventoryItem"]>>;
type Levels = Awaited<ReturnType<Awaited<ReturnType<Ports["storeFor"]>>["inventoryLevels"]>>;

async function saveLevels({ ports, storeId }: OrderWorld, levels: Levels, variants: Variants): Promise<void> {
  const warehouses = await ports.records.stores.warehouses(storeId);
  const rows = levels.flatMap((level) => {
    const warehouse = warehouses.find(
      (of) => of.storeLocationId === level.storeLocationId && of.owner === "merchant",
    );
    const variant = variants.find((of) => of.inventoryItemId === level.inventoryItemId);
    if (!warehouse || !variant) return [];
    return [
      {
        warehouseId: warehouse.id,
        variantId: variant.id,
        available: 5_000,
        sourceUpdatedAt: level.updatedAt,
      },
    ];
  });
  await ports.records.inventory.saveLevels(storeId, rows);
}

async function sendListing(
  marketplace: MarketplacePort,
  listing: { id: string; title: string; sku: string },
) {
  const sellerWarehouse = (await marketplace.warehouses()).find((of) => of.owner === "merchant");
  const image = await marketplace.uploadImage({
    bytes: aPng(600, 600),
    contentType: "image/png",
    use: "main",
  });
  return marketplace.createListing({
    idempotencyKey: listing.id,
    title: `${listing.title}, long enough for a listing`,
    descriptionHtml: "<p>Weighs next to nothing.</p>",
    categoryId: "603126",
    imageUris: [image.uri],
    packageWeightGrams: 250,
    packageSize: null,
    brandId: null,
    parties: NO_PARTIES,
    attributes: [],
    skus: [
      {
        marketplaceSkuId: null,
        sku: listing.sku,
        price: { minor: 2400, currency: "USD" },
        compareAt: null,
        stock: [{ marketplaceWarehouseId: sellerWarehouse?.marketplaceWarehouseId ?? "", quantity: 10_000 }],
        options: [{ name: "Size", value: "One" }],
        imageUri: null,
      },
    ],
  });
}
