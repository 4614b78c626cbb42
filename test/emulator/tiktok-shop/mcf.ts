// Multi-channel fulfilment as called: whether the shop has it, what goods could be sent, and orders to send them.

import { SCOPES } from "./auth.ts";
import { object, objects, requiredText, text, whole } from "./body.ts";
import type { Core, Shop } from "./core.ts";
import type { Consignee, ConsignOrderRow, McfOrderRow } from "./fbt-rows.ts";
import { allocate, availableOf, type Units } from "./fbt-stock.ts";
import { cancelConsignOrders, consignOrdersOf, createMcfOrder } from "./mcf-orders.ts";
import { Refusal, refuse } from "./refusal.ts";
import type { Json, Route, ShopCall } from "./route.ts";

const BAD_PARAMETER = 177001001;
const MOST_UNITS = 50;
/** States the platform's carriers do not reach from its warehouses. */
const UNREACHABLE = ["AS", "GU", "MP", "PR", "VI", "AA", "AE", "AP"];

/** What is wrong with a field is said with a code of multi-channel fulfilment's own. */
function inOwnCodes(run: (call: ShopCall) => unknown): (call: ShopCall) => unknown {
  return (call) => {
    try {
      return run(call);
    } catch (error) {
      if (error instanceof Refusal && error.code === 98001004) refuse(BAD_PARAMETER, error.message);
      throw error;
    }
  };
}

function status({ core, shop }: ShopCall): unknown {
  return { mcf_status: { is_mcf: core.state.withoutMcf.has(shop.id) ? 0 : 1 } };
}

function searchInventory({ core, shop, body }: ShopCall): unknown {
  const ids = (objects(body, "goods") ?? []).map((goods) => requiredText(goods, "goods_id"));
  if (ids.length === 0 || ids.length > 50) refuse(BAD_PARAMETER, "goods must hold 1 to 50 entries");
  return {
    goods_inventory_list: ids.flatMap((goods_id) => {
      const goods = core.state.goods.get(goods_id);
      return goods?.shopId === shop.id ? [{ goods_id, available_qty: availableOf(goods) }] : [];
    }),
  };
}

function create({ core, shop, body }: ShopCall): unknown {
  if (core.state.withoutMcf.has(shop.id))
    refuse(177001006, "no permission: the seller is not onboarded to multi-channel fulfilment");
  if (core.state.owingFbt.has(shop.id)) refuse(177001013, "the seller has an unpaid FBT bill");
  const externalOrderId =
    text(body, "external_order_id") || refuse(BAD_PARAMETER, "external_order_id is required");
  const wanted = readGoods(body);
  const consignee = readConsignee(
    object(body, "consignee") ?? refuse(BAD_PARAMETER, "consignee is required"),
  );
  // The answer does not tell which order it was: the worst case for a client that lost the first answer.
  if (core.state.mcfByExternalId.has(`${shop.id} ${externalOrderId}`))
    refuse(177001007, "duplicate external_order_id");
  const units = allocateAll(core, shop, wanted);
  const order = createMcfOrder(core, shop, { externalOrderId, consignee, units });
  return {
    mcf_order: {
      external_order_id: order.externalOrderId,
      mcf_order_id: order.id,
      create_time: order.createTime,
    },
  };
}

function readGoods(body: Json): ReadonlyMap<string, number> {
  const wanted = new Map<string, number>();
  for (const goods of objects(body, "goods") ?? []) {
    const id = text(goods, "id") || refuse(BAD_PARAMETER, "goods.id is required");
    const quantity = whole(goods, "quantity") ?? 0;
    if (quantity < 1) refuse(BAD_PARAMETER, "goods.quantity must be a positive integer");
    wanted.set(id, (wanted.get(id) ?? 0) + quantity);
  }
  const total = [...wanted.values()].reduce((sum, quantity) => sum + quantity, 0);
  if (total < 1 || total > MOST_UNITS) refuse(BAD_PARAMETER, `an order must hold 1 to ${MOST_UNITS} units`);
  return wanted;
}

