import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AllocationLine,
  type AllocationWarehouse,
  type AvailableStock,
  allocate,
} from "./allocation.ts";
import { as, type OrderLineId, type VariantId, type WarehouseId } from "./ids.ts";

const line = (id: string, variant: string, quantity: number): AllocationLine => ({
  orderLineId: as<OrderLineId>(id),
  variantId: as<VariantId>(variant),
  label: variant,
  quantity,
  sellsWithoutStock: false,
});
const endless = (id: string, variant: string, quantity: number): AllocationLine => ({
  ...line(id, variant, quantity),
  sellsWithoutStock: true,
});
const warehouse = (id: string, priority = 100): AllocationWarehouse => ({
  warehouseId: as<WarehouseId>(id),
  name: `Warehouse ${id}`,
  priority,
});
const stock = (id: string, variant: string, available: number): AvailableStock => ({
  warehouseId: as<WarehouseId>(id),
  variantId: as<VariantId>(variant),
  available,
});
const shipped = (plan: ReturnType<typeof allocate>) =>
  plan.parts.map((part) => [
    part.warehouseId,
    part.lines.map((of) => `${of.orderLineId}×${of.quantity}`).join(" "),
  ]);

describe("allocation", () => {
  it("one warehouse that can ship everything wins over two that can share it", () => {
    const plan = allocate({
      lines: [line("l1", "a", 2), line("l2", "b", 1)],
      warehouses: [warehouse("w1", 1), warehouse("w2", 2), warehouse("w3", 3)],
      stock: [stock("w1", "a", 9), stock("w2", "b", 9), stock("w3", "a", 2), stock("w3", "b", 1)],
    });
    expect(shipped(plan)).toEqual([["w3", "l1×2 l2×1"]]);
    expect(plan.unallocated).toEqual([]);
  });

  it("a tie is broken by warehouse priority, then by id", () => {
    const everywhere = ["w3", "w1", "w2"].map((id) => stock(id, "a", 1));
    const among = (warehouses: AllocationWarehouse[]) =>
      allocate({ lines: [line("l1", "a", 1)], warehouses, stock: everywhere }).parts[0]?.warehouseId;
    expect(among([warehouse("w3", 5), warehouse("w1", 9), warehouse("w2", 5)])).toBe("w2");
    expect(among([warehouse("w3", 1), warehouse("w1", 9), warehouse("w2", 5)])).toBe("w3");
  });

  it("an order no single warehouse holds is split, and the plan says why", () => {
    const plan = allocate({
      lines: [line("l1", "a", 1), line("l2", "b", 3)],
      warehouses: [warehouse("w1"), warehouse("w2")],
      stock: [stock("w1", "a", 1), stock("w2", "b", 3)],
    });
    expect(shipped(plan)).toEqual([
      ["w2", "l2×3"],
      ["w1", "l1×1"],
    ]);
    expect(plan.parts[0]?.reason).toBe(
      "Warehouse w2 ships 3 units: no single warehouse holds the whole order.",
    );
  });

  it("a line no warehouse can ship is left unallocated with its reason", () => {
    const plan = allocate({
      lines: [line("l1", "a", 2)],
      warehouses: [warehouse("w1")],
      stock: [stock("w1", "a", 1)],
    });
    expect(plan.unallocated).toEqual([
      { orderLineId: "l1", quantity: 1, reason: "1 unit of a sold but not in stock at any warehouse." },
    ]);
  });

  it("without any warehouse the reason says so", () => {
    const plan = allocate({ lines: [line("l1", "a", 1)], warehouses: [], stock: [] });
    expect(plan.unallocated[0]?.reason).toBe("No warehouse of yours may ship a.");
  });

  it("two lines of one variant share what a warehouse holds", () => {
    const plan = allocate({
      lines: [line("l1", "a", 2), line("l2", "a", 2)],
      warehouses: [warehouse("w1")],
      stock: [stock("w1", "a", 3)],
    });
    expect(shipped(plan)).toEqual([["w1", "l1×2 l2×1"]]);
    expect(plan.unallocated).toMatchObject([{ orderLineId: "l2", quantity: 1 }]);
  });
});

describe("a line the store sells without stock", () => {
  it("goes out with what is in stock, in one parcel where one warehouse keeps both", () => {
    const plan = allocate({
      lines: [endless("l1", "poster", 2), line("l2", "mug", 1)],
      warehouses: [warehouse("w1", 1), warehouse("w2", 2)],
      stock: [stock("w1", "poster", 0), stock("w2", "poster", -3), stock("w2", "mug", 1)],
    });
    expect(shipped(plan)).toEqual([["w2", "l2×1 l1×2"]]);
    expect(plan.parts[0]?.reason).toBe(
      "Warehouse w2 ships the whole order. 2 units of it are not in stock: the store goes on selling without.",
    );
  });

  it("takes what is there first, and only the rest beyond it", () => {
    const plan = allocate({
      lines: [endless("l1", "poster", 3)],
      warehouses: [warehouse("w1", 1), warehouse("w2", 2)],
      stock: [stock("w1", "poster", 0), stock("w2", "poster", 2)],
    });
    expect(shipped(plan)).toEqual([["w2", "l1×3"]]);
    expect(plan.parts[0]?.reason).toContain("1 unit of it is not in stock");
  });

  it("is left unallocated where no warehouse keeps it, with what to do", () => {
    const plan = allocate({ lines: [endless("l1", "poster", 1)], warehouses: [warehouse("w1")], stock: [] });
    expect(plan.unallocated[0]?.reason).toBe(
      "poster is sold without stock, but none of your warehouses keeps it: stock it at one in the store.",
    );
  });
});

