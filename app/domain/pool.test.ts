// Who offers which unit of one pool: sums hold whatever the stock, the rules and the number of shops.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ConnectionId } from "./ids.ts";
import { type PoolRule, poolProblem, sharedStock, type Taker } from "./pool.ts";
import { ALL_STOCK, freeUnits, type StockRule } from "./stock-rule.ts";

const shop = (id: string, rule: Partial<StockRule> = {}): Taker => ({
  connectionId: id as ConnectionId,
  rule: { ...ALL_STOCK, ...rule },
  defaultWarehouseId: `W-${id}`,
});
const ids = ["us", "gb", "de"];
const total = (units: Iterable<number>) => [...units].reduce((sum, one) => sum + one, 0);
const offers = (free: Record<string, number>, shops: readonly Taker[], pool: PoolRule) =>
  Object.fromEntries(
    [...sharedStock(new Map(Object.entries(free)), shops, pool)].map(([id, offer]) => [
      id,
      total(offer.values()),
    ]),
  );
const three = ids.map((id) => shop(id));

describe("one pool of stock", () => {
  it("is divided evenly; what cannot be divided goes to the first", () => {
    expect(offers({ A: 10 }, three, { kind: "even" })).toEqual({ us: 4, gb: 3, de: 3 });
    expect(offers({ A: 1 }, three, { kind: "even" })).toEqual({ us: 1, gb: 0, de: 0 });
  });

  it("makes good at one location what another could not divide", () => {
    expect(offers({ A: 1, B: 1, C: 1 }, three, { kind: "even" })).toEqual({ us: 1, gb: 1, de: 1 });
  });

  it("is divided by shares; a shop that is not named offers nothing", () => {
    const pool = { kind: "shares", percents: { us: 70, gb: 20 } } as const;
    expect(offers({ A: 10 }, three, pool)).toEqual({ us: 7, gb: 2, de: 0 });
  });

  it("goes to the first shop as far as its own rule allows, then to the next", () => {
    const shops = [shop("us"), shop("gb", { ceiling: 6 }), shop("de", { buffer: 1 })];
    const pool = { kind: "priority", order: ["gb", "de"] } as const;
    expect(offers({ A: 5, B: 5 }, shops, pool)).toEqual({ gb: 6, de: 3, us: 1 });
  });

  it("is offered whole by everyone where the merchant accepts that", () => {
    expect(offers({ A: 10 }, three, { kind: "all" })).toEqual({ us: 10, gb: 10, de: 10 });
  });

  it("is the one shop's where there is one", () => {
    expect(offers({ A: 3, B: 4 }, [shop("us")], { kind: "even" })).toEqual({ us: 7 });
  });

  const stock = fc.array(
    fc.record({
      storeLocationId: fc.constantFrom("A", "B", "C", "D"),
      available: fc.integer({ min: -20, max: 300 }),
      held: fc.nat(20),
    }),
    { maxLength: 5 },
  );
  const rule = fc.record({
    feeds: fc.array(
      fc.record({
        storeLocationId: fc.constantFrom("A", "B", "C", "D"),
        marketplaceWarehouseId: fc.constantFrom("X", "Y"),
      }),
      { maxLength: 4 },
    ),
    sharePercent: fc.nat(100),
    buffer: fc.nat(5),
    ceiling: fc.nat(400),
    threshold: fc.nat(5),
  });
  const shops = fc
    .array(rule, { minLength: 1, maxLength: 3 })
    .map((rules) => rules.map((one, at) => shop(ids[at] ?? "", one)));
  const pool: fc.Arbitrary<PoolRule> = fc.oneof(
    fc.constant({ kind: "even" } as const),
    fc.tuple(fc.nat(40), fc.nat(30), fc.nat(30)).map(([us, gb, de]) => ({
      kind: "shares" as const,
      percents: { us, gb, de },
    })),
    fc.shuffledSubarray(ids).map((order) => ({ kind: "priority" as const, order })),
  );

  const cases = fc.record({ stocks: stock, owed: fc.nat(30), all: shops, chosen: pool });

  it("no unit is offered twice, whatever the rules", () => {
    fc.assert(
      fc.property(cases, ({ stocks, owed, all, chosen }) => {
        const free = freeUnits(stocks, owed);
        const shared = [...sharedStock(free, all, chosen).values()];
        const offered = total(shared.flatMap((offer) => [...offer.values()]));
        const there = total(stocks.map((one) => one.available - one.held)) - owed;
        expect(offered).toBeLessThanOrEqual(Math.max(0, there));
        for (const offer of shared)
          for (const units of offer.values()) expect(units).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 2_000 },
    );
  });

  it("a sale never raises what is offered by all shops together", () => {
    fc.assert(
      fc.property(cases, ({ stocks, owed, all, chosen }) => {
        const plain = all.map((one) => ({ ...one, rule: ALL_STOCK }));
        const before = sharedStock(freeUnits(stocks, owed), plain, chosen);
        const after = sharedStock(freeUnits(stocks, owed + 1), plain, chosen);
        const units = (shared: typeof before) =>
          total([...shared.values()].flatMap((offer) => [...offer.values()]));
        expect(units(after)).toBeLessThanOrEqual(units(before));
      }),
      { numRuns: 500 },
    );
  });

  it("of even parts offers every unit there is", () => {
    fc.assert(
      fc.property(stock, fc.integer({ min: 1, max: 3 }), (stocks, count) => {
        const free = freeUnits(stocks);
        const shared = sharedStock(free, three.slice(0, count), { kind: "even" });
        expect(total([...shared.values()].flatMap((offer) => [...offer.values()]))).toBe(
          total(free.values()),
        );
      }),
    );
  });
});

describe("a rule of shares", () => {
  it("is refused in words above 100 % and below nothing", () => {
    expect(poolProblem({ kind: "shares", percents: { us: 60, gb: 50 } })).toContain("110 %");
    expect(poolProblem({ kind: "shares", percents: { us: -1 } })).toContain("whole number");
    expect(poolProblem({ kind: "shares", percents: { us: 60, gb: 40 } })).toBeUndefined();
    expect(poolProblem({ kind: "all" })).toBeUndefined();
  });
});
