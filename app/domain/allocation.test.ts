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

const variants = ["a", "b", "c"];
const places = ["w1", "w2", "w3", "w4"];
const anOrder = fc.record({
  lines: fc
    .array(fc.record({ variant: fc.constantFrom(...variants), quantity: fc.integer({ min: 1, max: 6 }) }), {
      minLength: 1,
      maxLength: 5,
    })
    .map((rows) => rows.map((row, index) => line(`l${index}`, row.variant, row.quantity))),
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
        const variantOf = new Map(input.lines.map((of) => [of.orderLineId, of.variantId]));
        for (const row of input.stock) {
          const part = plan.parts.find((of) => of.warehouseId === row.warehouseId);
          const taken = (part?.lines ?? []).filter((of) => variantOf.get(of.orderLineId) === row.variantId);
          const sum = taken.reduce((total, of) => total + of.quantity, 0);
          expect(sum).toBeLessThanOrEqual(Math.max(0, row.available));
        }
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
          for (const { warehouseId } of input.warehouses) {
            const there = input.stock.find(
              (row) => row.warehouseId === warehouseId && row.variantId === variantId,
            );
            const lines = plan.parts.find((part) => part.warehouseId === warehouseId)?.lines ?? [];
            const taken = lines.filter((of) => variantOf.get(of.orderLineId) === variantId);
            const left = Math.max(0, there?.available ?? 0) - taken.reduce((n, of) => n + of.quantity, 0);
            expect(left).toBe(0);
          }
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
