// A shop in Germany with one product that waits to be told who answers for it, the app with its pages, and the admin
// shell around them, all within the test's process.
import { createPages } from "../../app/pages.ts";
import { aShop } from "../catalog-world.ts";
import { productsFromCsv } from "../emulator/csv.ts";
import { demoCsv } from "../emulator/seed.ts";
import { DEMO_STORE } from "../emulator/settings.ts";
import { type AppInProcess, appInProcess, installAndConnect } from "../journeys/app-in-process.ts";

/** Sun care: demands both of a product sold in the Union, and a sun protection factor. */
const SUNSCREEN = "601509";
const SPF = { attributeId: "100392", categoryId: null, source: { kind: "fixed", value: "SPF 30" } } as const;

export type EuShop = AppInProcess & {
  readonly connectionId: string;
  /** The address of a page of the app within the admin. */
  readonly addressOf: (path: string) => string;
};

export async function openEuShop(): Promise<EuShop> {
  const shops = [aShop({ region: "DE", currency: "EUR", name: "Fernweh Germany" })];
  const app = await appInProcess("http", { shops, pages: (application) => createPages(application) });
  try {
    const connectionId = await begun(app);
    const name = DEMO_STORE.replace(".myshopify.com", "");
    const shell = `${app.addresses?.main}/shell/store/${name}`;
    return { ...app, connectionId, addressOf: (path) => `${shell}?path=${encodeURIComponent(path)}` };
  } catch (error) {
    await app.close();
    throw error;
  }
}

async function begun(app: AppInProcess): Promise<string> {
  const { twin, application } = app;
  const [product] = productsFromCsv(demoCsv()).products;
  if (!product) throw new Error("the demo's catalogue is empty");
  const words = { handle: "sun-milk", title: "Sun milk for children, 200 ml", productType: "Sun care" };
  twin.shopify.importProducts(DEMO_STORE, [{ ...product, ...words, vendor: "Fernweh" }]);
  const storeId = await installAndConnect(app);
  const { id } = await application.database.connection.findFirstOrThrow({ where: { storeId } });
  const current = await application.listingRules.current(storeId, id);
  if (!current) throw new Error("the shop has no settings");
  const { settings, version } = current;
  const price = { ...settings.price, rateMillionths: 900_000 };
  const categories = [{ field: "product-type", value: "Sun care", categoryId: SUNSCREEN } as const];
  const change = { ...settings, price, categories, attributes: [SPF] };
  const saved = await application.listingRules.change(storeId, id, { settings: change, version });
  if (saved.kind !== "saved") throw new Error(`not saved: ${JSON.stringify(saved)}`);
  return id;
}
