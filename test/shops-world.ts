// One store joined to three marketplace shops, in three markets and currencies, with the steps an order takes beside
// those of the catalogue.
import type { ConnectionId } from "../app/domain/ids.ts";
import { type ListingSettings, STORES_OWN } from "../app/domain/listing-settings.ts";
import { changeListingSettings } from "../app/use-cases/change-listing-settings.ts";
import { createStoreOrders } from "../app/use-cases/create-store-orders.ts";
import { importOrders } from "../app/use-cases/import-orders.ts";
import { routeOrders } from "../app/use-cases/route-orders.ts";
import { aShop, type CatalogWorld, createCatalogWorld } from "./catalog-world.ts";
import { DEMO_SHOP, DEMO_STORE } from "./emulator/settings.ts";

const GB = "7495540735365777508";
const ID = "7495540735365777509";
/** Shop ids by market. */
export const SHOPS = { US: DEMO_SHOP, GB, ID } as const;
export type Market = keyof typeof SHOPS;
/** Units of the market's currency for one US dollar, in millionths. */
export const RATES = { US: null, GB: 800_000, ID: 16_000_000_000 } as const;

const shop = (region: "GB" | "ID", currency: string) =>
  aShop({
    id: SHOPS[region],
    name: `Fernweh ${region}`,
    region,
    currency,
    cipher: `TTP_twin-${region}`,
    code: `${region}LCFERN01`,
    openId: `70107360571803256${region === "GB" ? "41" : "42"}`,
  });

export type ShopsWorld = CatalogWorld & Awaited<ReturnType<typeof shopsParts>>;

/** All three connected; nothing imported, no rates. */
export async function createShopsWorld(): Promise<ShopsWorld> {
  const world = await createCatalogWorld({
    shops: [aShop({ furtherWarehouses: ["Reno warehouse"] }), shop("GB", "GBP"), shop("ID", "IDR")],
  });
  for (const id of Object.values(SHOPS)) await world.connect(id);
  return { ...world, ...(await shopsParts(world)) };
}

async function shopsParts(world: CatalogWorld) {
  const { ports, storeId, twin, prisma } = world;
  const connections = await ports.records.stores.connections(storeId);
  const connectionOf = (market: Market): ConnectionId => {
    const found = connections.find((one) => one.region === market);
    if (!found) throw new Error(`no shop in ${market}`);
    return found.id;
  };
  const change = async (market: Market, settings: Partial<ListingSettings>) => {
    const connectionId = connectionOf(market);
    const { settings: before, version } = await ports.records.settings.listingSettings(storeId, connectionId);
    return changeListingSettings(ports, {
      storeId,
      connectionId,
      settings: { ...before, ...settings },
      version,
    });
  };
  return {
    connectionOf,
    change,
    setRates: async () => {
      for (const market of ["GB", "ID"] as const)
        await change(market, { price: { ...STORES_OWN.price, rateMillionths: RATES[market] } });
    },
    skuIn: (market: Market, sellerSku: string) =>
      twin.tiktokShop
        .view(SHOPS[market])
        .products.flatMap((product) => product.skus)
        .find((sku) => sku.sellerSku === sellerSku),
    /** Units that a shop offers of a SKU, over all its warehouses. */
    offered: (market: Market, sellerSku: string) =>
      twin.tiktokShop
        .view(SHOPS[market])
        .products.flatMap((product) => product.skus.filter((sku) => sku.sellerSku === sellerSku))
        .flatMap((sku) => sku.stock)
        .reduce((sum, row) => sum + row.quantity, 0),
    buy: (market: Market, sellerSku: string, quantity = 1) =>
      twin.tiktokShop.placeOrder(SHOPS[market], { lines: [{ sellerSku, quantity }] }).orderId,
    importOrders: (...ids: string[]) => importOrders(ports, { storeId, subjects: ids }),
    order: (originOrderId: string) => prisma.order.findFirstOrThrow({ where: { storeId, originOrderId } }),
    route: (id: string) => routeOrders(ports, { storeId, subjects: [id] }),
    createInStore: (id: string) => createStoreOrders(ports, { storeId, subjects: [id] }),
    stock: async (sku: string, quantity: number) => {
      twin.shopify.setStock(DEMO_STORE, sku, quantity);
      // The store's clock must have moved for its number to be newer than ours.
      await twin.clock.advance(1_000);
      const variant = await prisma.variant.findFirstOrThrow({ where: { storeId, sku } });
      await world.run("import-inventory", variant.inventoryItemId);
      await world.settle();
    },
  };
}
