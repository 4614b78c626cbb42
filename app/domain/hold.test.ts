import { describe, expect, it } from "vitest";
import { counts, fulfillmentOrderMayBecome } from "./fulfillment-order.ts";
import { HOLD_CODES, holdIssue } from "./hold.ts";
import { as, type OrderId } from "./ids.ts";
import { lowersAvailable, reservationMayBecome } from "./reservation.ts";

const order = { id: as<OrderId>("o1"), name: "577" };

describe("holds", () => {
  it("each raises one issue of its own that names the order and says what to do", () => {
    for (const code of HOLD_CODES) {
      const issue = holdIssue(order, code, "SKU MUG.");
      expect(issue.key).toBe(`${code}:o1`);
      expect(issue.title).toMatch(/577.*SKU MUG\./);
      expect(issue.advice.length).toBeGreaterThan(20);
    }
  });
});

describe("fulfillment orders and reservations", () => {
  it("what shipped stays shipped; what was refused may be asked again", () => {
    expect(fulfillmentOrderMayBecome("shipped", "cancelled")).toBe(false);
    expect(fulfillmentOrderMayBecome("rejected", "open")).toBe(true);
    expect([counts("rejected"), counts("cancelled"), counts("accepted")]).toEqual([false, false, true]);
  });

  it("a consumed reservation is never held again, and only a held one lowers what may be sold", () => {
    expect(reservationMayBecome("consumed", "held")).toBe(false);
    expect(reservationMayBecome("released", "held")).toBe(true);
    expect([lowersAvailable("held"), lowersAvailable("consumed")]).toEqual([true, false]);
  });
});
