// Money and goods that go back: refundCreate, with what it does to fulfillment orders, stock and the order's standing.
import { connection, type PageArgs } from "./connection.ts";
import { type Context, type Fields, payload, refuse, same, type UserError } from "./fields.ts";
import { once } from "./idempotency.ts";
import { cents } from "./money.ts";
import { bagOf } from "./order-money.ts";
import { type Goods, giveBack } from "./order-refund-writes.ts";
import type { Order, Refund, RestockType } from "./order-state.ts";
import { paidOf, refundedUnits, shippedOf, totalsOf, unfulfilledOf } from "./order-totals.ts";
import { orderChanged } from "./order-writes.ts";
import type { Shop } from "./state.ts";
import { legacyId } from "./world.ts";

type Input = {
  readonly orderId: string;
  readonly note?: string | null;
  readonly allowOverRefunding?: boolean | null;
  readonly shipping?: { readonly amount?: string | null; readonly fullRefund?: boolean | null } | null;
  readonly refundLineItems?: readonly RefundRow[] | null;
  readonly transactions?: readonly TransactionRow[] | null;
};
type RefundRow = {
  readonly lineItemId: string;
  readonly quantity: number;
  readonly restockType?: RestockType | null;
  readonly locationId?: string | null;
};
type TransactionRow = {
  readonly amount: string;
  readonly gateway: string;
  readonly kind: string;
  readonly orderId: string;
  readonly parentId?: string | null;
};
/** A refund with its order: what amounts are printed with. */
type RefundOf = Refund & { readonly order: Order };
type LineOf = Refund["lines"][number] & { readonly order: Order };
type Answer = {
  readonly refund: Refund | null;
  readonly order: Order | null;
  readonly userErrors: readonly UserError[];
};

export const refundFields: Fields = {
  Order: {
    refunds: (order: Order, args: { first?: number | null }) =>
      order.refunds.slice(0, args.first ?? undefined).map((refund) => ({ ...refund, order })),
  },
  Refund: {
    ...same("id", "note", "createdAt", "order"),
    legacyResourceId: (refund: RefundOf) => String(legacyId(refund.id)),
    updatedAt: (refund: RefundOf) => refund.createdAt,
    processedAt: (refund: RefundOf) => refund.createdAt,
    totalRefundedSet: (refund: RefundOf) => bagOf(refund.order, transactionsOf(refund)),
    transactions: (refund: RefundOf, args: PageArgs) =>
      connection(
        refund.order.transactions
          .filter(({ id }) => refund.transactionIds.includes(id))
          .map((one) => ({ ...one, order: refund.order })),
        args,
      ),
    refundLineItems: (refund: RefundOf, args: PageArgs) =>
      connection(
        refund.lines.map((line) => ({ ...line, order: refund.order })),
        args,
      ),
  },
  RefundLineItem: {
    ...same("id", "quantity", "restockType"),
    restocked: (line: LineOf) => line.restockType !== "NO_RESTOCK",
    location: (line: LineOf, _args: unknown, { shop }: Context) =>
      shop.locations.get(line.locationId ?? "") ?? null,
    lineItem: (line: LineOf) => ({ ...orderLine(line), order: line.order }),
    priceSet: (line: LineOf) => bagOf(line.order, cents(orderLine(line)?.price ?? "0")),
    subtotalSet: (line: LineOf) => bagOf(line.order, cents(orderLine(line)?.price ?? "0") * line.quantity),
  },
  Mutation: {
    refundCreate: (_root: unknown, { input }: { input: Input }, context: Context) =>
      once(context, { key: context.keyOf("refundCreate"), name: "refundCreate", input }, () =>
        refundCreate(context, input),
      ),
  },
  RefundCreatePayload: {
    ...payload("order"),
    // The answer of a key that comes again is a copy: the refund's order is looked up anew.
    refund: ({ refund, order }: Answer) => refund && { ...refund, order },
  },
};

const orderLine = (line: LineOf) => line.order.lines.find(({ id }) => id === line.orderLineId);

function transactionsOf(refund: RefundOf): number {
  return refund.order.transactions
    .filter(({ id }) => refund.transactionIds.includes(id))
    .reduce((sum, { amount }) => sum + cents(amount), 0);
}

