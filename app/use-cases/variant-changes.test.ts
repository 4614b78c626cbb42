// A product's variants change in the store and the listing follows: in one edit that carries every SKU, those that stay
// keeping the marketplace's id; what went offers nothing and leaves with the edit.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import { createVariantsWorld, STOCK, sized, soap, type VariantsWorld } from "../../test/variants-world.ts";

let world: VariantsWorld;
beforeEach(async () => {
  world = await createVariantsWorld();
});
afterEach(() => world.close());

const store = () => world.twin.shopify;

/** "M" went from the store, and the edit without it waits for the auditors. Answers the product's id. */
async function removedUntilReviewed(): Promise<string> {
  await world.publish(sized("S", "Small"), sized("M", "Medium"));
  world.twin.change({ actors: "manual" });
  store().removeVariant(DEMO_STORE, "M");
  await world.twin.clock.advance(2_000);
  await world.run("import-products", world.store().products[0]?.id ?? "");
  const { id } = await world.product();
  await world.run("push-inventory", id);
  await world.run("publish-listings", id);
  return id;
}

describe("a variant of a live product", () => {
  it("added is in the listing by one edit, and the others keep their SKUs", async () => {
    await world.publish(sized("S", "Small"), sized("L", "Large"));
    const before = world.listed();
    const { edits } = await world.change(() => {
      store().addVariant(DEMO_STORE, "oat-soap", sized("M", "Medium", { quantity: 4 }));
    });
    expect(edits).toBe(1);
    const { M: made, ...others } = world.listed();
    expect(others).toEqual(before);
    expect(made).toBeTruthy();
    expect(world.offered()).toEqual({ S: 7, L: 7, M: 4 });
    expect(await world.issues()).toEqual([]);
  });

  it("removed leaves the listing by one edit that carries the others", async () => {
    await world.publish(sized("S", "Small"), sized("M", "Medium"), sized("L", "Large"));
    const { M: gone, ...others } = world.listed();
    const { edits } = await world.change(() => store().removeVariant(DEMO_STORE, "M"));
    expect(edits).toBe(1);
    expect(world.listed()).toEqual(others);
    expect(await world.prisma.countedSku.findMany()).toMatchObject([{ marketplaceSkuId: gone }]);
    expect(await world.issues()).toEqual([]);
  });

  it("removed offers nothing while the marketplace still shows it", async () => {
    const id = await removedUntilReviewed();
    expect(world.offered()).toEqual({ S: 7, M: 0 });
    const stock = world.calls(STOCK);
    expect(stock).toBeGreaterThan(0);
    await world.run("refresh-listings", (await world.listing()).id);
    await world.run("push-inventory", id);
    expect(world.calls(STOCK)).toBe(stock);
    expect(await world.prisma.countedSku.count()).toBe(0);
    world.twin.tiktokShop.decideAudit(world.shop().products[0]?.id ?? "", { approve: true });
    for (const _again of [1, 2]) await world.run("refresh-listings", (await world.listing()).id);
    expect(world.offered()).toEqual({ S: 7 });
    expect(await world.prisma.countedSku.count()).toBe(1);
  });

  it("removed stays at nothing when the review refuses the edit", async () => {
    await removedUntilReviewed();
    world.twin.tiktokShop.decideAudit(world.shop().products[0]?.id ?? "", {
      approve: false,
      reasons: ["Blurred picture"],
    });
    await world.run("refresh-listings", (await world.listing()).id);
    expect(world.offered()).toEqual({ S: 7, M: 0 });
    expect(await world.prisma.countedSku.count()).toBe(0);
  });

  it("renamed, option and SKU, keeps the marketplace's SKU", async () => {
    await world.publish(sized("S", "Small"), sized("M", "Medium"));
    const { M: kept, S } = world.listed();
    const { edits } = await world.change(() =>
      store().updateVariant(DEMO_STORE, "M", { sku: "MID", options: [{ name: "Size", value: "Middle" }] }),
    );
    expect(edits).toBe(1);
    expect(world.listed()).toEqual({ S, MID: kept });
    expect(world.offered()).toEqual({ S: 7, MID: 7 });
  });

  it("that swaps its SKU with another's keeps the marketplace's SKU it had", async () => {
    await world.publish(sized("A", "Small"), sized("B", "Large"));
    const { A, B } = world.listed();
    await world.change(() => {
      store().updateVariant(DEMO_STORE, "A", { sku: "X" });
      store().updateVariant(DEMO_STORE, "B", { sku: "A" });
      store().updateVariant(DEMO_STORE, "X", { sku: "B" });
    });
    expect(world.listed()).toEqual({ A: B, B: A });
  });

  it("made anew under its SKU before the marketplace dropped it takes the SKU over, without an edit", async () => {
    await world.publish(sized("S", "Small"), sized("M", "Medium"));
    const before = world.listed();
    const { edits } = await world.change(() => {
      store().removeVariant(DEMO_STORE, "M");
      store().addVariant(DEMO_STORE, "oat-soap", sized("M", "Medium", { quantity: 3 }));
    });
    expect(edits).toBe(0);
    expect(world.listed()).toEqual(before);
    expect(world.offered()).toEqual({ S: 7, M: 3 });
    expect(await world.prisma.variant.count()).toBe(3);
  });

  it("made anew under its SKU after the marketplace dropped it gets one of its own", async () => {
    await world.publish(sized("S", "Small"), sized("M", "Medium"));
    const { M: old } = world.listed();
    await world.change(() => store().removeVariant(DEMO_STORE, "M"));
    await world.change(() => {
      store().addVariant(DEMO_STORE, "oat-soap", sized("M", "Medium"));
    });
    expect(world.listed()["M"]).not.toBe(old);
    expect(world.offered()).toEqual({ S: 7, M: 7 });
    expect(await world.issues()).toEqual([]);
  });

  it("never sent and never ordered leaves no row behind", async () => {
    store().importProducts(DEMO_STORE, [soap(sized("S", "Small"), sized("M", "Medium"))]);
    await world.told();
    store().removeVariant(DEMO_STORE, "M");
    await world.told();
    expect(await world.prisma.variant.findMany()).toMatchObject([{ sku: "S", removedAt: null }]);
  });
});
