// A product's options change as a whole, its last SKU goes, or word of it comes late: the listing ends as the store says.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aVariant } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import { createVariantsWorld, EDIT, sized, soap, type VariantsWorld } from "../../test/variants-world.ts";

const DEACTIVATE = "POST /product/202309/products/deactivate";

let world: VariantsWorld;
beforeEach(async () => {
  world = await createVariantsWorld();
});
afterEach(() => world.close());

const store = () => world.twin.shopify;

describe("options of a live product", () => {
  it("in another order send one edit, and every SKU stays", async () => {
    await world.publish(sized("S", "Small"), sized("M", "Medium"), sized("L", "Large"));
    const before = world.listed();
    const { edits } = await world.change(() =>
      store().importProducts(DEMO_STORE, [
        soap(sized("L", "Large"), sized("S", "Small"), sized("M", "Medium")),
      ]),
    );
    expect(edits).toBe(1);
    expect(world.listed()).toEqual(before);
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
    await world.publish(sized("S", "Small"), sized("M", "Medium"));
    const before = world.listed();
    const more = await world.change(() =>
      store().importProducts(DEMO_STORE, [soap(colored("S", "Small", "Red"), colored("M", "Medium", "Red"))]),
    );
    const less = await world.change(() =>
      store().importProducts(DEMO_STORE, [soap(sized("S", "Small"), sized("M", "Medium"))]),
    );
    expect([more.edits, less.edits]).toEqual([1, 1]);
    expect(world.listed()).toEqual(before);
  });

  it("replaced as a whole are a listing of the new SKUs alone", async () => {
    await world.publish(sized("S", "Small"), sized("M", "Medium"));
    const { edits } = await world.change(() =>
      store().importProducts(DEMO_STORE, [
        soap(...["RED", "BLUE"].map((sku) => aVariant({ sku, options: [{ name: "Color", value: sku }] }))),
      ]),
    );
    expect(edits).toBe(1);
    expect(world.offered()).toEqual({ RED: 7, BLUE: 7 });
    expect(await world.prisma.countedSku.count()).toBe(2);
    expect(await world.issues()).toEqual([]);
  });
});

describe("a product whose last SKU went", () => {
  it("is taken off sale, once, and returns with a SKU", async () => {
    await world.publish(sized("S", "Small"), sized("M", "Medium"));
    await world.change(() => {
      store().removeVariant(DEMO_STORE, "M");
      store().updateVariant(DEMO_STORE, "S", { sku: null });
    });
    expect(world.shop().products.map((one) => one.status)).toEqual(["SELLER_DEACTIVATED"]);
    expect(await world.listing()).toMatchObject({ state: "paused", pausedFor: "product" });
    expect(world.calls(DEACTIVATE)).toBe(1);
    expect((await world.issues()).map((one) => one.code)).toContain("sku-missing");
    store().importProducts(DEMO_STORE, [soap(sized("S", "Small"))]);
    await world.told();
    expect(world.shop().products.map((one) => one.status)).toEqual(["ACTIVATE"]);
    expect(world.offered()).toEqual({ S: 7 });
  });
});

describe("word of a change", () => {
  it("that is older than what we have brings no variant back", async () => {
    await world.publish(sized("S", "Small"), sized("M", "Medium"));
    const port = await world.ports.storeFor(world.storeId);
    const [old] = await port.products([world.store().products[0]?.id ?? ""]);
    await world.change(() => store().removeVariant(DEMO_STORE, "M"));
    const after = world.writes();
    await world.ports.records.transaction((tx) =>
      tx.catalog.saveProducts(world.storeId, old ? [old.product] : [], world.ports.now()),
    );
    await world.told();
    expect(Object.keys(world.listed())).toEqual(["S"]);
    expect(world.writes()).toEqual(after);
    expect(await world.prisma.variant.count({ where: { removedAt: null } })).toBe(1);
  });

  it("twice and out of order ends in what the store says now", async () => {
    await world.publish(sized("S", "Small"), sized("M", "Medium"));
    store().removeVariant(DEMO_STORE, "M");
    await world.twin.clock.advance(2_000);
    const subject = world.store().products[0]?.id ?? "";
    await world.run("import-products", subject, subject);
    store().addVariant(DEMO_STORE, "oat-soap", sized("L", "Large"));
    await world.twin.clock.advance(2_000);
    // Of the removal, told of once more after the addition.
    for (const _late of [1, 2]) await world.run("import-products", subject);
    await world.settle();
    expect(Object.keys(world.listed()).sort()).toEqual(["L", "S"]);
    expect(world.calls(EDIT)).toBe(1);
    expect(world.shop().products).toHaveLength(1);
  });
});
