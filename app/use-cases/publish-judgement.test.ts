// Publishing and the pre-flight check judge alike: all that is in a product's way is said at once, by both.
import { afterEach, beforeEach, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_SHOP, DEMO_STORE } from "../../test/emulator/settings.ts";
import { CATCH_ALL_LEAF } from "../../test/emulator/tiktok-shop/categories-data.ts";
import { type ListingSettings, STORES_OWN } from "../domain/listing-settings.ts";
import { preflightBoard } from "../queries/preflight.server.ts";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
});
afterEach(() => world.close());

const SUNSCREEN = "601509";
const UPLOAD = "POST /product/202309/images/upload";
const picture = (name: string) => ({ url: `https://example.com/${name}`, altText: null });
const inSunscreen = {
  categories: [{ field: "product-type", value: "Soap", categoryId: SUNSCREEN } as const],
};
const broken = () =>
  aProduct({
    title: "Soap 🧼",
    images: [picture("front.jpg"), picture("back.jpg?twin=missing")],
    variants: [aVariant({ weightGrams: null, price: "0.00" })],
  });

async function publish(product: ReturnType<typeof aProduct>, settings: Partial<ListingSettings> = {}) {
  world.twin.shopify.importProducts(DEMO_STORE, [product]);
  await world.connect();
  const listingSettings = JSON.parse(JSON.stringify({ ...STORES_OWN, ...settings })) as object;
  await world.prisma.connection.updateMany({ data: { listingSettings } });
  await world.settle();
  return world.prisma.listing.findFirstOrThrow();
}

async function check(connectionId: string) {
  await world.run("check-listings", connectionId);
  return world.prisma.listing.findFirstOrThrow();
}

const rulesOf = (listing: { unmet: unknown }) =>
  (listing.unmet as { rule: string }[]).map((one) => one.rule).sort();

it("faults of words, prices, pictures and category are counted in one issue and said with what mends each, and no picture is uploaded for them", async () => {
  const listing = await publish(broken(), inSunscreen);
  expect(rulesOf(listing)).toEqual(["attribute", "image-unread", "price", "title-emoji", "weight"]);
  expect(world.calls(UPLOAD)).toBe(0);
  const [issue, ...others] = await world.prisma.issue.findMany({ where: { clearedAt: null } });
  expect(others).toEqual([]);
  expect(issue?.title).toMatch(/cannot be listed for 5 reasons\.$/);
  for (const words of ["emoji", "no weight", "is zero", "HTTP 404", "wants to know: Sun Protection Factor"])
    expect(issue?.advice).toContain(words);
});

it("a check after a publish finds the same and writes nothing, and the other way round", async () => {
  const published = await publish(broken(), inSunscreen);
  expect(await check(published.connectionId)).toEqual(published);
  await world.run("publish-listings", published.productId);
  const again = await world.prisma.listing.findFirstOrThrow();
  expect({ ...again, updatedAt: published.updatedAt }).toEqual(published);
});

it("a picture that the marketplace refused is still in the way after a check, until another takes its place", async () => {
  const images = [picture("front.jpg"), picture("back.jpg?twin=truncated")];
  const published = await publish(aProduct({ images }));
  expect(rulesOf(published)).toEqual(["image-unread"]);
  expect(rulesOf(await check(published.connectionId))).toEqual(["image-unread"]);
  await changed({ images: images.slice(0, 1) });
  expect(world.shop().products).toMatchObject([{ status: "ACTIVATE", imageCount: 1 }]);
  expect(await world.issues()).toEqual([]);
});

it("what was found of a product is forgotten when it leaves sale, and nothing of it is left when it comes back right", async () => {
  const { connectionId } = await publish(aProduct({ title: "Soap 🧼" }));
  const board = () => preflightBoard(world.prisma, { storeId: world.storeId, connectionId });
  expect((await board()).products.blocked).toBe(1);
  await changed({ status: "DRAFT" });
  expect(await board()).toMatchObject({ causes: [], products: { all: 0, blocked: 0 } });
  await changed({ status: "ACTIVE", title: "Soap" });
  expect(await board()).toMatchObject({ causes: [], products: { all: 1, blocked: 0 } });
  expect(world.shop().products).toMatchObject([{ title: "Soap", status: "ACTIVATE" }]);
  expect(await world.issues()).toEqual([]);
});

it("a product that the marketplace has no category for is still kept back by that after a check", async () => {
  world.twin.tiktokShop.catalog.setCategory(DEMO_SHOP, CATCH_ALL_LEAF, "WITHDRAWN");
  const words = { title: "Zyx qwv", descriptionHtml: "<p>Jkl mno</p>", productType: "Qwv" };
  const published = await publish(aProduct(words));
  expect(rulesOf(published)).toEqual(["category"]);
  expect(rulesOf(await check(published.connectionId))).toEqual(["category"]);
  expect((await world.issues())[0]?.title).toContain("found no category");
});

async function changed(change: Parameters<CatalogWorld["twin"]["shopify"]["updateProduct"]>[2]) {
  await world.twin.clock.advance(1_000);
  world.twin.shopify.updateProduct(DEMO_STORE, "oat-soap", change);
  const { storeProductId } = await world.prisma.product.findFirstOrThrow();
  await world.run("import-products", storeProductId);
  await world.settle();
}
