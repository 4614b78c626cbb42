// Control calls for what goes wrong, or otherwise than planned, with marketplace orders and in the platform's warehouses.
import { z } from "zod";
import { type ControlCall, call, param } from "./call.ts";
import { address, text } from "./fields.ts";

const ORDER = "/control/tiktok-shop/orders/:orderId";

export const mishapCalls: readonly ControlCall[] = [
  call({
    name: "withdraw request",
    method: "POST",
    path: `${ORDER}/cancellation-request/withdraw`,
    does: "The buyer takes the request to cancel back",
    run: (twin, { params }) => twin.tiktokShop.withdrawRequest(param(params, "orderId")),
  }),
  call({
    name: "change address",
    method: "POST",
    path: `${ORDER}/address`,
    does: "The buyer changes the address of an order that is not shipped",
    body: address,
    run: (twin, { params, body }) => twin.tiktokShop.changeAddress(param(params, "orderId"), body),
  }),
  call({
    name: "fail delivery",
    method: "POST",
    path: `${ORDER}/failed-delivery`,
    does: "An order's parcels are lost, or come back: the platform calls it off",
    body: z.strictObject({ what: z.enum(["lost", "returned"]) }),
    run: (twin, { params, body }) => twin.tiktokShop.failDelivery(param(params, "orderId"), body.what),
  }),
  call({
    name: "change platform stock",
    method: "POST",
    path: "/control/tiktok-shop/shops/:shopId/fbt-stock/changes",
    does: "In the platform's warehouse units are counted anew, break, are thrown away or sent back; each leaves its record",
    body: z.strictObject({
      sellerSku: text,
      quantity: z.number().int().min(-1_000_000).max(1_000_000),
      what: z.enum(["counted", "broken", "thrown-away", "sent-back"]),
      fbtWarehouseId: text.optional(),
    }),
    run: (twin, { params, body }) => twin.tiktokShop.changeFbtStock(param(params, "shopId"), body),
  }),
  call({
    name: "befall outbound order",
    method: "POST",
    path: "/control/tiktok-shop/outbound-orders/:mcfOrderId/mishap",
    does: "A multi-channel order's parcels get stuck, are given up by the warehouse, or on their way lost, damaged or returned",
    body: z.strictObject({
      what: z.enum(["lost", "damaged", "returned", "stuck", "given-up"]),
      consignOrderId: text.optional(),
    }),
    run: (twin, { params, body }) => twin.tiktokShop.befallOutboundOrder(param(params, "mcfOrderId"), body),
  }),
];
