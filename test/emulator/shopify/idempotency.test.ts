import { describe, expect, it } from "vitest";
import { type Alone, aProduct, STORE, shopifyAlone } from "./alone.ts";

const ADJUST = `mutation($i: InventoryAdjustQuantitiesInput!, $k: String!) { inventoryAdjustQuantities(input: $i) @idempotent(key: $k) {
  inventoryAdjustmentGroup { id } userErrors { code } } }`;
const DAY_MS = 86_400_000;

async function inventory(change: Parameters<typeof shopifyAlone>[0] = {}) {
  const alone = shopifyAlone(change);
  alone.twin.importProducts(STORE, [aProduct("tent", [{ sku: "T-1" }])]);
  const { data } = await alone.graphql(
    "{ productVariants(first: 1) { nodes { inventoryItem { id inventoryLevels(first: 1) { nodes { location { id } } } } } } }",
  );
  const item = data["productVariants"].nodes[0].inventoryItem;
  const place = { inventoryItemId: item.id, locationId: item.inventoryLevels.nodes[0].location.id };
  return {
    alone,
    adjust: async (k: string, delta = 1) =>
      (
        await alone.graphql(ADJUST, {
          k,
          i: {
            name: "available",
            reason: "correction",
            changes: [{ ...place, delta, changeFromQuantity: null }],
          },
        })
      ).data?.["inventoryAdjustQuantities"],
  };
}

const available = ({ twin }: Alone) => twin.view(STORE).products[0]?.variants[0]?.available;

describe("an idempotency key", () => {
  it("has its work done once, and the first answer repeated for a day", async () => {
    const { alone, adjust } = await inventory();
    const first = await adjust("k");
    await alone.parts.clock.advance(DAY_MS - 1);
    expect(await adjust("k")).toEqual(first);
    expect(available(alone)).toBe(11);
    await alone.parts.clock.advance(1);
    expect(await adjust("k")).not.toEqual(first);
    expect(available(alone)).toBe(12);
  });

  it("is refused for other parameters, and changes nothing", async () => {
    const { alone, adjust } = await inventory();
    await adjust("k");
    expect((await adjust("k", 2)).userErrors).toEqual([{ code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH" }]);
    expect(available(alone)).toBe(11);
  });

  it("is refused while the first request with it is in progress", async () => {
    const { alone, adjust } = await inventory({ timing: { idempotentMs: 1_000 } });
    const first = await adjust("k");
    expect((await adjust("k")).userErrors).toEqual([{ code: "IDEMPOTENCY_CONCURRENT_REQUEST" }]);
    await alone.parts.clock.advance(1_000);
    expect(await adjust("k")).toEqual(first);
    expect(available(alone)).toBe(11);
  });

  it("must say something", async () => {
    const { alone, adjust } = await inventory();
    expect(await adjust("  ")).toBeUndefined();
    expect(available(alone)).toBe(10);
  });
});
