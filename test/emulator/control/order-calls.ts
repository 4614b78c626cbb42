// Control calls by which staff change an order that is there.
import { z } from "zod";
import { type ControlCall, call, param } from "./call.ts";
import { address, quantity, text } from "./fields.ts";

const ORDER = "/control/shopify/stores/:domain/orders/:name";

// The # of an order's name cannot stand in an address, so it may be left out.
function named(params: Readonly<Record<string, string>>): [domain: string, name: string] {
  const name = param(params, "name");
  return [param(params, "domain"), name.startsWith("#") ? name : `#${name}`];
}

/** The schema's FulfillmentHoldReason. */
const REASONS = [
  "AWAITING_PAYMENT",
  "AWAITING_RETURN_ITEMS",
  "HIGH_RISK_OF_FRAUD",
  "INCORRECT_ADDRESS",
  "INVENTORY_OUT_OF_STOCK",
  "ONLINE_STORE_POST_PURCHASE_CROSS_SELL",
  "OTHER",
  "UNKNOWN_DELIVERY_DATE",
] as const;

export const orderCalls: readonly ControlCall[] = [
  call({
    name: "hold order",
    method: "POST",
    path: `${ORDER}/hold`,
    does: "Staff put what is open of an order on hold",
    body: z.strictObject({ reason: z.enum(REASONS) }),
    run: (twin, { params, body }) => ({
      fulfillmentOrderIds: twin.shopify.holdOrder(...named(params), body.reason),
    }),
  }),
  call({
    name: "release order",
    method: "POST",
    path: `${ORDER}/release`,
    does: "Staff release every hold of an order",
    run: (twin, { params }) => ({ fulfillmentOrderIds: twin.shopify.releaseOrder(...named(params)) }),
  }),
  call({
    name: "split order",
    method: "POST",
    path: `${ORDER}/split`,
    does: "Staff put units of a SKU into a fulfillment order of their own",
    body: z.strictObject({ sku: text, quantity }),
    run: (twin, { params, body }) => ({
      fulfillmentOrderIds: twin.shopify.splitOrder(...named(params), body),
    }),
  }),
  call({
    name: "schedule order",
    method: "POST",
    path: `${ORDER}/schedule`,
    does: "Makes what is open of an order not due before a time, as for a pre-order",
    body: z.strictObject({ fulfillAt: z.iso.datetime({ offset: true }) }),
    run: (twin, { params, body }) => ({
      fulfillmentOrderIds: twin.shopify.scheduleOrder(...named(params), body.fulfillAt),
    }),
  }),
  call({
    name: "refund order",
    method: "POST",
    path: `${ORDER}/refund`,
    does: "Staff refund units of a SKU: those that have not left are taken off, those that have come back; all on sale again",
    body: z.strictObject({ sku: text, quantity }),
    run: (twin, { params, body }) => ({ refundId: twin.shopify.refundOrder(...named(params), body) }),
  }),
  call({
    name: "edit order",
    method: "POST",
    path: `${ORDER}/edit`,
    does: "Staff take units of a SKU that have not left out of an order and put them on sale again; no money moves",
    body: z.strictObject({ sku: text, quantity }),
    run: (twin, { params, body }) => twin.shopify.editOrder(...named(params), body),
  }),
  call({
    name: "edit address",
    method: "POST",
    path: `${ORDER}/address`,
    does: "Staff mend the shipping address of an order",
    body: address,
    run: (twin, { params, body }) => twin.shopify.editAddress(...named(params), body),
  }),
  call({
    name: "archive order",
    method: "POST",
    path: `${ORDER}/archive`,
    does: "Staff archive an order",
    run: (twin, { params }) => twin.shopify.archiveOrder(...named(params)),
  }),
];
