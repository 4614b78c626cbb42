// One drive for each mutation on orders, stock, metafields, bulk operations and webhook subscriptions.
import { STORE } from "../../emulator/shopify/alone.ts";
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

/** A location of the merchant's own that stocks the lamp, and the level there. */
async function attic({ alone, ids }: StoreScene): Promise<{ location: string; level: string }> {
  const location = alone.twin.addLocation(STORE, "Attic");
  alone.twin.setStock(STORE, "LAMP", 1, location);
  alone.twin.setStock(STORE, "LAMP", 0, location);
  const { data } = await alone.graphql(
    "query($id: ID!, $l: ID!) { inventoryItem(id: $id) { inventoryLevel(locationId: $l) { id } } }",
    { id: ids.item, l: location },
  );
  return { location, level: data["inventoryItem"].inventoryLevel.id };
}

const stockDrives: StoreDrives = {
  inventoryBulkToggleActivation: async (scene) => ({
    document: mutation(
      "inventoryBulkToggleActivation",
      `inventoryItemId: "${scene.ids.item}", inventoryItemUpdates: [{ locationId: "${(await attic(scene)).location}", activate: false }]`,
    ),
  }),
  inventoryDeactivate: async (scene) => ({
    document: mutation("inventoryDeactivate", `inventoryLevelId: "${(await attic(scene)).level}"`),
  }),
  inventoryMoveQuantities: ({ ids }) => {
    const at = `locationId: "${ids.location}", changeFromQuantity: null`;
    return {
      document: keyed(
        "inventoryMoveQuantities",
        `input: { reason: "quality_control", referenceDocumentUri: "gid://fernweh/Check/1", changes: [{ inventoryItemId: "${ids.item}", quantity: 1, from: { ${at}, name: "available" }, to: { ${at}, name: "damaged", ledgerDocumentUri: "gid://fernweh/Check/1" } }] }`,
      ),
    };
  },
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
