// Orders as apps read, search, create and cancel them.
import type { GraphQLResolveInfo } from "graphql";
import { connection, type PageArgs } from "./connection.ts";
import { type Context, type Fields, payload, same } from "./fields.ts";
import { countOf, indexedListing, type ListArgs, type Listing, pageOf, sortField } from "./listing.ts";
import { metafieldFields } from "./metafields.ts";
import { orderCreate } from "./order-create.ts";
import { orderEdits } from "./order-edits.ts";
import type { OrderInput, OrderOptions } from "./order-input.ts";
import { bagOf, sumBag } from "./order-money.ts";
import { orderPartFields } from "./order-parts.ts";
import { refundFields } from "./order-refunds.ts";
import type { Order, OrderLine } from "./order-state.ts";
import {
  currentQuantity,
  currentTotalsOf,
  displayFulfillmentStatus,
  outstandingOf,
  paidOf,
  type Totals,
  totalsOf,
} from "./order-totals.ts";
import { type SearchTable, searchOf } from "./search.ts";
import { legacyId } from "./world.ts";

/** A line with its order: what an amount is printed with. */
type LineOf = OrderLine & { readonly order: Order };

const ORDERS: SearchTable = {
  list: "orders",
  fields: {
    id: "number",
    name: "keyword",
    tag: "keyword",
    source_identifier: "keyword",
    source_name: "keyword",
    email: "keyword",
    sku: "keyword",
    status: "keyword",
    financial_status: "keyword",
    fulfillment_status: "keyword",
    created_at: "time",
    updated_at: "time",
    processed_at: "time",
  },
  bare: ["name", "email", "sku", "tag", "source_identifier"],
};

const SORTED_BY = {
  ID: "id",
  ORDER_NUMBER: "id",
  CREATED_AT: "created_at",
  UPDATED_AT: "updated_at",
  PROCESSED_AT: "processed_at",
};

const lineOf =
  (order: Order) =>
  (line: OrderLine): LineOf => ({ ...line, order });
const was = (key: keyof Totals) => (order: Order) => sumBag(order, (side) => totalsOf(order, side)[key]);
const is = (key: keyof Totals) => (order: Order) =>
  sumBag(order, (side) => currentTotalsOf(order, side)[key]);

