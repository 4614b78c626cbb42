// Orders as apps read, search, create and cancel them.
import type { GraphQLResolveInfo } from "graphql";
import { connection, type PageArgs } from "./connection.ts";
import { type Context, type Fields, payload, refuse, same } from "./fields.ts";
import { countOf, indexedListing, type ListArgs, type Listing, pageOf, sortField } from "./listing.ts";
import { metafieldFields } from "./metafields.ts";
import { cents, moneyBag } from "./money.ts";
import { orderCreate } from "./order-create.ts";
import type { OrderInput, OrderOptions } from "./order-input.ts";
import type { Order, OrderAddress, OrderLine, TaxLine } from "./order-state.ts";
import { displayFulfillmentStatus, shippedOf, totalsOf } from "./order-totals.ts";
import { type SearchTable, searchOf } from "./search.ts";
import { gid, legacyId } from "./world.ts";

/** A line with its order: what an amount is printed with. */
type LineOf = OrderLine & { readonly order: Order };
type CancelArgs = { readonly orderId: string; readonly reason: string; readonly restock: boolean };

/** How long Shopify takes for a cancel job here: it answers before the work is done. */
const CANCEL_JOB_MS = 200;

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

const bagOf = (minor: (order: Order) => number) => (order: Order) => moneyBag(minor(order), order.currency);
const lineOf =
  (order: Order) =>
  (line: OrderLine): LineOf => ({ ...line, order });
const total = bagOf((order) => totalsOf(order).total);
const subtotal = bagOf((order) => totalsOf(order).subtotal);
const shipping = bagOf((order) => totalsOf(order).shipping);
const tax = bagOf((order) => totalsOf(order).tax);

export const orderFields: Fields = {
  Order: {
    ...same(
      "id",
      "name",
      "number",
      "sourceIdentifier",
      "sourceName",
      "note",
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
    legacyResourceId: (order: Order) => String(legacyId(order.id)),
    currencyCode: (order: Order) => order.currency,
    presentmentCurrencyCode: (order: Order) => order.currency,
    closed: (order: Order) => order.closedAt !== null,
    confirmed: () => true,
    customAttributes: (order: Order) => order.attributes,
    customer: () => null,
    displayFinancialStatus: (order: Order) => order.financialStatus,
    displayFulfillmentStatus: (order: Order, _args: unknown, { shop }: Context) =>
      displayFulfillmentStatus(shop, order),
    shippingAddress: (order: Order) => order.shippingAddress,
    billingAddress: () => null,
    totalPriceSet: total,
    currentTotalPriceSet: total,
    subtotalPriceSet: subtotal,
    currentSubtotalPriceSet: subtotal,
    totalShippingPriceSet: shipping,
    totalTaxSet: tax,
    currentTotalTaxSet: tax,
    totalReceivedSet: bagOf((order) => received(order)),
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
  LineItem: {
    ...same("id", "title", "variantTitle", "sku", "vendor", "quantity", "requiresShipping", "taxable"),
    name: (line: LineOf) => (line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title),
    currentQuantity: (line: LineOf, _args: unknown, { shop }: Context) =>
      line.order.cancelledAt ? shippedOf(shop, line.order, line.id) : line.quantity,
    unfulfilledQuantity: (line: LineOf, _args: unknown, { shop }: Context) =>
      line.order.cancelledAt ? 0 : line.quantity - shippedOf(shop, line.order, line.id),
    customAttributes: (line: LineOf) => line.attributes,
    product: (line: LineOf, _args: unknown, { shop }: Context) =>
      shop.products.get(line.productId ?? "") ?? null,
    variant: (line: LineOf, _args: unknown, { shop }: Context) =>
      shop.variants.get(line.variantId ?? "") ?? null,
    originalUnitPriceSet: (line: LineOf) => moneyBag(cents(line.price), line.order.currency),
    discountedUnitPriceSet: (line: LineOf) => moneyBag(cents(line.price), line.order.currency),
    originalTotalSet: (line: LineOf) => moneyBag(cents(line.price) * line.quantity, line.order.currency),
    discountedTotalSet: (line: LineOf) => moneyBag(cents(line.price) * line.quantity, line.order.currency),
    taxLines: (line: LineOf) => line.taxes.map((one) => ({ ...one, order: line.order })),
  },
  TaxLine: {
    ...same("title", "rate", "channelLiable"),
    ratePercentage: (line: TaxLine) => line.rate * 100,
    priceSet: (line: TaxLine & { order: Order }) => moneyBag(cents(line.price), line.order.currency),
  },
  ShippingLine: {
    ...same("id", "title", "code"),
    originalPriceSet: (line: { price: string; order: Order }) =>
      moneyBag(cents(line.price), line.order.currency),
    discountedPriceSet: (line: { price: string; order: Order }) =>
      moneyBag(cents(line.price), line.order.currency),
  },
  OrderTransaction: {
    ...same("id", "kind", "status", "gateway"),
    amountSet: (one: { amount: string; order: Order }) => moneyBag(cents(one.amount), one.order.currency),
  },
  MoneyBag: same("shopMoney", "presentmentMoney"),
  MoneyV2: same("amount", "currencyCode"),
  Attribute: same("key", "value"),
  MailingAddress: {
    ...same(
      "firstName",
      "lastName",
      "company",
      "address1",
      "address2",
      "city",
      "province",
      "provinceCode",
      "zip",
      "phone",
    ),
    name: (address: OrderAddress) => [address.firstName, address.lastName].filter(Boolean).join(" ") || null,
    countryCodeV2: (address: OrderAddress) => address.countryCode,
    country: (address: OrderAddress) =>
      address.countryCode && new Intl.DisplayNames("en", { type: "region" }).of(address.countryCode),
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
    orderCancel: (_root: unknown, args: CancelArgs, context: Context) => orderCancel(context, args),
  },
  OrderCreatePayload: payload("order"),
  OrderCancelPayload: same("job", "orderCancelUserErrors", "userErrors"),
};

function received(order: Order): number {
  return order.transactions
    .filter(({ status }) => status === "SUCCESS")
    .reduce((sum, { amount }) => sum + cents(amount), 0);
}

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

function orderCancel({ world, shop }: Context, args: CancelArgs): object {
  const order = shop.orders.get(args.orderId);
  const no = (message: string, code: string) => ({
    job: null,
    orderCancelUserErrors: refuse(message, ["orderId"], code).userErrors,
    userErrors: [],
  });
  if (!order) return no("Order does not exist", "NOT_FOUND");
  if (order.cancelledAt) return no("Order is already cancelled", "INVALID");
  const job = { id: gid(world, "Job"), done: false, orderId: order.id };
  shop.jobs.set(job.id, job);
  world.parts.clock.schedule(CANCEL_JOB_MS, {
    kind: "shopify.order-cancel",
    data: { domain: shop.domain, jobId: job.id, reason: args.reason, restock: args.restock },
  });
  return { job, orderCancelUserErrors: [], userErrors: [] };
}
