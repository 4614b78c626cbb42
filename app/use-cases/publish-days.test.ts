// A shop that may begin only so many listings a day: as many are made, the others wait for the day they are told.
import { afterEach, beforeEach, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_SHOP, DEMO_STORE } from "../../test/emulator/settings.ts";
import { publishPlan } from "../domain/publish-plan.ts";
import type { Outcome } from "./ports/work.ts";

let world: CatalogWorld;
let ids: readonly string[];
beforeEach(async () => {
  world = await createCatalogWorld();
  await world.connect();
  const products = Array.from({ length: 7 }, (_, index) =>
    aProduct({ handle: `soap-${index}`, variants: [aVariant({ sku: `SOAP-${index}` })] }),
  );
  world.twin.shopify.importProducts(DEMO_STORE, products);
  await imported();
  ids = (await world.prisma.product.findMany({ select: { id: true } })).map((row) => row.id);
});
afterEach(() => world.close());

const DAY_MS = 24 * 3_600_000;
const CREATE = "POST /product/202309/products";
const listed = () => world.shop().products.length;

async function imported() {
  for (let turn = 0; turn < 20; turn += 1) {
    const outcome = (await world.run("import-catalog", "catalog")).get("catalog");
    if (outcome?.kind === "done") return;
    await world.twin.clock.advance(1_000);
  }
}

// Time alone goes by: what the platforms would do by themselves meanwhile is no matter here.
function nextMorning() {
  const { clock } = world.twin;
  clock.load((Math.floor(clock.now() / DAY_MS) + 1) * DAY_MS, []);
}

async function publish() {
  const outcomes = await world.run("publish-listings", ...ids);
  return [...outcomes.values()].filter(
    (one): one is Extract<Outcome, { kind: "later" }> => one.kind === "later",
  );
}

async function limitTo(listingsPerDay: number) {
  await world.prisma.connection.updateMany({ data: { listingSettings: { listingsPerDay } } });
}

it("a planned quota lists so many, and tells the others their day", async () => {
  await limitTo(3);
  const later = await publish();
  expect(listed()).toBe(3);
  expect(later.map((one) => one.dueAt.toISOString().slice(0, 10)).sort()).toEqual([
    ...Array.from({ length: 3 }, () => "2026-10-02"),
    "2026-10-03",
  ]);
  expect(later[0]?.reason).toContain("3 new listings a day");
  const again = await publish();
  expect(listed()).toBe(3);
  const days = (some: typeof later) => some.map((one) => one.dueAt.toISOString()).sort();
  expect(days(again)).toEqual(days(later));
});

it("the finish date holds: each day its share, until all are listed", async () => {
  await limitTo(3);
  const start = new Date(world.twin.clock.now());
  const work = { listings: 7, seconds: 1, listingsPerDay: 3, listedToday: 0 };
  const plan = publishPlan(work, start);
  const counts = [];
  let last = start;
  for (let day = 0; day < plan.days; day += 1) {
    await publish();
    last = new Date(world.twin.clock.now());
    counts.push(listed());
    nextMorning();
  }
  expect(counts).toEqual([3, 6, 7]);
  const real = last.getTime() - start.getTime();
  expect(Math.abs(plan.msLeft - real)).toBeLessThan(real / 10);
});

it("more listings a day bring the others forward", async () => {
  await limitTo(2);
  await publish();
  await limitTo(5);
  await publish();
  expect(listed()).toBe(5);
});

it("a quota that nobody told ends the day, is asked for once an hour, and nothing is blamed on the products", async () => {
  world.twin.tiktokShop.catalog.setListingQuota(DEMO_SHOP, 2);
  const later = await publish();
  expect(listed()).toBe(2);
  expect(later).toHaveLength(5);
  expect(later[0]?.reason).toContain("no more new listings");
  const refused = () =>
    world.twin.history.all().filter((one) => one.kind === "call" && one.code === "12052093").length;
  const before = refused();
  await publish();
  expect(refused()).toBe(before);
  expect(world.calls(CREATE)).toBeGreaterThanOrEqual(2);
  expect(await world.issues()).toEqual([]);
  nextMorning();
  await publish();
  expect(listed()).toBe(4);
});