function readConsignee(consignee: Json): Consignee {
  const address = object(consignee, "address") ?? refuse(BAD_PARAMETER, "consignee.address is required");
  const need = (from: Json, name: string) =>
    text(from, name)?.trim() || refuse(BAD_PARAMETER, `consignee ${name} is required`);
  const read: Consignee = {
    name: need(consignee, "name"),
    phone_number: need(consignee, "phone_number"),
    email: text(consignee, "email"),
    address: {
      country_code: need(address, "country_code"),
      state_or_region: need(address, "state_or_region"),
      city: need(address, "city"),
      postal_code: need(address, "postal_code"),
      address_line_1: need(address, "address_line_1"),
    },
  };
  const { country_code, postal_code, state_or_region } = read.address;
  if (country_code !== "US" || UNREACHABLE.includes(state_or_region.toUpperCase()))
    refuse(177001011, "the address cannot be reached");
  if (!/^\d{5}(?:-?\d{4})?$/.test(postal_code)) refuse(177001003, "address verification failed: postal_code");
  return read;
}

function allocateAll(core: Core, shop: Shop, wanted: ReadonlyMap<string, number>): readonly Units[] {
  return [...wanted].flatMap(([id, quantity]) => {
    const goods = core.state.goods.get(id);
    if (goods?.shopId !== shop.id) refuse(177001002, `goods ${id} are not in FBT`);
    return allocate(goods, quantity) ?? refuse(177001004, `goods ${id} are out of stock`);
  });
}

function get({ core, shop, query }: ShopCall): unknown {
  const order = sellersMcfOrder(core, shop, query.get("mcf_order_id") ?? "");
  const rows = consignOrdersOf(core, order.id);
  // The list is empty until the warehouse has the order.
  const isListed =
    core.parts.clock.now() >= order.listedFrom || rows.some(({ status }) => status !== "PENDING");
  return {
    mcf_order: {
      external_order_id: order.externalOrderId,
      mcf_order_id: order.id,
      create_time: order.createTime,
      consign_orders: isListed ? rows.map((row) => consignView(row)) : [],
    },
  };
}

function consignView(row: ConsignOrderRow): object {
  return {
    id: row.id,
    goods: row.goods,
    tracking_number: row.trackingNumber ?? "",
    carrier: row.carrier ?? "",
    status: row.status,
    is_platform_closed: row.isPlatformClosed,
    issue: row.issue,
    ...(row.carrier ? { shipping_provider: { id: row.providerId ?? "", name: row.carrier } } : {}),
  };
}

function cancel({ core, shop, body }: ShopCall): unknown {
  const order = sellersMcfOrder(core, shop, text(body, "mcf_order_id") ?? "");
  const asked = objects(body, "consign_orders")?.map((consign) => requiredText(consign, "id"));
  const ids = asked?.length ? asked : order.consignOrderIds;
  if (ids.some((id) => !order.consignOrderIds.includes(id)))
    refuse(BAD_PARAMETER, "a consign order does not belong to the order");
  cancelConsignOrders(core, order, ids);
  return {
    mcf_order: {
      external_order_id: order.externalOrderId,
      mcf_order_id: order.id,
      // Lower case here, unlike everywhere else.
      consign_orders: ids.map((id) => ({ id, status: "cancelled" })),
    },
  };
}

function sellersMcfOrder(core: Core, shop: Shop, id: string): McfOrderRow {
  const order = core.state.mcfOrders.get(id);
  return order?.shopId === shop.id ? order : refuse(177001010, "invalid mcf_order_id");
}

const scope = SCOPES.fbt;
export const mcfRoutes: readonly Route[] = [
  { method: "GET", path: "/fbt/202601/merchants/mcf_status", scope, cipher: true, run: status },
  {
    method: "POST",
    path: "/fbt/202601/mcf/goods/inventory/search",
    scope,
    cipher: true,
    run: inOwnCodes(searchInventory),
  },
  { method: "POST", path: "/fbt/202601/mcf_outbound_orders", scope, cipher: true, run: inOwnCodes(create) },
  { method: "GET", path: "/fbt/202601/mcf_outbound_orders", scope, cipher: true, run: get },
  {
    method: "POST",
    path: "/fbt/202601/mcf_outbound_orders/cancel",
    scope,
    cipher: true,
    run: inOwnCodes(cancel),
  },
  { method: "POST", path: "/fbt/202607/mcf_outbound_orders", scope, cipher: true, run: inOwnCodes(create) },
];
