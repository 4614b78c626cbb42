// Every state of a listing, order, fulfillment order, with the badge and the sentence a merchant reads. One table each.
import type { FulfillmentOrderState } from "../domain/fulfillment-order.ts";
import type { ListingState } from "../domain/listing.ts";
import type { OrderState } from "../domain/order.ts";

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

/** Words for a state read from the database; one we do not know is shown as it is, never hidden. */
export function wordsOf(table: Readonly<Record<string, StateWords>>, state: string): StateWords {
  return table[state] ?? { badge: state, tone: "attention", sentence: "" };
}
