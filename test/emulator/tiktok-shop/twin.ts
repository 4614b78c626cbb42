// TikTok Shop's half of the twin, put together: its wire, and the moves of the people and warehouses behind it.
import type { TikTokShopTwin, TwinParts } from "../platform.ts";
import { decideAudit, startAuditors } from "./audit.ts";
import { authorizeShop, deauthorizeShop } from "./auth.ts";
import { cancelOrder, requestCancellation } from "./cancellations.ts";
import { createCore, type GatewayOptions } from "./core.ts";
import { type Inbound, stockFbt } from "./fbt.ts";
import { advanceOutboundOrder, startMcf } from "./mcf-orders.ts";
import { advanceOrder, startOrders } from "./order-states.ts";
import { placeOrder } from "./orders.ts";
import { viewShop } from "./view.ts";
import { createWire } from "./wire.ts";

/** What this twin can do beyond the shared interface. */
export interface FullTikTokShopTwin extends TikTokShopTwin {
  /** As in the interface, and into the FBT warehouse named. */
  stockFbt(shopId: string, input: Inbound): { goodsId: string };
  /** The buyer of an order that awaits shipment asks to cancel; answers the cancellation's id. */
  requestCancellation(orderId: string): string;
  /** Whether the shop may use multi-channel fulfilment, and whether it owes the warehouse money. */
  setMcf(shopId: string, standing: { enrolled: boolean; unpaidBill: boolean }): void;
}

export function createTikTokShopTwin(
  parts: TwinParts,
  options: Partial<GatewayOptions> = {},
): FullTikTokShopTwin {
  const core = createCore(parts, options);
  startAuditors(core);
  startOrders(core);
  startMcf(core);
  return {
    ...createWire(core),
    authorize: (shopId) => authorizeShop(core, shopId),
    deauthorize: (shopId) => deauthorizeShop(core, shopId),
    stockFbt: (shopId, input) => stockFbt(core, shopId, input),
    placeOrder: (shopId, order) => ({ orderId: placeOrder(core, shopId, order).id }),
    advanceOrder: (orderId) => advanceOrder(core, orderId),
    cancelOrder: (orderId) => cancelOrder(core, orderId),
    requestCancellation: (orderId) => requestCancellation(core, orderId),
    advanceOutboundOrder: (mcfOrderId) => advanceOutboundOrder(core, mcfOrderId),
    decideAudit: (productId, decision) => decideAudit(core, productId, decision),
    setMcf: (shopId, { enrolled, unpaidBill }) => {
      core.state.withoutMcf.delete(shopId);
      core.state.owingFbt.delete(shopId);
      if (!enrolled) core.state.withoutMcf.add(shopId);
      if (unpaidBill) core.state.owingFbt.add(shopId);
    },
    view: (shopId) => viewShop(core, shopId),
  };
}
