// The shop read in pages: everything once, then what changed, and nothing at all while it is known well enough.
import { afterEach, beforeEach, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../../test/catalog-world.ts";
import { DEMO_STORE } from "../../../test/emulator/settings.ts";
import { readShop } from "./shop-pages.ts";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
});
afterEach(() => world.close());

const SEARCH = "POST /product/202502/products/search";

async function listed(count: number) {
  const products = Array.from({ length: count }, (_, index) =>
    aProduct({ handle: `soap-${index}`, variants: [aVariant({ sku: `SOAP-${index}` })] }),
  );
  world.twin.shopify.importProducts(DEMO_STORE, products);
  await world.connect();
  await world.settle();
  const [connection] = await world.ports.records.stores.connections(world.storeId);
  if (!connection) throw new Error("no connection");
  const searches = () => world.calls(SEARCH) - before;
  const before = world.calls(SEARCH);
  await world.prisma.checkpoint.deleteMany({ where: { name: { startsWith: "shop-pages" } } });
  return { connection, searches };
}

it("a shop's listings are known with their SKUs after one reading, and again after another", async () => {
  const { connection } = await listed(3);
  for (let time = 0; time < 2; time += 1) {
    const reading = await readShop(world.ports, connection, 0);
    expect(reading.isWhole).toBe(true);
    const rows = await world.prisma.marketplaceSku.findMany({ orderBy: { sellerSku: "asc" } });
    expect(rows.map((row) => [row.sellerSku, row.state])).toEqual([
      ["SOAP-0", "live"],
      ["SOAP-1", "live"],
      ["SOAP-2", "live"],
    ]);
  }
});

it("what is known well enough is not read again", async () => {
  const { connection, searches } = await listed(1);
  await readShop(world.ports, connection, 60_000);
  await readShop(world.ports, connection, 60_000);
  expect(searches()).toBe(1);
  await world.twin.clock.advance(60_000);
  await readShop(world.ports, connection, 60_000);
  expect(searches()).toBe(2);
});

it("a listing deleted in the shop is forgotten with its SKUs", async () => {
  const { connection } = await listed(2);
  await readShop(world.ports, connection, 0);
  const marketplace = await world.ports.marketplaceFor(connection.id);
  const { listings } = await marketplace.listingsUpdatedSince(new Date(0), null);
  const scope = { storeId: world.storeId, connectionId: connection.id };
  const gone = listings.slice(0, 1).map((one) => ({ ...one, state: "deleted" as const }));
  await world.ports.records.shop.saveShown(scope, gone, world.ports.now());
  expect(await world.prisma.marketplaceSku.count()).toBe(1);
});

it("a listing is found by any of its SKUs", async () => {
  const { connection } = await listed(2);
  await readShop(world.ports, connection, 0);
  const scope = { storeId: world.storeId, connectionId: connection.id };
  expect(await world.ports.records.shop.shownWithSkus(scope, ["SOAP-1", "NONE"])).toMatchObject([
    { sellerSku: "SOAP-1", state: "live", wasRefused: false },
  ]);
});

it("places of a day go to as many as it has, then to the days after", async () => {
  const { connection } = await listed(1);
  const scope = { storeId: world.storeId, connectionId: connection.id };
  const take = () => world.ports.records.shop.takeListingDay(scope, "2026-11-26", 2);
  const days = await Promise.all(Array.from({ length: 5 }, take));
  expect(days.sort()).toEqual(["2026-11-26", "2026-11-26", "2026-11-27", "2026-11-27", "2026-11-28"]);
  await world.ports.records.shop.leaveListingDay(scope, "2026-11-26");
  expect(await take()).toBe("2026-11-26");
});
