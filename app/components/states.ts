// Every state of a listing, order, fulfillment order and verb, with the badge and the sentence a merchant reads. One table each.
import type { FulfillmentOrderState } from "../domain/fulfillment-order.ts";
import type { ListingState } from "../domain/listing.ts";
import type { OrderState } from "../domain/order.ts";
import type { Verb } from "../use-cases/ports/work.ts";

export type Tone = "success" | "info" | "attention" | "warning" | "critical" | "new";
export type StateWords = { readonly badge: string; readonly tone: Tone; readonly sentence: string };

export const LISTING_STATES = {
  draft: {
    badge: "Not listed",
    tone: "attention",
    sentence: "Something must be mended before it can be sent.",
  },
  "in-review": { badge: "In review", tone: "info", sentence: "The marketplace is checking it." },
  live: { badge: "Live", tone: "success", sentence: "Buyers can see and buy it." },
  paused: { badge: "Paused", tone: "warning", sentence: "The marketplace does not show it at the moment." },
  rejected: {
    badge: "Rejected",
    tone: "critical",
    sentence: "The marketplace refused it; its reasons are below.",
  },
  withdrawn: { badge: "Withdrawn", tone: "new", sentence: "It is no longer offered." },
  frozen: {
    badge: "Frozen",
    tone: "critical",
    sentence: "The marketplace has locked it; ask its seller support.",
  },
} as const satisfies Record<ListingState, StateWords>;

export const ORDER_STATES = {
  imported: { badge: "Received", tone: "info", sentence: "We have it and are about to route it." },
  "on-hold": { badge: "On hold", tone: "warning", sentence: "It waits for you; the reason is on the order." },
  routed: { badge: "Routed", tone: "info", sentence: "A warehouse has it and nothing has left yet." },
  "partly-shipped": { badge: "Partly shipped", tone: "attention", sentence: "Some of it has left." },
  shipped: { badge: "Shipped", tone: "success", sentence: "All of it has left." },
  delivered: { badge: "Delivered", tone: "success", sentence: "The buyer has it." },
  cancelled: { badge: "Cancelled", tone: "new", sentence: "It was cancelled; nothing more will be shipped." },
} as const satisfies Record<OrderState, StateWords>;

export const FULFILLMENT_ORDER_STATES = {
  open: { badge: "Open", tone: "info", sentence: "Planned, not yet handed over." },
  submitted: { badge: "Submitted", tone: "info", sentence: "The warehouse was asked and has not answered." },
  accepted: { badge: "Accepted", tone: "info", sentence: "The warehouse will ship it." },
  shipped: { badge: "Shipped", tone: "success", sentence: "The warehouse has shipped it." },
  rejected: { badge: "Refused", tone: "critical", sentence: "The warehouse refused it." },
  cancelled: { badge: "Cancelled", tone: "new", sentence: "It will not be shipped." },
} as const satisfies Record<FulfillmentOrderState, StateWords>;

/** What a waiting work item is about to do, in a merchant's words. */
export const VERB_WORDS = {
  "import-catalog": "Read the whole catalogue of the store",
  "import-products": "Read a changed product",
  "publish-listings": "Publish a listing",
  "refresh-listings": "Read the marketplace's review result",
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
  "reconcile-inventory": "Compare stock",
  "reconcile-orders": "Compare orders",
  "reconcile-shipments": "Compare shipments",
  "disconnect-store": "Stop work for the store",
  "answer-privacy-request": "Answer a privacy request",
} as const satisfies Record<Verb, string>;

export const OWNERS: Readonly<Record<string, string>> = {
  us: "Ours",
  merchant: "Yours",
  shopify: "Shopify's",
  marketplace: "TikTok Shop's",
};

/** Words for a state read from the database; one we do not know is shown as it is, never hidden. */
export function wordsOf(table: Readonly<Record<string, StateWords>>, state: string): StateWords {
  return table[state] ?? { badge: state, tone: "attention", sentence: "" };
}
