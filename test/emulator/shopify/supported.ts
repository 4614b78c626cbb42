// Every field of Shopify's schema that the twin answers, gathered from the resources.
import { bulkFields } from "./bulk.ts";
import { collectionFields } from "./collections.ts";
import type { Fields, Resolver } from "./fields.ts";
import { fulfillmentOrderRequests } from "./fulfillment-order-requests.ts";
import { fulfillmentOrderFields } from "./fulfillment-orders.ts";
import { fulfillmentFields } from "./fulfillments.ts";
import { inventoryFields } from "./inventory.ts";
import { metafieldMutations } from "./metafields.ts";
import { nodeFields } from "./nodes.ts";
import { orderFields } from "./orders.ts";
import { productFields } from "./products.ts";
import { shopFields } from "./shop.ts";
import { subscriptionFields } from "./subscriptions.ts";

export const supported: Fields = merge([
  shopFields,
  productFields,
  collectionFields,
  inventoryFields,
  orderFields,
  fulfillmentOrderFields,
  fulfillmentOrderRequests,
  fulfillmentFields,
  bulkFields,
  subscriptionFields,
  metafieldMutations,
  nodeFields,
]);

function merge(tables: readonly Fields[]): Fields {
  const all: Record<string, Record<string, Resolver>> = {};
  for (const table of tables) {
    for (const [type, fields] of Object.entries(table)) all[type] = { ...all[type], ...fields };
  }
  return all;
}
