// What apps change of an order that is there: its texts, whether it is paid, open or cancelled.
import { type Context, type Fields, payload, refuse, same, type UserError } from "./fields.ts";
import { decimal } from "./money.ts";
import type { Order, OrderAddress } from "./order-state.ts";
import { addressOf, type MetafieldInput, noteMetafields, tagsOf } from "./order-texts.ts";
import { outstandingOf } from "./order-totals.ts";
import { archiveOrder, orderChanged, reopenOrder } from "./order-writes.ts";
import type { Shop } from "./state.ts";
import { gid } from "./world.ts";

type IdInput = { readonly input: { readonly id: string } };
type UpdateInput = {
  readonly id: string;
  readonly note?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly poNumber?: string | null;
  readonly tags?: readonly string[] | null;
  readonly customAttributes?: readonly { key: string; value: string }[] | null;
  readonly shippingAddress?: Partial<Record<keyof OrderAddress, string | null>> | null;
  readonly metafields?: readonly MetafieldInput[] | null;
  readonly localizedFields?: unknown;
  readonly localizationExtensions?: unknown;
};
type CancelArgs = {
  readonly orderId: string;
  readonly reason: string;
  readonly restock: boolean;
  readonly refund?: boolean | null;
  readonly refundMethod?: {
    readonly originalPaymentMethodsRefund?: boolean | null;
    readonly storeCreditRefund?: unknown;
  } | null;
  readonly staffNote?: string | null;
};

/** How long Shopify takes for a cancel job here: it answers before the work is done. */
const CANCEL_JOB_MS = 200;
const MAX_NOTE = 255;

export const orderEdits: Fields = {
  Mutation: {
    orderUpdate: (_root: unknown, { input }: { input: UpdateInput }, context: Context) =>
      withOrder(context, input.id, (order) => update(context, order, input)),
    orderMarkAsPaid: (_root: unknown, { input }: IdInput, context: Context) =>
      withOrder(context, input.id, (order) => markAsPaid(context, order)),
    orderClose: (_root: unknown, { input }: IdInput, context: Context) =>
      withOrder(context, input.id, (order) => {
        archiveOrder(context.world, context.shop, order);
        return { order, userErrors: [] };
      }),
    orderOpen: (_root: unknown, { input }: IdInput, context: Context) =>
      withOrder(context, input.id, (order) => {
        if (order.cancelledAt) return refuse("Cancelled orders can't be reopened", ["id"]);
        reopenOrder(context.world, context.shop, order);
        return { order, userErrors: [] };
      }),
    orderCancel: (_root: unknown, args: CancelArgs, context: Context) => orderCancel(context, args),
  },
  OrderUpdatePayload: payload("order"),
  OrderMarkAsPaidPayload: payload("order"),
  OrderClosePayload: payload("order"),
  OrderOpenPayload: payload("order"),
  OrderCancelPayload: same("job", "orderCancelUserErrors", "userErrors"),
};

function withOrder({ shop }: Context, id: string, work: (order: Order) => object): object {
  const order = shop.orders.get(id);
  return order ? work(order) : refuse("Order does not exist", ["id"]);
}

function update(context: Context, order: Order, input: UpdateInput): object {
  if (input.localizedFields || input.localizationExtensions)
    return refuse("The twin does not support localized fields of orders", ["input"]);
  if (input.metafields?.some(({ key, value }) => !key || value == null))
    return refuse("Metafields must have a key and a value", ["input", "metafields"]);
  const { note, email, phone, poNumber, tags, customAttributes, shippingAddress, metafields } = input;
  if (note !== undefined) order.note = note;
  if (email !== undefined) order.email = email;
  if (phone !== undefined) order.phone = phone;
  if (poNumber !== undefined) order.poNumber = poNumber;
  if (tags) order.tags = tagsOf(tags);
  if (customAttributes) order.attributes = customAttributes.map(({ key, value }) => ({ key, value }));
  if (shippingAddress) order.shippingAddress = addressOf(shippingAddress);
  noteMetafields(context, order, metafields);
  orderChanged(context.world, context.shop, order);
  return { order, userErrors: [] };
}

function markAsPaid({ world, shop }: Context, order: Order): object {
  const outstanding = outstandingOf(order);
  if (order.cancelledAt || outstanding <= 0) return refuse("Order cannot be marked as paid.", ["id"]);
  order.transactions.push({
    id: gid(world, "OrderTransaction"),
    kind: "SALE",
    status: "SUCCESS",
    gateway: "manual",
    amount: decimal(outstanding),
  });
  order.financialStatus = "PAID";
  orderChanged(world, shop, order, "orders/paid");
  return { order, userErrors: [] };
}

function orderCancel({ world, shop }: Context, args: CancelArgs): object {
  const order = shop.orders.get(args.orderId);
  const problem = cancelProblem(shop, order, args);
  if (problem || !order) return { job: null, orderCancelUserErrors: [problem], userErrors: [] };
  const job = { id: gid(world, "Job"), done: false, orderId: order.id };
  shop.jobs.set(job.id, job);
  const refund = args.refundMethod?.originalPaymentMethodsRefund ?? args.refund ?? false;
  world.parts.clock.schedule(CANCEL_JOB_MS, {
    kind: "shopify.order-cancel",
    data: {
      domain: shop.domain,
      jobId: job.id,
      reason: args.reason,
      restock: args.restock,
      refund,
      note: args.staffNote ?? null,
    },
  });
  return { job, orderCancelUserErrors: [], userErrors: [] };
}

function cancelProblem(shop: Shop, order: Order | undefined, args: CancelArgs): UserError | undefined {
  const no = (message: string, code: string, field: string): UserError => ({ message, code, field: [field] });
  if (!order) return no("Order does not exist", "NOT_FOUND", "orderId");
  if (order.cancelledAt) return no("Order is already cancelled", "INVALID", "orderId");
  if (order.fulfillmentIds.some((id) => shop.fulfillments.get(id)?.status === "SUCCESS"))
    return no("Cannot cancel an order that has been fulfilled", "INVALID", "orderId");
  if ((args.staffNote?.length ?? 0) > MAX_NOTE)
    return no(`Staff note is too long (maximum is ${MAX_NOTE} characters)`, "INVALID", "staffNote");
  if (args.refund != null && args.refundMethod)
    return no("Only one of refund and refundMethod can be provided", "INVALID", "refundMethod");
  // The twin's orders have no customer who could hold credit.
  return args.refundMethod?.storeCreditRefund
    ? no("The order has no customer", "STORE_CREDIT_REFUND_MISSING_CUSTOMER", "refundMethod")
    : undefined;
}
