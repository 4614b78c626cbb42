// The catalogue, total over Verbs: how many at a time, how often, and by which use-case. One line each.
import { answerFulfillmentRequests } from "../use-cases/answer-fulfillment-requests.ts";
import { answerPrivacyRequest } from "../use-cases/answer-privacy-request.ts";
import { applySettings } from "../use-cases/apply-settings.ts";
import { checkListings } from "../use-cases/check-listings.ts";
import { createStoreOrders } from "../use-cases/create-store-orders.ts";
import { disconnectStore } from "../use-cases/disconnect-store.ts";
import { importCatalog } from "../use-cases/import-catalog.ts";
import { importCollections } from "../use-cases/import-collections.ts";
import { importInventory } from "../use-cases/import-inventory.ts";
import { importLocations } from "../use-cases/import-locations.ts";
import { importOrders } from "../use-cases/import-orders.ts";
import { importProducts } from "../use-cases/import-products.ts";
import { importStore } from "../use-cases/import-store.ts";
import { linkSkus } from "../use-cases/link-skus.ts";
import { markProducts } from "../use-cases/mark-products.ts";
import { publishListings } from "../use-cases/publish-listings.ts";
import { pushInventory } from "../use-cases/push-inventory.ts";
import { reconcileEverything } from "../use-cases/reconcile-everything.ts";
import { reconcileInventory } from "../use-cases/reconcile-inventory.ts";
import { reconcileLinks } from "../use-cases/reconcile-links.ts";
import { reconcileListings } from "../use-cases/reconcile-listings.ts";
import { reconcileOrders } from "../use-cases/reconcile-orders.ts";
import { reconcileShipments } from "../use-cases/reconcile-shipments.ts";
import { recordShipments } from "../use-cases/record-shipments.ts";
import { recordStoreShipments } from "../use-cases/record-store-shipments.ts";
import { recordWarehouseStock } from "../use-cases/record-warehouse-stock.ts";
import { refreshListings } from "../use-cases/refresh-listings.ts";
import { reportShipments } from "../use-cases/report-shipments.ts";
import { routeOrders } from "../use-cases/route-orders.ts";
import { submitFulfillmentOrders } from "../use-cases/submit-fulfillment-orders.ts";
import { withdrawListings } from "../use-cases/withdraw-listings.ts";
import type { Lanes } from "./lane-settings.ts";

// Attempts: 12 span about an hour and a half of a platform's outage on average (backoff.ts); what ends sooner by its
// nature is not retried at all. A batch of single calls is at most some seconds' worth, so that turns stay short;
// publish-listings, refresh-listings and push-inventory work several of their batch at a time themselves, so that these share answers.
// Between two turns of publish-listings the quota lies idle for the length of a product's last calls: few long turns, not many.
export const lanes = {
  "import-catalog": { batch: 1, concurrency: 1, attempts: 12, handler: importCatalog },
  "import-collections": { batch: 100, concurrency: 1, attempts: 12, handler: importCollections },
  "import-store": { batch: 1, concurrency: 1, attempts: 12, handler: importStore },
  "import-locations": { batch: 1, concurrency: 1, attempts: 12, handler: importLocations },
  "import-products": { batch: 50, concurrency: 1, attempts: 12, handler: importProducts },
  "publish-listings": { batch: 200, concurrency: 1, attempts: 12, handler: publishListings },
  "refresh-listings": { batch: 100, concurrency: 1, attempts: 12, handler: refreshListings },
  "check-listings": { batch: 1, concurrency: 1, attempts: 12, handler: checkListings },
  "apply-settings": { batch: 1, concurrency: 1, attempts: 12, handler: applySettings },
  "mark-products": { batch: 1, concurrency: 1, attempts: 12, handler: markProducts },
  "withdraw-listings": { batch: 20, concurrency: 1, attempts: 12, handler: withdrawListings },
  "push-inventory": { batch: 20, concurrency: 1, attempts: 12, handler: pushInventory },
  "import-inventory": { batch: 50, concurrency: 1, attempts: 12, handler: importInventory },
  "record-warehouse-stock": { batch: 100, concurrency: 1, attempts: 12, handler: recordWarehouseStock },
  "import-orders": { batch: 50, concurrency: 1, attempts: 12, handler: importOrders },
  "create-store-orders": { batch: 8, concurrency: 4, attempts: 12, handler: createStoreOrders },
  "route-orders": { batch: 20, concurrency: 4, attempts: 12, handler: routeOrders },
  "answer-fulfillment-requests": {
    batch: 8,
    concurrency: 2,
    attempts: 12,
    handler: answerFulfillmentRequests,
  },
  "submit-fulfillment-orders": { batch: 8, concurrency: 4, attempts: 12, handler: submitFulfillmentOrders },
  "record-shipments": { batch: 20, concurrency: 4, attempts: 12, handler: recordShipments },
  "record-store-shipments": { batch: 8, concurrency: 4, attempts: 12, handler: recordStoreShipments },
  "report-shipments": { batch: 8, concurrency: 4, attempts: 12, handler: reportShipments },
  "reconcile-everything": { batch: 2, concurrency: 1, attempts: 12, handler: reconcileEverything },
  "reconcile-listings": { batch: 1, concurrency: 1, attempts: 12, handler: reconcileListings },
  "reconcile-inventory": { batch: 1, concurrency: 1, attempts: 12, handler: reconcileInventory },
  "reconcile-orders": { batch: 1, concurrency: 1, attempts: 12, handler: reconcileOrders },
  "reconcile-shipments": { batch: 1, concurrency: 1, attempts: 12, handler: reconcileShipments },
  "reconcile-links": { batch: 1, concurrency: 1, attempts: 12, handler: reconcileLinks },
  "link-skus": { batch: 50, concurrency: 1, attempts: 12, handler: linkSkus },
  "disconnect-store": { batch: 1, concurrency: 1, attempts: 12, handler: disconnectStore },
  "answer-privacy-request": { batch: 10, concurrency: 1, attempts: 12, handler: answerPrivacyRequest },
} as const satisfies Lanes;
