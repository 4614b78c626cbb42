// What becomes of units promised to an order line: held until the keeper's own number shows them, or given back.

export type ReservationState = "held" | "consumed" | "released" | "expired";

const NEXT = {
  held: ["consumed", "released", "expired"],
  consumed: [],
  released: ["held"],
  expired: ["held"],
} satisfies Record<ReservationState, readonly ReservationState[]>;

/** Whether a reservation may go from one state to another; staying is always allowed. */
export function reservationMayBecome(from: ReservationState, to: ReservationState): boolean {
  return from === to || (NEXT[from] as readonly ReservationState[]).includes(to);
}

/** Only units held still lower what may be sold; consumed ones already show in the keeper's own number. */
export function lowersAvailable(state: ReservationState): boolean {
  return state === "held";
}
