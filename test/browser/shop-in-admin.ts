// A shop of a test's own within the test's process: the app with its pages and worker, and the admin shell around them.
import type { StoreId } from "../../app/domain/ids.ts";
import { createPages } from "../../app/pages.ts";
import { productsFromCsv } from "../emulator/csv.ts";
import type { SeedProduct } from "../emulator/platform.ts";
import { demoCsv } from "../emulator/seed.ts";
import { DEMO_STORE } from "../emulator/settings.ts";
import {
  type AppInProcess,
  type AppOptions,
  appInProcess,
  installAndConnect,
} from "../journeys/app-in-process.ts";

export type ShopInAdmin = AppInProcess & {
  readonly storeId: StoreId;
  readonly connectionId: string;
  /** The address of a page of the app within the admin. */
  readonly addressOf: (path: string) => string;
};

/** Installed and connected, its products on their way into the shop. */
export async function openShopInAdmin(
  products: readonly SeedProduct[],
  options: Omit<AppOptions, "pages"> = {},
): Promise<ShopInAdmin> {
  const app = await appInProcess("http", { ...options, pages: (application) => createPages(application) });
  try {
    app.twin.shopify.importProducts(DEMO_STORE, [...products]);
    const storeId = await installAndConnect(app);
    const { id } = await app.application.database.connection.findFirstOrThrow({ where: { storeId } });
    const name = DEMO_STORE.replace(".myshopify.com", "");
    const shell = `${app.addresses?.main}/shell/store/${name}`;
    const addressOf = (path: string) => `${shell}?path=${encodeURIComponent(path)}`;
    return { ...app, storeId, connectionId: id, addressOf };
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** A product of the demo's catalogue whose title has these words. */
export function demoProduct(words: string): SeedProduct {
  const found = productsFromCsv(demoCsv()).products.find((one) => one.title.includes(words));
  if (!found) throw new Error(`no product of the demo's catalogue is called ${words}`);
  return found;
}
