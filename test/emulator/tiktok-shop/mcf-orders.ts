// A multi-channel order after it was taken: split into consign orders, worked by the warehouse, shipped, told by webhook 58.

import { fateOf, inParcels, stepDelay } from "./carrier-chances.ts";
import { platformParcel } from "./carriers.ts";
import { type Core, effect, newId, type Shop, seconds, shopOf } from "./core.ts";
import type { Consignee, ConsignOrderRow, ConsignStatus, McfOrderRow } from "./fbt-rows.ts";
import { release, reserve, sendOut, type Units } from "./fbt-stock.ts";
import { refuse } from "./refusal.ts";
import { notify } from "./webhooks.ts";

/** One parcel holds at most so many different goods. */
const MOST_GOODS = 3;

const NEXT = {
  PENDING: "HANDLE_BY_WAREHOUSE",
  HANDLE_BY_WAREHOUSE: "SHIPPED",
  SHIPPED: "HANDOVER",
  HANDOVER: "COMPLETED",
  COMPLETED: null,
  CLOSED: null,
  LOST: null,
  DAMAGE: null,
  // The matter is settled and the warehouse goes on.
  ABNORMAL: "HANDLE_BY_WAREHOUSE",
} as const satisfies Record<ConsignStatus, ConsignStatus | null>;

/** The words of webhook 58; only "processing" is documented. */
const SAID = {
  PENDING: "processing",
  HANDLE_BY_WAREHOUSE: "processing",
  SHIPPED: "shipped",
  HANDOVER: "handover",
  COMPLETED: "completed",
  CLOSED: "cancelled",
  LOST: "lost",
  DAMAGE: "damage",
  ABNORMAL: "abnormal",
} as const satisfies Record<ConsignStatus, string>;

/** Moved on by the warehouse and the carrier by themselves. */
const WORKED: readonly ConsignStatus[] = ["PENDING", "HANDLE_BY_WAREHOUSE", "SHIPPED", "HANDOVER"];

/** A parcel on its way that will not arrive. */
export type McfFate = { readonly consignOrderId: string; readonly what: "lost" | "returned" };
export const MCF_FATE = "tiktok-shop.mcf-fate";

type StepEvent = { readonly consignOrderId: string; readonly from: ConsignStatus };
type NewOrder = {
  readonly externalOrderId: string;
  readonly consignee: Consignee;
  readonly units: readonly Units[];
};

export function startMcf(core: Core): void {
  core.parts.clock.on<StepEvent>("tiktok-shop.mcf-step", ({ consignOrderId, from }) => {
    const row = core.state.consignOrders.get(consignOrderId);
    if (row?.status === from) step(core, row);
  });
}

export function createMcfOrder(
  core: Core,
  shop: Shop,
  { externalOrderId, consignee, units }: NewOrder,
): McfOrderRow {
  const id = newId(core, "mcf");
  const rows = parcels(units)
    .flatMap((all) => inParcels(core, all))
    .map((parcel) => newConsignOrder(core, id, parcel));
  const createTime = seconds(core);
  const order: McfOrderRow = {
    id,
    shopId: shop.id,
    externalOrderId,
    createTime,
    consignee,
    consignOrderIds: rows.map((row) => row.id),
    listedFrom: core.parts.clock.now() + core.parts.settings.timing.marketplace.consignListMs,
  };
  core.state.mcfOrders.set(id, order);
  core.state.mcfByExternalId.set(`${shop.id} ${externalOrderId}`, id);
  for (const part of units) reserve(core, part);
  effect(
    core,
    "mcf.created",
    { mcfOrderId: id, externalOrderId, shopId: shop.id },
    { consignOrders: rows.length },
  );
  for (const row of rows) changed(core, row);
  return order;
}

/** One per warehouse, and another for every three different goods. */
function parcels(units: readonly Units[]): readonly (readonly Units[])[] {
  return [...Map.groupBy(units, (part) => part.fbtWarehouseId).values()].flatMap((parts) =>
    Array.from({ length: Math.ceil(parts.length / MOST_GOODS) }, (_, at) =>
      parts.slice(at * MOST_GOODS, (at + 1) * MOST_GOODS),
    ),
  );
}

function newConsignOrder(core: Core, mcfOrderId: string, parcel: readonly Units[]): ConsignOrderRow {
  const row: ConsignOrderRow = {
    id: newId(core, "consign"),
    mcfOrderId,
    fbtWarehouseId: parcel[0]?.fbtWarehouseId ?? "",
    goods: parcel.map(({ goodsId, quantity }) => ({ id: goodsId, quantity })),
    status: "PENDING",
    carrier: null,
    providerId: null,
    trackingNumber: null,
    isPlatformClosed: false,
    issue: "",
  };
  core.state.consignOrders.set(row.id, row);
  return row;
}

