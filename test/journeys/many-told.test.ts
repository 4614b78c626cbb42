// Very many products change in the store at once: an import of the merchant's, an edit of all. One export is read then,
// instead of each of them, and what changes meanwhile is not lost.
import { afterEach, beforeEach, expect, it } from "vitest";
import { BY_ITEM } from "../../app/use-cases/ports/notice.ts";
import type { Verb } from "../../app/use-cases/ports/work.ts";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../catalog-world.ts";
import { DEMO_STORE } from "../emulator/settings.ts";
import { workLanes } from "../lanes-in-turn.ts";

// A thousand marks and their export, on a machine that has other work.
const PATIENT = { timeout: 60_000 };
// Each is told by its product and by its inventory item.
const MANY = 500;
// More than one turn's worth, and too few for an export.
const SOME = 60;

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
  await work();
});
afterEach(() => world.close());

const work = () =>
  workLanes({ ...world, database: world.database.database, workerId: "many told" }).then((end) =>
    expect(end).toBe("idle"),
  );
const named = (at: number) =>
  aProduct({
    handle: `bar-${at}`,
    title: `Bar ${at}`,
    variants: [aVariant({ sku: `BAR-${at}`, quantity: at })],
  });
const put = (count: number) =>
  world.twin.shopify.importProducts(
    DEMO_STORE,
    Array.from({ length: count }, (_, at) => named(at)),
  );
const tell = (verb: Verb, subjects: readonly string[]) =>
  world.ports.records.work.mark(subjects.map((subject) => ({ storeId: world.storeId, verb, subject })));
const readingsOfAll = () => world.calls("bulkOperationRunQuery") / EXPORTS;
const readingsOfFew = () => world.calls("products");
// Of products, and of what is stocked.
const EXPORTS = 2;

const variants = () => world.store().products.flatMap((product) => product.variants);
const toldOfAll = () =>
  tell("import-products", [
    ...world.store().products.map((product) => product.id),
    ...variants().map((variant) => `${BY_ITEM}${variant.inventoryItemId}`),
  ]);

/** What the store has is what we keep, by SKU. */
async function expectBothAlike(count: number) {
  const rows = await world.prisma.variant.findMany({
    where: { removedAt: null, product: { status: "active" } },
  });
  const levels = Map.groupBy(await world.prisma.inventoryLevel.findMany(), (level) => level.variantId);
  const kept = (id: string) => (levels.get(id) ?? []).reduce((sum, level) => sum + level.available, 0);
  const ours = new Map(rows.map((row) => [row.sku, kept(row.id)]));
  expect(ours.size).toBe(count);
  expect(ours).toEqual(new Map(variants().map((variant) => [variant.sku, variant.available])));
}

it("very many that are told of are read by one export, and told of again by one more", PATIENT, async () => {
  put(MANY);
  const before = readingsOfAll();
  for (const time of [1, 2]) {
    await toldOfAll();
    await work();
    await expectBothAlike(MANY);
    expect(readingsOfAll() - before).toBe(time);
  }
  expect(readingsOfFew()).toBe(0);
});

it("some that are told of are read by themselves", async () => {
  put(SOME);
  const before = readingsOfAll();
  await toldOfAll();
  await work();
  await expectBothAlike(SOME);
  expect(readingsOfAll()).toBe(before);
});

it("stock that changes while its product is on its way is read once the product is kept", async () => {
  put(SOME);
  await world.run("import-catalog", "anew");
  // The export is written: it carries the stock of this moment.
  await world.twin.clock.advance(5_000);
  world.twin.shopify.setStock(DEMO_STORE, "BAR-7", 99);
  const item = variants().find((variant) => variant.sku === "BAR-7")?.inventoryItemId ?? "";
  // The change is looked at before the export is read.
  const { storeId } = world;
  await world.ports.records.work.mark([
    { storeId, verb: "import-inventory", subject: item, dueAt: new Date(0) },
  ]);
  for (const _twice of [1, 2]) {
    await work();
    await expectBothAlike(SOME);
  }
});
