// For the tests of this folder: the demo shop moved to another market, with a product body that the market takes.
import type { TwinSettings } from "../platform.ts";
import { defaultSettings } from "../settings.ts";
import { type AShop, aProductBody, aShop, aSku } from "./a-shop.ts";

const PRICES: Readonly<Record<string, { amount: string; currency: string }>> = {
  US: { amount: "24.00", currency: "USD" },
  GB: { amount: "24.00", currency: "GBP" },
  DE: { amount: "24.00", currency: "EUR" },
  ES: { amount: "24.00", currency: "EUR" },
  FR: { amount: "24.00", currency: "EUR" },
  IE: { amount: "24.00", currency: "EUR" },
  IT: { amount: "24.00", currency: "EUR" },
  ID: { amount: "240000", currency: "IDR" },
  MY: { amount: "99.00", currency: "MYR" },
  JP: { amount: "3200", currency: "JPY" },
  MX: { amount: "480.00", currency: "MXN" },
  BR: { amount: "120.00", currency: "BRL" },
};

export async function aShopIn(region: string, settings: Partial<TwinSettings> = {}): Promise<AShop> {
  const { tiktokShop } = defaultSettings;
  const shops = tiktokShop.shops.map((shop) => ({
    ...shop,
    region,
    currency: PRICES[region]?.currency ?? "",
  }));
  const shop = aShop({ tiktokShop: { ...tiktokShop, shops }, ...settings });
  await shop.signIn();
  return shop;
}

export function priceIn(region: string, amount?: string): { amount: string; currency: string } {
  const usual = PRICES[region] ?? { amount: "", currency: "" };
  return amount === undefined ? usual : { ...usual, amount };
}

/** A product with one SKU; `sku` changes the SKU, `change` the product. */
export function aBodyIn(
  shop: AShop,
  region: string,
  { sku = {}, ...change }: Record<string, unknown> & { sku?: object } = {},
): Promise<Record<string, unknown>> {
  return aProductBody(shop, {
    category_version: region === "US" ? "v2" : undefined,
    skus: [aSku("MUG", "Small", { price: priceIn(region), ...sku })],
    ...change,
  });
}
