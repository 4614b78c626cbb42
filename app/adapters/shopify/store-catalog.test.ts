// The catalogue and the stock of the store against the twin: what each promise of the port comes to on the other side.
import { describe, expect, it } from "vitest";
import { DEMO_STORE } from "../../../test/emulator/settings.ts";
import { kindOf, product, storeWorld } from "../../../test/shopify-store.ts";
import type { ExportedProduct } from "../../use-cases/ports/store.ts";

const world = storeWorld();

async function exported(): Promise<ExportedProduct[]> {
  const started = await world.store.startCatalogExport();
  await expect.poll(async () => (await world.store.catalogExport(started.id)).state).toBe("completed");
  const { url } = await world.store.catalogExport(started.id);
  const products: ExportedProduct[] = [];
  if (url !== null) for await (const one of world.store.readCatalogExport(url)) products.push(one);
  return products;
}

describe("catalogue", () => {
  it("the store says its name, currency and time zone", async () => {
    expect(await world.store.details()).toEqual({
      name: "Fernweh Outfitters",
      currency: "USD",
      timeZone: "America/New_York",
    });
  });

  it("the export tells every product with variants, images, weights and levels", async () => {
    world.twin.shopify.importProducts(DEMO_STORE, [product("bag", 3), product("hat", 1, "DRAFT")]);
    const products = await exported();
    expect(products.map((one) => one.kind)).toEqual(["product", "product"]);
    const [bag] = products;
    if (bag?.kind !== "product") throw new Error("no bag");
    expect(bag.product).toMatchObject({
      title: "Title of bag",
      status: "active",
      images: [{ altText: "front" }],
    });
    expect(bag.product.variants.map((one) => [one.sku, one.price.minor, one.weightGrams])).toEqual([
      ["bag-1", 1999, 250],
      ["bag-2", 1999, 250],
      ["bag-3", 1999, 250],
    ]);
    expect(bag.levels.map((level) => level.available)).toEqual([7, 7, 7]);
  });

  it("an export that runs is answered instead of starting another", async () => {
    world.twin.shopify.importProducts(DEMO_STORE, [product("bag", 1)]);
    world.twin.change({ timing: { bulkMs: 60_000 } });
    const [first, second] = [await world.store.startCatalogExport(), await world.store.startCatalogExport()];
    world.twin.change({ timing: { bulkMs: 1 } });
    expect([first.state, second.id]).toEqual(["running", first.id]);
  });

  it("products are read with all their variants, however many, and one that is gone is absent", async () => {
    world.twin.shopify.importProducts(DEMO_STORE, [product("bag", 130)]);
    const id = world.twin.shopify.view(DEMO_STORE).products[0]?.id ?? "";
    const found = await world.store.products([id, "gid://shopify/Product/999999999"]);
    expect(found).toHaveLength(1);
    expect(found[0]?.product.variants.map((one) => one.position)).toEqual(
      Array.from({ length: 130 }, (_, i) => i + 1),
    );
    expect(found[0]?.levels).toHaveLength(130);
  });

  it("the export and the query tell the same product", async () => {
    world.twin.shopify.importProducts(DEMO_STORE, [product("bag", 2)]);
    const [fromExport] = await exported();
    const [fromQuery] = await world.store.products([
      world.twin.shopify.view(DEMO_STORE).products[0]?.id ?? "",
    ]);
    expect(fromExport).toEqual({ kind: "product", place: 1, ...fromQuery });
  });

  it("what changed since a moment comes in order and at most as many as asked", async () => {
    world.twin.shopify.importProducts(DEMO_STORE, [product("bag", 1), product("hat", 1), product("mug", 1)]);
    expect(await world.store.productsUpdatedSince(new Date(Date.now() - 60_000), 2)).toHaveLength(2);
    expect(await world.store.productsUpdatedSince(new Date(Date.now() + 60_000), 10)).toEqual([]);
  });
});

describe("the fulfillment service", () => {
  const input = { name: "Reeldock", callbackUrl: "https://app.reeldock.test/fulfillment-service" };

  it("is made once, and found again with its address brought up to date", async () => {
    const first = await world.store.ensureFulfillmentService(input);
    const again = await world.store.ensureFulfillmentService({
      ...input,
      callbackUrl: "https://new.reeldock.test/fs",
    });
    expect(again).toEqual(first);
    const services = (await world.store.locations()).filter((location) => location.isFulfillmentService);
    expect(services.map((location) => location.storeLocationId)).toEqual([first.storeLocationId]);
  });

  it("its stock is set where nothing was stocked, compared where asked, and harmless to repeat", async () => {
    world.twin.shopify.importProducts(DEMO_STORE, [product("bag", 1)]);
    const service = await world.store.ensureFulfillmentService(input);
    const [bag] = await world.store.products([world.twin.shopify.view(DEMO_STORE).products[0]?.id ?? ""]);
    const inventoryItemId = bag?.product.variants[0]?.inventoryItemId ?? "";
    const set = (idempotencyKey: string, quantity: number, expected: number | null) =>
      world.store.setServiceStock({
        idempotencyKey,
        storeLocationId: service.storeLocationId,
        rows: [{ inventoryItemId, quantity, expected }],
      });
    const available = async () =>
      (await world.store.inventoryLevels([inventoryItemId])).find(
        (level) => level.storeLocationId === service.storeLocationId,
      )?.available;
    await set("key-1", 12, null);
    await set("key-1", 12, null);
    expect(await available()).toBe(12);
    await set("key-2", 9, 12);
    expect(await available()).toBe(9);
    expect(await kindOf(set("key-3", 5, 12))).toBe("conflict");
    expect(await available()).toBe(9);
  });
});

describe("collections and metafields of a product", () => {
  it("are told by the export and by the product itself alike", async () => {
    const { shopify } = world.twin;
    shopify.importProducts(DEMO_STORE, [product("bag", 1), product("hat", 1)]);
    shopify.putCollection(DEMO_STORE, "winter", { title: "Winter", products: ["bag", "hat"] });
    shopify.putCollection(DEMO_STORE, "gifts", { title: "Gifts", products: ["bag"] });
    shopify.setMetafield(DEMO_STORE, "bag", { namespace: "custom", key: "material", value: "Wool" });
    shopify.setMetafield(DEMO_STORE, "bag", { namespace: "custom", key: "story", value: "x".repeat(256) });
    const told = (await exported()).flatMap((one) => (one.kind === "product" ? one.product : []));
    const [bag, hat] = told;
    const facts = {
      collections: ["Gifts", "Winter"],
      metafields: [{ namespace: "custom", key: "material", value: "Wool" }],
    };
    expect(bag).toMatchObject(facts);
    expect(hat).toMatchObject({ collections: ["Winter"], metafields: [] });
    expect((await world.store.products([bag?.storeProductId ?? ""]))[0]?.product).toMatchObject(facts);
  });
});
