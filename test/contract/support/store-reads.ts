// One drive for each query of the store.
import { STORE } from "../../emulator/shopify/alone.ts";
import { type StoreDrive, type StoreDrives, type StoreScene, shipped } from "./store-scene.ts";

const listOf =
  (name: string): StoreDrive =>
  () => ({ document: `{ ${name}(first: 3) { nodes { id } pageInfo { hasNextPage endCursor } } }` });

const byId =
  (name: string, id: (scene: StoreScene) => string): StoreDrive =>
  (scene) => ({ document: `query($id: ID!) { ${name}(id: $id) { id } }`, variables: { id: id(scene) } });

const countOf =
  (name: string): StoreDrive =>
  () => ({ document: `{ ${name} { count precision } }` });

async function bulkRun({ alone }: StoreScene): Promise<string> {
  const { data } = await alone.graphql(
    'mutation { bulkOperationRunQuery(query: "{ products { edges { node { id } } } }") { bulkOperation { id } } }',
  );
  return data["bulkOperationRunQuery"].bulkOperation.id;
}

async function cancelJob({ alone, ids }: StoreScene): Promise<string> {
  const { data } = await alone.graphql(
    "mutation($id: ID!) { orderCancel(orderId: $id, reason: OTHER, restock: true) { job { id } } }",
    { id: ids.order },
  );
  return data["orderCancel"].job.id;
}

async function subscription({ alone }: StoreScene): Promise<string> {
  const { data } = await alone.graphql(
    'mutation { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: { uri: "https://else.example/hook" }) { webhookSubscription { id } } }',
  );
  return data["webhookSubscriptionCreate"].webhookSubscription.id;
}

const later =
  (name: string, made: (scene: StoreScene) => Promise<string>): StoreDrive =>
  async (scene) => ({
    document: `query($id: ID!) { ${name}(id: $id) { id } }`,
    variables: { id: await made(scene) },
  });

export const readDrives: StoreDrives = {
  assignedFulfillmentOrders: listOf("assignedFulfillmentOrders"),
  bulkOperation: later("bulkOperation", bulkRun),
  bulkOperations: async (scene) => {
    await bulkRun(scene);
    return { document: "{ bulkOperations(first: 3) { nodes { id status } } }" };
  },
  collection: later("collection", async ({ alone }) =>
    alone.twin.putCollection(STORE, "all", { title: "All", rules: [] }),
  ),
  collections: ({ alone }) => {
    alone.twin.putCollection(STORE, "all", { title: "All", rules: [] });
    return { document: "{ collections(first: 3) { nodes { id } pageInfo { hasNextPage } } }" };
  },
  fulfillment: byId("fulfillment", shipped),
  fulfillmentOrder: byId("fulfillmentOrder", ({ ids }) => ids.part),
  fulfillmentService: byId("fulfillmentService", ({ ids }) => ids.service),
  inventoryItem: byId("inventoryItem", ({ ids }) => ids.item),
  inventoryLevel: byId("inventoryLevel", ({ ids }) => ids.level),
  job: later("job", cancelJob),
  location: byId("location", ({ ids }) => ids.location),
  locations: listOf("locations"),
  node: byId("node", ({ ids }) => ids.order),
  nodes: ({ ids }) => ({
    document: "query($ids: [ID!]!) { nodes(ids: $ids) { id } }",
    variables: { ids: [ids.order, ids.product] },
  }),
  order: byId("order", ({ ids }) => ids.order),
  orders: listOf("orders"),
  ordersCount: countOf("ordersCount"),
  product: byId("product", ({ ids }) => ids.product),
  productVariant: byId("productVariant", ({ ids }) => ids.variant),
  productVariants: listOf("productVariants"),
  products: listOf("products"),
  productsCount: countOf("productsCount"),
  shop: () => ({ document: "{ shop { id name } }" }),
  webhookSubscription: later("webhookSubscription", subscription),
  webhookSubscriptions: async (scene) => {
    await subscription(scene);
    return { document: "{ webhookSubscriptions(first: 3) { nodes { id topic uri } } }" };
  },
};
