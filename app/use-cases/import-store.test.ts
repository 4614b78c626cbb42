// The store itself changes: its name, its clock, its money. Heard, heard twice, or found by the comparison.
import { afterEach, beforeEach, expect, it } from "vitest";
import { aProduct, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import { type Heard, hear } from "../../test/heard.ts";

let world: CatalogWorld;
let heard: Heard;
beforeEach(async () => {
  world = await createCatalogWorld();
  heard = await hear(world);
  world.twin.shopify.importProducts(DEMO_STORE, [aProduct()]);
  await world.connect();
  await heard.settle();
});
afterEach(async () => {
  await heard.close();
  await world.close();
});

const change = (what: { name?: string; currency?: string; timeZone?: string }) =>
  world.twin.shopify.changeStore(DEMO_STORE, what);
const store = () => world.prisma.store.findFirstOrThrow();
const money = async () => (await world.prisma.variant.findFirstOrThrow()).currency;
const codes = async () => (await world.issues()).map((issue) => issue.code);
const exports = () => world.calls("bulkOperationRunQuery");

it("its name and its clock are followed, and nothing else is read", async () => {
  const before = exports();
  for (const _again of [1, 2]) {
    change({ name: "Fernweh & Sons", timeZone: "Asia/Tokyo" });
    await heard.settle();
    expect(await store()).toMatchObject({ name: "Fernweh & Sons", timeZone: "Asia/Tokyo" });
  }
  expect(exports()).toBe(before);
});

it("its currency is followed by every price, and the merchant told that a rate is wanted, until it is back", async () => {
  world.twin.faults.arm({ channel: "webhook", name: "shop/update", fault: { kind: "duplicate" } });
  expect([await money(), await codes()]).toEqual(["USD", []]);
  change({ currency: "EUR" });
  await heard.settle();
  expect([(await store()).currency, await money(), await codes()]).toEqual(["EUR", "EUR", ["rate-missing"]]);
  const before = exports();
  change({ currency: "EUR" });
  await heard.settle();
  expect(exports()).toBe(before);
  change({ currency: "USD" });
  await heard.settle();
  expect([await money(), await codes()]).toEqual(["USD", []]);
});

it("its currency whose change nobody told is found by the comparison", async () => {
  world.twin.faults.arm({ channel: "webhook", fault: { kind: "lost" } });
  change({ currency: "EUR" });
  await heard.settle();
  expect(await money()).toBe("USD");
  await world.application.verifyNow(world.storeId);
  await heard.settle();
  expect([(await store()).currency, await money()]).toEqual(["EUR", "EUR"]);
});
