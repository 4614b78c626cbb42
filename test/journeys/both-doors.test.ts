// The product's own journey, the same by either door of the twin: install, connect, publish, sell, ship, report.
import { expect, it, vi } from "vitest";
import { productsFromCsv } from "../emulator/csv.ts";
import { demoCsv } from "../emulator/seed.ts";
import { DEMO_SHOP, DEMO_STORE } from "../emulator/settings.ts";
import { type AppInProcess, appInProcess, type DoorName, installAndConnect } from "./app-in-process.ts";

/** Of the catalogue the demo ships with. */
const SOLD = "BTL-INS-500ML";
const PATIENCE = { timeout: 60_000, interval: 100 };

it.each<DoorName>(["interception", "http"])(
  "by %s: a product of the store is sold in the marketplace, shipped, and reported there",
  async (door) => {
    const app = await appInProcess(door);
    try {
      await begun(app);
      await published(app);
      const { twin } = app;
      const { orderId } = twin.tiktokShop.placeOrder(DEMO_SHOP, {
        lines: [{ sellerSku: SOLD, quantity: 1 }],
        fulfillment: "FULFILLMENT_BY_SELLER",
      });
      const name = await inStore(app, orderId);
      const number = "9400110898825022579493";
      twin.shopify.fulfillAsMerchant(DEMO_STORE, name, { company: "USPS", number });
      await vi.waitFor(() => {
        const order = twin.tiktokShop.view(DEMO_SHOP).orders.find(({ id }) => id === orderId);
        expect(order?.lines.map((line) => line.trackingNumber)).toEqual([number]);
      }, PATIENCE);
    } finally {
      await app.close();
    }
  },
  180_000,
);

/** The one product the journey is about stands in the store before the app does. */
async function begun(app: AppInProcess): Promise<void> {
  const { products } = productsFromCsv(demoCsv());
  const sold = products.filter((one) => one.variants.some(({ sku }) => sku === SOLD));
  app.twin.shopify.importProducts(DEMO_STORE, sold);
  await installAndConnect(app);
}

/** Once buyers can find it in stock. */
async function published({ twin }: AppInProcess): Promise<void> {
  await vi.waitFor(() => {
    const [listing] = twin.tiktokShop.view(DEMO_SHOP).products;
    expect(listing?.status).toBe("ACTIVATE");
    const sku = listing?.skus.find((one) => one.sellerSku === SOLD);
    expect(sku?.stock.reduce((sum, at) => sum + at.quantity, 0)).toBeGreaterThan(0);
  }, PATIENCE);
}

/** The name of the store's order that stands for the marketplace's. */
async function inStore({ twin }: AppInProcess, orderId: string): Promise<string> {
  return vi.waitFor(() => {
    const found = twin.shopify.view(DEMO_STORE).orders.filter((one) => one.sourceIdentifier === orderId);
    expect(found).toHaveLength(1);
    return found[0]?.name ?? "";
  }, PATIENCE);
}
