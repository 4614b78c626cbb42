import { describe, expect, it } from "vitest";
import {
  groupUnits,
  isPlanned,
  mayStillBeRouted,
  orderMayBecome,
  stateAfterShipping,
  type Unit,
  wanted,
} from "./order.ts";

const unit = (unitId: string, over: Partial<Unit> = {}): Unit => ({
  unitId,
  marketplaceSkuId: "sku-1",
  sku: "MUG",
  title: "Mug",
  price: { minor: 1200, currency: "USD" },
  cancelled: false,
  ...over,
});

describe("units", () => {
  it("units of one SKU at one price are one line, whatever their order", () => {
    const units = [unit("u3"), unit("u1"), unit("u2", { cancelled: true })];
    const [line, ...others] = groupUnits(units);
    expect(others).toEqual([]);
    expect(line).toMatchObject({ quantity: 3, cancelledQuantity: 1, unitIds: ["u1", "u2", "u3"] });
    expect(groupUnits([...units].reverse())).toEqual(groupUnits(units));
  });

  it("one SKU at two prices is two lines", () => {
    const lines = groupUnits([unit("u1"), unit("u2", { price: { minor: 900, currency: "USD" } })]);
    expect(lines.map((line) => line.unitPrice.minor)).toEqual([1200, 900]);
  });

  it("what the buyer still wants is never below zero", () => {
    expect(wanted({ quantity: 2, cancelledQuantity: 3 })).toBe(0);
  });
});

describe("order states", () => {
  it("a cancelled order goes nowhere", () => {
    expect(orderMayBecome("cancelled", "routed")).toBe(false);
    expect(orderMayBecome("cancelled", "cancelled")).toBe(true);
    expect(orderMayBecome("on-hold", "routed")).toBe(true);
  });

  it("an order of which something left is not routed again", () => {
    expect(mayStillBeRouted("partly-shipped")).toBe(false);
    expect(mayStillBeRouted("on-hold")).toBe(true);
  });

  it("what has left decides between partly shipped and shipped", () => {
    const lines = (...counts: [number, number][]) =>
      counts.map(([quantity, shippedQuantity]) => ({ quantity, shippedQuantity }));
    expect(stateAfterShipping("routed", lines([2, 0]))).toBe("routed");
    expect(stateAfterShipping("routed", lines([2, 1], [1, 1]))).toBe("partly-shipped");
    expect(stateAfterShipping("partly-shipped", lines([2, 2], [1, 1]))).toBe("shipped");
    expect(stateAfterShipping("cancelled", lines([1, 1]))).toBe("cancelled");
  });

  it("a plan that covers a quantity no longer wanted is no plan", () => {
    const order = (cancelledQuantity: number, state = "open") => ({
      planVersion: 2,
      lines: [{ id: "l1", quantity: 3, cancelledQuantity }],
      fulfillmentOrders: [
        { planVersion: 1, state: "cancelled", lines: [{ orderLineId: "l1", quantity: 3 }] },
        { planVersion: 2, state, lines: [{ orderLineId: "l1", quantity: 3 }] },
      ],
    });
    expect(isPlanned(order(0))).toBe(true);
    expect(isPlanned(order(1))).toBe(false);
    expect(isPlanned(order(0, "cancelled"))).toBe(false);
  });
});
