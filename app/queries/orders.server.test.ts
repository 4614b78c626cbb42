// Pages of orders: each order is met once on the way, whatever comes in meanwhile.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../test/database.ts";
import { as, type StoreId } from "../domain/ids.ts";
import { ORDERS_PER_PAGE, ordersPage } from "./orders.server.ts";

const ORDERS = 60;
const storeId = as<StoreId>("store");
const day = Date.parse("2026-11-20T10:00:00Z");

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  await test.database.prisma.store.create({
    data: {
      id: storeId,
      domain: "a.myshopify.com",
      name: "A",
      currency: "USD",
      timeZone: "UTC",
      state: "installed",
      installedAt: new Date(day),
    },
  });
  // Seven at each moment: a page ends in the midst of them.
  await place(Array.from({ length: ORDERS }, (_, at) => [`order-${at}`, day + Math.floor(at / 7) * 60_000]));
});
afterAll(() => test.close());

async function place(orders: readonly (readonly [id: string, placedAt: number])[]): Promise<void> {
  await test.database.prisma.order.createMany({
    data: orders.map(([id, placedAt], index) => ({
      ...{ id, storeId, origin: "marketplace", originOrderId: id, name: id, shippedBy: "merchant" },
      ...{ state: index % 3 === 0 ? "routed" : "shipped", originStatus: "awaiting-shipment" },
      ...{
        currency: "USD",
        totalMinor: 100,
        placedAt: new Date(placedAt),
        originUpdatedAt: new Date(placedAt),
      },
    })),
  });
}

type Ask = Partial<Parameters<typeof ordersPage>[2]>;
const page = (ask: Ask = {}) =>
  ordersPage(test.database.prisma, storeId, { state: null, search: "", after: null, before: null, ...ask });
const idsOf = ({ rows }: Awaited<ReturnType<typeof page>>) => rows.map((row) => row.id);

async function walk(ask: Ask = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const shown: Awaited<ReturnType<typeof page>> = await page({ ...ask, after });
    ids.push(...idsOf(shown));
    after = idsOf(shown).at(-1) ?? null;
    if (!shown.hasNext) return ids;
  }
}

describe("pages of orders", () => {
  it("meet every order once, newest first, also of one state and of those found", async () => {
    const all = await walk();
    expect([all.length, new Set(all).size]).toEqual([ORDERS, ORDERS]);
    expect(all.at(-1)).toMatch(/^order-[0-6]$/);
    const routed = await walk({ state: "routed" });
    expect([routed.length, (await page({ state: "routed" })).total]).toEqual([20, 20]);
    const found = await walk({ search: "order-1" });
    expect([found.length, (await page({ search: "order-1" })).total]).toEqual([11, 11]);
  });

  it("lead back to the page one came from, and say where they end", async () => {
    const first = await page();
    const second = await page({ after: idsOf(first).at(-1) ?? null });
    const back = await page({ before: idsOf(second)[0] ?? null });
    expect(idsOf(back)).toEqual(idsOf(first));
    expect([first.hasPrevious, second.hasPrevious, second.hasNext, back.hasPrevious]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it("are not moved by an order that comes in meanwhile", async () => {
    const first = await page();
    expect(first.rows).toHaveLength(ORDERS_PER_PAGE);
    const after = idsOf(first).at(-1) ?? null;
    const before = idsOf(await page({ after }));
    await place([["newest", day + 86_400_000]]);
    expect(idsOf(await page({ after }))).toEqual(before);
    expect(idsOf(await page())[0]).toBe("newest");
    await test.database.prisma.order.delete({ where: { id: "newest" } });
  });

  it("of an order that is gone begin at the first", async () => {
    expect(idsOf(await page({ after: "gone" }))).toEqual(idsOf(await page()));
  });
});
