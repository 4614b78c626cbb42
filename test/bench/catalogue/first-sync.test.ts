// A first sync of a small catalogue through every lane, and what two imports after it write.
import { expect, it } from "vitest";
import { createTestDatabase } from "../../database.ts";
import { firstSync } from "./first-sync.ts";
import { type ResyncResult, resync } from "./resync.ts";
import { leastOf } from "./sync-plan.ts";

it("a first sync uploads each picture once and makes the fewest calls; after it only what changed is written", async () => {
  const plan = { products: 12, images: 2, types: 2, perSecond: 50 };
  const after: ResyncResult[] = [];
  const found = await firstSync({ fresh: () => createTestDatabase() }, plan, {
    afterwards: async (world) => void after.push(await resync(world)),
  });
  expect(found.uploads).toBe(24);
  expect(found.byOperation.get("POST /product/202309/products")).toBe(12);
  // Besides: the category tree, a look at what the shop has already, and whether the platform's warehouses hold what is
  // new, which is asked once or twice.
  expect(found.calls).toBeLessThanOrEqual(leastOf(plan) + 4);
  expect(found.throttledShare).toBe(0);
  expect(after).toEqual([
    { unchangedWrites: 0, priceWrites: new Map([["POST /product/202309/products/{id}/prices/update", 1]]) },
  ]);
}, 120_000);