function refundCreate({ world, shop }: Context, input: Input): Answer {
  const no = (message: string, ...field: string[]): Answer => ({
    refund: null,
    order: null,
    ...refuse(message, field.length > 0 ? field : ["orderId"]),
  });
  const order = shop.orders.get(input.orderId);
  if (!order) return no("Order does not exist");
  const rows = input.refundLineItems ?? [];
  const transactions = input.transactions ?? [];
  const shipping = shippingOf(order, input);
  if (rows.length === 0 && transactions.length === 0 && shipping === 0)
    return no("Refund must have line items, shipping or transactions");
  const wrong = rowProblem(shop, order, rows) ?? moneyProblem(order, input, shipping);
  if (wrong) return no(wrong.message, ...wrong.field);
  const goods = rows.map(
    (row): Goods => ({
      orderLineId: row.lineItemId,
      quantity: row.quantity,
      restockType: row.restockType ?? "NO_RESTOCK",
      locationId: row.locationId ?? null,
    }),
  );
  const refund = giveBack(world, shop, { order, goods, transactions, shipping, note: input.note ?? null });
  orderChanged(world, shop, order);
  return { refund, order, userErrors: [] };
}

type Problem = { readonly message: string; readonly field: readonly string[] };

function rowProblem(shop: Shop, order: Order, rows: readonly RefundRow[]): Problem | undefined {
  const asked = new Map<string, number>();
  for (const [at, row] of rows.entries()) {
    const field = ["refundLineItems", String(at)];
    const line = order.lines.find(({ id }) => id === row.lineItemId);
    if (!line) return { message: "Line item must belong to the order which is being refunded", field };
    if (row.quantity < 1) return { message: "Quantity must be greater than 0", field };
    if (row.locationId && !shop.locations.get(row.locationId)?.isActive)
      return { message: "Location not found", field };
    const key = `${line.id} ${kindOf(row)}`;
    const units = (asked.get(key) ?? 0) + row.quantity;
    asked.set(key, units);
    const all = (asked.get(line.id) ?? 0) + row.quantity;
    asked.set(line.id, all);
    if (all > line.quantity - refundedUnits(order, line.id))
      return { message: "Quantity cannot refund more items than were purchased", field };
    if (row.restockType === "CANCEL" && units > unfulfilledOf(shop, order, line))
      return { message: "Quantity cannot cancel more items than are unfulfilled", field };
    if (row.restockType === "RETURN" && units > shippedOf(shop, order, line.id))
      return { message: "Quantity cannot return more items than were fulfilled", field };
  }
  return undefined;
}

const kindOf = (row: RefundRow): string => row.restockType ?? "NO_RESTOCK";

function shippingOf(order: Order, { shipping }: Input): number {
  if (!shipping) return 0;
  return shipping.fullRefund ? totalsOf(order).shipping - shippingBack(order) : cents(shipping.amount ?? "0");
}

const shippingBack = (order: Order): number =>
  order.refunds.reduce((sum, refund) => sum + cents(refund.shipping), 0);

function moneyProblem(order: Order, input: Input, shipping: number): Problem | undefined {
  if (shipping < 0 || shipping > totalsOf(order).shipping - shippingBack(order))
    return { message: "Shipping amount is greater than what can be refunded", field: ["shipping"] };
  const transactions = input.transactions ?? [];
  for (const [at, one] of transactions.entries()) {
    const field = ["transactions", String(at)];
    if (one.kind !== "REFUND") return { message: "Kind must be refund", field };
    if (one.orderId !== order.id) return { message: "Transaction must belong to the order", field };
    if (!(cents(one.amount) > 0)) return { message: "Amount must be greater than zero", field };
    if (one.parentId && !order.transactions.some(({ id }) => id === one.parentId))
      return { message: "Parent transaction not found", field };
  }
  const { received, refunded } = paidOf(order);
  const asked = transactions.reduce((sum, { amount }) => sum + cents(amount), 0);
  return asked > received - refunded && !input.allowOverRefunding
    ? { message: "Refund amount is greater than net payment received", field: ["transactions"] }
    : undefined;
}
