// What a buyer puts in the basket, found among the live listings; each unit becomes a line of its own.
import type { SeedAddress } from "../platform.ts";
import { toMinor } from "./amounts.ts";
import { type Core, newId, type Shop } from "./core.ts";
import { taxOn } from "./order-payment.ts";
import type { LineRow, OrderRow, Place } from "./order-rows.ts";
import { type LiveSku, liveSkus } from "./product-index.ts";
import type { SkuRow } from "./product-rows.ts";

export type Purchase = {
  readonly lines: readonly Basket[];
  readonly fulfillment?: OrderRow["fulfillmentType"];
  readonly shippingType?: OrderRow["shippingType"];
  readonly address?: SeedAddress;
  readonly buyerMessage?: string;
  /** Paid at once unless it is to be paid later. */
  readonly payment?: "now" | "later";
};

type Basket = {
  readonly sellerSku: string;
  readonly quantity: number;
  /** Off the price of each unit, at the seller's or the platform's cost: "1.50". */
  readonly sellerDiscount?: string;
  readonly platformDiscount?: string;
};

export type Wanted = LiveSku & {
  readonly quantity: number;
  /** Minor units of the shop's currency, for one unit. */
  readonly listPrice: number;
  readonly sellerDiscount: number;
  readonly platformDiscount: number;
};

/** Every line, or an Error that names what cannot be bought. */
export function findBought(core: Core, shop: Shop, lines: readonly Basket[]): readonly Wanted[] {
  if (lines.length === 0) throw new Error("an order needs at least one line");
  return lines.map((line) => findLive(core, shop, line));
}

function findLive(core: Core, shop: Shop, line: Basket): Wanted {
  if (!Number.isInteger(line.quantity) || line.quantity < 1)
    throw new Error(`the quantity of ${line.sellerSku} must be a positive integer`);
  const found = liveSkus(core, shop, line.sellerSku)[0];
  if (!found) throw new Error(`no live TikTok Shop listing has the SKU ${line.sellerSku}`);
  return { ...found, quantity: line.quantity, ...pricesOf(found.sku, line) };
}

function pricesOf(
  { price, currency }: SkuRow,
  line: Basket,
): Pick<Wanted, "listPrice" | "sellerDiscount" | "platformDiscount"> {
  const listPrice = toMinor(price, currency);
  const sellerDiscount = toMinor(line.sellerDiscount ?? "0", currency);
  const platformDiscount = toMinor(line.platformDiscount ?? "0", currency);
  if (Math.min(sellerDiscount, platformDiscount) < 0 || sellerDiscount + platformDiscount > listPrice)
    throw new Error(`the discounts of ${line.sellerSku} must lie between nothing and its price`);
  return { listPrice, sellerDiscount, platformDiscount };
}

/** One for each place a unit is reserved at. */
export function newLines(core: Core, want: Wanted, places: readonly Place[]): readonly LineRow[] {
  const { product, content, sku, listPrice, sellerDiscount, platformDiscount } = want;
  const picture = content.salesAttributes.find((attribute) => attribute.imageUri)?.imageUri;
  const shared = {
    productId: product.id,
    productName: product.live?.title ?? "",
    skuId: sku.id,
    skuName: content.salesAttributes.map((attribute) => attribute.valueName).join(", ") || "Default",
    imageUri: picture ?? product.live?.mainImages[0] ?? "",
    sellerSku: content.sellerSku,
    listPrice,
    sellerDiscount,
    platformDiscount,
    tax: taxOn(listPrice - sellerDiscount - platformDiscount, sku.currency),
  };
  return places.map((reservedAt) => ({
    id: newId(core, "line"),
    ...shared,
    reservedAt,
    packageId: null,
    cancellationId: null,
  }));
}
