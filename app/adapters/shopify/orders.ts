// Orders of the store: creating one that was bought in the marketplace, finding it again, and reading one whole.
import { z } from "zod";
import { PlatformError } from "../../use-cases/ports/platform-error.ts";
import type { StoreOrder, StorePort } from "../../use-cases/ports/store.ts";
import { fulfillmentOrderNode, wholeFulfillmentOrder } from "./fulfillment-orders.ts";
import { moment, moneyBag } from "./money.ts";
import { allNodes, connectionOf, type RunOperation } from "./operation.ts";
import { orderCreateVariables, sourceTag } from "./order-input.ts";
import { readShipments } from "./shipments.ts";
import { refuseUserErrors, userErrors } from "./user-errors.ts";

const orderName = z.object({ id: z.string(), name: z.string() });
const orderLine = z.object({
  id: z.string(),
  title: z.string(),
  sku: z.string().nullable(),
  quantity: z.number(),
  currentQuantity: z.number(),
  variant: z.object({ id: z.string() }).nullable(),
  originalUnitPriceSet: moneyBag,
});
const order = z.object({
  id: z.string(),
  name: z.string(),
  sourceIdentifier: z.string().nullable(),
  currencyCode: z.string(),
  totalPriceSet: moneyBag,
  createdAt: moment,
  processedAt: moment,
  updatedAt: moment,
  cancelledAt: z.string().nullable(),
  fulfillments: z.array(z.object({ id: z.string() })),
  lineItems: connectionOf(orderLine),
});

export const ORDER_OPERATIONS = {
  orderCreate: {
    document: `#graphql
      mutation orderCreate($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) {
        orderCreate(order: $order, options: $options) {
          order { id name }
          userErrors { code field message }
        }
      }`,
    idempotent: "unsafe",
    data: z.object({ orderCreate: z.object({ order: orderName.nullable(), userErrors }) }),
  },
  ordersBySource: {
    document: `#graphql
      query ordersBySource($query: String!) {
        orders(first: 10, query: $query, sortKey: CREATED_AT) {
          nodes { id name sourceIdentifier tags }
        }
      }`,
    idempotent: "safe",
    data: z.object({
      orders: z.object({
        nodes: z.array(
          orderName.extend({ sourceIdentifier: z.string().nullable(), tags: z.array(z.string()) }),
        ),
      }),
    }),
  },
  order: {
    document: `#graphql
      query order($id: ID!) {
        order(id: $id) {
          id name sourceIdentifier currencyCode createdAt processedAt updatedAt cancelledAt
          totalPriceSet { shopMoney { amount currencyCode } }
          fulfillments(first: 250) { id }
          lineItems(first: 50) {
            nodes {
              id title sku quantity currentQuantity variant { id }
              originalUnitPriceSet { shopMoney { amount currencyCode } }
            }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
    idempotent: "safe",
    data: z.object({ order: order.nullable() }),
  },
  orderLines: {
    document: `#graphql
      query orderLines($id: ID!, $after: String) {
        order(id: $id) {
          lineItems(first: 100, after: $after) {
            nodes {
              id title sku quantity currentQuantity variant { id }
              originalUnitPriceSet { shopMoney { amount currencyCode } }
            }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
    idempotent: "safe",
    data: z.object({ order: z.object({ lineItems: connectionOf(orderLine) }).nullable() }),
  },
  orderFulfillmentOrders: {
    document: `#graphql
      query orderFulfillmentOrders($id: ID!, $after: String) {
        order(id: $id) {
          fulfillmentOrders(first: 10, after: $after) {
            nodes {
              id orderId orderName status requestStatus updatedAt
              supportedActions { action }
              assignedLocation { location { id } }
              destination {
                firstName lastName company address1 address2 city province zip countryCode phone email
              }
              lineItems(first: 25) {
                nodes {
                  id sku productTitle totalQuantity remainingQuantity lineItem { id } variant { id }
                }
                pageInfo { hasNextPage endCursor }
              }
            }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
    idempotent: "safe",
    data: z.object({ order: z.object({ fulfillmentOrders: connectionOf(fulfillmentOrderNode) }).nullable() }),
  },
} as const;

const NO_PAGE = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

export type OrderMethods = Pick<StorePort, "createOrder" | "orderBySource" | "order">;

export function orderMethods(run: RunOperation): OrderMethods {
  return {
    createOrder: async (input) => {
      const { orderCreate } = await run(ORDER_OPERATIONS.orderCreate, orderCreateVariables(input));
      refuseUserErrors("orderCreate", orderCreate.userErrors);
      if (!orderCreate.order) throw failure("orderCreate", "malformed", "order: missing");
      return { storeOrderId: orderCreate.order.id, name: orderCreate.order.name };
    },
    orderBySource: (sourceIdentifier) => findBySource(run, sourceIdentifier),
    order: (id) => readOrder(run, id),
  };
}

// Two ways to the same order, since either field may be indexed first. The search is loose, so what it finds is compared.
async function findBySource(
  run: RunOperation,
  sourceIdentifier: string,
): Promise<{ storeOrderId: string; name: string } | undefined> {
  const tag = sourceTag(sourceIdentifier);
  for (const query of [`source_identifier:'${quoted(sourceIdentifier)}'`, `tag:'${quoted(tag)}'`]) {
    const { orders } = await run(ORDER_OPERATIONS.ordersBySource, { query });
    const found = orders.nodes.find(
      (node) => node.sourceIdentifier === sourceIdentifier || node.tags.includes(tag),
    );
    if (found) return { storeOrderId: found.id, name: found.name };
  }
  return undefined;
}

function quoted(value: string): string {
  return value.replace(/[\\']/g, "\\$&");
}

async function readOrder(run: RunOperation, id: string): Promise<StoreOrder> {
  const { order: head } = await run(ORDER_OPERATIONS.order, { id });
  if (!head) throw failure("order", "not-found", "the order does not exist");
  const lines = await allNodes(
    async (after) => (await run(ORDER_OPERATIONS.orderLines, { id, after })).order?.lineItems ?? NO_PAGE,
    head.lineItems,
  );
  const fulfillmentOrders = await allNodes(
    async (after) =>
      (await run(ORDER_OPERATIONS.orderFulfillmentOrders, { id, after })).order?.fulfillmentOrders ?? NO_PAGE,
  );
  const whole = [];
  for (const node of fulfillmentOrders) whole.push(await wholeFulfillmentOrder(run, node));
  return {
    storeOrderId: head.id,
    name: head.name,
    sourceIdentifier: head.sourceIdentifier,
    currency: head.currencyCode,
    total: head.totalPriceSet,
    placedAt: head.processedAt,
    updatedAt: head.updatedAt,
    cancelled: head.cancelledAt !== null,
    lines: lines.map((line) => ({
      storeOrderLineId: line.id,
      storeVariantId: line.variant?.id ?? null,
      sku: line.sku || null,
      title: line.title,
      quantity: line.quantity,
      currentQuantity: line.currentQuantity,
      unitPrice: line.originalUnitPriceSet,
    })),
    fulfillmentOrders: whole,
    shipments: await readShipments(
      run,
      head.fulfillments.map((one) => one.id),
    ),
  };
}

function failure(operation: string, kind: "malformed" | "not-found", detail: string): PlatformError {
  return new PlatformError({ platform: "shopify", operation, kind, detail });
}
