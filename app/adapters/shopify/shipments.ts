// Shipments as the store knows them (its fulfillments): reading them with all lines, and reporting one.
import { z } from "zod";
import { PlatformError } from "../../use-cases/ports/platform-error.ts";
import type { StorePort, StoreShipment } from "../../use-cases/ports/store.ts";
import { storeCarrier } from "./carriers.ts";
import { moment } from "./money.ts";
import { allNodes, connectionOf, empty, inChunks, type RunOperation } from "./operation.ts";
import { refuseUserErrors, userErrors } from "./user-errors.ts";

const shipmentLine = z.object({ quantity: z.number().nullable(), lineItem: z.object({ id: z.string() }) });
const shipment = z.object({
  id: z.string(),
  status: z.enum(["SUCCESS", "CANCELLED", "ERROR", "FAILURE", "OPEN", "PENDING"]),
  createdAt: moment,
  trackingInfo: z.array(
    z.object({ company: z.string().nullable(), number: z.string().nullable(), url: z.string().nullable() }),
  ),
  fulfillmentLineItems: connectionOf(shipmentLine),
});

export const SHIPMENT_OPERATIONS = {
  shipments: {
    document: `#graphql
      query shipments($ids: [ID!]!) {
        nodes(ids: $ids) {
          ... on Fulfillment {
            id status createdAt
            trackingInfo(first: 50) { company number url }
            fulfillmentLineItems(first: 25) {
              nodes { quantity lineItem { id } }
              pageInfo { hasNextPage endCursor }
            }
          }
        }
      }`,
    idempotent: "safe",
    data: z.object({ nodes: z.array(z.union([shipment, empty, z.null()])) }),
  },
  shipmentLines: {
    document: `#graphql
      query shipmentLines($id: ID!, $after: String) {
        fulfillment(id: $id) {
          fulfillmentLineItems(first: 100, after: $after) {
            nodes { quantity lineItem { id } }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
    idempotent: "safe",
    data: z.object({
      fulfillment: z.object({ fulfillmentLineItems: connectionOf(shipmentLine) }).nullable(),
    }),
  },
  fulfillmentCreate: {
    document: `#graphql
      mutation fulfillmentCreate($fulfillment: FulfillmentInput!) {
        fulfillmentCreate(fulfillment: $fulfillment) {
          fulfillment { id }
          userErrors { field message }
        }
      }`,
    idempotent: "unsafe",
    data: z.object({
      fulfillmentCreate: z.object({ fulfillment: z.object({ id: z.string() }).nullable(), userErrors }),
    }),
  },
} as const;

const SHIPMENTS_PER_QUERY = 10;
const NO_PAGE = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
// A fulfillment that failed never left: its quantities count as little as those of a cancelled one.
const NEVER_LEFT = new Set(["CANCELLED", "ERROR", "FAILURE"]);

/** Shipments by id, each with all its lines. */
export async function readShipments(run: RunOperation, ids: readonly string[]): Promise<StoreShipment[]> {
  return inChunks(ids, SHIPMENTS_PER_QUERY, async (chunk) => {
    const { nodes } = await run(SHIPMENT_OPERATIONS.shipments, { ids: chunk });
    const shipments: StoreShipment[] = [];
    for (const node of nodes) if (node !== null) shipments.push(await wholeShipment(run, node));
    return shipments;
  });
}

async function wholeShipment(run: RunOperation, node: z.output<typeof shipment>): Promise<StoreShipment> {
  const { id } = node;
  const lines = await allNodes(
    async (after) =>
      (await run(SHIPMENT_OPERATIONS.shipmentLines, { id, after })).fulfillment?.fulfillmentLineItems ??
      NO_PAGE,
    node.fulfillmentLineItems,
  );
  return {
    storeFulfillmentId: id,
    cancelled: NEVER_LEFT.has(node.status),
    carrier: node.trackingInfo.find((one) => one.company)?.company ?? null,
    trackingNumbers: node.trackingInfo.flatMap((one) => (one.number ? [one.number] : [])),
    trackingUrls: node.trackingInfo.flatMap((one) => (one.url ? [one.url] : [])),
    createdAt: node.createdAt,
    lines: lines.map((line) => ({ storeOrderLineId: line.lineItem.id, quantity: line.quantity ?? 0 })),
  };
}

/** Reports quantities of one fulfillment order as shipped. */
export async function createFulfillment(
  run: RunOperation,
  input: Parameters<StorePort["createFulfillment"]>[0],
): Promise<{ storeFulfillmentId: string }> {
  const trackingInfo = toTracking(input);
  const { fulfillmentCreate } = await run(SHIPMENT_OPERATIONS.fulfillmentCreate, {
    fulfillment: {
      lineItemsByFulfillmentOrder: [
        {
          fulfillmentOrderId: input.storeFulfillmentOrderId,
          fulfillmentOrderLineItems: input.lines.map((line) => ({
            id: line.storeLineId,
            quantity: line.quantity,
          })),
        },
      ],
      // The marketplace tells its buyer; the store's own orders are told by the store's own settings.
      notifyCustomer: false,
      ...(trackingInfo ? { trackingInfo } : {}),
    },
  });
  refuseUserErrors("fulfillmentCreate", fulfillmentCreate.userErrors);
  if (fulfillmentCreate.fulfillment) return { storeFulfillmentId: fulfillmentCreate.fulfillment.id };
  const detail = "fulfillment: missing";
  throw new PlatformError({ platform: "shopify", operation: "fulfillmentCreate", kind: "malformed", detail });
}

type Tracking = Pick<
  Parameters<StorePort["createFulfillment"]>[0],
  "carrier" | "trackingNumber" | "trackingUrl"
>;

// For a carrier it knows Shopify builds the link itself; for any other the link is ours to give.
function toTracking(input: Tracking): Record<string, string> | undefined {
  const known = input.carrier === null ? undefined : storeCarrier(input.carrier);
  const company = known ?? input.carrier;
  const tracking = {
    ...(company ? { company } : {}),
    ...(input.trackingNumber ? { number: input.trackingNumber } : {}),
    ...(input.trackingUrl && !known ? { url: input.trackingUrl } : {}),
  };
  return Object.keys(tracking).length > 0 ? tracking : undefined;
}
