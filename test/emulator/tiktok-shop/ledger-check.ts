// For the ledger's test: what can be read of a shop's stock and orders through the API, and everything that has to agree
// in it whatever happened before.
import { expect } from "vitest";
import { DEMO_SHOP } from "../settings.ts";
import { type AShop, WAREHOUSE } from "./a-shop.ts";

type Line = { id: string; display_status: string; package_id?: string };
type Order = {
  id: string;
  status: string;
  fulfillment_type: string;
  update_time: number;
  line_items: readonly Line[];
};
type OnHand = Readonly<Record<string, number>>;
type FbtRow = {
  fbt_warehouse_id: string;
  goods: { skus: readonly { on_hand_detail: OnHand }[] };
  on_hand_detail: OnHand;
};
type MovementRecord = {
  fbt_warehouse_id: string;
  inventory_goods_type: string;
  initial_on_hand_quantity: number;
  final_on_hand_quantity: number;
  changed_quantity: number;
};

export type Seen = {
  readonly orders: readonly Order[];
  readonly own: { readonly available: number; readonly committed: number };
  readonly fbt: readonly FbtRow[];
  readonly records: readonly MovementRecord[];
  readonly consigned: readonly { status: string; quantity: number }[];
};

export async function look(
  shop: AShop,
  { skuId, goodsId }: { skuId: string; goodsId: string },
): Promise<Seen> {
  const sorted = { sort_field: "update_time", sort_order: "ASC" };
  const orders = await all<Order>(shop, "POST /order/202309/orders/search", {
    list: "orders",
    query: sorted,
  });
  const stock = (await shop.call("POST /product/202309/inventory/search", { sku_ids: [skuId] })).data;
  const rows = (stock.inventory as unknown as readonly OwnStock[])[0]?.skus[0]?.warehouse_inventory ?? [];
  const own = rows.find((row) => row.warehouse_id === WAREHOUSE);
  const goods = { goods_ids: [goodsId] };
  return {
    orders,
    own: { available: own?.available_quantity ?? 0, committed: own?.committed_quantity ?? 0 },
    fbt: await all<FbtRow>(shop, "POST /fbt/202408/inventory/search", { list: "inventory", body: goods }),
    records: await all<MovementRecord>(shop, "POST /fbt/202410/inventory_records/search", {
      list: "inventory_records",
      body: goods,
    }),
    consigned: shop.twin
      .view(DEMO_SHOP)
      .outboundOrders.flatMap((order) =>
        order.consignOrders.map(({ status, goods: [first] }) => ({ status, quantity: first?.quantity ?? 0 })),
      ),
  };
}

type OwnStock = {
  skus: readonly {
    warehouse_inventory: readonly {
      warehouse_id: string;
      available_quantity: number;
      committed_quantity: number;
    }[];
  }[];
};

/** Every page of a search. */
async function all<Row>(
  shop: AShop,
  operation: string,
  { list, body = {}, query = {} }: { list: string; body?: object; query?: Record<string, string> },
): Promise<readonly Row[]> {
  const found: Row[] = [];
  let token = "";
  do {
    const page = { page_size: "100", ...query, ...(token ? { page_token: token } : {}) };
    const { data } = await shop.call(operation, body, page);
    found.push(...((data as unknown as Record<string, readonly Row[]>)[list] ?? []));
    token = data.next_page_token;
    if (!token) expect(data.total_count).toBe(found.length);
  } while (token);
  return found;
}

/** What must hold in whatever is seen. */
export function check(seen: Seen): void {
  const isOpen = (line: Line) => line.display_status !== "CANCELLED" && !line.package_id;
  const open = (type: string) =>
    seen.orders
      .filter((order) => order.fulfillment_type === type)
      .flatMap((order) => order.line_items)
      .filter(isOpen).length;
  expect(seen.own.available).toBeGreaterThanOrEqual(0);
  expect(seen.own.committed).toBe(open("FULFILLMENT_BY_SELLER"));
  const promised = seen.consigned
    .filter(({ status }) => ["PENDING", "HANDLE_BY_WAREHOUSE", "ABNORMAL"].includes(status))
    .reduce((sum, { quantity }) => sum + quantity, 0);
  const reserved = seen.fbt.reduce((sum, row) => sum + (row.on_hand_detail["reserved_quantity"] ?? 0), 0);
  expect(reserved).toBe(open("FULFILLMENT_BY_TIKTOK") + promised);
  for (const row of seen.fbt) checkWarehouse(row, seen.records);
  for (const order of seen.orders) checkOrder(order);
  const times = seen.orders.map((order) => order.update_time);
  expect(times).toEqual(times.toSorted((one, other) => one - other));
}

function checkWarehouse({ fbt_warehouse_id, on_hand_detail, goods }: FbtRow, all: Seen["records"]): void {
  const { total_quantity, reserved_quantity, available_quantity, unfulfillable_quantity } = on_hand_detail;
  const [reserved, available, broken] = [reserved_quantity, available_quantity, unfulfillable_quantity].map(
    (count) => count ?? Number.NaN,
  ) as [number, number, number];
  expect(Math.min(reserved, available, broken)).toBeGreaterThanOrEqual(0);
  expect(total_quantity).toBe(available + reserved + broken);
  for (const sku of goods.skus) expect(sku.on_hand_detail["total_quantity"]).toBe(available + reserved);
  const here = all.filter((record) => record.fbt_warehouse_id === fbt_warehouse_id);
  expect(follow(here.filter((record) => record.inventory_goods_type === "NORMAL"))).toBe(
    available + reserved,
  );
  expect(follow(here.filter((record) => record.inventory_goods_type === "DEFECTIVE"))).toBe(broken);
}

/** Each movement begins where the one before ended; what they come to. */
function follow(records: Seen["records"]): number {
  return records.reduce((at, record) => {
    expect(record.initial_on_hand_quantity).toBe(at);
    expect(record.final_on_hand_quantity).toBe(at + record.changed_quantity);
    return record.final_on_hand_quantity;
  }, 0);
}

function checkOrder({ status, line_items }: Order): void {
  const live = line_items.filter((line) => line.display_status !== "CANCELLED");
  const shipped = live.filter((line) => line.package_id).length;
  if (status === "CANCELLED") expect(live).toEqual([]);
  else expect(live.length).toBeGreaterThan(0);
  if (["UNPAID", "ON_HOLD", "AWAITING_SHIPMENT"].includes(status)) expect(shipped).toBe(0);
  else if (status === "PARTIALLY_SHIPPING") {
    expect(shipped).toBeGreaterThan(0);
    expect(shipped).toBeLessThan(live.length);
  } else expect(shipped).toBe(live.length);
}
