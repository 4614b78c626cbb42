// A rule of the merchant's goes by collections. What the store tells of them is heard by the door, worked by the lanes,
// and seen in the marketplace: told in order, twice, late, out of order, or not at all.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CategoryRule } from "../../app/domain/category-choice.ts";
import type { ConnectionId } from "../../app/domain/ids.ts";
import { type ListingSettings, STORES_OWN } from "../../app/domain/listing-settings.ts";
import { changeListingSettings } from "../../app/use-cases/change-listing-settings.ts";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../catalog-world.ts";
import { DEMO_STORE } from "../emulator/settings.ts";
import { type Heard, hear } from "../heard.ts";

const [HOODIES, SOAPS] = ["601265", "601226"];
const CARE: CategoryRule = { field: "collection", value: "Care", categoryId: HOODIES };
// More than the store shows of one product at once.
const MANY = 60;
const OTHERS: CategoryRule = { field: "vendor", value: "Fernweh", categoryId: SOAPS };

let world: CatalogWorld;
let heard: Heard;
beforeEach(async () => {
  world = await createCatalogWorld();
  heard = await hear(world);
  world.twin.shopify.importProducts(DEMO_STORE, ["soap", "balm"].map(named));
  await world.connect();
  await choose({ categories: [CARE, OTHERS] });
  await heard.settle();
});
afterEach(async () => {
  await heard.close();
  await world.close();
});

const named = (handle: string) =>
  aProduct({ handle, title: `Oat milk ${handle} bar`, variants: [aVariant({ sku: handle })] });

async function choose(change: Partial<ListingSettings>) {
  const [connection] = await world.ports.records.stores.connections(world.storeId);
  const connectionId = (connection as { id: ConnectionId }).id;
  const { version } = await world.ports.records.settings.listingSettings(world.storeId, connectionId);
  const settings = { ...STORES_OWN, ...change };
  const answer = await changeListingSettings(world.ports, {
    ...{ storeId: world.storeId, connectionId, settings, version },
  });
  expect(answer.kind).toBe("saved");
}

const put = (title: string, ...products: string[]) =>
  world.twin.shopify.putCollection(DEMO_STORE, "care", { title, products });
const drop = () => world.twin.shopify.deleteCollection(DEMO_STORE, "care");

/** SKUs listed where the rule for the collection puts them. */
const moved = () =>
  world
    .shop()
    .products.filter((one) => one.categoryId === HOODIES)
    .flatMap((one) => one.skus.map((sku) => sku.sellerSku))
    .sort();

const edits = () => world.calls("PUT /product/202309/products/{id}");

/** One that shows the store as it was until now, and is looked at again in a while. */
async function exportFromBefore(): Promise<void> {
  const { twin, storeId } = world;
  const unheard = { channel: "webhook", name: "bulk_operations/finish", fault: { kind: "lost" } } as const;
  twin.faults.arm(unheard);
  await world.run("import-catalog", "catalog");
  await twin.clock.advance(twin.settings.timing.bulkMs);
  const dueAt = new Date(twin.clock.now() + 20_000);
  await world.ports.records.work.mark([{ storeId, verb: "import-catalog", subject: "catalog", dueAt }]);
}

async function compare(): Promise<void> {
  await world.application.verifyNow(world.storeId);
  await heard.settle();
}

describe("collections a rule goes by", () => {
  it("made, changed and deleted move the products in them, with an edit for each and no other", async () => {
    expect(moved()).toEqual([]);
    put("Care", "soap");
    await heard.settle();
    expect(moved()).toEqual(["soap"]);
    put("Care", "balm", "soap");
    await heard.settle();
    expect(moved()).toEqual(["balm", "soap"]);
    expect(edits()).toBe(2);
    put("Care", "balm", "soap");
    await heard.settle();
    expect(edits()).toBe(2);
    put("Bath", "balm", "soap");
    await heard.settle();
    expect(moved()).toEqual([]);
    put("Care", "soap");
    await heard.settle();
    drop();
    await heard.settle();
    expect(moved()).toEqual([]);
  });

  it("told twice and out of order end where the store stands", async () => {
    world.twin.faults.arm({ channel: "webhook", fault: { kind: "duplicate" }, times: 2 });
    world.twin.faults.arm({ channel: "webhook", fault: { kind: "reordered", milliseconds: 4_000 } });
    put("Care", "soap");
    put("Bath", "soap");
    drop();
    put("Care", "balm");
    await heard.settle();
    expect(moved()).toEqual(["balm"]);
    expect(edits()).toBe(1);
  });

  it("not told at all are found by the comparison, and by the next one nothing", async () => {
    world.twin.faults.arm({ channel: "webhook", fault: { kind: "lost" } });
    put("Care", "soap");
    await heard.settle();
    expect(moved()).toEqual([]);
    await compare();
    expect(moved()).toEqual(["soap"]);
    drop();
    await compare();
    expect(moved()).toEqual([]);
    expect(edits()).toBe(2);
    await compare();
    expect(edits()).toBe(2);
  });

  it("changed while an export from before is being read move their products all the same", async () => {
    await exportFromBefore();
    put("Care", "soap");
    await heard.settle();
    expect(moved()).toEqual(["soap"]);
  });

  it("read since an export from before stand as they were read last", async () => {
    await exportFromBefore();
    world.twin.faults.arm({ channel: "webhook", fault: { kind: "lost" } });
    put("Care", "soap");
    const soap = world.store().products.find((one) => one.handle === "soap");
    await world.run("import-products", String(soap?.id));
    await heard.settle();
    expect(moved()).toEqual(["soap"]);
  });

  it("are known of a product that is in many of them, however it is read", async () => {
    for (let at = 0; at < MANY; at += 1)
      world.twin.shopify.putCollection(DEMO_STORE, `c${at}`, { title: `Aisle ${at}`, products: ["soap"] });
    put("Care", "soap");
    await heard.settle();
    expect(moved()).toEqual(["soap"]);
    world.twin.shopify.updateProduct(DEMO_STORE, "soap", { title: "Oat milk soap bar, large" });
    await heard.settle();
    expect(moved()).toEqual(["soap"]);
  });
});

describe("a first rule that goes by collections", () => {
  it("is told of those nobody asked about before", async () => {
    await choose({ categories: [OTHERS] });
    put("Care", "soap");
    await heard.settle();
    await choose({ categories: [CARE, OTHERS] });
    await heard.settle();
    expect(moved()).toEqual(["soap"]);
    expect(edits()).toBe(1);
  });
});
