// For the ledger's test: everything that buyers, sellers, carriers, warehouses and time can do to a shop's stock, each
// aimed at whatever there is at that moment, so that many are refused.
import { DEMO_SHOP } from "../settings.ts";
import type { AShop } from "./a-shop.ts";
import { WAREHOUSE } from "./a-shop.ts";

export const HOUR = 3_600_000;
const DALLAS = "7340001001001001002";
const USPS = "7117858858072016686";
const parcel = { tracking_number: "9400100000000000000001", shipping_provider_id: USPS };
const address = {
  country_code: "US",
  state_or_region: "CA",
  city: "San Jose",
  postal_code: "95110",
  address_line_1: "1 Main St",
};

export type Scene = {
  readonly shop: AShop;
  readonly productId: string;
  readonly skuId: string;
  readonly goodsId: string;
  readonly orderId: string;
  readonly lineIds: readonly string[];
  readonly cancellationId: string;
  readonly askedOrderId: string;
  readonly mcfOrderId: string;
  readonly quantity: number;
  readonly which: number;
};

type Move = (scene: Scene) => unknown;

const buy =
  (more: object): Move =>
  ({ shop, quantity }) =>
    shop.twin.placeOrder(DEMO_SHOP, { lines: [{ sellerSku: "MUG-S", quantity }], ...more });

const change =
  (what: "counted" | "broken" | "thrown-away" | "sent-back"): Move =>
  ({ shop, quantity, which }) =>
    shop.twin.changeFbtStock(DEMO_SHOP, {
      sellerSku: "MUG-S",
      quantity: what === "counted" && which % 2 ? -quantity : quantity,
      what,
    });

const cancel = (body: object) => (scene: Scene) =>
  scene.shop.call("POST /return_refund/202309/cancellations", {
    order_id: scene.orderId,
    cancel_reason: "seller_cancel_reason_out_of_stock",
    ...body,
  });

const answer = (verb: string, body: object) => (scene: Scene) =>
  scene.shop.call(`POST /return_refund/202309/cancellations/${scene.cancellationId}/${verb}`, body);

const ship =
  (lines: (scene: Scene) => readonly string[]): Move =>
  (scene) =>
    scene.shop.call(`POST /fulfillment/202309/orders/${scene.orderId}/packages`, {
      ...parcel,
      order_line_item_ids: lines(scene),
    });

/** The orders at which a move is aimed, three times in four. */
export const AIMS: Readonly<Record<string, readonly string[]>> = {
  buyerAsksToCancel: ["AWAITING_SHIPMENT"],
  sellerCancels: ["ON_HOLD", "AWAITING_SHIPMENT", "AWAITING_COLLECTION"],
  sellerCancelsOneUnit: ["ON_HOLD", "AWAITING_SHIPMENT"],
  sellerCancelsBySku: ["ON_HOLD", "AWAITING_SHIPMENT"],
  shipAll: ["AWAITING_SHIPMENT", "PARTIALLY_SHIPPING"],
  shipOneUnit: ["AWAITING_SHIPMENT", "PARTIALLY_SHIPPING"],
  shipUnitOfNobody: ["AWAITING_SHIPMENT", "PARTIALLY_SHIPPING"],
  deliveryFails: ["AWAITING_COLLECTION", "IN_TRANSIT"],
};

const MISHAPS = ["lost", "damaged", "returned", "stuck", "given-up"] as const;

export const MOVES: Readonly<Record<string, Move>> = {
  buyFromSeller: buy({ fulfillment: "FULFILLMENT_BY_SELLER" }),
  buyFromPlatform: buy({ fulfillment: "FULFILLMENT_BY_TIKTOK" }),
  buyAndPayLater: buy({ fulfillment: "FULFILLMENT_BY_SELLER", payment: "later" }),
  moveOrderOn: ({ shop, orderId }) => shop.twin.advanceOrder(orderId),
  buyerCancels: ({ shop, orderId }) => shop.twin.cancelOrder(orderId),
  buyerAsksToCancel: ({ shop, orderId }) => shop.twin.requestCancellation(orderId),
  buyerTakesRequestBack: ({ shop, askedOrderId }) => shop.twin.withdrawRequest(askedOrderId),
  sellerAgrees: answer("approve", {}),
  sellerRefuses: answer("reject", { reject_reason: "seller_reject_apply_product_has_been_packed" }),
  sellerCancels: cancel({}),
  sellerCancelsOneUnit: (scene) => cancel({ order_line_item_ids: scene.lineIds.slice(0, 1) })(scene),
  sellerCancelsBySku: (scene) => cancel({ skus: [{ sku_id: scene.skuId, quantity: scene.quantity }] })(scene),
  shipAll: ship(() => []),
  shipOneUnit: ship(({ lineIds, which }) => lineIds.slice(which % 3, (which % 3) + 1)),
  shipUnitOfNobody: ship(({ lineIds }) => [...lineIds, "577000000000000000"]),
  deliveryFails: ({ shop, orderId, which }) =>
    shop.twin.failDelivery(orderId, which % 2 ? "lost" : "returned"),
  sellerSetsStock: ({ shop, productId, skuId, quantity }) =>
    shop.call(`POST /product/202309/products/${productId}/inventory/update`, {
      skus: [{ id: skuId, inventory: [{ warehouse_id: WAREHOUSE, quantity: 3 * quantity }] }],
    }),
  goodsArrive: ({ shop, quantity, which }) =>
    shop.twin.stockFbt(DEMO_SHOP, {
      sellerSku: "MUG-S",
      quantity: 2 * quantity,
      ...(which % 2 ? { fbtWarehouseId: DALLAS } : {}),
    }),
  goodsAreCounted: change("counted"),
  goodsBreak: change("broken"),
  goodsAreThrownAway: change("thrown-away"),
  goodsAreSentBack: change("sent-back"),
  orderOutbound: ({ shop, goodsId, quantity, which }) =>
    shop.call("POST /fbt/202601/mcf_outbound_orders", {
      external_order_id: `x${which}`,
      goods: [{ id: goodsId, quantity }],
      consignee: { name: "D", phone_number: "1", address },
    }),
  cancelOutbound: ({ shop, mcfOrderId }) =>
    shop.call("POST /fbt/202601/mcf_outbound_orders/cancel", { mcf_order_id: mcfOrderId }),
  moveOutboundOn: ({ shop, mcfOrderId }) => shop.twin.advanceOutboundOrder(mcfOrderId),
  outboundGoesWrong: ({ shop, mcfOrderId, which }) =>
    shop.twin.befallOutboundOrder(mcfOrderId, { what: MISHAPS[which % MISHAPS.length] ?? "lost" }),
  hoursPass: ({ shop, quantity }) => shop.clock.advance(quantity * HOUR),
  daysPass: async ({ shop, quantity }) => {
    await shop.clock.advance(2 * quantity * 24 * HOUR);
    await shop.signIn();
  },
};
