// What happens in the platform's warehouses besides selling: units arrive, are counted, break, are thrown away or sent
// back. Every move leaves its record.
import { type Core, newId, shopOf } from "./core.ts";
import type { FbtStock, GoodsRow, RecordCause } from "./fbt-rows.ts";
import { discard, setAside, takeIn, type Units } from "./fbt-stock.ts";
import { liveSkus } from "./product-index.ts";
import { fbtWarehouseIds } from "./warehouses.ts";

export type Inbound = {
  readonly sellerSku: string;
  readonly quantity: number;
  /** The shop's first, unless one is named. */
  readonly fbtWarehouseId?: string;
};

export type StockEvent = Inbound & {
  /** "counted" adds the quantity, which may be negative; the others take a positive number of units. */
  readonly what: "counted" | "broken" | "thrown-away" | "sent-back";
};

/** Units of a live SKU arrive; goods are made for it and matched to it the first time. */
export function stockFbt(core: Core, shopId: string, inbound: Inbound): { goodsId: string } {
  checkQuantity(inbound);
  const fbtWarehouseId = warehouseOf(core, shopId, inbound);
  const goods = matchedGoods(core, shopId, inbound.sellerSku);
  const units = { goodsId: goods.id, fbtWarehouseId, quantity: inbound.quantity };
  takeIn(core, units, { orderId: newId(core, "inbound"), orderType: "INBOUND_ORDER" });
  return { goodsId: goods.id };
}

export function changeFbtStock(core: Core, shopId: string, event: StockEvent): { goodsId: string } {
  if (event.what !== "counted") checkQuantity(event);
  const fbtWarehouseId = warehouseOf(core, shopId, event);
  const goods = [...core.state.goods.values()].find(
    (row) => row.shopId === shopId && row.referenceCode === event.sellerSku,
  );
  if (!goods) throw new Error(`the platform's warehouses hold nothing of ${event.sellerSku}`);
  MOVES[event.what](core, { goodsId: goods.id, fbtWarehouseId, quantity: event.quantity });
  return { goodsId: goods.id };
}

const MOVES: Readonly<Record<StockEvent["what"], (core: Core, units: Units) => void>> = {
  counted: (core, units) => takeIn(core, units, cause(core, "INVENTORY_COUNT_ORDER")),
  broken: (core, units) => setAside(core, units, cause(core, "INVENTORY_STATUS_ADJUSTMENT_ORDER")),
  "thrown-away": (core, units) => discard(core, units, cause(core, "DISPOSAL")),
  "sent-back": (core, units) => discard(core, units, cause(core, "RETURN_TO_SUPPLIER_ORDER")),
};

function cause(core: Core, orderType: RecordCause["orderType"]): RecordCause {
  return { orderId: newId(core, "stockOrder"), orderType };
}

function checkQuantity({ sellerSku, quantity }: Inbound): void {
  if (!Number.isInteger(quantity) || quantity < 1)
    throw new Error(`the quantity of ${sellerSku} must be a positive integer`);
}

function warehouseOf(core: Core, shopId: string, { fbtWarehouseId }: Inbound): string {
  const ids = fbtWarehouseIds(shopOf(core, shopId));
  const found = fbtWarehouseId === undefined ? ids[0] : ids.find((id) => id === fbtWarehouseId);
  if (found) return found;
  const named = fbtWarehouseId === undefined ? "warehouses" : `warehouse ${fbtWarehouseId}`;
  throw new Error(`the platform has no ${named} for shop ${shopId}`);
}

function matchedGoods(core: Core, shopId: string, sellerSku: string): GoodsRow {
  const matches = liveSkus(core, shopOf(core, shopId), sellerSku).map(({ product, sku }) => ({
    title: product.live?.title ?? "",
    id: sku.id,
  }));
  const first = matches[0];
  if (!first) throw new Error(`no live TikTok Shop listing has the SKU ${sellerSku}`);
  const known = matches.flatMap(
    (match) => core.state.goods.get(core.state.goodsBySku.get(match.id) ?? "") ?? [],
  )[0];
  const goods = known ?? {
    id: newId(core, "goods"),
    shopId,
    name: first.title,
    referenceCode: sellerSku,
    skuIds: [],
    stock: new Map<string, FbtStock>(),
  };
  core.state.goods.set(goods.id, goods);
  for (const { id } of matches) {
    if (core.state.goodsBySku.has(id)) continue;
    goods.skuIds.push(id);
    core.state.goodsBySku.set(id, goods.id);
  }
  return goods;
}
