// Locations that the merchant opens, closes, renames and deletes in the store.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import { reconcileEverything } from "./reconcile-everything.ts";

let world: CatalogWorld;
let second: string;
beforeEach(async () => {
  world = await createCatalogWorld();
  world.twin.shopify.importProducts(DEMO_STORE, [aProduct({ variants: [aVariant({ quantity: 5 })] })]);
  second = world.twin.shopify.addLocation(DEMO_STORE, "Second shelf");
  world.twin.shopify.setStock(DEMO_STORE, "SOAP-1", 3, second);
  await read();
  await world.connect();
  await world.settle();
});
afterEach(() => world.close());

const read = () => world.run("import-locations", "locations");
const change = (what: { name?: string; isActive?: boolean }) =>
  world.twin.shopify.changeLocation(DEMO_STORE, second, what);
const warehouse = () => world.prisma.warehouse.findFirst({ where: { storeLocationId: second } });
const offered = () => world.shop().products[0]?.skus[0]?.stock.map((row) => row.quantity);
const aWhile = () => world.twin.clock.advance(5_000);

describe("a location", () => {
  it("that closes offers nothing any more, and again what it has when it opens", async () => {
    expect(offered()).toEqual([8]);
    await aWhile();
    change({ isActive: false });
    for (const _twice of [1, 2]) {
      await read();
      await world.settle();
      expect(offered()).toEqual([5]);
    }
    await aWhile();
    change({ isActive: true });
    await read();
    await world.settle();
    expect(offered()).toEqual([8]);
    expect(await world.issues()).toEqual([]);
  });

  it("that is renamed is the same warehouse", async () => {
    const before = await warehouse();
    change({ name: "Attic" });
    await read();
    expect(await warehouse()).toEqual({ ...before, name: "Attic" });
  });

  it("that is deleted offers nothing, whether or not its closing was told", async () => {
    await aWhile();
    change({ isActive: false });
    world.twin.shopify.deleteLocation(DEMO_STORE, second);
    for (const _twice of [1, 2]) await read();
    await world.settle();
    expect((await warehouse())?.active).toBe(false);
    expect(offered()).toEqual([5]);
  });

  it("that a stock rule names is told of when it closes, until it opens", async () => {
    const { marketplaceWarehouseId } = await world.prisma.warehouse.findFirstOrThrow({
      where: { owner: "merchant", marketplaceWarehouseId: { not: null } },
    });
    const stock = { feeds: [{ storeLocationId: second, marketplaceWarehouseId }], sharePercent: 100 };
    await world.prisma.connection.updateMany({
      data: { listingSettings: { stock: { ...stock, buffer: 0, ceiling: 9_999, threshold: 0 } } },
    });
    change({ isActive: false });
    for (const _twice of [1, 2]) await read();
    expect(await world.issues()).toEqual([
      { code: "location-closed", title: expect.stringContaining('"Second shelf" is closed') as string },
    ]);
    change({ isActive: true });
    await read();
    expect(await world.issues()).toEqual([]);
  });

  it("of which no webhook told is read by the next comparison of everything", async () => {
    await reconcileEverything(world.ports, { storeId: world.storeId, subjects: ["all"] });
    expect(await world.marked()).toContainEqual(["import-locations", "locations"]);
  });
});
