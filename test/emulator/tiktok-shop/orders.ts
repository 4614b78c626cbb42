// How a buyer's order comes to be: live SKUs, stock reserved where it will ship from, paid, and on hold for a while.
import type { SeedAddress } from "../platform.ts";
import { toMinor } from "./amounts.ts";
import { type Core, effect, newId, type Shop, seconds, shopOf } from "./core.ts";
import { allocate, availableOf, goodsOfSku, reserve, type Units } from "./fbt-stock.ts";
import { imageUrl } from "./images.ts";
import { enterStatus } from "./order-states.ts";
import { type LiveSku, liveSkus } from "./product-index.ts";
import { stockIn } from "./product-rows.ts";
import type { LineRow, OrderRow } from "./state.ts";
import { defaultWarehouse, STANDARD_OPTION, warehouseOfFbt } from "./warehouses.ts";

export type Purchase = {
  readonly lines: readonly { readonly sellerSku: string; readonly quantity: number }[];
  readonly fulfillment?: OrderRow["fulfillmentType"];
  readonly shippingType?: OrderRow["shippingType"];
  readonly address?: SeedAddress;
};

type Wanted = LiveSku & { readonly quantity: number };

/** US sales tax, in hundredths of a percent; amounts elsewhere include tax. */
const US_TAX_BASIS_POINTS = 725;

const BUYER: SeedAddress = {
  firstName: "Dana",
  lastName: "Kowalski",
  address1: "1471 Coleman Ave",
  address2: "Apt 4",
  city: "San Jose",
  provinceCode: "CA",
  province: "California",
  zip: "95110",
  countryCode: "US",
  phone: "+12135550134",
  email: "dana@example.com",
};

export function placeOrder(core: Core, shopId: string, purchase: Purchase): OrderRow {
  const shop = shopOf(core, shopId);
  if (purchase.lines.length === 0) throw new Error("an order needs at least one line");
  const wanted = purchase.lines.map((line) => findLive(core, shop, line));
  const fulfillmentType =
    purchase.fulfillment ?? (fbtCovers(core, wanted) ? "FULFILLMENT_BY_TIKTOK" : "FULFILLMENT_BY_SELLER");
  const isFbt = fulfillmentType === "FULFILLMENT_BY_TIKTOK";
  const lines = isFbt ? fbtLines(core, wanted) : sellerLines(core, shop, wanted);
  const now = seconds(core);
  const order: OrderRow = {
    id: newId(core, "order"),
    shopId,
    fulfillmentType,
    shippingType: isFbt ? "TIKTOK" : (purchase.shippingType ?? "SELLER"),
    warehouseId: shipsFrom(core, shop, lines),
    deliveryOptionId: STANDARD_OPTION.id,
    userId: newId(core, "user"),
    address: purchase.address ?? BUYER,
    currency: shop.currency,
    lines,
    createTime: now,
    paidTime: now,
    status: "UNPAID",
    updateTime: now,
    rtsTime: null,
    collectionTime: null,
    deliveryTime: null,
    cancelTime: null,
    cancelReason: null,
    cancelInitiator: null,
    buyerAsksToCancel: false,
  };
  core.state.orders.set(order.id, order);
  effect(core, "order.placed", { orderId: order.id, shopId }, { fulfillmentType, units: lines.length });
  enterStatus(core, order, "ON_HOLD");
  return order;
}

/** The shop-warehouse id the order names: where its first line lies. */
function shipsFrom(core: Core, shop: Shop, lines: readonly LineRow[]): string {
  const first = lines[0]?.reservedAt;
  const isFbt = first !== undefined && "fbtWarehouseId" in first;
  return isFbt ? warehouseOfFbt(core, shop, first.fbtWarehouseId).id : defaultWarehouse(core, shop).id;
}

function findLive(core: Core, shop: Shop, line: Purchase["lines"][number]): Wanted {
  if (!Number.isInteger(line.quantity) || line.quantity < 1)
    throw new Error(`the quantity of ${line.sellerSku} must be a positive integer`);
  const found = liveSkus(core, shop, line.sellerSku)[0];
  if (!found) throw new Error(`no live TikTok Shop listing has the SKU ${line.sellerSku}`);
  return { ...found, quantity: line.quantity };
}

function fbtCovers(core: Core, wanted: readonly Wanted[]): boolean {
  return wanted.every(({ sku }) => {
    const goods = goodsOfSku(core, sku.id);
    const needed = wanted
      .filter((other) => other.sku.id === sku.id)
      .reduce((sum, other) => sum + other.quantity, 0);
    return goods !== undefined && availableOf(goods) >= needed;
  });
}

function fbtLines(core: Core, wanted: readonly Wanted[]): LineRow[] {
  if (!fbtCovers(core, wanted))
    throw new Error("the platform's warehouses do not hold enough for this order");
  return wanted.flatMap((want) => {
    const goods = goodsOfSku(core, want.sku.id);
    const parts = (goods && allocate(goods, want.quantity)) ?? [];
    for (const part of parts) reserve(core, part);
    return parts.flatMap((part) => units(part).map((reservedAt) => newLine(core, want, reservedAt)));
  });
}

function units({
  goodsId,
  fbtWarehouseId,
  quantity,
}: Units): readonly { goodsId: string; fbtWarehouseId: string }[] {
  return Array.from({ length: quantity }, () => ({ goodsId, fbtWarehouseId }));
}

function sellerLines(core: Core, shop: Shop, wanted: readonly Wanted[]): LineRow[] {
  const warehouseId = defaultWarehouse(core, shop).id;
  for (const { sku, content } of wanted) {
    const needed = wanted
      .filter((other) => other.sku.id === sku.id)
      .reduce((sum, other) => sum + other.quantity, 0);
    const held = stockIn(sku, warehouseId)?.quantity ?? 0;
    if (held < needed)
      throw new Error(`the listing of ${content.sellerSku} has ${held} in stock, ${needed} were asked for`);
  }
  return wanted.flatMap((want) => {
    const stock = stockIn(want.sku, warehouseId);
    if (stock) {
      stock.quantity -= want.quantity;
      stock.committed += want.quantity;
    }
    return Array.from({ length: want.quantity }, () => newLine(core, want, { warehouseId }));
  });
}

function newLine(core: Core, { product, content, sku }: Wanted, reservedAt: LineRow["reservedAt"]): LineRow {
  const price = toMinor(sku.price, sku.currency);
  const image =
    content.salesAttributes.find((attribute) => attribute.imageUri)?.imageUri ?? product.live?.mainImages[0];
  return {
    id: newId(core, "line"),
    productId: product.id,
    productName: product.live?.title ?? "",
    skuId: sku.id,
    skuName: content.salesAttributes.map((attribute) => attribute.valueName).join(", ") || "Default",
    skuImage: image ? imageUrl(core, image) : "",
    sellerSku: content.sellerSku,
    price,
    tax: sku.currency === "USD" ? Math.round((price * US_TAX_BASIS_POINTS) / 10_000) : 0,
    reservedAt,
    packageId: null,
    cancelled: false,
  };
}
