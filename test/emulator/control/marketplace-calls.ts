// Control calls that move the marketplace's side: its sellers, buyers, auditors, warehouses and carriers.
import { z } from "zod";
import { type ControlCall, call, param } from "./call.ts";
import { address, amount, quantity, text } from "./fields.ts";

const SHOP = "/control/tiktok-shop/shops/:shopId";

export const marketplaceCalls: readonly ControlCall[] = [
  call({
    name: "authorize shop",
    method: "POST",
    path: `${SHOP}/authorize`,
    does: "The seller agrees on the authorize page; answers the code that the redirect would carry",
    run: (twin, { params }) => ({ code: twin.tiktokShop.authorize(param(params, "shopId")) }),
  }),
  call({
    name: "deauthorize shop",
    method: "POST",
    path: `${SHOP}/deauthorize`,
    does: "The seller takes the permission back",
    run: (twin, { params }) => twin.tiktokShop.deauthorize(param(params, "shopId")),
  }),
  call({
    name: "stock platform warehouse",
    method: "POST",
    path: `${SHOP}/fbt-stock`,
    does: "Puts units of a live SKU into the platform's own warehouse (FBT)",
    body: z.strictObject({ sellerSku: text, quantity, fbtWarehouseId: text.optional() }),
    run: (twin, { params, body }) => twin.tiktokShop.stockFbt(param(params, "shopId"), body),
  }),
  call({
    name: "place marketplace order",
    method: "POST",
    path: `${SHOP}/orders`,
    does: "A buyer orders in the marketplace: paid at once or later, with discounts off each unit's price",
    body: z.strictObject({
      lines: z
        .array(
          z.strictObject({
            sellerSku: text,
            quantity,
            sellerDiscount: amount.optional(),
            platformDiscount: amount.optional(),
          }),
        )
        .min(1),
      payment: z.enum(["now", "later"]).optional(),
      buyerMessage: text.optional(),
      fulfillment: z.enum(["FULFILLMENT_BY_TIKTOK", "FULFILLMENT_BY_SELLER"]).optional(),
      shippingType: z.enum(["SELLER", "TIKTOK"]).optional(),
      address: address.optional(),
    }),
    run: (twin, { params, body }) => twin.tiktokShop.placeOrder(param(params, "shopId"), body),
  }),
  call({
    name: "advance marketplace order",
    method: "POST",
    path: "/control/tiktok-shop/orders/:orderId/advance",
    does: "Moves an order one step on its way: paid, shipped, delivered, completed",
    run: (twin, { params }) => ({ status: twin.tiktokShop.advanceOrder(param(params, "orderId")) }),
  }),
  call({
    name: "cancel marketplace order",
    method: "POST",
    path: "/control/tiktok-shop/orders/:orderId/cancel",
    does: "The buyer cancels an order",
    run: (twin, { params }) => twin.tiktokShop.cancelOrder(param(params, "orderId")),
  }),
  call({
    name: "advance outbound order",
    method: "POST",
    path: "/control/tiktok-shop/outbound-orders/:mcfOrderId/advance",
    does: "Moves a multi-channel order one step on at the platform's warehouse: taken up, shipped, delivered",
    run: (twin, { params }) => ({
      status: twin.tiktokShop.advanceOutboundOrder(param(params, "mcfOrderId")),
    }),
  }),
  call({
    name: "decide audit",
    method: "POST",
    path: "/control/tiktok-shop/products/:productId/audit",
    does: "The auditor approves a product in review, rejects it with reasons, or passes it while something is pending",
    body: z.discriminatedUnion("approve", [
      z.strictObject({
        approve: z.literal(true),
        pending: z.enum(["KYC_PENDING", "RESTRICTED_CATEGORY_PENDING"]).optional(),
      }),
      z.strictObject({ approve: z.literal(false), reasons: z.array(text).min(1) }),
    ]),
    run: (twin, { params, body }) => twin.tiktokShop.decideAudit(param(params, "productId"), body),
  }),
  call({
    name: "ask to cancel",
    method: "POST",
    path: "/control/tiktok-shop/orders/:orderId/cancellation-request",
    does: "The buyer of an order that awaits shipment asks to cancel it",
    run: (twin, { params }) => ({
      cancellationId: twin.tiktokShop.requestCancellation(param(params, "orderId")),
    }),
  }),
  call({
    name: "set outbound standing",
    method: "POST",
    path: `${SHOP}/outbound-standing`,
    does: "Whether the shop may have the platform's warehouse ship orders of elsewhere, and whether it owes it money",
    body: z.strictObject({ enrolled: z.boolean(), unpaidBill: z.boolean() }),
    run: (twin, { params, body }) => twin.tiktokShop.setMcf(param(params, "shopId"), body),
  }),
];
