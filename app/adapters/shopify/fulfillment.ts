// What the store asks of our fulfillment service, and our answers.
import { z } from "zod";
import { PlatformError } from "../../use-cases/ports/platform-error.ts";
import type { StorePort } from "../../use-cases/ports/store.ts";
import { FULFILLMENT_ORDER_READS, wholeFulfillmentOrder } from "./fulfillment-orders.ts";
import { allNodes, connectionOf, type RunOperation } from "./operation.ts";
import { createFulfillment } from "./shipments.ts";
import { refuseUserErrors, userErrors } from "./user-errors.ts";

const answered = z.object({ userErrors });
const withId = z.object({ id: z.string() }).nullable();

export const FULFILLMENT_OPERATIONS = {
  assignedFulfillmentOrders: {
    document: `#graphql
      query assignedFulfillmentOrders($asks: FulfillmentOrderAssignmentStatus!, $after: String) {
        assignedFulfillmentOrders(first: 100, after: $after, assignmentStatus: $asks, sortKey: UPDATED_AT) {
          nodes { id orderId }
          pageInfo { hasNextPage endCursor }
        }
      }`,
    idempotent: "safe",
    data: z.object({
      assignedFulfillmentOrders: connectionOf(z.object({ id: z.string(), orderId: z.string() })),
    }),
  },
  acceptFulfillmentRequest: {
    document: `#graphql
      mutation acceptFulfillmentRequest($id: ID!, $message: String) {
        fulfillmentOrderAcceptFulfillmentRequest(id: $id, message: $message) { userErrors { field message } }
      }`,
    idempotent: "unsafe",
    data: z.object({ fulfillmentOrderAcceptFulfillmentRequest: answered }),
  },
  rejectFulfillmentRequest: {
    document: `#graphql
      mutation rejectFulfillmentRequest(
        $id: ID!, $reason: FulfillmentOrderRejectionReason, $message: String
      ) {
        fulfillmentOrderRejectFulfillmentRequest(id: $id, reason: $reason, message: $message) {
          userErrors { field message }
        }
      }`,
    idempotent: "unsafe",
    data: z.object({ fulfillmentOrderRejectFulfillmentRequest: answered }),
  },
  fulfillmentOrderMove: {
    document: `#graphql
      mutation fulfillmentOrderMove($id: ID!, $locationId: ID!) {
        fulfillmentOrderMove(id: $id, newLocationId: $locationId) {
          movedFulfillmentOrder { id }
          originalFulfillmentOrder { id }
          userErrors { code field message }
        }
      }`,
    idempotent: "unsafe",
    data: z.object({
      fulfillmentOrderMove: z.object({
        movedFulfillmentOrder: withId,
        originalFulfillmentOrder: withId,
        userErrors,
      }),
    }),
  },
} as const;

const ASKS = { fulfillment: "FULFILLMENT_REQUESTED", cancellation: "CANCELLATION_REQUESTED" } as const;

export type FulfillmentMethods = Pick<
  StorePort,
  | "fulfillmentOrder"
  | "assignedFulfillmentOrders"
  | "acceptFulfillmentRequest"
  | "rejectFulfillmentRequest"
  | "moveFulfillmentOrder"
  | "createFulfillment"
>;

export function fulfillmentMethods(run: RunOperation): FulfillmentMethods {
  return {
    fulfillmentOrder: async (id) => {
      const { fulfillmentOrder } = await run(FULFILLMENT_ORDER_READS.fulfillmentOrder, { id });
      if (!fulfillmentOrder)
        throw failure("fulfillmentOrder", "not-found", "the fulfillment order does not exist");
      return wholeFulfillmentOrder(run, fulfillmentOrder);
    },
    assignedFulfillmentOrders: async (asks) => {
      const nodes = await allNodes(async (after) => {
        const variables = { asks: ASKS[asks], after };
        return (await run(FULFILLMENT_OPERATIONS.assignedFulfillmentOrders, variables))
          .assignedFulfillmentOrders;
      });
      return nodes.map((node) => ({ storeFulfillmentOrderId: node.id, storeOrderId: node.orderId }));
    },
    acceptFulfillmentRequest: async (id, message) => {
      const answer = await run(FULFILLMENT_OPERATIONS.acceptFulfillmentRequest, { id, message });
      const { userErrors: refusals } = answer.fulfillmentOrderAcceptFulfillmentRequest;
      refuseUserErrors("fulfillmentOrderAcceptFulfillmentRequest", refusals);
    },
    rejectFulfillmentRequest: async (id, reason, message) => {
      const answer = await run(FULFILLMENT_OPERATIONS.rejectFulfillmentRequest, { id, reason, message });
      const { userErrors: refusals } = answer.fulfillmentOrderRejectFulfillmentRequest;
      refuseUserErrors("fulfillmentOrderRejectFulfillmentRequest", refusals);
    },
    moveFulfillmentOrder: (id, locationId) => moveFulfillmentOrder(run, id, locationId),
    createFulfillment: (input) => createFulfillment(run, input),
  };
}

// When every line moves, Shopify may point the same fulfillment order at the new location instead of making another.
async function moveFulfillmentOrder(run: RunOperation, id: string, locationId: string): Promise<string> {
  const { fulfillmentOrderMove: answer } = await run(FULFILLMENT_OPERATIONS.fulfillmentOrderMove, {
    id,
    locationId,
  });
  refuseUserErrors("fulfillmentOrderMove", answer.userErrors);
  const moved = answer.movedFulfillmentOrder ?? answer.originalFulfillmentOrder;
  if (!moved) throw failure("fulfillmentOrderMove", "malformed", "movedFulfillmentOrder: missing");
  return moved.id;
}

function failure(operation: string, kind: "malformed" | "not-found", detail: string): PlatformError {
  return new PlatformError({ platform: "shopify", operation, kind, detail });
}
