// What the seller can read of the platform's warehouses: where they are enrolled, goods, stock and its movements.

import { SCOPES } from "./auth.ts";
import { texts, whole } from "./body.ts";
import { seconds } from "./core.ts";
import { type FbtStock, type GoodsRow, totalOf } from "./fbt-rows.ts";
import { goodsOf } from "./fbt-stock.ts";
import { pageOf } from "./paging.ts";
import { refuse } from "./refusal.ts";
import type { Route, ShopCall } from "./route.ts";
import { hasFbt } from "./warehouses.ts";

const RULE = { largest: 100, badSize: 98001004, badToken: 98001004 };
const HUNDRED = { count: 100, code: 98001004 };

function onboardedRegions({ shop }: ShopCall): unknown {
  return hasFbt(shop) ? { onboarded_regions: [{ region_code: shop.region }] } : {};
}

function searchInventory({ core, shop, body, query }: ShopCall): unknown {
  const [goodsIds, skuIds, warehouseIds] = ["goods_ids", "sku_ids", "fbt_warehouse_ids"].map((name) =>
    texts(body, name, HUNDRED),
  );
  if (goodsIds?.length && skuIds?.length) refuse(98001004, "goods_ids and sku_ids exclude each other");
  const rows = goodsOf(core, shop)
    .filter((goods) => !goodsIds?.length || goodsIds.includes(goods.id))
    .filter((goods) => !skuIds?.length || goods.skuIds.some((id) => skuIds.includes(id)))
    .flatMap((goods) => [...goods.stock].map(([fbtWarehouseId, stock]) => ({ goods, fbtWarehouseId, stock })))
    .filter((row) => !warehouseIds?.length || warehouseIds.includes(row.fbtWarehouseId));
  const page = pageOf(rows, query, { rule: RULE, filters: body });
  return {
    inventory: page.items.map(({ goods, fbtWarehouseId, stock }) => ({
      fbt_warehouse_id: fbtWarehouseId,
      goods: {
        ...named(goods),
        // A SKU cannot sell what is unfulfillable: its total leaves that out.
        skus: goods.skuIds.map((id) => ({
          id,
          on_hand_detail: { ...onHand(stock), total_quantity: stock.available + stock.reserved },
        })),
      },
      on_hand_detail: { ...onHand(stock), unfulfillable_quantity: stock.unfulfillable },
      in_transit_quantity: 0,
    })),
    total_count: page.total_count,
    next_page_token: page.next_page_token,
  };
}

function onHand(stock: FbtStock) {
  return {
    total_quantity: totalOf(stock),
    reserved_quantity: stock.reserved,
    available_quantity: stock.available,
  };
}

function named(goods: GoodsRow) {
  return { id: goods.id, name: goods.name, reference_code: goods.referenceCode };
}

/** The four filters narrow one another. */
function searchGoods({ core, shop, body, query }: ShopCall): unknown {
  const [ids, productIds, codes, skuIds] = ["goods_ids", "product_ids", "reference_codes", "sku_ids"].map(
    (name) => texts(body, name, HUNDRED),
  );
  const productOf = (skuId: string) => core.state.skus.get(skuId)?.productId ?? "";
  const matches = goodsOf(core, shop)
    .filter((goods) => !ids?.length || ids.includes(goods.id))
    .filter((goods) => !codes?.length || codes.includes(goods.referenceCode))
    .filter((goods) => !skuIds?.length || goods.skuIds.some((id) => skuIds.includes(id)))
    .filter((goods) => !productIds?.length || goods.skuIds.some((id) => productIds.includes(productOf(id))));
  const page = pageOf(matches, query, { rule: RULE, filters: body });
  return {
    goods: page.items.map((goods) => ({
      ...named(goods),
      image_url: "",
      barcodes: [{ code: goods.referenceCode, type: "MERCHANT SKU ID" }],
      skus: goods.skuIds.map((id) => ({
        id,
        name: goods.referenceCode,
        image_url: "",
        regions: [shop.region],
        matched: true,
        product: {
          id: productOf(id),
          name: core.state.products.get(productOf(id))?.live?.title ?? "",
          image_url: "",
        },
      })),
    })),
    total_count: page.total_count,
    next_page_token: page.next_page_token,
  };
}

function searchRecords({ core, shop, body, query }: ShopCall): unknown {
  const [goodsIds, warehouseIds] = ["goods_ids", "fbt_warehouse_ids"].map((name) =>
    texts(body, name, HUNDRED),
  );
  const [from, to] = [whole(body, "create_time_ge") ?? 0, whole(body, "create_time_le") ?? seconds(core)];
  const matches = core.state.inventoryRecords
    .filter((record) => record.shopId === shop.id && record.createTime >= from && record.createTime <= to)
    .filter((record) => !goodsIds?.length || goodsIds.includes(record.goodsId))
    .filter((record) => !warehouseIds?.length || warehouseIds.includes(record.fbtWarehouseId));
  const page = pageOf(matches, query, { rule: RULE, filters: body });
  return {
    inventory_records: page.items.map((record) => {
      const goods = core.state.goods.get(record.goodsId);
      return {
        create_time: record.createTime,
        fbt_warehouse_id: record.fbtWarehouseId,
        goods: goods ? named(goods) : { id: record.goodsId },
        inventory_goods_type: record.goodsType,
        initial_on_hand_quantity: record.initial,
        final_on_hand_quantity: record.final,
        changed_quantity: record.final - record.initial,
        order: { id: record.orderId, type: record.orderType },
      };
    }),
    total_count: page.total_count,
    next_page_token: page.next_page_token,
  };
}

const scope = SCOPES.fbt;
export const fbtRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/fbt/202409/merchants/onboarded_regions",
    scope,
    cipher: true,
    run: onboardedRegions,
  },
  { method: "POST", path: "/fbt/202408/inventory/search", scope, cipher: true, run: searchInventory },
  { method: "POST", path: "/fbt/202409/goods/search", scope, cipher: true, run: searchGoods },
  { method: "POST", path: "/fbt/202410/inventory_records/search", scope, cipher: true, run: searchRecords },
];
