// How a buyer's order comes to be: live SKUs, stock reserved where it will ship from, then paid, or not yet.
import type { SeedAddress } from "../platform.ts";
import { usualBuyer } from "./buyers-data.ts";
import { type Core, effect, newId, type Shop, seconds, shopOf } from "./core.ts";
import { allocate, availableOf, goodsOfSku, reserve } from "./fbt-stock.ts";
import { waitForPayment } from "./order-due.ts";
import { indexes } from "./order-index.ts";
import { feesOf } from "./order-payment.ts";
import type { LineRow, OrderRow, Place } from "./order-rows.ts";
import { enterStatus } from "./order-status.ts";
import { stockIn } from "./product-rows.ts";
import { findBought, newLines, type Purchase, type Wanted } from "./purchase.ts";
import { defaultWarehouse, warehouseOfFbt } from "./warehouses.ts";

export function placeOrder(core: Core, shopId: string, purchase: Purchase): OrderRow {
  const shop = shopOf(core, shopId);
  const wanted = findBought(core, shop, purchase.lines);
  const fulfillmentType =
    purchase.fulfillment ?? (fbtCovers(core, wanted) ? "FULFILLMENT_BY_TIKTOK" : "FULFILLMENT_BY_SELLER");
  const isFbt = fulfillmentType === "FULFILLMENT_BY_TIKTOK";
  if (isFbt && !fbtCovers(core, wanted))
    throw new Error("the platform's warehouses do not hold enough for this order");
  if (!isFbt) checkSellerStock(core, shop, wanted);
  const lines = isFbt ? fbtLines(core, wanted) : sellerLines(core, shop, wanted);
  const order: OrderRow = {
    ...newRow(core, shop, { lines, address: purchase.address ?? usualBuyer(shop.region) }),
    fulfillmentType,
    shippingType: isFbt ? "TIKTOK" : (purchase.shippingType ?? "SELLER"),
    buyerMessage: purchase.buyerMessage ?? "",
  };
  const { orders } = indexes(core);
  core.state.orders.set(order.id, order);
  orders.add(order);
  effect(core, "order.placed", { orderId: order.id, shopId }, { fulfillmentType, units: lines.length });
  if (purchase.payment !== "later") {
    enterStatus(core, order, "ON_HOLD");
    return order;
  }
  enterStatus(core, order, "UNPAID");
  waitForPayment(core, order);
  return order;
}

type NewRow = Omit<OrderRow, "fulfillmentType" | "shippingType" | "buyerMessage">;

function newRow(
  core: Core,
  shop: Shop,
  { lines, address }: { lines: readonly LineRow[]; address: SeedAddress },
): NewRow {
  const now = seconds(core);
  return {
    id: newId(core, "order"),
    shopId: shop.id,
    warehouseId: shipsFrom(core, shop, lines),
    userId: newId(core, "user"),
    address,
    hasNewAddress: false,
    currency: shop.currency,
    lines,
    ...feesOf(lines, address),
    createTime: now,
    status: "UNPAID",
    updateTime: now,
    paidTime: null,
    due: null,
    readyTime: null,
    rtsTime: null,
    collectionTime: null,
    deliveryTime: null,
    cancelTime: null,
    requestCancelTime: null,
    openRequestId: null,
    cancellationId: null,
  };
}

/** The shop-warehouse id the order names: where its first line lies. */
function shipsFrom(core: Core, shop: Shop, lines: readonly LineRow[]): string {
  const first = lines[0]?.reservedAt;
  const isFbt = first !== undefined && "fbtWarehouseId" in first;
  return isFbt ? warehouseOfFbt(core, shop, first.fbtWarehouseId).id : defaultWarehouse(core, shop).id;
}

function fbtCovers(core: Core, wanted: readonly Wanted[]): boolean {
  const needed = new Map<string, number>();
  for (const { sku, quantity } of wanted) {
    const goodsId = goodsOfSku(core, sku.id)?.id;
    if (goodsId === undefined) return false;
    needed.set(goodsId, (needed.get(goodsId) ?? 0) + quantity);
  }
  return [...needed].every(([goodsId, quantity]) => {
    const goods = core.state.goods.get(goodsId);
    return goods !== undefined && availableOf(goods) >= quantity;
  });
}

function fbtLines(core: Core, wanted: readonly Wanted[]): LineRow[] {
  return wanted.flatMap((want) => {
    const goods = goodsOfSku(core, want.sku.id);
    const parts = (goods && allocate(goods, want.quantity)) ?? [];
    for (const part of parts) reserve(core, part);
    const places = parts.flatMap(({ goodsId, fbtWarehouseId, quantity }): readonly Place[] =>
      Array<Place>(quantity).fill({ goodsId, fbtWarehouseId }),
    );
    return newLines(core, want, places);
  });
}

function checkSellerStock(core: Core, shop: Shop, wanted: readonly Wanted[]): void {
  const warehouseId = defaultWarehouse(core, shop).id;
  for (const { sku, content } of wanted) {
    const needed = wanted
      .filter((other) => other.sku.id === sku.id)
      .reduce((sum, other) => sum + other.quantity, 0);
    const held = stockIn(sku, warehouseId)?.quantity ?? 0;
    if (held < needed)
      throw new Error(`the listing of ${content.sellerSku} has ${held} in stock, ${needed} were asked for`);
  }
}

function sellerLines(core: Core, shop: Shop, wanted: readonly Wanted[]): LineRow[] {
  const warehouseId = defaultWarehouse(core, shop).id;
  return wanted.flatMap((want) => {
    const stock = stockIn(want.sku, warehouseId);
    if (stock) {
      stock.quantity -= want.quantity;
      stock.committed += want.quantity;
    }
    return newLines(core, want, Array<Place>(want.quantity).fill({ warehouseId }));
  });
}