export const orderFields: Fields = {
  ...orderPartFields,
  ...refundFields,
  ...orderEdits,
  Order: {
    ...same(
      "id",
      "name",
      "number",
      "sourceIdentifier",
      "sourceName",
      "note",
      "poNumber",
      "billingAddress",
      "tags",
      "email",
      "phone",
      "cancelledAt",
      "cancelReason",
      "closedAt",
      "processedAt",
      "createdAt",
      "updatedAt",
      "test",
      "taxesIncluded",
    ),
    ...metafieldFields,
    ...refundFields["Order"],
    legacyResourceId: (order: Order) => String(legacyId(order.id)),
    currencyCode: (order: Order) => order.currency,
    presentmentCurrencyCode: (order: Order) => order.presentmentCurrency ?? order.currency,
    closed: (order: Order) => order.closedAt !== null,
    confirmed: () => true,
    customAttributes: (order: Order) => order.attributes,
    customer: () => null,
    displayFinancialStatus: (order: Order) => order.financialStatus,
    displayFulfillmentStatus: (order: Order, _args: unknown, { shop }: Context) =>
      displayFulfillmentStatus(shop, order),
    shippingAddress: (order: Order) => order.shippingAddress,
    totalPriceSet: was("total"),
    originalTotalPriceSet: was("total"),
    currentTotalPriceSet: is("total"),
    subtotalPriceSet: was("subtotal"),
    currentSubtotalPriceSet: is("subtotal"),
    totalShippingPriceSet: was("shipping"),
    currentShippingPriceSet: is("shipping"),
    totalTaxSet: was("tax"),
    currentTotalTaxSet: is("tax"),
    totalDiscountsSet: was("discounts"),
    currentTotalDiscountsSet: is("discounts"),
    totalReceivedSet: (order: Order) => bagOf(order, paidOf(order).received),
    totalRefundedSet: (order: Order) => bagOf(order, paidOf(order).refunded),
    netPaymentSet: (order: Order) => bagOf(order, paidOf(order).received - paidOf(order).refunded),
    totalOutstandingSet: (order: Order) => bagOf(order, outstandingOf(order)),
    fullyPaid: (order: Order) => outstandingOf(order) <= 0,
    unpaid: (order: Order) => paidOf(order).received === 0 && outstandingOf(order) > 0,
    canMarkAsPaid: (order: Order) => !order.cancelledAt && outstandingOf(order) > 0,
    discountCode: (order: Order) => order.discount?.code ?? null,
    discountCodes: (order: Order) => (order.discount ? [order.discount.code] : []),
    currentSubtotalLineItemsQuantity: (order: Order) =>
      order.lines.reduce((sum, line) => sum + currentQuantity(order, line), 0),
    shippingLine: (order: Order) => (order.shipping[0] ? { ...order.shipping[0], order } : null),
    shippingLines: (order: Order, args: PageArgs) =>
      connection(
        order.shipping.map((line, at) => ({
          ...line,
          id: `gid://shopify/ShippingLine/${legacyId(order.id) + at}`,
          order,
        })),
        args,
      ),
    taxLines: (order: Order) => order.taxes.map((line) => ({ ...line, order })),
    transactions: (order: Order) => order.transactions.map((one) => ({ ...one, order })),
    lineItems: (order: Order, args: PageArgs) => connection(order.lines.map(lineOf(order)), args),
    subtotalLineItemsQuantity: (order: Order) => order.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    fulfillable: (order: Order, _args: unknown, { shop }: Context) =>
      !order.cancelledAt && displayFulfillmentStatus(shop, order) !== "FULFILLED",
    fulfillmentOrders: (order: Order, args: PageArgs, { shop }: Context) =>
      connection(
        order.fulfillmentOrderIds.flatMap((id) => shop.fulfillmentOrders.get(id) ?? []),
        args,
      ),
    fulfillments: (order: Order, args: { first?: number | null }, { shop }: Context) =>
      order.fulfillmentIds.slice(0, args.first ?? undefined).flatMap((id) => shop.fulfillments.get(id) ?? []),
    fulfillmentsCount: (order: Order) => ({ count: order.fulfillmentIds.length, precision: "EXACT" }),
  },
  Job: same("id", "done"),
  QueryRoot: {
    order: (_root: unknown, args: { id: string }, { shop }: Context) => shop.orders.get(args.id) ?? null,
    orders: (_root: unknown, args: ListArgs, context: Context, info: GraphQLResolveInfo) =>
      pageOf(listed(args, context, info), args),
    ordersCount: (
      _root: unknown,
      args: { query?: string | null; limit?: number | null },
      context: Context,
      info: GraphQLResolveInfo,
    ) => countOf(listed({ ...args, sortKey: "ID" }, context, info), args.limit),
    job: (_root: unknown, args: { id: string }, { shop }: Context) => shop.jobs.get(args.id) ?? null,
  },
  Mutation: {
    orderCreate: (
      _root: unknown,
      args: { order: OrderInput; options?: OrderOptions | null },
      context: Context,
    ) => orderCreate(context, args.order, args.options),
    ...orderEdits["Mutation"],
    ...refundFields["Mutation"],
  },
  OrderCreatePayload: payload("order"),
};

function listed(
  args: Pick<ListArgs, "query" | "sortKey">,
  context: Context,
  info: GraphQLResolveInfo,
): Listing<Order> {
  const { world, shop } = context;
  const search = searchOf(args.query, ORDERS, context, info);
  const sortedBy = sortField(args.sortKey, SORTED_BY);
  return indexedListing({ world, index: shop.index.orders, objects: shop.orders }, search, sortedBy);
}
