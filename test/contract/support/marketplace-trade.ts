// One drive for each operation on permission, webhooks, orders, parcels, cancellations and the platform's warehouse.
import { CONSIGNEE } from "../../emulator/tiktok-shop/a-shop.ts";
import {
  awaitingShipment,
  type MarketplaceDrive,
  type MarketplaceDrives,
  type MarketplaceScene,
  page,
  stockedGoods,
} from "./marketplace-scene.ts";

const nothing: MarketplaceDrive = () => ({});
const listener = { event_type: "PACKAGE_UPDATE", address: "https://app.example.com/hook" };
const parcel = { tracking_number: "9400100000000000000001", shipping_provider_id: "7117858858072016686" };
const OPTIONS = "/logistics/202309/warehouses/7300000000000000001/delivery_options";

async function shipped(scene: MarketplaceScene): Promise<{ orderId: string; packageId: string }> {
  const orderId = await awaitingShipment(scene);
  const { data } = await scene.shop.call(`POST /fulfillment/202309/orders/${orderId}/packages`, parcel);
  return { orderId, packageId: String(data.package_id) };
}

async function askedToCancel(scene: MarketplaceScene): Promise<string> {
  return scene.shop.twin.requestCancellation(await awaitingShipment(scene));
}

const oneOrder: MarketplaceDrive = async (scene) => ({ query: { ids: await awaitingShipment(scene) } });

function outbound(scene: MarketplaceScene): object {
  return {
    external_order_id: "fernweh-1",
    goods: [{ id: stockedGoods(scene), quantity: 2 }],
    consignee: CONSIGNEE,
  };
}

const newOutbound: MarketplaceDrive = (scene) => ({ body: outbound(scene) });

async function placedOutbound(scene: MarketplaceScene): Promise<string> {
  const { data } = await scene.shop.call("POST /fbt/202601/mcf_outbound_orders", outbound(scene));
  return String(data.mcf_order.mcf_order_id);
}

const ofStocked: MarketplaceDrive = (scene) => ({
  body: { goods_ids: [stockedGoods(scene)] },
  query: page,
});

const warehouseDrives: MarketplaceDrives = {
  "GET /fbt/202408/warehouses": nothing,
  "GET /fbt/202409/merchants/onboarded_regions": nothing,
  "GET /fbt/202601/merchants/mcf_status": nothing,
  "POST /fbt/202408/inventory/search": ofStocked,
  "POST /fbt/202409/goods/search": ofStocked,
  "POST /fbt/202410/inventory_records/search": ofStocked,
  "POST /fbt/202601/mcf/goods/inventory/search": (scene) => ({
    body: { goods: [{ goods_id: stockedGoods(scene) }] },
  }),
  "POST /fbt/202601/mcf_outbound_orders": newOutbound,
  "POST /fbt/202607/mcf_outbound_orders": newOutbound,
  "GET /fbt/202601/mcf_outbound_orders": async (scene) => ({
    query: { mcf_order_id: await placedOutbound(scene) },
  }),
  "POST /fbt/202601/mcf_outbound_orders/cancel": async (scene) => ({
    body: { mcf_order_id: await placedOutbound(scene) },
  }),
};

const parcelDrives: MarketplaceDrives = {
  "GET /logistics/202309/warehouses": nothing,
  "GET /logistics/202309/warehouses/{id}/delivery_options": () => ({ id: OPTIONS.split("/")[4] ?? "" }),
  "GET /logistics/202309/delivery_options/{id}/shipping_providers": async ({ shop }) => {
    const { data } = await shop.call(`GET ${OPTIONS}`);
    const [first] = (data as unknown as { delivery_options: readonly { id: string }[] }).delivery_options;
    return { id: first?.id ?? "" };
  },
  "POST /fulfillment/202309/orders/{id}/packages": async (scene) => ({
    id: await awaitingShipment(scene),
    body: parcel,
  }),
  "GET /fulfillment/202309/orders/{id}/tracking": async (scene) => ({ id: (await shipped(scene)).orderId }),
  "GET /fulfillment/202309/packages/{id}": async (scene) => ({ id: (await shipped(scene)).packageId }),
  "POST /fulfillment/202309/packages/search": async (scene) => {
    await shipped(scene);
    return { body: {}, query: page };
  },
  "POST /fulfillment/202309/orders/{id}/shipping_info/update": async (scene) => ({
    id: (await shipped(scene)).orderId,
    body: { ...parcel, tracking_number: "9400100000000000000002" },
  }),
  "POST /fulfillment/202309/packages/{id}/shipping_info/update": async (scene) => ({
    id: (await shipped(scene)).packageId,
    body: { ...parcel, tracking_number: "9400100000000000000002" },
  }),
};

const cancellationDrives: MarketplaceDrives = {
  "POST /return_refund/202309/cancellations": async (scene) => ({
    body: {
      order_id: await awaitingShipment(scene),
      cancel_reason: "seller_cancel_reason_out_of_stock",
    },
  }),
  "POST /return_refund/202309/cancellations/search": async (scene) => {
    await askedToCancel(scene);
    return { body: {}, query: page };
  },
  "POST /return_refund/202309/cancellations/{id}/approve": async (scene) => ({
    id: await askedToCancel(scene),
    body: {},
  }),
  "POST /return_refund/202309/cancellations/{id}/reject": async (scene) => ({
    id: await askedToCancel(scene),
    body: { reject_reason: "seller_reject_apply_product_has_been_packed" },
  }),
};

const reference = { id: "#1001", platform: "SHOPIFY" };

async function referenced(scene: MarketplaceScene): Promise<string> {
  const id = await awaitingShipment(scene);
  const orders = [{ id, external_order: reference }];
  await scene.shop.call("POST /order/202406/orders/external_orders", { orders });
  return id;
}

const referenceDrives: MarketplaceDrives = {
  "GET /order/202407/orders/{id}/price_detail": async (scene) => ({ id: await awaitingShipment(scene) }),
  "POST /order/202406/orders/external_orders": async (scene) => ({
    body: { orders: [{ id: await awaitingShipment(scene), external_order: reference }] },
  }),
  "GET /order/202406/orders/{id}/external_orders": async (scene) => ({
    id: await referenced(scene),
    query: { platform: reference.platform },
  }),
  "POST /order/202406/orders/external_order_search": async (scene) => {
    await referenced(scene);
    return { query: { platform: reference.platform, external_order_id: reference.id } };
  },
};

export const tradeDrives: MarketplaceDrives = {
  ...referenceDrives,
  ...warehouseDrives,
  ...parcelDrives,
  ...cancellationDrives,
  "GET /authorization/202309/shops": nothing,
  "DELETE /authorization/202403/shops": nothing,
  "GET /event/202309/webhooks": nothing,
  "PUT /event/202309/webhooks": () => ({ body: listener }),
  "DELETE /event/202309/webhooks": () => ({ body: { event_type: listener.event_type } }),
  "GET /order/202309/orders": oneOrder,
  "GET /order/202507/orders": oneOrder,
  "POST /order/202309/orders/search": async (scene) => {
    await awaitingShipment(scene);
    return { body: {}, query: page };
  },
};
