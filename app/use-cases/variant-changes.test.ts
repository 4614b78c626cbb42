// A product's variants change in the store and the listing follows: in one edit that carries every SKU, those that stay
// keeping the marketplace's id; what went offers nothing and leaves with the edit.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import type { SeedVariant } from "../../test/emulator/platform.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";

const EDIT = "PUT /product/202309/products/{id}";
const STOCK = "POST /product/202309/products/{id}/inventory/update";
const PRICE = "POST /product/202309/products/{id}/prices/update";
const DEACTIVATE = "POST /product/202309/products/deactivate";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
});
afterEach(() => world.close());

const sized = (sku: string, size: string, more: Partial<SeedVariant> = {}) =>
  aVariant({ sku, options: [{ name: "Size", value: size }], ...more });
const soap = (...variants: SeedVariant[]) => aProduct({ variants });
const store = () => world.twin.shopify;

async function publish(...variants: SeedVariant[]): Promise<void> {
  store().importProducts(DEMO_STORE, [soap(...variants)]);
  await world.connect();
  await world.settle();
}

/** The store's webhook tells of a change; everything that follows is worked. */
async function told(): Promise<void> {
  await world.twin.clock.advance(2_000);
  const subject = world.store().products[0]?.id ?? "";
  await world.ports.records.work.mark([{ storeId: world.storeId, verb: "import-products", subject }]);
  await world.settle();
}

const writes = () => Object.fromEntries([EDIT, STOCK, PRICE].map((name) => [name, world.calls(name)]));

/** A change once, and told of again: the second time nothing is written. */
async function change(move: () => void): Promise<{ edits: number }> {
  const before = world.calls(EDIT);
  move();
  await told();
  const after = writes();
  await told();
  await world.run("publish-listings", (await product()).id);
  await world.run("push-inventory", (await product()).id);
  expect(writes()).toEqual(after);
  return { edits: world.calls(EDIT) - before };
}

const product = () => world.prisma.product.findFirstOrThrow();
const listed = () => {
  const [only] = world.shop().products;
  return Object.fromEntries((only?.skus ?? []).map((sku) => [sku.sellerSku, sku.id]));
};
const offered = () => {
  const [only] = world.shop().products;
  return Object.fromEntries(
    (only?.skus ?? []).map((sku) => [sku.sellerSku, sku.stock.reduce((sum, at) => sum + at.quantity, 0)]),
  );
};
const listing = () => world.prisma.listing.findFirstOrThrow();

/** "M" went from the store, and the edit without it waits for the auditors. Answers the product's id. */
async function removedUntilReviewed(): Promise<string> {
  await publish(sized("S", "Small"), sized("M", "Medium"));
  world.twin.change({ actors: "manual" });
  store().removeVariant(DEMO_STORE, "M");
  await world.twin.clock.advance(2_000);
  await world.run("import-products", world.store().products[0]?.id ?? "");
  const { id } = await product();
  await world.run("push-inventory", id);
  await world.run("publish-listings", id);
  return id;
}

