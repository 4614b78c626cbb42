// One drive for each mutation that shapes fulfillment orders, edits orders, moves stock between its states, or is an
// older name.
import { STORE } from "../../emulator/shopify/alone.ts";
import { mutation, type StoreDrive, type StoreDrives, type StoreScene, shipped } from "./store-scene.ts";

const LATER = "2027-01-01T00:00:00Z";

const inOrder = ({ ids }: StoreScene) => ids.part;

async function scheduled({ alone, ids }: StoreScene): Promise<string> {
  alone.twin.scheduleOrder(STORE, ids.orderName, LATER);
  return ids.part;
}

async function lineOf({ alone, ids }: StoreScene): Promise<string> {
  const { data } = await alone.graphql(
    `{ fulfillmentOrder(id: "${ids.part}") { lineItems(first: 1) { nodes { id } } } }`,
  );
  return data["fulfillmentOrder"].lineItems.nodes[0].id;
}

const onOrder =
  (name: string, more = ""): StoreDrive =>
  ({ ids }) => ({ document: mutation(name, `input: { id: "${ids.order}"${more} }`) });

const orderDrives: StoreDrives = {
  orderUpdate: onOrder("orderUpdate", ', note: "fragile"'),
  orderClose: onOrder("orderClose"),
  orderOpen: onOrder("orderOpen"),
  orderMarkAsPaid: async ({ alone, ids }) => {
    const { data } = await alone.graphql(
      mutation(
        "orderCreate",
        `order: { lineItems: [{ variantId: "${ids.variant}", quantity: 1 }] }`,
        "order { id }",
      ),
    );
    return { document: mutation("orderMarkAsPaid", `input: { id: "${data["orderCreate"].order.id}" }`) };
  },
  refundCreate: ({ ids }) => ({
    document: `mutation { refundCreate(input: { orderId: "${ids.order}", shipping: { fullRefund: true }, transactions: [{ amount: "5.00", gateway: "bogus", kind: REFUND, orderId: "${ids.order}" }] }) @idempotent(key: "key-1") { refund { id } userErrors { field message } } }`,
  }),
};

export const shapingDrives: StoreDrives = {
  ...orderDrives,
  fulfillmentCreateV2: ({ ids }) => ({
    document: mutation(
      "fulfillmentCreateV2",
      `fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: "${ids.part}" }] }`,
    ),
  }),
  fulfillmentTrackingInfoUpdateV2: (scene) => ({
    document: mutation(
      "fulfillmentTrackingInfoUpdateV2",
      `fulfillmentId: "${shipped(scene)}", trackingInfoInput: { company: "UPS", number: "1Z8" }`,
    ),
  }),
  fulfillmentOrderSplit: async (scene) => ({
    document: mutation(
      "fulfillmentOrderSplit",
      `fulfillmentOrderSplits: [{ fulfillmentOrderId: "${scene.ids.part}", fulfillmentOrderLineItems: [{ id: "${await lineOf(scene)}", quantity: 1 }] }]`,
    ),
  }),
  fulfillmentOrderMerge: ({ alone, ids }) => {
    const [other] = alone.twin.splitOrder(STORE, ids.orderName, { sku: "ROPE-S", quantity: 1 });
    return {
      document: mutation(
        "fulfillmentOrderMerge",
        `fulfillmentOrderMergeInputs: [{ mergeIntents: [{ fulfillmentOrderId: "${ids.part}" }, { fulfillmentOrderId: "${other}" }] }]`,
      ),
    };
  },
  fulfillmentOrderOpen: async (scene) => ({
    document: mutation("fulfillmentOrderOpen", `id: "${await scheduled(scene)}"`),
  }),
  fulfillmentOrderReschedule: async (scene) => ({
    document: mutation(
      "fulfillmentOrderReschedule",
      `id: "${await scheduled(scene)}", fulfillAt: "2027-02-01T00:00:00Z"`,
    ),
  }),
  fulfillmentOrderReportProgress: (scene) => ({
    document: mutation("fulfillmentOrderReportProgress", `id: "${inOrder(scene)}"`),
  }),
  fulfillmentOrdersSetFulfillmentDeadline: (scene) => ({
    document: mutation(
      "fulfillmentOrdersSetFulfillmentDeadline",
      `fulfillmentOrderIds: ["${inOrder(scene)}"], fulfillmentDeadline: "${LATER}"`,
      "success",
    ),
  }),
  inventoryBulkToggleActivation: ({ alone, ids }) => ({
    document: mutation(
      "inventoryBulkToggleActivation",
      `inventoryItemId: "${ids.item}", inventoryItemUpdates: [{ locationId: "${alone.twin.addLocation(STORE, "Attic")}", activate: true }]`,
    ),
  }),
  inventoryDeactivate: ({ ids }) => ({
    document: mutation("inventoryDeactivate", `inventoryLevelId: "${ids.level}"`),
  }),
  inventoryMoveQuantities: ({ ids }) => {
    const end = (name: string, more = "") =>
      `{ name: "${name}", locationId: "${ids.location}", changeFromQuantity: null${more} }`;
    const to = end("damaged", ', ledgerDocumentUri: "gid://reeldock/Count/1"');
    return {
      document: `mutation { inventoryMoveQuantities(input: { reason: "damaged", referenceDocumentUri: "gid://reeldock/Count/1", changes: [{ inventoryItemId: "${ids.item}", quantity: 1, from: ${end("available")}, to: ${to} }] }) @idempotent(key: "key-1") { userErrors { field message } } }`,
    };
  },
};
