import { describe, expect, it, test } from "vitest";
import { aProduct, STORE, shopifyAlone } from "./alone.ts";

const QUERY = "{ products(first: 250) { nodes { id title variants(first: 50) { nodes { id sku } } } } }";

describe("the query bucket", () => {
  test.each([
    ["standard", 2_000, 100],
    ["advanced", 4_000, 200],
    ["plus", 20_000, 1_000],
    ["enterprise", 40_000, 2_000],
  ] as const)(
    "of the %s plan holds %i and restores %i a second",
    async (plan, maximumAvailable, restoreRate) => {
      const alone = shopifyAlone({ shopify: { plan } });
      const { extensions } = await alone.graphql("{ shop { name } }");
      expect(extensions["cost"].throttleStatus).toMatchObject({ maximumAvailable, restoreRate });
    },
  );

  it("takes what was asked, gives back what was not used, and refuses when it is empty until it has refilled", async () => {
    const alone = shopifyAlone({ shopify: { plan: "standard" } });
    alone.twin.importProducts(STORE, [aProduct("tent", [{ sku: "T-1" }])]);
    const first = await alone.graphql(QUERY);
    const { requestedQueryCost, actualQueryCost, throttleStatus } = first.extensions["cost"];
    expect(actualQueryCost).toBeLessThan(requestedQueryCost);
    expect(throttleStatus.currentlyAvailable).toBe(2_000 - actualQueryCost);
    let refused = first;
    for (let calls = 0; calls < 2_000 && !refused.errors; calls += 1) refused = await alone.graphql(QUERY);
    expect(refused.errors).toEqual([
      { message: "Throttled", extensions: { code: "THROTTLED", documentation: expect.any(String) } },
    ]);
    const { cost } = refused.extensions;
    expect(cost).toMatchObject({ requestedQueryCost, actualQueryCost: null });
    const lacking = requestedQueryCost - cost.throttleStatus.currentlyAvailable;
    await alone.parts.clock.advance((lacking / 100) * 1_000 - 20);
    expect((await alone.graphql(QUERY)).errors).toBeDefined();
    await alone.parts.clock.advance(20);
    expect((await alone.graphql(QUERY)).errors).toBeUndefined();
  });

  it("is not touched by a query that costs more than one may", async () => {
    const alone = shopifyAlone({ shopify: { plan: "standard" } });
    const dear =
      "{ products(first: 250) { nodes { variants(first: 250) { nodes { metafields(first: 250) { nodes { id } } inventoryItem { inventoryLevels(first: 250) { nodes { id } } } } } } } }";
    const { errors } = await alone.graphql(dear);
    expect(errors?.[0]).toMatchObject({ extensions: { code: "MAX_COST_EXCEEDED", maxCost: 1_000 } });
    const { extensions } = await alone.graphql("{ shop { name } }");
    expect(extensions["cost"].throttleStatus.currentlyAvailable).toBeGreaterThan(1_990);
  });
});
