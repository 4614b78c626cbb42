import { describe, expect, it } from "vitest";
import { as, type OrderLineId } from "./ids.ts";
import { matchStoreFulfillmentOrder, matchStoreLines } from "./line-matching.ts";

const ours = (id: string, minor: number, over: object = {}) => ({
  id: as<OrderLineId>(id),
  storeVariantId: "v1" as string | null,
  sku: "MUG" as string | null,
  quantity: 1,
  cancelledQuantity: 0,
  unitPrice: { minor },
  ...over,
});
const theirs = (storeOrderLineId: string, minor: number, over: object = {}) => ({
  storeOrderLineId,
  storeVariantId: "v1" as string | null,
  sku: "MUG" as string | null,
  quantity: 1,
  unitPrice: { minor },
  ...over,
});

describe("the store's lines", () => {
  it("two lines of one variant are told apart by price, whatever their order", () => {
    const found = matchStoreLines(
      [ours("l1", 1200), ours("l2", 900)],
      [theirs("s2", 900), theirs("s1", 1200)],
    );
    expect([...found]).toEqual([
      ["l1", "s1"],
      ["l2", "s2"],
    ]);
  });

  it("a line whose variant is gone is known by its SKU", () => {
    const found = matchStoreLines([ours("l1", 1200)], [theirs("s1", 1200, { storeVariantId: null })]);
    expect(found.get(as<OrderLineId>("l1"))).toBe("s1");
  });

  it("a line the store priced anew is still found, one of other goods is not", () => {
    expect(matchStoreLines([ours("l1", 1200)], [theirs("s1", 1100)]).size).toBe(1);
    expect(matchStoreLines([ours("l1", 1200)], [theirs("s1", 1200, { storeVariantId: "v2" })]).size).toBe(0);
  });
});

describe("the store's fulfillment orders", () => {
  const at = (storeLocationId: string, ids: string[], over: object = {}) => ({
    storeLocationId: storeLocationId as string | null,
    status: "open",
    supportedActions: ["MOVE"],
    lines: ids.map((storeOrderLineId) => ({ storeOrderLineId })),
    ...over,
  });
  const planned = { storeLocationId: "loc1", storeOrderLineIds: ["s1"] };

  it("the one at the planned location is taken", () => {
    const there = at("loc1", ["s1"]);
    expect(matchStoreFulfillmentOrder(planned, [at("loc2", ["s1"]), there])).toEqual({
      match: there,
      move: false,
    });
  });

  it("one that the store routed elsewhere is moved when it carries nothing else", () => {
    expect(matchStoreFulfillmentOrder(planned, [at("loc2", ["s1"])])?.move).toBe(true);
    expect(matchStoreFulfillmentOrder(planned, [at("loc2", ["s1", "s2"])])?.move).toBe(false);
    expect(matchStoreFulfillmentOrder(planned, [at("loc2", ["s1"], { supportedActions: [] })])?.move).toBe(
      false,
    );
  });

  it("one that is cancelled or carries other lines is none", () => {
    expect(matchStoreFulfillmentOrder(planned, [at("loc1", ["s2"])])).toBeUndefined();
    expect(
      matchStoreFulfillmentOrder(planned, [at("loc1", ["s1"], { status: "cancelled" })]),
    ).toBeUndefined();
  });
});
