// The whole catalogue, twice, in pieces, and with what cannot be read.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { demoCsv, importCsv } from "../../test/emulator/seed.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import { hear } from "../../test/heard.ts";

// More than any price there is.
const UNREADABLE = "99999999999999999999.00";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
});
afterEach(() => world.close());

const products = () =>
  world.prisma.product.findMany({ include: { variants: true }, orderBy: { storeProductId: "asc" } });

describe("import of the catalogue", () => {
  it("told late and twice that its export has ended begins no other", async () => {
    world.twin.shopify.importProducts(DEMO_STORE, [aProduct()]);
    const heard = await hear(world);
    const late = { kind: "late", milliseconds: 60_000 } as const;
    world.twin.faults.arm({ channel: "webhook", name: "bulk_operations/finish", fault: late });
    await heard.settle();
    expect(await products()).toHaveLength(1);
    const asked = world.calls("bulkOperationRunQuery");
    for (const _told of [1, 2, 3]) {
      await world.twin.clock.advance(late.milliseconds);
      await heard.settle();
    }
    expect(world.calls("bulkOperationRunQuery")).toBe(asked);
    await heard.close();
  });

  it("keeps every product, variant, price and level of the demo merchant", async () => {
    const { imported } = importCsv(world.twin, DEMO_STORE, demoCsv());
    await world.settle();
    const rows = await products();
    expect(rows).toHaveLength(imported);
    const theirs = world.store().products.flatMap((product) => product.variants);
    const ours = rows.flatMap((product) => product.variants);
    expect(ours).toHaveLength(theirs.length);
    const levels = await world.prisma.inventoryLevel.findMany();
    for (const variant of theirs) {
      const row = ours.find((one) => one.storeVariantId === variant.id);
      expect(row?.priceMinor).toBe(Math.round(Number(variant.price) * 100));
      const kept = levels
        .filter((level) => level.variantId === row?.id)
        .reduce((sum, level) => sum + level.available, 0);
      expect(kept).toBe(variant.available);
    }
    expect((await world.prisma.store.findFirst())?.catalogImportedAt).not.toBeNull();
  });

  it("again changes nothing", async () => {
    world.twin.shopify.importProducts(DEMO_STORE, [
      aProduct(),
      aProduct({ handle: "b", variants: [aVariant({ sku: "B" })] }),
    ]);
    await world.settle();
    const before = (await products()).map(({ updatedAt: _at, seenAt: _seen, ...rest }) => rest);
    await world.ports.records.work.mark([
      { storeId: world.storeId, verb: "import-catalog", subject: "catalog" },
    ]);
    await world.settle();
    expect((await products()).map(({ updatedAt: _at, seenAt: _seen, ...rest }) => rest)).toEqual(before);
  });

  it("looks again later while the store writes its export", async () => {
    const [, outcome] = [...(await world.run("import-catalog", "catalog"))][0] ?? [];
    expect(outcome).toMatchObject({ kind: "later" });
    expect(await world.prisma.product.count()).toBe(0);
  });

  it("a product the store no longer has is marked deleted, and its twin in SKU is free again", async () => {
    world.twin.shopify.importProducts(DEMO_STORE, [aProduct(), aProduct({ handle: "b", title: "B" })]);
    await world.settle();
    expect((await world.issues()).map((issue) => issue.code)).toEqual(["sku-shared"]);
    world.twin.shopify.deleteProduct(DEMO_STORE, "b");
    await world.twin.clock.advance(1_000);
    await world.ports.records.work.mark([
      { storeId: world.storeId, verb: "import-catalog", subject: "catalog" },
    ]);
    await world.settle();
    expect((await products()).map((product) => product.status).sort()).toEqual(["active", "deleted"]);
    expect(await world.issues()).toEqual([]);
  });

  it("a product the store no longer has is found beside one that cannot be read, which stays", async () => {
    const named = (name: string) =>
      aProduct({ handle: name, title: name, variants: [aVariant({ sku: name })] });
    world.twin.shopify.importProducts(DEMO_STORE, ["a", "b", "c"].map(named));
    await world.settle();
    world.twin.shopify.updateVariant(DEMO_STORE, "b", { price: UNREADABLE });
    world.twin.shopify.deleteProduct(DEMO_STORE, "c");
    for (const _twice of [1, 2]) {
      await world.twin.clock.advance(1_000);
      await world.ports.records.work.mark([
        { storeId: world.storeId, verb: "import-catalog", subject: "catalog" },
      ]);
      await world.settle();
      expect((await products()).map(({ title, status }) => [title, status])).toEqual([
        ["a", "active"],
        ["b", "active"],
        ["c", "deleted"],
      ]);
      expect((await world.issues()).map((issue) => issue.code)).toEqual(["catalog-line"]);
    }
  });

  const DAY_MS = 24 * 60 * 60_000;

  it.each([
    { what: "that is gone", ageMs: 0 },
    { what: "whose file can be read no longer", ageMs: 7 * DAY_MS },
  ])("an export $what is started again, and read from its beginning", async ({ ageMs }) => {
    await world.ports.records.work.saveCheckpoint(world.storeId, "catalog-export", {
      exportId: "gid://shopify/BulkOperation/1",
      startedAt: new Date(world.twin.clock.now() - ageMs).toISOString(),
      after: 100,
    });
    world.twin.shopify.importProducts(DEMO_STORE, [aProduct()]);
    await world.settle();
    expect(await products()).toHaveLength(1);
  });

  it("an empty catalogue is imported, too", async () => {
    await world.settle();
    expect((await world.prisma.store.findFirst())?.catalogImportedAt).not.toBeNull();
  });
});