/** One step on for every consign order; answers where the furthest behind now is. */
export function advanceOutboundOrder(core: Core, mcfOrderId: string): ConsignStatus {
  const rows = consignOrdersOf(core, mcfOrderId);
  const open = rows.filter((row) => NEXT[row.status] !== null);
  if (open.length === 0) throw new Error(`the multi-channel order ${mcfOrderId} has nothing left to do`);
  for (const row of open) step(core, row);
  return (open[0] ?? rows[0])?.status ?? "CLOSED";
}

export function consignOrdersOf(core: Core, mcfOrderId: string): readonly ConsignOrderRow[] {
  const order = core.state.mcfOrders.get(mcfOrderId);
  if (!order) throw new Error(`the twin knows no multi-channel order ${mcfOrderId}`);
  return order.consignOrderIds.flatMap((id) => core.state.consignOrders.get(id) ?? []);
}

function step(core: Core, row: ConsignOrderRow): void {
  const next = NEXT[row.status];
  if (!next) return;
  if (next === "SHIPPED") ship(core, row);
  row.status = next;
  row.issue = "";
  changed(core, row);
}

function ship(core: Core, row: ConsignOrderRow): void {
  const shop = shopOf(core, core.state.mcfOrders.get(row.mcfOrderId)?.shopId ?? "");
  const { provider, trackingNumber } = platformParcel(core, shop);
  row.carrier = provider.name;
  row.providerId = provider.id;
  row.trackingNumber = trackingNumber;
  for (const part of unitsOf(row)) sendOut(core, part, { orderId: row.id, orderType: "CONSIGN_ORDER" });
  const ids = { mcfOrderId: row.mcfOrderId, consignOrderId: row.id };
  effect(core, "mcf.shipped", ids, { carrier: provider.name, trackingNumber });
}

/** All of them or none: what the warehouse has taken up cannot be called back. */
export function cancelConsignOrders(core: Core, order: McfOrderRow, ids: readonly string[]): void {
  const rows = ids.flatMap((id) => core.state.consignOrders.get(id) ?? []);
  if (rows.some((row) => row.status !== "PENDING" && row.status !== "CLOSED")) {
    refuse(177001012, "the order was already pushed to the warehouse");
  }
  for (const row of rows.filter((candidate) => candidate.status === "PENDING")) {
    for (const part of unitsOf(row)) release(core, part);
    row.status = "CLOSED";
    effect(core, "mcf.cancelled", { mcfOrderId: order.id, consignOrderId: row.id });
    changed(core, row);
  }
}

export function unitsOf(row: ConsignOrderRow): readonly Units[] {
  return row.goods.map(({ id, quantity }) => ({ goodsId: id, fbtWarehouseId: row.fbtWarehouseId, quantity }));
}

/** Tells the seller, and plans the warehouse's next step where it acts by itself. */
export function changed(core: Core, row: ConsignOrderRow): void {
  tell(core, row.mcfOrderId);
  if (core.parts.settings.actors !== "auto" || !WORKED.includes(row.status)) return;
  const fate = row.status === "SHIPPED" ? fateOf(core) : undefined;
  const event = fate
    ? { kind: MCF_FATE, data: { consignOrderId: row.id, what: fate } satisfies McfFate }
    : {
        kind: "tiktok-shop.mcf-step",
        data: { consignOrderId: row.id, from: row.status } satisfies StepEvent,
      };
  core.parts.clock.schedule(stepDelay(core), event);
}

/** One consign order is sent as an object, several as a list: the platform's text and sample disagree. */
function tell(core: Core, mcfOrderId: string): void {
  const order = core.state.mcfOrders.get(mcfOrderId);
  if (!order) return;
  const told = consignOrdersOf(core, mcfOrderId).map((row) => ({
    id: row.id,
    tracking_number: row.trackingNumber ?? "",
    carrier: row.carrier ?? "",
    status: SAID[row.status],
    goods: row.goods,
  }));
  notify(core, shopOf(core, order.shopId), {
    type: 58,
    data: {
      mcf_order: {
        external_order_id: order.externalOrderId,
        mcf_order_id: order.id,
        consign_orders: told.length === 1 && told[0] ? told[0] : told,
        create_time: order.createTime,
      },
    },
  });
}
