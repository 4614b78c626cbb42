// Many products at once cost the least calls there are: every picture once, one create each, and pages for the rest.
import { afterEach, beforeEach, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
});
afterEach(() => world.close());

const CALLS = {
  create: "POST /product/202309/products",
  upload: "POST /product/202309/images/upload",
  recommend: "POST /product/202309/categories/recommend",
  search: "POST /product/202502/products/search",
  read: "GET /product/202309/products/{id}",
} as const;
const calls = (name: keyof typeof CALLS) => world.calls(CALLS[name]);

type Change = (index: number) => Parameters<typeof aProduct>[0];

async function publish(count: number, change: Change = () => ({})) {
  const products = Array.from({ length: count }, (_, index) =>
    aProduct({
      handle: `soap-${index}`,
      title: `Soap number ${index}`,
      variants: [aVariant({ sku: `SOAP-${index}` })],
      images: ["one", "two"].map((name) => ({
        url: `https://example.com/${index}-${name}.jpg`,
        altText: null,
      })),
      ...change(index),
    }),
  );
  world.twin.shopify.importProducts(DEMO_STORE, products);
  await world.connect();
  await world.settle();
}

it("each picture is uploaded once, however many products show it at the same time", async () => {
  await publish(12, (index) => ({
    images: [`own-${index}`, "shared", `half-${index % 2}`].map((name) => ({
      url: `https://example.com/${name}.jpg`,
      altText: null,
    })),
  }));
  expect(world.shop().products).toHaveLength(12);
  const distinct = await world.prisma.imageSource.groupBy({ by: ["contentHash"] });
  expect(calls("upload")).toBe(distinct.length);
  expect(calls("create")).toBe(12);
});

it("a category is asked for once per product type and vendor", async () => {
  await publish(9, (index) => ({ productType: `Type ${index % 3}` }));
  expect(calls("recommend")).toBe(3);
  expect(await world.prisma.listing.count({ where: { recommendedCategoryId: null } })).toBe(0);
});

it("products without a type are each asked for", async () => {
  await publish(3, () => ({ productType: "" }));
  expect(calls("recommend")).toBe(3);
});

it("results are read in pages, and no listing by itself", async () => {
  await publish(12);
  expect(await world.prisma.listing.count({ where: { state: "live" } })).toBe(12);
  expect(calls("read")).toBe(0);
  expect(calls("search")).toBeLessThanOrEqual(3);
});

it("published again they cost no call but a look at the shop", async () => {
  await publish(6);
  const before = { ...counts() };
  const rows = await world.prisma.product.findMany({ select: { id: true } });
  await world.run("publish-listings", ...rows.map((row) => row.id));
  await world.settle();
  expect({ ...counts(), search: before["search"] }).toEqual(before);
});

it("those that the review refuses are read by themselves, for its reasons", async () => {
  world.twin.tiktokShop.catalog.setAuditors(0.5, ["The picture has a watermark"]);
  await publish(12);
  const rejected = await world.prisma.listing.count({ where: { state: "rejected" } });
  expect(rejected).toBeGreaterThan(0);
  expect(world.shop().products.filter((one) => one.status === "FAILED")).toHaveLength(rejected);
  expect(await world.prisma.listing.count({ where: { state: "live" } })).toBe(12 - rejected);
  expect(calls("read")).toBe(rejected);
});

it("what the shop lists already is adopted, without a search for each", async () => {
  await publish(8);
  await world.prisma.listing.deleteMany();
  await world.prisma.checkpoint.deleteMany({ where: { name: { startsWith: "shop-pages" } } });
  const before = calls("search");
  const rows = await world.prisma.product.findMany({ select: { id: true } });
  await world.run("publish-listings", ...rows.map((row) => row.id));
  expect(world.shop().products).toHaveLength(8);
  expect(await world.prisma.listing.count({ where: { marketplaceProductId: { not: null } } })).toBe(8);
  expect(calls("search") - before).toBe(1);
});

function counts() {
  return Object.fromEntries(Object.keys(CALLS).map((name) => [name, calls(name as keyof typeof CALLS)]));
}
