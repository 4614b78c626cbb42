// The shop in which every operation of the marketplace is driven once, and what a drive is.

import { aBodyIn, aShopIn } from "../../emulator/tiktok-shop/a-market.ts";
import { type AShop, aLiveProduct, aShop } from "../../emulator/tiktok-shop/a-shop.ts";

export const SHOP = "7495540735365777507";

/** Signed in, with one listing of two SKUs live. */
export type MarketplaceScene = {
  readonly shop: AShop;
  readonly productId: string;
  readonly skuIds: readonly string[];
};

/** What a call carries besides its operation: the `{id}` of its path, its body and its query. */
type Asked = {
  readonly id?: string;
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string>>;
};

/** Brings about what the operation needs, and says what to call it with. */
export type MarketplaceDrive = (scene: MarketplaceScene) => Promise<Asked> | Asked;

/** By operation, as the README's table names it. */
export type MarketplaceDrives = Readonly<Record<string, MarketplaceDrive>>;

export async function marketplaceScene(): Promise<MarketplaceScene> {
  const shop = aShop();
  const { id, skuIds } = await aLiveProduct(shop);
  return { shop, productId: id, skuIds };
}

/** The same in Germany, for what the Union alone asks for. */
export async function sceneInTheUnion(): Promise<MarketplaceScene> {
  const shop = await aShopIn("DE");
  const { id, skuIds } = await aLiveProduct(shop, await aBodyIn(shop, "DE"));
  return { shop, productId: id, skuIds };
}

/** An order of the seller's own that awaits shipment. */
export async function awaitingShipment({ shop }: MarketplaceScene): Promise<string> {
  const { orderId } = shop.twin.placeOrder(SHOP, { lines: [{ sellerSku: "MUG-S", quantity: 2 }] });
  await shop.clock.advance(2_000);
  return orderId;
}

/** The id of goods that lie in the platform's warehouse. */
export function stockedGoods({ shop }: MarketplaceScene): string {
  return shop.twin.stockFbt(SHOP, { sellerSku: "MUG-L", quantity: 9 }).goodsId;
}

export const page = { page_size: "10" };
