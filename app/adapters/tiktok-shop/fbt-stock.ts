// What the platform's warehouses hold: goods (physical things), matched n:m to SKUs, and how many of them.
import { z } from "zod";
import type { WarehouseGoods, WarehouseStock } from "../../use-cases/ports/warehouse.ts";
import type { Call } from "./client.ts";
import { allPages, id, list, text } from "./fields.ts";
import { VERSION } from "./versions.ts";

// Counts are numbers here and strings in newer answers.
const count = z.coerce.number().int().min(0);

const goodsSchema = z.object({
  goods: list(z.object({ id, skus: list(z.object({ id, matched: z.boolean().nullish() })) })),
  next_page_token: text,
});

const stockSchema = z.object({
  inventory: list(
    z.object({
      fbt_warehouse_id: id,
      goods: z.object({ id }),
      on_hand_detail: z.object({ available_quantity: count, reserved_quantity: count }),
    }),
  ),
  next_page_token: text,
});

export async function readGoods(
  call: Call,
  marketplaceSkuIds: readonly string[],
): Promise<readonly WarehouseGoods[]> {
  if (marketplaceSkuIds.length === 0) return [];
  const goods = await allPages(async (pageToken) => {
    const page = await call({
      method: "POST",
      path: `/fbt/${VERSION.fbtGoods}/goods/search`,
      query: { page_size: "100", page_token: pageToken },
      body: { sku_ids: marketplaceSkuIds },
      scope: "shop",
      repeat: "safe",
      answer: goodsSchema,
    });
    return { items: page.goods, next: page.next_page_token };
  });
  return goods.map((one) => ({
    goodsId: one.id,
    marketplaceSkuIds: one.skus.filter((sku) => sku.matched !== false).map((sku) => sku.id),
  }));
}

export async function readStock(call: Call, goodsIds: readonly string[]): Promise<readonly WarehouseStock[]> {
  if (goodsIds.length === 0) return [];
  const inventory = await allPages(async (pageToken) => {
    const page = await call({
      method: "POST",
      path: `/fbt/${VERSION.fbtInventory}/inventory/search`,
      query: { page_size: "100", page_token: pageToken },
      body: { goods_ids: goodsIds },
      scope: "shop",
      repeat: "safe",
      answer: stockSchema,
    });
    return { items: page.inventory, next: page.next_page_token };
  });
  return inventory.map((row) => ({
    fbtWarehouseId: row.fbt_warehouse_id,
    goodsId: row.goods.id,
    available: row.on_hand_detail.available_quantity,
    reserved: row.on_hand_detail.reserved_quantity,
  }));
}
