// A yes that did nothing is found, sent once more, and then said to the merchant.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, type CatalogWorld, createCatalogWorld } from "../../../test/catalog-world.ts";
import { DEMO_STORE } from "../../../test/emulator/settings.ts";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
  world.twin.shopify.importProducts(DEMO_STORE, [aProduct()]);
});
afterEach(() => world.close());

const CREATE = "POST /product/202309/products";
const EDIT = "PUT /product/202309/products/{id}";
const PRICES = "POST /product/202309/products/{id}/prices/update";
const listing = () => world.prisma.listing.findFirstOrThrow({ include: { skus: true } });
const noEffect = (name: string, times: number) =>
  world.twin.faults.arm({
    channel: "call",
    platform: "tiktok-shop",
    name,
    times,
    fault: { kind: "no-effect" },
  });
const titles = () => world.shop().products.map((product) => product.title);

async function renamed(): Promise<void> {
  await world.connect();
  await world.settle();
  await world.twin.clock.advance(1_000);
  world.twin.shopify.updateProduct(DEMO_STORE, "oat-soap", { title: "Oat soap" });
  const product = await world.prisma.product.findFirstOrThrow();
  await world.run("import-products", product.storeProductId);
}

describe("an accepted change that does not show", () => {
  it("is sent once more, and then shows", async () => {
    await renamed();
    noEffect(EDIT, 1);
    await world.settle();
    expect(titles()).toEqual(["Oat soap"]);
    expect(world.calls(EDIT)).toBe(2);
    await world.run("refresh-listings", (await listing()).id);
    await world.settle();
    expect(world.calls(EDIT)).toBe(2);
    expect(await world.issues()).toEqual([]);
    expect((await listing()).unheeded).toBe(0);
  });

  it("twice is the merchant's to look at, and is not sent for ever", async () => {
    await renamed();
    noEffect(EDIT, 2);
    await world.settle();
    for (const _ of [1, 2]) {
      await world.run("refresh-listings", (await listing()).id);
      await world.settle();
    }
    expect(titles()).toEqual(["Oat milk soap bar"]);
    expect(world.calls(EDIT)).toBe(2);
    expect(await world.issues()).toMatchObject([{ code: "listing-unheeded" }]);
  });

  it("of a price is found when the listing is read, and sent again", async () => {
    await world.connect();
    await world.settle();
    world.twin.shopify.setVariantPrice(DEMO_STORE, "SOAP-1", "15.50");
    const product = await world.prisma.product.findFirstOrThrow();
    noEffect(PRICES, 1);
    await world.twin.clock.advance(1_000);
    await world.run("import-products", product.storeProductId);
    await world.settle();
    expect(world.shop().products[0]?.skus[0]?.price).toBe("12.00");
    await world.run("refresh-listings", (await listing()).id);
    await world.settle();
    expect(world.shop().products[0]?.skus[0]?.price).toBe("15.50");
    expect(world.calls(PRICES)).toBe(2);
  });
});

describe("an accepted listing that never shows", () => {
  it("is created once more, and one stands in the end", async () => {
    noEffect(CREATE, 1);
    await world.connect();
    await world.settle();
    expect(world.shop().products).toHaveLength(1);
    expect(await listing()).toMatchObject({ state: "live", round: 1, unheeded: 0 });
    expect(await world.issues()).toEqual([]);
  });

  it("twice is the merchant's to look at", async () => {
    noEffect(CREATE, 2);
    await world.connect();
    await world.settle();
    expect(await world.issues()).toMatchObject([{ code: "listing-unheeded" }]);
    expect(world.calls(CREATE)).toBe(2);
  });
});
