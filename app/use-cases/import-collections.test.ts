// Collections that decide by which category a product is listed.
import { afterEach, beforeEach, expect, it } from "vitest";
import { aProduct, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
  world.twin.shopify.importProducts(DEMO_STORE, [aProduct()]);
  await world.connect();
  await world.settle();
});
afterEach(() => world.close());

const collections = async () => (await world.prisma.product.findFirstOrThrow()).collections;
const put = (title: string) =>
  world.twin.shopify.putCollection(DEMO_STORE, "care", { title, products: ["oat-soap"] });
const goByCollections = () =>
  world.prisma.connection.updateMany({
    data: { listingSettings: { categories: [{ field: "collection", value: "Care", categoryId: "601226" }] } },
  });

it("a collection that no rule goes by is not asked for", async () => {
  await world.run("import-collections", put("Care"));
  expect(await world.marked()).toEqual([]);
});

it("one by which the manufacturer is chosen is asked for", async () => {
  const party = { kind: "manufacturer", field: "collection", value: "Care", partyId: "1", name: "Fernweh" };
  await world.prisma.connection.updateMany({ data: { listingSettings: { parties: [party] } } });
  await world.run("import-collections", put("Care"));
  expect(await world.marked()).toEqual([["import-catalog", "anew"]]);
});

it("one that a rule goes by has its products read again: made, renamed, deleted, told twice or late", async () => {
  await goByCollections();
  const id = put("Care");
  for (const _twice of [1, 2]) await world.run("import-collections", id, id);
  expect(await world.marked()).toEqual([["import-catalog", "anew"]]);
  await world.settle();
  expect(await collections()).toEqual(["Care"]);
  put("Bath");
  await world.run("import-collections", id);
  await world.settle();
  expect(await collections()).toEqual(["Bath"]);
  world.twin.shopify.deleteCollection(DEMO_STORE, "care");
  await world.run("import-collections", id);
  await world.settle();
  expect(await collections()).toEqual([]);
});
