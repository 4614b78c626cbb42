// One drive for each mutation on orders, stock, metafields, bulk operations and webhook subscriptions.
import { mutation, type StoreDrives, type StoreScene } from "./store-scene.ts";

const keyed = (name: string, args: string) =>
  `mutation { ${name}(${args}) @idempotent(key: "key-1") { userErrors { field message } } }`;

async function subscription({ alone }: StoreScene): Promise<string> {
  const { data } = await alone.graphql(
    mutation("webhookSubscriptionCreate", SUBSCRIPTION, "webhookSubscription { id }"),
  );
  return data["webhookSubscriptionCreate"].webhookSubscription.id;
}

const SUBSCRIPTION = 'topic: ORDERS_CREATE, webhookSubscription: { uri: "https://else.example/hook" }';
const BULK = 'query: "{ products { edges { node { id } } } }"';

const stockDrives: StoreDrives = {
  inventoryActivate: async ({ alone, ids }) => {
    const { data } = await alone.graphql(
      mutation("fulfillmentServiceCreate", 'name: "Other"', "fulfillmentService { location { id } }"),
    );
    const place = data["fulfillmentServiceCreate"].fulfillmentService.location.id;
    return {
      document: keyed("inventoryActivate", `inventoryItemId: "${ids.item}", locationId: "${place}"`),
    };
  },
  inventoryAdjustQuantities: ({ ids }) => ({
    document: keyed(
      "inventoryAdjustQuantities",
      `input: { name: "available", reason: "correction", changes: [{ inventoryItemId: "${ids.item}", locationId: "${ids.location}", delta: 3, changeFromQuantity: null }] }`,
    ),
  }),
  inventorySetQuantities: ({ ids }) => ({
    document: keyed(
      "inventorySetQuantities",
      `input: { name: "available", reason: "correction", quantities: [{ inventoryItemId: "${ids.item}", locationId: "${ids.location}", quantity: 3, changeFromQuantity: null }] }`,
    ),
  }),
};

export const writeDrives: StoreDrives = {
  ...stockDrives,
  orderCreate: ({ ids }) => ({
    document: mutation(
      "orderCreate",
      `order: { lineItems: [{ variantId: "${ids.variant}", quantity: 1 }] }`,
      "order { id }",
    ),
  }),
  orderCancel: ({ ids }) => ({
    document: `mutation { orderCancel(orderId: "${ids.order}", reason: OTHER, restock: true) { job { id } orderCancelUserErrors { code } userErrors { message } } }`,
  }),
  metafieldsSet: ({ ids }) => ({
    document: mutation(
      "metafieldsSet",
      `metafields: [{ ownerId: "${ids.order}", namespace: "$app", key: "mark", type: "single_line_text_field", value: "one" }]`,
      "metafields { id }",
    ),
  }),
  bulkOperationRunQuery: () => ({
    document: mutation("bulkOperationRunQuery", BULK, "bulkOperation { id }"),
  }),
  bulkOperationCancel: async ({ alone }) => {
    const { data } = await alone.graphql(mutation("bulkOperationRunQuery", BULK, "bulkOperation { id }"));
    const { id } = data["bulkOperationRunQuery"].bulkOperation;
    return { document: mutation("bulkOperationCancel", `id: "${id}"`) };
  },
  webhookSubscriptionCreate: () => ({
    document: mutation("webhookSubscriptionCreate", SUBSCRIPTION, "webhookSubscription { id }"),
  }),
  webhookSubscriptionUpdate: async (scene) => ({
    document: mutation(
      "webhookSubscriptionUpdate",
      `id: "${await subscription(scene)}", webhookSubscription: { filter: "test:false" }`,
      "webhookSubscription { id filter }",
    ),
  }),
  webhookSubscriptionDelete: async (scene) => ({
    document: mutation("webhookSubscriptionDelete", `id: "${await subscription(scene)}"`),
  }),
};