describe("a variant of a live product", () => {
  it("added is in the listing by one edit, and the others keep their SKUs", async () => {
    await publish(sized("S", "Small"), sized("L", "Large"));
    const before = listed();
    const { edits } = await change(() => {
      store().addVariant(DEMO_STORE, "oat-soap", sized("M", "Medium", { quantity: 4 }));
    });
    expect(edits).toBe(1);
    const { M: made, ...others } = listed();
    expect(others).toEqual(before);
    expect(made).toBeTruthy();
    expect(offered()).toEqual({ S: 7, L: 7, M: 4 });
    expect(await world.issues()).toEqual([]);
  });

  it("removed leaves the listing by one edit that carries the others", async () => {
    await publish(sized("S", "Small"), sized("M", "Medium"), sized("L", "Large"));
    const { M: gone, ...others } = listed();
    const { edits } = await change(() => store().removeVariant(DEMO_STORE, "M"));
    expect(edits).toBe(1);
    expect(listed()).toEqual(others);
    expect(await world.prisma.countedSku.findMany()).toMatchObject([{ marketplaceSkuId: gone }]);
    expect(await world.issues()).toEqual([]);
  });

  it("removed offers nothing while the marketplace still shows it", async () => {
    const id = await removedUntilReviewed();
    expect(offered()).toEqual({ S: 7, M: 0 });
    const stock = world.calls(STOCK);
    expect(stock).toBeGreaterThan(0);
    await world.run("refresh-listings", (await listing()).id);
    await world.run("push-inventory", id);
    expect(world.calls(STOCK)).toBe(stock);
    expect(await world.prisma.countedSku.count()).toBe(0);
    world.twin.tiktokShop.decideAudit(world.shop().products[0]?.id ?? "", { approve: true });
    for (const _again of [1, 2]) await world.run("refresh-listings", (await listing()).id);
    expect(offered()).toEqual({ S: 7 });
    expect(await world.prisma.countedSku.count()).toBe(1);
  });

  it("removed stays at nothing when the review refuses the edit", async () => {
    await removedUntilReviewed();
    world.twin.tiktokShop.decideAudit(world.shop().products[0]?.id ?? "", {
      approve: false,
      reasons: ["Blurred picture"],
    });
    await world.run("refresh-listings", (await listing()).id);
    expect(offered()).toEqual({ S: 7, M: 0 });
    expect(await world.prisma.countedSku.count()).toBe(0);
  });

  it("renamed, option and SKU, keeps the marketplace's SKU", async () => {
    await publish(sized("S", "Small"), sized("M", "Medium"));
    const { M: kept, S } = listed();
    const { edits } = await change(() =>
      store().updateVariant(DEMO_STORE, "M", { sku: "MID", options: [{ name: "Size", value: "Middle" }] }),
    );
    expect(edits).toBe(1);
    expect(listed()).toEqual({ S, MID: kept });
    expect(offered()).toEqual({ S: 7, MID: 7 });
  });

  it("that swaps its SKU with another's keeps the marketplace's SKU it had", async () => {
    await publish(sized("A", "Small"), sized("B", "Large"));
    const { A, B } = listed();
    await change(() => {
      store().updateVariant(DEMO_STORE, "A", { sku: "X" });
      store().updateVariant(DEMO_STORE, "B", { sku: "A" });
      store().updateVariant(DEMO_STORE, "X", { sku: "B" });
    });
    expect(listed()).toEqual({ A: B, B: A });
  });

  it("made anew under its SKU before the marketplace dropped it takes the SKU over, without an edit", async () => {
    await publish(sized("S", "Small"), sized("M", "Medium"));
    const before = listed();
    const { edits } = await change(() => {
      store().removeVariant(DEMO_STORE, "M");
      store().addVariant(DEMO_STORE, "oat-soap", sized("M", "Medium", { quantity: 3 }));
    });
    expect(edits).toBe(0);
    expect(listed()).toEqual(before);
    expect(offered()).toEqual({ S: 7, M: 3 });
    expect(await world.prisma.variant.count()).toBe(3);
  });

  it("made anew under its SKU after the marketplace dropped it gets one of its own", async () => {
    await publish(sized("S", "Small"), sized("M", "Medium"));
    const { M: old } = listed();
    await change(() => store().removeVariant(DEMO_STORE, "M"));
    await change(() => {
      store().addVariant(DEMO_STORE, "oat-soap", sized("M", "Medium"));
    });
    expect(listed()["M"]).not.toBe(old);
    expect(offered()).toEqual({ S: 7, M: 7 });
    expect(await world.issues()).toEqual([]);
  });

  it("never sent and never ordered leaves no row behind", async () => {
    store().importProducts(DEMO_STORE, [soap(sized("S", "Small"), sized("M", "Medium"))]);
    await told();
    store().removeVariant(DEMO_STORE, "M");
    await told();
    expect(await world.prisma.variant.findMany()).toMatchObject([{ sku: "S", removedAt: null }]);
  });
});

