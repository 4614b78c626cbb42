// Levels follow their keeper's clock; promises never exceed them, whoever races.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { as, type OrderLineId, type StoreId, type VariantId, type WarehouseId } from "../../domain/ids.ts";
import type { InventoryRecords } from "../../use-cases/ports/inventory-records.ts";
import { createInventoryRecords } from "./inventory.ts";

let test: TestDatabase;
let inventory: InventoryRecords;
const storeId = as<StoreId>("store");
const warehouseId = as<WarehouseId>("w1");
const noon = new Date("2026-11-22T12:00:00Z");
const later = new Date("2026-11-22T12:00:05Z");
let count = 0;

beforeAll(async () => {
  test = await createTestDatabase();
  inventory = createInventoryRecords(test.database.prisma);
});
afterAll(() => test.close());

/** A variant of its own with so many units at one warehouse. */
async function stocked(available: number): Promise<VariantId> {
  const variantId = as<VariantId>(`variant-${count++}`);
  await inventory.saveLevels(storeId, [{ warehouseId, variantId, available, sourceUpdatedAt: noon }]);
  return variantId;
}

const line = (name: string) => as<OrderLineId>(`${name}-${count++}`);
const level = async (variantId: VariantId) => (await inventory.levels(storeId, [variantId]))[0];

describe("levels", () => {
  it("an older copy never overwrites a newer one", async () => {
    const variantId = await stocked(5);
    expect(
      await inventory.saveLevels(storeId, [
        { warehouseId, variantId, available: 9, sourceUpdatedAt: new Date(0) },
      ]),
    ).toEqual([]);
    expect((await level(variantId))?.available).toBe(5);
  });

  it("the same number again names no change, but its moment counts", async () => {
    const variantId = await stocked(5);
    expect(
      await inventory.saveLevels(storeId, [{ warehouseId, variantId, available: 5, sourceUpdatedAt: later }]),
    ).toEqual([]);
    expect(
      await inventory.saveLevels(storeId, [{ warehouseId, variantId, available: 7, sourceUpdatedAt: noon }]),
    ).toEqual([]);
    expect((await level(variantId))?.available).toBe(5);
  });

  it("of two copies in one page the newer stands", async () => {
    const variantId = as<VariantId>("twice");
    const row = { warehouseId, variantId };
    const changed = await inventory.saveLevels(storeId, [
      { ...row, available: 2, sourceUpdatedAt: later },
      { ...row, available: 1, sourceUpdatedAt: noon },
    ]);
    expect(changed).toEqual([variantId]);
    expect((await level(variantId))?.available).toBe(2);
  });

  it("at a place the store no longer names become zero", async () => {
    const variantId = await stocked(5);
    const empty = { variantId, kept: [], among: [warehouseId], at: later };
    expect(await inventory.emptyOtherLevels(storeId, empty)).toBe(true);
    expect(await inventory.emptyOtherLevels(storeId, empty)).toBe(false);
    expect((await level(variantId))?.available).toBe(0);
  });
});

describe("reservations", () => {
  it("two orders racing for the last unit: one is reserved, one is short", async () => {
    const variantId = await stocked(1);
    const answers = await Promise.all(
      [line("a"), line("b")].map((orderLineId) =>
        inventory.reserve(storeId, { orderLineId, warehouseId, variantId, quantity: 1 }),
      ),
    );
    expect(answers.map((answer) => answer.kind).sort()).toEqual(["reserved", "short"]);
    expect(answers.find((answer) => answer.kind === "short")).toEqual({
      kind: "short",
      available: expect.any(Number) as number,
    });
    expect((await level(variantId))?.held).toBe(1);
  });

  it("forty orders racing for ten units: ten are reserved", async () => {
    const variantId = await stocked(10);
    const lines = Array.from({ length: 40 }, () => line("race"));
    const answers = await Promise.all(
      lines.map((orderLineId) =>
        inventory.reserve(storeId, { orderLineId, warehouseId, variantId, quantity: 1 }),
      ),
    );
    expect(answers.filter((answer) => answer.kind === "reserved")).toHaveLength(10);
    expect((await level(variantId))?.held).toBe(10);
    expect((await inventory.reservations(storeId, lines)).filter((row) => row.state === "held")).toHaveLength(
      10,
    );
  });

  it("one line tried twenty times at once is held once", async () => {
    const variantId = await stocked(30);
    const orderLineId = line("same");
    const tries = Array.from({ length: 20 }, () =>
      inventory.reserve(storeId, { orderLineId, warehouseId, variantId, quantity: 2 }),
    );
    const settled = await Promise.allSettled(tries);
    expect(settled.some((one) => one.status === "fulfilled")).toBe(true);
    expect((await level(variantId))?.held).toBe(2);
  });

  it("reserved again in another quantity takes or gives back the difference", async () => {
    const variantId = await stocked(5);
    const want = { orderLineId: line("q"), warehouseId, variantId };
    for (const [quantity, kind] of [
      [3, "reserved"],
      [3, "reserved"],
      [5, "reserved"],
      [6, "short"],
      [1, "reserved"],
    ] as const) {
      expect((await inventory.reserve(storeId, { ...want, quantity })).kind).toBe(kind);
    }
    expect((await level(variantId))?.held).toBe(1);
  });

  it("released twice gives back once, and may be reserved anew", async () => {
    const variantId = await stocked(2);
    const orderLineId = line("r");
    const want = { orderLineId, warehouseId, variantId, quantity: 2 };
    await inventory.reserve(storeId, want);
    expect(await inventory.release(storeId, [orderLineId])).toEqual([variantId]);
    expect(await inventory.release(storeId, [orderLineId])).toEqual([]);
    expect((await level(variantId))?.held).toBe(0);
    expect((await inventory.reserve(storeId, want)).kind).toBe("reserved");
  });

  it("consumed twice lowers the level once, and nothing is left to hold", async () => {
    const variantId = await stocked(5);
    const orderLineId = line("c");
    const want = { orderLineId, warehouseId, variantId, quantity: 2 };
    await inventory.reserve(storeId, want);
    expect(await inventory.consume(storeId, [orderLineId], warehouseId)).toEqual([variantId]);
    expect(await inventory.consume(storeId, [orderLineId], warehouseId)).toEqual([]);
    expect(await level(variantId)).toMatchObject({ available: 3, held: 0 });
    expect(await inventory.reserve(storeId, want)).toEqual({ kind: "consumed" });
    await inventory.saveLevels(storeId, [{ warehouseId, variantId, available: 3, sourceUpdatedAt: noon }]);
    expect((await level(variantId))?.available).toBe(3);
  });

  it("of a variant no warehouse has heard of is short", async () => {
    const want = { orderLineId: line("n"), warehouseId, variantId: as<VariantId>("nobody"), quantity: 1 };
    expect(await inventory.reserve(storeId, want)).toEqual({ kind: "short", available: 0 });
  });
});
