// Reading fulfillment orders: the schema of one, all its lines, and what the store's words for its states mean to us.
import { z } from "zod";
import type { Address } from "../../domain/address.ts";
import type { StoreFulfillmentOrder } from "../../use-cases/ports/store.ts";
import { moment } from "./money.ts";
import { allNodes, connectionOf, type RunOperation } from "./operation.ts";

const STATUS = {
  OPEN: "open",
  IN_PROGRESS: "in-progress",
  SCHEDULED: "scheduled",
  ON_HOLD: "on-hold",
  INCOMPLETE: "incomplete",
  CLOSED: "closed",
  CANCELLED: "cancelled",
} as const satisfies Record<string, StoreFulfillmentOrder["status"]>;

const REQUEST_STATUS = {
  UNSUBMITTED: "unsubmitted",
  SUBMITTED: "submitted",
  ACCEPTED: "accepted",
  REJECTED: "rejected",
  CANCELLATION_REQUESTED: "cancellation-requested",
  CANCELLATION_ACCEPTED: "cancellation-accepted",
  CANCELLATION_REJECTED: "cancellation-rejected",
  CLOSED: "closed",
} as const satisfies Record<string, StoreFulfillmentOrder["requestStatus"]>;

function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): [Key, ...Key[]] {
  return Object.keys(table) as [Key, ...Key[]];
}

const line = z.object({
  id: z.string(),
  sku: z.string().nullable(),
  productTitle: z.string(),
  totalQuantity: z.number(),
  remainingQuantity: z.number(),
  lineItem: z.object({ id: z.string() }),
  variant: z.object({ id: z.string() }).nullable(),
});

const text = z.string().nullable();
const destination = z.object({
  firstName: text,
  lastName: text,
  company: text,
  address1: text,
  address2: text,
  city: text,
  province: text,
  zip: text,
  countryCode: text,
  phone: text,
  email: text,
});

export const fulfillmentOrderNode = z.object({
  id: z.string(),
  orderId: z.string(),
  orderName: z.string(),
  status: z.enum(keysOf(STATUS)),
  requestStatus: z.enum(keysOf(REQUEST_STATUS)),
  updatedAt: moment,
  supportedActions: z.array(z.object({ action: z.string() })),
  assignedLocation: z.object({ location: z.object({ id: z.string() }).nullable() }),
  destination: destination.nullable(),
  lineItems: connectionOf(line),
});
type Node = z.output<typeof fulfillmentOrderNode>;

export const FULFILLMENT_ORDER_READS = {
  fulfillmentOrder: {
    document: `#graphql
      query fulfillmentOrder($id: ID!) {
        fulfillmentOrder(id: $id) {
          id orderId orderName status requestStatus updatedAt
          supportedActions { action }
          assignedLocation { location { id } }
          destination {
            firstName lastName company address1 address2 city province zip countryCode phone email
          }
          lineItems(first: 50) {
            nodes {
              id sku productTitle totalQuantity remainingQuantity lineItem { id } variant { id }
            }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
    idempotent: "safe",
    data: z.object({ fulfillmentOrder: fulfillmentOrderNode.nullable() }),
  },
  fulfillmentOrderLines: {
    document: `#graphql
      query fulfillmentOrderLines($id: ID!, $after: String) {
        fulfillmentOrder(id: $id) {
          lineItems(first: 100, after: $after) {
            nodes {
              id sku productTitle totalQuantity remainingQuantity lineItem { id } variant { id }
            }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
    idempotent: "safe",
    data: z.object({ fulfillmentOrder: z.object({ lineItems: connectionOf(line) }).nullable() }),
  },
} as const;

const NO_PAGE = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

/** A fulfillment order with the rest of its lines fetched, however many. */
export async function wholeFulfillmentOrder(run: RunOperation, node: Node): Promise<StoreFulfillmentOrder> {
  const { id } = node;
  const lines = await allNodes(
    async (after) =>
      (await run(FULFILLMENT_ORDER_READS.fulfillmentOrderLines, { id, after })).fulfillmentOrder?.lineItems ??
      NO_PAGE,
    node.lineItems,
  );
  return {
    storeFulfillmentOrderId: id,
    storeOrderId: node.orderId,
    storeOrderName: node.orderName,
    storeLocationId: node.assignedLocation.location?.id ?? null,
    status: STATUS[node.status],
    requestStatus: REQUEST_STATUS[node.requestStatus],
    supportedActions: node.supportedActions.map((one) => one.action),
    destination: node.destination ? toAddress(node.destination) : null,
    lines: lines.map((one) => ({
      storeLineId: one.id,
      storeOrderLineId: one.lineItem.id,
      storeVariantId: one.variant?.id ?? null,
      sku: one.sku || null,
      title: one.productTitle,
      totalQuantity: one.totalQuantity,
      remainingQuantity: one.remainingQuantity,
    })),
    updatedAt: node.updatedAt,
  };
}

function toAddress(from: z.output<typeof destination>): Address {
  const name = [from.firstName, from.lastName].filter(Boolean).join(" ");
  return {
    name: name || null,
    company: from.company,
    line1: from.address1,
    line2: from.address2,
    city: from.city,
    province: from.province,
    postalCode: from.zip,
    countryCode: from.countryCode,
    phone: from.phone,
    email: from.email,
  };
}
