// TikTok Shop's half of the twin, put together: its wire, and the moves of the people and warehouses behind it.
import type { SeedAddress, TikTokShopTwin, TwinParts } from "../platform.ts";
import { type Decision, decideAudit, startAuditors } from "./audit.ts";
import { authorizeShop, deauthorizeShop, endAuthorization } from "./auth.ts";
import { startAuthorizationEnds } from "./authorization-end.ts";
import { cancelOrder, cancelUnits, requestCancellation, startCancellations } from "./cancellation-moves.ts";
import { type CatalogMoves, catalogMoves } from "./catalog-moves.ts";
import { type Core, createCore, shopOf } from "./core.ts";
import { changeFbtStock, type Inbound, type StockEvent, stockFbt } from "./fbt-moves.ts";
import { befallOutboundOrder, type Mishap, startMcfMishaps } from "./mcf-mishaps.ts";
import { advanceOutboundOrder, startMcf } from "./mcf-orders.ts";
import { startOrderClocks } from "./order-clocks.ts";
import { changeAddress, failDelivery, withdrawRequest } from "./order-mishaps.ts";
import { advanceOrder, startOrders } from "./order-steps.ts";
import { placeOrder } from "./orders.ts";
import type { Purchase } from "./purchase.ts";
import {
  changeQuota,
  type NewQuota,
  type QuotaReport,
  type RateChange,
  removeQuota,
  reportQuotas,
  setQuota,
  startQuotas,
} from "./quota.ts";
import { changeBySeller, type SellerChange } from "./seller-moves.ts";
import { skusOnSale, viewShop } from "./view.ts";
import { type OnDemand, sendOnDemand, startWebhooks } from "./webhooks.ts";
import { createWire } from "./wire.ts";

export type Standing = {
  readonly shop: "active" | "deactivated";
  readonly seller: "active" | "deactivated";
};

/** What this twin can do beyond the shared interface. */
export interface FullTikTokShopTwin extends TikTokShopTwin {
  /** As in the interface, and into the FBT warehouse named. */
  stockFbt(shopId: string, input: Inbound): { goodsId: string };
  /** The buyer of an order that awaits shipment asks to cancel; answers the cancellation's id. */
  requestCancellation(orderId: string): string;
  /** As in the interface, with discounts, a message, or payment later. */
  placeOrder(shopId: string, order: Purchase): { orderId: string };
  withdrawRequest(orderId: string): void;
  /** The seller calls off units of an order that is not shipped: out of stock. */
  cancelUnits(orderId: string, units: { sellerSku: string; quantity: number }): void;
  changeAddress(orderId: string, address: SeedAddress): void;
  /** The parcels of an order are lost, or come back: the platform calls it off. */
  failDelivery(orderId: string, what: "lost" | "returned"): void;
  /** Goods in the platform's warehouse are counted, break, are thrown away or sent back. */
  changeFbtStock(shopId: string, event: StockEvent): { goodsId: string };
  befallOutboundOrder(
    mcfOrderId: string,
    mishap: { readonly what: Mishap; readonly consignOrderId?: string },
  ): void;
  /** As in the interface, and pre-approved: passed, but live only after a second decision. */
  decideAudit(productId: string, decision: Decision): void;
  /** The seller changes a listing in Seller Center, takes it off sale or deletes it; it shows at once. */
  changeBySeller(productId: string, change: SellerChange): void;
  /** What the platform's own people do to the catalogue. */
  readonly catalog: CatalogMoves;
  /** Whether the shop may use multi-channel fulfilment, and whether it owes the warehouse money. */
  setMcf(shopId: string, standing: { enrolled: boolean; unpaidBill: boolean }): void;
  /** Whether the platform has deactivated the shop, or its seller with every shop. */
  setStanding(shopId: string, standing: Standing): void;
  /** Hidden from clients, changeable at any time; answers the quota's id. */
  setQuota(quota: NewQuota): string;
  changeQuota(id: string, change: RateChange): number;
  removeQuota(id: string): void;
  quotas(): QuotaReport;
  /** Any message, also of types nobody knows; answers its notification id. */
  sendWebhook(shopId: string, message: OnDemand): string;
}

export function createTikTokShopTwin(parts: TwinParts): FullTikTokShopTwin {
  const core = createCore(parts);
  startAuthorizationEnds(core, (openId, message) => endAuthorization(core, openId, message));
  startQuotas(core);
  startAuditors(core);
  startOrders(core);
  startOrderClocks(core);
  startCancellations(core);
  startMcf(core);
  startMcfMishaps(core);
  startWebhooks(core);
  return {
    ...createWire(core),
    authorize: (shopId) => authorizeShop(core, shopId),
    deauthorize: (shopId) => deauthorizeShop(core, shopId),
    stockFbt: (shopId, input) => stockFbt(core, shopId, input),
    placeOrder: (shopId, order) => ({ orderId: placeOrder(core, shopId, order).id }),
    advanceOrder: (orderId) => advanceOrder(core, orderId),
    cancelOrder: (orderId) => cancelOrder(core, orderId),
    requestCancellation: (orderId) => requestCancellation(core, orderId),
    cancelUnits: (orderId, units) => cancelUnits(core, orderId, units),
    withdrawRequest: (orderId) => withdrawRequest(core, orderId),
    changeAddress: (orderId, address) => changeAddress(core, orderId, address),
    failDelivery: (orderId, what) => failDelivery(core, orderId, what),
    changeFbtStock: (shopId, event) => changeFbtStock(core, shopId, event),
    befallOutboundOrder: (mcfOrderId, mishap) => befallOutboundOrder(core, mcfOrderId, mishap),
    advanceOutboundOrder: (mcfOrderId) => advanceOutboundOrder(core, mcfOrderId),
    catalog: catalogMoves(core),
    changeBySeller: (productId, change) => changeBySeller(core, productId, change),
    decideAudit: (productId, decision) => decideAudit(core, productId, decision),
    setMcf: (shopId, { enrolled, unpaidBill }) => {
      core.state.withoutMcf.delete(shopId);
      core.state.owingFbt.delete(shopId);
      if (!enrolled) core.state.withoutMcf.add(shopId);
      if (unpaidBill) core.state.owingFbt.add(shopId);
    },
    setStanding: (shopId, standing) => setStanding(core, shopId, standing),
    setQuota: (quota) => setQuota(core, quota),
    changeQuota: (id, change) => changeQuota(core, id, change),
    removeQuota: (id) => removeQuota(core, id),
    quotas: () => reportQuotas(core),
    sendWebhook: (shopId, message) => sendOnDemand(core, shopId, message),
    skusOnSale: (shopId) => skusOnSale(core, shopId),
    view: (shopId) => viewShop(core, shopId),
  };
}

function setStanding(core: Core, shopId: string, standing: Standing): void {
  const { id, openId } = shopOf(core, shopId);
  const { disabled } = core.state;
  if (standing.shop === "active") disabled.delete(id);
  else disabled.add(id);
  if (standing.seller === "active") disabled.delete(openId);
  else disabled.add(openId);
}
