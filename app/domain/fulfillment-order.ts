// The part of an order that one warehouse ships: its states and what they allow.

export type FulfillmentOrderState = "open" | "submitted" | "accepted" | "shipped" | "rejected" | "cancelled";

const NEXT = {
  open: ["submitted", "accepted", "shipped", "rejected", "cancelled"],
  submitted: ["accepted", "shipped", "rejected", "cancelled"],
  accepted: ["shipped", "rejected", "cancelled"],
  shipped: [],
  // The merchant may ask again after a no.
  rejected: ["open", "cancelled"],
  cancelled: ["open"],
} satisfies Record<FulfillmentOrderState, readonly FulfillmentOrderState[]>;

/** Whether a fulfillment order may go from one state to another; staying is always allowed. */
export function fulfillmentOrderMayBecome(from: FulfillmentOrderState, to: FulfillmentOrderState): boolean {
  return from === to || (NEXT[from] as readonly FulfillmentOrderState[]).includes(to);
}

/** Whether it still counts: neither refused nor cancelled. */
export function counts(state: FulfillmentOrderState): boolean {
  return state !== "rejected" && state !== "cancelled";
}

/** The platform's warehouse takes at most this many units per outbound order (its own limit, read 2026-11). */
export const MAX_OUTBOUND_UNITS = 50;
