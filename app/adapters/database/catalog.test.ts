// The catalogue keeps the store's newest copy, finds variants by every name they have, and says when a name is shared.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { as, type ConnectionId, type ProductId, type StoreId } from "../../domain/ids.ts";
import type { StoreProduct, StoreVariant } from "../../domain/product.ts";
import { unmet } from "../../domain/requirement.ts";
import type { CatalogRecords } from "../../use-cases/ports/catalog-records.ts";
import { createCatalogRecords } from "./catalog.ts";

let test: TestDatabase;
let catalog: CatalogRecords;
let storeId: StoreId;
let count = 0;
const connectionId = as<ConnectionId>("connection");
const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 12, 0, second));

beforeAll(async () => {
  test = await createTestDatabase();
  catalog = createCatalogRecords(test.database.prisma, () => at(9));
});
afterAll(() => test.close());
beforeEach(() => {
  storeId = as<StoreId>(`store-${count++}`);
});

const variant = (id: string, change: Partial<StoreVariant> = {}): StoreVariant => ({
  storeVariantId: `v-${id}`,
  inventoryItemId: `i-${id}`,
  sku: `SKU-${id}`,
  title: id,
  position: 1,
  options: [{ name: "Size", value: id }],
  price: { minor: 1000, currency: "USD" },
  compareAtPrice: { minor: 1500, currency: "USD" },
  barcode: null,
  weightGrams: 100,
  imageUrl: null,
  sellsWithoutStock: true,
  ...change,
});

const product = (id: string, change: Partial<StoreProduct> = {}): StoreProduct => ({
  storeProductId: `p-${id}`,
  title: `Product ${id}`,
  descriptionHtml: "<p>x</p>",
  vendor: "V",
  productType: "T",
  tags: ["a", 'b "c"'],
  collections: ["Summer", "New, old"],
  metafields: [{ namespace: "custom", key: "material", value: "Oat" }],
  status: "active",
  images: [{ url: "https://cdn.example/1.jpg", altText: null }],
  variants: [variant(id)],
  updatedAt: at(1),
  ...change,
});

async function saved(...products: StoreProduct[]): Promise<ProductId[]> {
  return (await catalog.saveProducts(storeId, products, at(10))).map((one) => one.productId);
}

describe("products", () => {
  it("that joined a collection are changed, though the store's moment of the last update stands", async () => {
    await saved(product("c"));
    const again = (change: Partial<StoreProduct>) =>
      catalog.saveProducts(storeId, [product("c", change)], at(11));
    expect((await again({}))[0]?.changed).toBe(false);
    expect((await again({ collections: ["Winter"] }))[0]?.changed).toBe(true);
    expect((await again({ collections: ["Winter"] }))[0]?.changed).toBe(false);
    expect((await again({ collections: ["Winter"], metafields: [] }))[0]?.changed).toBe(true);
  });

  it("come back as they were saved, variants in order", async () => {
    const source = product("a", {
      variants: [variant("2", { position: 2 }), variant("1", { compareAtPrice: null })],
    });
    const [id] = await saved(source);
    const row = await catalog.product(storeId, id ?? as(""));
    expect(row).toMatchObject({
      title: "Product a",
      tags: source.tags,
      images: source.images,
      status: "active",
    });
    expect(row?.variants.map((one) => one.sku)).toEqual(["SKU-1", "SKU-2"]);
    expect(row?.variants[0]).toMatchObject({ price: { minor: 1000, currency: "USD" }, compareAtPrice: null });
  });

  it("saved twice are changed once", async () => {
    expect(await catalog.saveProducts(storeId, [product("a")], at(2))).toMatchObject([{ changed: true }]);
    expect(await catalog.saveProducts(storeId, [product("a")], at(3))).toMatchObject([{ changed: false }]);
  });

  it("an older copy never overwrites a newer one, but is noted as seen", async () => {
    const [id] = await saved(product("a", { title: "New", updatedAt: at(5) }));
    const old = product("a", { title: "Old", updatedAt: at(4), variants: [variant("other")] });
    expect(await catalog.saveProducts(storeId, [old], at(20))).toMatchObject([{ changed: false }]);
    const row = await catalog.product(storeId, id ?? as(""));
    expect([row?.title, row?.variants.map((one) => one.sku)]).toEqual(["New", ["SKU-a"]]);
    expect(await catalog.markUnseenDeleted(storeId, at(20))).toEqual([]);
  });

  it("variants that are gone are removed, those that stay keep their id", async () => {
    const [id] = await saved(product("a", { variants: [variant("1"), variant("2")] }));
    const before = await catalog.variantByStoreVariant(storeId, "v-2");
    await saved(product("a", { variants: [variant("2", { sku: "NEW" })], updatedAt: at(2) }));
    expect((await catalog.product(storeId, id ?? as("")))?.variants).toMatchObject([
      { id: before?.id, sku: "NEW" },
    ]);
  });

  it("not seen by an export are deleted, once, and come back when the store has them again", async () => {
    const [id] = await saved(product("a"));
    expect(await catalog.markUnseenDeleted(storeId, at(11))).toEqual([id]);
    expect(await catalog.markUnseenDeleted(storeId, at(11))).toEqual([]);
    expect(await catalog.activeProductIds(storeId, null, 10)).toEqual([]);
    expect(await catalog.saveProducts(storeId, [product("a")], at(12))).toMatchObject([{ changed: true }]);
    expect(await catalog.activeProductIds(storeId, null, 10)).toEqual([id]);
  });

  it("deleted while an export was being written stay deleted when it is read, and come back with a newer reading", async () => {
    const [id] = await saved(product("a"));
    expect(await catalog.markDeleted(storeId, ["p-a"], at(20))).toEqual([id]);
    for (const seenAt of [at(19), at(19)])
      expect(await catalog.saveProducts(storeId, [product("a")], seenAt)).toMatchObject([{ changed: false }]);
    expect((await catalog.product(storeId, id ?? as("")))?.status).toBe("deleted");
    expect(await catalog.saveProducts(storeId, [product("a")], at(21))).toMatchObject([{ changed: true }]);
    expect((await catalog.product(storeId, id ?? as("")))?.status).toBe("active");
  });

  it("text that the database cannot hold loses only the character", async () => {
    const [id] = await saved(product("a", { title: "So\u0000ap \ud83e" }));
    expect((await catalog.product(storeId, id ?? as("")))?.title).toBe("Soap \ufffd");
  });

  it("a page of two thousand variants is saved at once", async () => {
    const variants = Array.from({ length: 2000 }, (_, at) => variant(`${at}`, { position: at }));
    const [id] = await saved(product("big", { variants }));
    expect((await catalog.product(storeId, id ?? as("")))?.variants).toHaveLength(2000);
  });
});

