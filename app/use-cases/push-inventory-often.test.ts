// A SKU whose stock changes many times within a moment: the first change goes at once, the rest as one write.
import { afterEach, beforeEach, expect, it } from "vitest";
import { aProduct, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";

let world: CatalogWorld;
let productId: string;
beforeEach(async () => {
  world = await createCatalogWorld();
  world.twin.shopify.importProducts(DEMO_STORE, [aProduct()]);
  await world.connect();
  await world.settle();
  await world.twin.clock.advance(5_000);
  productId = (await world.prisma.product.findFirstOrThrow()).id;
});
afterEach(() => world.close());

const writes = () => world.calls("POST /product/202309/products/{id}/inventory/update");
const shown = () => world.shop().products[0]?.skus[0]?.stock[0]?.quantity;

/** The merchant sets the stock, and the lane works what is due. */
async function edit(quantity: number, dueAt: Date | undefined): Promise<Date | undefined> {
  await world.prisma.inventoryLevel.updateMany({ data: { available: quantity } });
  return push(dueAt);
}

async function push(dueAt: Date | undefined): Promise<Date | undefined> {
  if (dueAt && dueAt.getTime() > world.twin.clock.now()) return dueAt;
  const outcome = (await world.run("push-inventory", productId)).get(productId);
  return outcome?.kind === "later" ? outcome.dueAt : undefined;
}

it("a thousand edits within a second are two writes, and the last value wins", async () => {
  for (let time = 0; time < 2; time += 1) {
    const before = writes();
    let dueAt: Date | undefined;
    for (let change = 1; change <= 1_000; change += 1) {
      dueAt = await edit(2_000 * time + change, dueAt);
      if (change === 1) expect(shown()).toBe(2_000 * time + 1);
      await world.twin.clock.advance(1);
    }
    await world.twin.clock.advance(2_000);
    await push(dueAt);
    expect(writes() - before).toBe(2);
    expect(shown()).toBe(2_000 * time + 1_000);
    await world.twin.clock.advance(2_000);
  }
});

it("a change after a quiet moment goes at once", async () => {
  await edit(3, undefined);
  await world.twin.clock.advance(1_200);
  const before = writes();
  expect(await edit(4, undefined)).toBeUndefined();
  expect(writes() - before).toBe(1);
  expect(shown()).toBe(4);
});

it("one that changed back in the meantime is not written again", async () => {
  await edit(3, undefined);
  const before = writes();
  const dueAt = await edit(4, undefined);
  expect(dueAt).toBeDefined();
  expect(await edit(3, undefined)).toBeUndefined();
  expect(writes()).toBe(before);
});
