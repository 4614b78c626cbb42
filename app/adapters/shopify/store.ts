// The merchant's store as the use-cases see it, put together from its parts.
import type { StorePort } from "../../use-cases/ports/store.ts";
import type { Download } from "../http/download.ts";
import { exportMethods } from "./catalog-export.ts";
import { type AdminClientParts, createAdminClient } from "./client.ts";
import { fulfillmentMethods } from "./fulfillment.ts";
import { inventoryMethods } from "./inventory.ts";
import { locationMethods } from "./locations.ts";
import { orderMethods } from "./orders.ts";
import { productMethods } from "./products.ts";

export type StoreParts = AdminClientParts & {
  readonly download: Download;
  /** The store's own currency: Shopify writes variants' prices without one. */
  readonly currency: string;
};

/** One store. Cheap to make: the token is looked up per call. */
export function createStore(parts: StoreParts): StorePort {
  const run = createAdminClient(parts);
  return {
    ...locationMethods(run),
    ...exportMethods(run, parts),
    ...productMethods(run, parts.currency),
    ...inventoryMethods(run),
    ...orderMethods(run),
    ...fulfillmentMethods(run),
  };
}