describe("SKUs", () => {
  it("on two variants are found twice and named as shared", async () => {
    await saved(
      product("a", { variants: [variant("1", { sku: "SAME" })] }),
      product("b", { variants: [variant("2", { sku: " SAME " })] }),
    );
    expect(await catalog.variantsBySku(storeId, ["SAME"])).toHaveLength(2);
    expect(await catalog.sharedSkus(storeId)).toEqual([
      { sku: "SAME", productTitles: ["Product a", "Product b"] },
    ]);
  });

  it("of a deleted product count for nobody", async () => {
    await saved(product("a"));
    await catalog.markDeleted(storeId, ["p-a"], at(20));
    expect(await catalog.variantsBySku(storeId, ["SKU-a"])).toEqual([]);
  });

  it("of another store are never found", async () => {
    await saved(product("a"));
    expect(await catalog.variantsBySku(as<StoreId>("nobody"), ["SKU-a"])).toEqual([]);
  });
});

describe("listings", () => {
  it("ensured twice are one, with a link per variant that has a SKU", async () => {
    const [id] = await saved(product("a", { variants: [variant("1"), variant("2", { sku: null })] }));
    const first = await catalog.ensureListing(storeId, connectionId, id ?? as(""));
    const again = await catalog.ensureListing(storeId, connectionId, id ?? as(""));
    expect(again).toEqual(first);
    expect(first).toMatchObject({ state: "draft", skus: [{ sku: "SKU-1", marketplaceSkuId: null }] });
  });

  it("a link to another marketplace SKU forgets what was sent", async () => {
    const [id] = await saved(product("a"));
    const listing = await catalog.ensureListing(storeId, connectionId, id ?? as(""));
    const link = (marketplaceSkuId: string) =>
      catalog.linkSkus(storeId, listing.id, [{ sku: "SKU-a", marketplaceSkuId }]);
    expect(await link("171")).toHaveLength(1);
    expect(await link("171")).toEqual([]);
    await catalog.saveSent(storeId, [
      { listingSkuId: listing.skus[0]?.id ?? "", sentStock: { W1: 5 }, sentPriceMinor: 10 },
    ]);
    expect(await catalog.linkByMarketplaceSku(connectionId, "171")).toMatchObject({
      sentStock: { W1: 5 },
      sku: "SKU-a",
    });
    await link("172");
    expect(await catalog.linkByMarketplaceSku(connectionId, "172")).toMatchObject({
      sentStock: {},
      sentPriceMinor: null,
    });
  });

  it("change only what is named", async () => {
    const [id] = await saved(product("a"));
    const listing = await catalog.ensureListing(storeId, connectionId, id ?? as(""));
    await catalog.saveListing(storeId, listing.id, {
      state: "live",
      marketplaceProductId: `m-${storeId}`,
      rejections: [{ reasons: ["r"], suggestions: [] }],
    });
    await catalog.saveListing(storeId, listing.id, {
      unmet: [unmet("weight")],
    });
    expect(await catalog.listingByMarketplaceProduct(storeId, `m-${storeId}`)).toMatchObject({
      state: "live",
      rejections: [{ reasons: ["r"] }],
      unmet: [{ rule: "weight" }],
    });
    expect(await catalog.listingsUncheckedSince(storeId, at(0), 10)).toHaveLength(1);
  });

  it("an image content is kept once per seller account, as the most it was accepted for", async () => {
    const scope = { storeId, openId: "seller" };
    const image = { use: "attribute", contentHash: `h-${storeId}`, uri: "u", url: "l" } as const;
    await catalog.saveImage(scope, image);
    await catalog.saveImage(scope, image);
    expect(await catalog.images(scope, [image.contentHash])).toEqual([image]);
    await catalog.saveImage(scope, { ...image, use: "main" });
    expect(await catalog.images(scope, [image.contentHash])).toEqual([{ ...image, use: "main" }]);
    expect(await catalog.images({ storeId, openId: "another" }, [image.contentHash])).toEqual([]);
  });
});