describe("options of a live product", () => {
  it("in another order send one edit, and every SKU stays", async () => {
    await publish(sized("S", "Small"), sized("M", "Medium"), sized("L", "Large"));
    const before = listed();
    const { edits } = await change(() =>
      store().importProducts(DEMO_STORE, [
        soap(sized("L", "Large"), sized("S", "Small"), sized("M", "Medium")),
      ]),
    );
    expect(edits).toBe(1);
    expect(listed()).toEqual(before);
  });

  const colored = (sku: string, size: string, color: string) =>
    aVariant({
      sku,
      options: [
        { name: "Size", value: size },
        { name: "Color", value: color },
      ],
    });

  it("with one more keep every SKU, and with one less again", async () => {
    await publish(sized("S", "Small"), sized("M", "Medium"));
    const before = listed();
    const more = await change(() =>
      store().importProducts(DEMO_STORE, [soap(colored("S", "Small", "Red"), colored("M", "Medium", "Red"))]),
    );
    const less = await change(() =>
      store().importProducts(DEMO_STORE, [soap(sized("S", "Small"), sized("M", "Medium"))]),
    );
    expect([more.edits, less.edits]).toEqual([1, 1]);
    expect(listed()).toEqual(before);
  });

  it("replaced as a whole are a listing of the new SKUs alone", async () => {
    await publish(sized("S", "Small"), sized("M", "Medium"));
    const { edits } = await change(() =>
      store().importProducts(DEMO_STORE, [
        soap(...["RED", "BLUE"].map((sku) => aVariant({ sku, options: [{ name: "Color", value: sku }] }))),
      ]),
    );
    expect(edits).toBe(1);
    expect(offered()).toEqual({ RED: 7, BLUE: 7 });
    expect(await world.prisma.countedSku.count()).toBe(2);
    expect(await world.issues()).toEqual([]);
  });
});

describe("a product whose last SKU went", () => {
  it("is taken off sale, once, and returns with a SKU", async () => {
    await publish(sized("S", "Small"), sized("M", "Medium"));
    await change(() => {
      store().removeVariant(DEMO_STORE, "M");
      store().updateVariant(DEMO_STORE, "S", { sku: null });
    });
    expect(world.shop().products.map((one) => one.status)).toEqual(["SELLER_DEACTIVATED"]);
    expect(await listing()).toMatchObject({ state: "paused", pausedFor: "product" });
    expect(world.calls(DEACTIVATE)).toBe(1);
    expect((await world.issues()).map((one) => one.code)).toContain("sku-missing");
    store().importProducts(DEMO_STORE, [soap(sized("S", "Small"))]);
    await told();
    expect(world.shop().products.map((one) => one.status)).toEqual(["ACTIVATE"]);
    expect(offered()).toEqual({ S: 7 });
  });
});

describe("word of a change", () => {
  it("that is older than what we have brings no variant back", async () => {
    await publish(sized("S", "Small"), sized("M", "Medium"));
    const port = await world.ports.storeFor(world.storeId);
    const [old] = await port.products([world.store().products[0]?.id ?? ""]);
    await change(() => store().removeVariant(DEMO_STORE, "M"));
    const after = writes();
    await world.ports.records.transaction((tx) =>
      tx.catalog.saveProducts(world.storeId, old ? [old.product] : [], world.ports.now()),
    );
    await told();
    expect(Object.keys(listed())).toEqual(["S"]);
    expect(writes()).toEqual(after);
    expect(await world.prisma.variant.count({ where: { removedAt: null } })).toBe(1);
  });

  it("twice and out of order ends in what the store says now", async () => {
    await publish(sized("S", "Small"), sized("M", "Medium"));
    store().removeVariant(DEMO_STORE, "M");
    await world.twin.clock.advance(2_000);
    const subject = world.store().products[0]?.id ?? "";
    await world.run("import-products", subject, subject);
    store().addVariant(DEMO_STORE, "oat-soap", sized("L", "Large"));
    await world.twin.clock.advance(2_000);
    // Of the removal, told of once more after the addition.
    for (const _late of [1, 2]) await world.run("import-products", subject);
    await world.settle();
    expect(Object.keys(listed()).sort()).toEqual(["L", "S"]);
    expect(world.calls(EDIT)).toBe(1);
    expect(world.shop().products).toHaveLength(1);
  });
});
