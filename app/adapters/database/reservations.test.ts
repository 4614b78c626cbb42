// Whatever orders promise, give back and ship, and whatever the store counts meanwhile: the ledger adds up.
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { as, type OrderLineId, type StoreId, type VariantId, type WarehouseId } from "../../domain/ids.ts";
import type { InventoryRecords, NewReservation } from "../../use-cases/ports/inventory-records.ts";
import { createInventoryRecords } from "./inventory.ts";

let test: TestDatabase;
let inventory: InventoryRecords;
const storeId = as<StoreId>("store");
const OWN = as<WarehouseId>("own");
const PLATFORM = as<WarehouseId>("platform");
const noon = new Date("2026-11-22T12:00:00Z");
let count = 0;

beforeAll(async () => {
  test = await createTestDatabase();
  inventory = createInventoryRecords(test.database.prisma);
  await test.database.prisma.warehouse.createMany({
    data: [
      { id: OWN, storeId, owner: "merchant", name: "Back room" },
      { id: PLATFORM, storeId, owner: "marketplace", name: "FBT" },
    ],
  });
});
afterAll(() => test.close());

async function stocked(warehouseId: WarehouseId, available: number): Promise<VariantId> {
  const variantId = as<VariantId>(`variant-${count++}`);
  await inventory.saveLevels(storeId, [{ warehouseId, variantId, available, sourceUpdatedAt: noon }]);
  return variantId;
}

const line = () => as<OrderLineId>(`line-${count++}`);
const level = async (variantId: VariantId) => (await inventory.levels(storeId, [variantId]))[0];

describe("units beyond stock", () => {
  it("are promised where the merchant's warehouse keeps the variant, and asked for again change nothing", async () => {
    const variantId = await stocked(OWN, 1);
    const want = { orderLineId: line(), warehouseId: OWN, variantId, quantity: 4 };
    expect(await inventory.reserve(storeId, want)).toEqual({ kind: "short", available: 1 });
    for (let time = 0; time < 2; time++)
      expect(await inventory.reserve(storeId, { ...want, beyondStock: "allowed" })).toEqual({
        kind: "reserved",
      });
    expect(await level(variantId)).toMatchObject({ available: 1, held: 4 });
  });

  it("are never promised of a warehouse of the marketplace, nor where nothing is kept", async () => {
    const variantId = await stocked(PLATFORM, 1);
    const want = { orderLineId: line(), variantId, quantity: 2, beyondStock: "allowed" } as const;
    const asked = (warehouseId: WarehouseId) => inventory.reserve(storeId, { ...want, warehouseId });
    expect(await asked(PLATFORM)).toEqual({ kind: "short", available: 1 });
    expect(await asked(OWN)).toEqual({ kind: "short", available: 0 });
    expect(await level(variantId)).toMatchObject({ available: 1, held: 0 });
  });

  it("forty orders racing for one unit that is sold without stock are all held", async () => {
    const variantId = await stocked(OWN, 1);
    const asks = Array.from({ length: 40 }, () =>
      inventory.reserve(storeId, {
        orderLineId: line(),
        warehouseId: OWN,
        variantId,
        quantity: 1,
        beyondStock: "allowed",
      }),
    );
    expect(new Set((await Promise.all(asks)).map((answer) => answer.kind))).toEqual(new Set(["reserved"]));
    expect(await level(variantId)).toMatchObject({ available: 1, held: 40 });
  });
});

/** One variant of each kind with three units, four lines that want it, and what the store should count. */
type Book = {
  readonly variantId: VariantId;
  readonly beyondStock: NewReservation["beyondStock"];
  readonly lines: readonly OrderLineId[];
  counted: number;
};

async function aBook(beyondStock: Book["beyondStock"]): Promise<Book> {
  const lines = Array.from({ length: 4 }, line);
  return { variantId: await stocked(OWN, 3), beyondStock, lines, counted: 3 };
}

const steps: Record<string, (book: Book, orderLineId: OrderLineId, quantity: number) => Promise<unknown>> = {
  reserve: async ({ variantId, beyondStock }, orderLineId, quantity) => {
    const want = { orderLineId, warehouseId: OWN, variantId, quantity, beyondStock };
    const answer = await inventory.reserve(storeId, want);
    if (beyondStock) expect(answer.kind).not.toBe("short");
  },
  release: (_book, orderLineId) => inventory.release(storeId, [orderLineId]),
  consume: async (book, orderLineId) => {
    const [before] = await inventory.reservations(storeId, [orderLineId]);
    await inventory.consume(storeId, [orderLineId]);
    if (before?.state === "held") book.counted -= before.quantity;
  },
  /** The store tells its own number again: it took what was consumed, as we did. */
  count: ({ variantId, counted }) =>
    inventory.saveLevels(storeId, [
      { warehouseId: OWN, variantId, available: counted, sourceUpdatedAt: noon },
    ]),
};

const history = fc.array(
  fc.record({
    what: fc.constantFrom("reserve", "reserve", "release", "consume", "count"),
    line: fc.nat({ max: 3 }),
    book: fc.nat({ max: 1 }),
    quantity: fc.integer({ min: 1, max: 5 }),
  }),
  { minLength: 5, maxLength: 25 },
);

async function expectBalanced({ variantId, lines, counted, beyondStock }: Book): Promise<void> {
  const rows = await inventory.reservations(storeId, lines);
  const held = rows.filter((row) => row.state === "held").reduce((sum, row) => sum + row.quantity, 0);
  expect(await level(variantId)).toMatchObject({ available: counted, held });
  if (!beyondStock) expect(counted - held).toBeGreaterThanOrEqual(0);
}

describe("the ledger, whatever happens", () => {
  it("holds what its lines hold, lowers what was consumed, and goes below zero only where that is allowed", async () => {
    await fc.assert(
      fc.asyncProperty(history, async (events) => {
        const books = await Promise.all([aBook(undefined), aBook("allowed")]);
        for (const { what, line: at, book: which, quantity } of events) {
          const book = books[which];
          const orderLineId = book?.lines[at];
          if (book && orderLineId) await steps[what]?.(book, orderLineId, quantity);
        }
        for (const book of books) await expectBalanced(book);
      }),
      { numRuns: 40 },
    );
  });
});
