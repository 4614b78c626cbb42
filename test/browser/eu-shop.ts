// A shop in Germany with one product that waits to be told who answers for it.
import { aShop } from "../catalog-world.ts";
import { demoProduct, openShopInAdmin, type ShopInAdmin } from "./shop-in-admin.ts";

/** Sun care: demands both of a product sold in the Union, and a sun protection factor. */
const SUNSCREEN = "601509";
const SPF = { attributeId: "100392", categoryId: null, source: { kind: "fixed", value: "SPF 30" } } as const;

export async function openEuShop(): Promise<ShopInAdmin> {
  const words = { handle: "sun-milk", title: "Sun milk for children, 200 ml", productType: "Sun care" };
  const shop = await openShopInAdmin([{ ...demoProduct("Tent"), ...words, vendor: "Fernweh" }], {
    shops: [aShop({ region: "DE", currency: "EUR", name: "Fernweh Germany" })],
  });
  try {
    await saveSettings(shop);
    return shop;
  } catch (error) {
    await shop.close();
    throw error;
  }
}

async function saveSettings({ application, storeId, connectionId: id }: ShopInAdmin): Promise<void> {
  const current = await application.listingRules.current(storeId, id);
  if (!current) throw new Error("the shop has no settings");
  const { settings, version } = current;
  const price = { ...settings.price, rateMillionths: 900_000 };
  const categories = [{ field: "product-type", value: "Sun care", categoryId: SUNSCREEN } as const];
  const change = { ...settings, price, categories, attributes: [SPF] };
  const saved = await application.listingRules.change(storeId, id, { settings: change, version });
  if (saved.kind !== "saved") throw new Error(`not saved: ${JSON.stringify(saved)}`);
}
