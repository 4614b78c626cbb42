// Fulfillment orders as apps read them.
import { connection, type PageArgs } from "./connection.ts";
import { type Context, type Fields, same } from "./fields.ts";
import { isAtService, mergeable, supportedActions } from "./fulfillment-order-state.ts";
import type {
  FulfillmentOrder,
  FulfillmentOrderLine,
  Hold,
  MerchantRequest,
  OrderLine,
} from "./order-state.ts";

/** A line with the fulfillment order it stands in. */
type LineOf = FulfillmentOrderLine & { readonly part: FulfillmentOrder };
type ListArgs = PageArgs & {
  readonly assignmentStatus?: string | null;
  readonly locationIds?: readonly string[] | null;
  readonly sortKey?: string | null;
};

const ASSIGNMENTS: Readonly<Record<string, FulfillmentOrder["requestStatus"]>> = {
  FULFILLMENT_REQUESTED: "SUBMITTED",
  CANCELLATION_REQUESTED: "CANCELLATION_REQUESTED",
  FULFILLMENT_ACCEPTED: "ACCEPTED",
  FULFILLMENT_UNSUBMITTED: "UNSUBMITTED",
};

const orderLine = (line: LineOf, { shop }: Context): OrderLine | undefined =>
  shop.orders.get(line.part.orderId)?.lines.find(({ id }) => id === line.orderLineId);

export const fulfillmentOrderFields: Fields = {
  FulfillmentOrder: {
    ...same("id", "orderId", "status", "requestStatus", "createdAt", "updatedAt"),
    order: (part: FulfillmentOrder, _args: unknown, { shop }: Context) => shop.orders.get(part.orderId),
    orderName: (part: FulfillmentOrder, _args: unknown, { shop }: Context) =>
      shop.orders.get(part.orderId)?.name,
    orderProcessedAt: (part: FulfillmentOrder, _args: unknown, { shop }: Context) =>
      shop.orders.get(part.orderId)?.processedAt,
    fulfillAt: (part: FulfillmentOrder) => part.fulfillAt ?? part.createdAt,
    fulfillBy: (part: FulfillmentOrder) => part.fulfillBy,
    fulfillmentOrdersForMerge: (part: FulfillmentOrder, args: PageArgs, { shop }: Context) =>
      connection(mergeable(shop, part), args),
    supportedActions: (part: FulfillmentOrder, _args: unknown, { shop }: Context) =>
      supportedActions(shop, part).map((action) => ({ action, externalUrl: null })),
    assignedLocation: (part: FulfillmentOrder, _args: unknown, { shop }: Context) => {
      const location = shop.locations.get(part.locationId);
      return { location, name: location?.name, countryCode: location?.countryCode };
    },
    destination: (part: FulfillmentOrder, _args: unknown, { shop }: Context) => {
      const order = shop.orders.get(part.orderId);
      const id = part.id.replace("FulfillmentOrder", "FulfillmentOrderDestination");
      return order?.shippingAddress ? { ...order.shippingAddress, id, email: order.email } : null;
    },
    deliveryMethod: (part: FulfillmentOrder) => ({
      id: part.id.replace("FulfillmentOrder", "DeliveryMethod"),
      methodType: part.requiresShipping ? "SHIPPING" : "NONE",
    }),
    fulfillmentHolds: (part: FulfillmentOrder) => part.holds,
    lineItems: (part: FulfillmentOrder, args: PageArgs) =>
      connection(
        part.lines.map((line) => ({ ...line, part })),
        args,
      ),
    merchantRequests: (part: FulfillmentOrder, args: PageArgs & { kind?: string | null }) =>
      connection(
        part.requests.filter(({ kind }) => !args.kind || kind === args.kind),
        args,
      ),
    fulfillments: (part: FulfillmentOrder, args: PageArgs, { shop }: Context) =>
      connection(
        [...(shop.orders.get(part.orderId)?.fulfillmentIds ?? [])]
          .flatMap((id) => shop.fulfillments.get(id) ?? [])
          .filter(({ lines }) => lines.some((line) => line.fulfillmentOrderId === part.id)),
        args,
      ),
  },
  FulfillmentOrderSupportedAction: same("action", "externalUrl"),
  FulfillmentOrderAssignedLocation: same("name", "countryCode", "location"),
  FulfillmentOrderDestination: same(
    "id",
    "firstName",
    "lastName",
    "company",
    "address1",
    "address2",
    "city",
    "province",
    "zip",
    "countryCode",
    "phone",
    "email",
  ),
  DeliveryMethod: same("id", "methodType"),
  FulfillmentHold: {
    ...same("id", "reason", "reasonNotes", "handle"),
    displayReason: (hold: Hold) => displayReason(hold.reason),
    heldByRequestingApp: (hold: Hold) => hold.byApp,
  },
  FulfillmentOrderMerchantRequest: {
    ...same("id", "kind", "message", "sentAt"),
    requestOptions: (request: MerchantRequest) => ({ notify_customer: request.notifyCustomer }),
  },
  FulfillmentOrderLineItem: {
    ...same("id"),
    totalQuantity: (line: LineOf) => line.total,
    remainingQuantity: (line: LineOf) => line.remaining,
    lineItem: (line: LineOf, _args: unknown, context: Context) => ({
      ...orderLine(line, context),
      order: context.shop.orders.get(line.part.orderId),
    }),
    sku: (line: LineOf, _args: unknown, context: Context) => orderLine(line, context)?.sku,
    productTitle: (line: LineOf, _args: unknown, context: Context) => orderLine(line, context)?.title,
    variantTitle: (line: LineOf, _args: unknown, context: Context) => orderLine(line, context)?.variantTitle,
    vendor: (line: LineOf, _args: unknown, context: Context) => orderLine(line, context)?.vendor,
    requiresShipping: (line: LineOf, _args: unknown, context: Context) =>
      orderLine(line, context)?.requiresShipping,
    variant: (line: LineOf, _args: unknown, context: Context) =>
      context.shop.variants.get(orderLine(line, context)?.variantId ?? "") ?? null,
    inventoryItemId: (line: LineOf, _args: unknown, context: Context) =>
      context.shop.variants.get(orderLine(line, context)?.variantId ?? "")?.itemId ?? null,
  },
  QueryRoot: {
    fulfillmentOrder: (_root: unknown, args: { id: string }, { shop }: Context) =>
      shop.fulfillmentOrders.get(args.id) ?? null,
    assignedFulfillmentOrders: (_root: unknown, args: ListArgs, context: Context) =>
      connection(assigned(args, context), args, sortOf(args.sortKey)),
  },
};

function assigned(args: ListArgs, { shop }: Context): readonly FulfillmentOrder[] {
  const wanted = ASSIGNMENTS[args.assignmentStatus ?? ""];
  return [...shop.fulfillmentOrders.values()].filter(
    (part) =>
      isAtService(shop, part) &&
      !["CLOSED", "CANCELLED"].includes(part.status) &&
      (!wanted || part.requestStatus === wanted) &&
      (!args.locationIds?.length || args.locationIds.includes(part.locationId)),
  );
}

function sortOf(sortKey: string | null | undefined): (part: FulfillmentOrder) => string {
  if (sortKey === "UPDATED_AT") return (part) => part.updatedAt;
  return sortKey === "CREATED_AT" ? (part) => part.createdAt : () => "";
}

// "INVENTORY_OUT_OF_STOCK" as the admin shows it in English.
function displayReason(reason: string): string {
  const words = reason.replaceAll("_", " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
