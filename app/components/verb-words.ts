// What each verb does and whose turn it is, in a merchant's words.
import type { Verb } from "../use-cases/ports/work.ts";

/** What a waiting work item is about to do, in a merchant's words. */
export const VERB_WORDS = {
  "import-catalog": "Read the whole catalogue of the store",
  "import-products": "Read a changed product",
  "import-collections": "Read what a changed collection decides",
  "import-store": "Read the store's name, currency and time zone",
  "import-locations": "Read the store's locations",
  "publish-listings": "Publish a listing",
  "check-listings": "Check all products before publishing",
  "apply-settings": "Find the products that changed settings concern",
  "mark-products": "Find all products that a decision concerns",
  "refresh-listings": "Read the marketplace's review result",
  "withdraw-listings": "Take a listing off sale or put it back",
  "push-inventory": "Push stock to the marketplace",
  "import-inventory": "Read changed stock from the store",
  "record-warehouse-stock": "Read stock at the marketplace's warehouses",
  "import-orders": "Read an order from the marketplace",
  "create-store-orders": "Create an order in the store",
  "route-orders": "Choose the warehouse for an order",
  "answer-fulfillment-requests": "Answer the store's fulfillment request",
  "submit-fulfillment-orders": "Ask the warehouse to ship",
  "record-shipments": "Look for parcels of an order",
  "record-store-shipments": "Read what the store shipped",
  "report-shipments": "Report a shipment to the other side",
  "reconcile-listings": "Compare listings",
  "reconcile-everything": "Compare everything",
  "reconcile-inventory": "Compare stock",
  "reconcile-orders": "Compare orders",
  "reconcile-shipments": "Compare shipments",
  "reconcile-links": "Compare links",
  "link-skus": "Mend a link",
  "disconnect-store": "Stop work for the store",
  "answer-privacy-request": "Answer a privacy request",
} as const satisfies Record<Verb, string>;

export const OWNERS: Readonly<Record<string, string>> = {
  us: "Ours",
  merchant: "Yours",
  shopify: "Shopify's",
  marketplace: "TikTok Shop's",
};
