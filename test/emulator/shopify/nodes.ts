// Any object by its global id.
import type { Context, Fields } from "./fields.ts";
import { itemById, levelById } from "./inventory-item.ts";

type Lookup = (context: Context, id: string) => object | undefined;

const LOOKUPS: Readonly<Record<string, Lookup>> = {
  Product: ({ shop }, id) => shop.products.get(id),
  ProductVariant: ({ shop }, id) => shop.variants.get(id),
  Collection: ({ shop }, id) => shop.collections.get(id),
  InventoryItem: itemById,
  InventoryLevel: levelById,
  Order: ({ shop }, id) => shop.orders.get(id),
  FulfillmentOrder: ({ shop }, id) => shop.fulfillmentOrders.get(id),
  Fulfillment: ({ shop }, id) => shop.fulfillments.get(id),
  Location: ({ shop }, id) => shop.locations.get(id),
  BulkOperation: ({ shop }, id) => shop.bulkOperations.get(id),
  Job: ({ shop }, id) => shop.jobs.get(id),
  WebhookSubscription: ({ shop }, id) => shop.subscriptions.get(id),
};

function nodeById(context: Context, id: string): object | null {
  const type = /^gid:\/\/shopify\/(\w+)\//.exec(id)?.[1] ?? "";
  const found = LOOKUPS[type]?.(context, id);
  if (found) context.permissions.checkNode(type);
  return found ? { ...found, __typename: type } : null;
}

export const nodeFields: Fields = {
  // Every object with an id answers it; a fragment on the interface asks for it there.
  Node: { id: (source: { id: string }) => source.id },
  QueryRoot: {
    node: (_root: unknown, args: { id: string }, context: Context) => nodeById(context, args.id),
    nodes: (_root: unknown, args: { ids: readonly string[] }, context: Context) =>
      args.ids.map((id) => nodeById(context, id)),
  },
};
