import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { as, type OrderLineId } from "./ids.ts";
import { byCarrier, chooseUnits, describeUnits, fitInto, remainingOf } from "./shipment.ts";

const l1 = as<OrderLineId>("l1");
const l2 = as<OrderLineId>("l2");
const unit = (unitId: string, trackingNumber: string | null = null, cancelled = false) => ({
  unitId,
  trackingNumber,
  cancelled,
});

describe("packages", () => {
  it("a package is cut down to what the lines still lack, and the rest is given back", () => {
    const cut = fitInto([{ orderLineId: l1, quantity: 3 }], [{ orderLineId: l1, remaining: 2 }]);
    expect(cut).toEqual({
      fits: [{ orderLineId: l1, quantity: 2 }],
      rest: [{ orderLineId: l1, quantity: 1 }],
    });
  });

  it("nothing is lost or counted twice when a package is fitted", () => {
    const some = fc.array(
      fc.record({ orderLineId: fc.constantFrom(l1, l2), quantity: fc.integer({ min: 1, max: 5 }) }),
    );
    fc.assert(
      fc.property(some, fc.nat(6), fc.nat(6), (lines, a, b) => {
        const open = [
          { orderLineId: l1, remaining: a },
          { orderLineId: l2, remaining: b },
        ];
        const { fits, rest } = fitInto(lines, open);
        const sum = (rows: readonly { quantity: number }[]) => rows.reduce((n, row) => n + row.quantity, 0);
        expect(sum(fits) + sum(rest)).toBe(sum(lines));
        for (const of of open) {
          expect(sum(fits.filter((row) => row.orderLineId === of.orderLineId))).toBeLessThanOrEqual(
            of.remaining,
          );
        }
      }),
    );
  });

  it("what a part lacks is what it has to ship less what has left", () => {
    const part = { lines: [{ orderLineId: l1, quantity: 3, shippedQuantity: 1 }] };
    expect(remainingOf(part)).toEqual([{ orderLineId: l1, remaining: 2 }]);
  });

  it("units and carriers are said in words", () => {
    expect(describeUnits([{ orderLineId: l1, quantity: 1 }])).toBe("1 unit");
    expect(
      describeUnits([
        { orderLineId: l1, quantity: 1 },
        { orderLineId: l2, quantity: 2 },
      ]),
    ).toBe("3 units");
    expect([byCarrier("UPS"), byCarrier(null)]).toEqual([" by UPS", ""]);
  });
});

describe("units to report", () => {
  it("the first free units are chosen, in order of id", () => {
    const units = [unit("u3"), unit("u1", "OTHER"), unit("u2"), unit("u4", null, true)];
    const chosen = chooseUnits([{ quantity: 2, unitIds: ["u3", "u4", "u1", "u2"] }], units, "TN1");
    expect(chosen).toEqual({ toReport: ["u2", "u3"], missing: 0 });
  });

  it("a unit that already has the tracking number was reported", () => {
    const units = [unit("u1", "TN1"), unit("u2")];
    expect(chooseUnits([{ quantity: 1, unitIds: ["u1", "u2"] }], units, "TN1")).toEqual({
      toReport: [],
      missing: 0,
    });
  });

  it("units that are not there to be reported are counted as missing", () => {
    expect(chooseUnits([{ quantity: 2, unitIds: ["u1"] }], [unit("u1")], "TN1")).toEqual({
      toReport: ["u1"],
      missing: 1,
    });
  });
});