// Whether a variant is sold without stock is the variant's, not the line's: "c" is.
const variants = ["a", "b", "c"];
const ENDLESS = "c";
type Input = Parameters<typeof allocate>[0];
/** Units of a variant planned at a warehouse. */
const planned = (input: Input, plan: ReturnType<typeof allocate>, row: Omit<AvailableStock, "available">) => {
  const variantOf = new Map(input.lines.map((of) => [of.orderLineId, of.variantId]));
  const lines = plan.parts.find((of) => of.warehouseId === row.warehouseId)?.lines ?? [];
  const those = lines.filter((of) => variantOf.get(of.orderLineId) === row.variantId);
  return those.reduce((total, of) => total + of.quantity, 0);
};
const places = ["w1", "w2", "w3", "w4"];
const anOrder = fc.record({
  lines: fc
    .array(fc.record({ variant: fc.constantFrom(...variants), quantity: fc.integer({ min: 1, max: 6 }) }), {
      minLength: 1,
      maxLength: 5,
    })
    .map((rows) =>
      rows.map((row, index) =>
        (row.variant === ENDLESS ? endless : line)(`l${index}`, row.variant, row.quantity),
      ),
    ),
  warehouses: fc
    .subarray(places)
    .chain((ids) =>
      fc.tuple(...ids.map((id) => fc.integer({ min: 1, max: 3 }).map((p) => warehouse(id, p)))),
    ),
  stock: fc
    .array(fc.integer({ min: -2, max: 8 }), { minLength: 12, maxLength: 12 })
    .map((numbers) =>
      places.flatMap((id, i) => variants.map((variant, j) => stock(id, variant, numbers[i * 3 + j] ?? 0))),
    ),
});

describe("allocation, whatever the order", () => {
  it("never allocates more than is available, whatever the order of warehouses", () => {
    fc.assert(
      fc.property(anOrder, (input) => {
        const plan = allocate(input);
        for (const row of input.stock.filter((of) => of.variantId !== ENDLESS))
          expect(planned(input, plan, row)).toBeLessThanOrEqual(Math.max(0, row.available));
      }),
    );
  });

  it("never goes beyond stock while another warehouse still has some, and nowhere but where it is kept", () => {
    fc.assert(
      fc.property(anOrder, fc.subarray(places), (input, keeping) => {
        const kept = { ...input, stock: input.stock.filter((row) => keeping.includes(row.warehouseId)) };
        const plan = allocate(kept);
        const asked = new Set(kept.warehouses.map((of) => of.warehouseId));
        const rows = kept.stock.filter((row) => row.variantId === ENDLESS && asked.has(row.warehouseId));
        const excess = rows.map((row) => planned(kept, plan, row) - Math.max(0, row.available));
        const isBeyond = excess.some((units) => units > 0);
        if (isBeyond) expect(Math.min(...excess)).toBeGreaterThanOrEqual(0);
        const missing = plan.unallocated.filter((of) =>
          kept.lines.some((one) => one.orderLineId === of.orderLineId && one.sellsWithoutStock),
        );
        if (rows.length > 0) expect(missing).toEqual([]);
        const strangers = plan.parts.filter((part) => !keeping.includes(part.warehouseId));
        expect(strangers).toEqual([]);
      }),
    );
  });

  it("every unit is either planned or unallocated, never both and never lost", () => {
    fc.assert(
      fc.property(anOrder, (input) => {
        const plan = allocate(input);
        for (const of of input.lines) {
          const rows = [...plan.parts.flatMap((part) => part.lines), ...plan.unallocated];
          const sum = rows
            .filter((row) => row.orderLineId === of.orderLineId)
            .reduce((n, row) => n + row.quantity, 0);
          expect(sum).toBe(of.quantity);
        }
      }),
    );
  });

  it("leaves nothing unallocated that a warehouse still holds", () => {
    fc.assert(
      fc.property(anOrder, (input) => {
        const plan = allocate(input);
        const variantOf = new Map(input.lines.map((of) => [of.orderLineId, of.variantId]));
        for (const missing of plan.unallocated) {
          const variantId = variantOf.get(missing.orderLineId);
          const rows = input.stock.filter((row) => row.variantId === variantId);
          for (const row of rows.filter((of) =>
            input.warehouses.some((one) => one.warehouseId === of.warehouseId),
          ))
            expect(planned(input, plan, row)).toBe(Math.max(0, row.available));
        }
      }),
    );
  });

  it("the plan is the same every time, however the warehouses are listed", () => {
    fc.assert(
      fc.property(anOrder, (input) => {
        const turned = {
          ...input,
          warehouses: [...input.warehouses].reverse(),
          stock: [...input.stock].reverse(),
        };
        expect(allocate(turned)).toEqual(allocate(input));
      }),
    );
  });
});
