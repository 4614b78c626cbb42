// Bad input is the ordinary case: each ends in a listing or in an issue, never in silence or a crash.
import { afterEach, beforeEach, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_SHOP, DEMO_STORE } from "../../test/emulator/settings.ts";
import { workLanes } from "../../test/lanes-in-turn.ts";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
});
afterEach(() => world.close());

async function publish(...products: Parameters<CatalogWorld["twin"]["shopify"]["importProducts"]>[1]) {
  world.twin.shopify.importProducts(DEMO_STORE, products);
  await world.connect();
  await world.settle();
}
const titles = async () => (await world.issues()).map((issue) => issue.title);

it("a description with scripts is listed without them", async () => {
  await publish(aProduct({ descriptionHtml: "<script>steal()</script><p onclick='x()'>Made by hand.</p>" }));
  expect(world.shop().products).toMatchObject([{ status: "ACTIVATE" }]);
  expect(await world.issues()).toEqual([]);
});

it("right-to-left text is listed as it stands", async () => {
  const title = "صابون من حليب الشوفان שלום";
  await publish(aProduct({ title, descriptionHtml: "<p dir='rtl'>صابون يدوي الصنع</p>" }));
  expect(world.shop().products).toMatchObject([{ title, status: "ACTIVATE" }]);
});

it("a product of 2,048 variants is an issue that says how many are taken", async () => {
  const variants = Array.from({ length: 2_048 }, (_, at) =>
    aVariant({ sku: `SOAP-${at}`, options: [{ name: "Size", value: `${at}` }] }),
  );
  await publish(aProduct({ variants }));
  expect(world.shop().products).toEqual([]);
  expect(await titles()).toEqual([expect.stringContaining("has 2048 variants; TikTok Shop takes 300")]);
}, 60_000);

it("a SKU shared by two variants of one product is an issue that names it", async () => {
  const variants = ["S", "M"].map((value) => aVariant({ sku: "SOAP", options: [{ name: "Size", value }] }));
  await publish(aProduct({ variants }));
  expect(world.shop().products).toEqual([]);
  expect(await world.issues()).toMatchObject([
    { code: "sku-shared", title: expect.stringContaining("SKU SOAP") as string },
  ]);
});

it("a category the marketplace withdrew is an issue that names it, and said once", async () => {
  world.twin.shopify.importProducts(DEMO_STORE, [aProduct()]);
  await world.connect();
  const connection = await world.prisma.connection.findFirstOrThrow();
  await world.prisma.connection.update({
    where: { id: connection.id },
    data: {
      listingSettings: { categories: [{ field: "product-type", value: "Soap", categoryId: "601517" }] },
    },
  });
  world.twin.tiktokShop.catalog.setCategory(DEMO_SHOP, "601517", "WITHDRAWN");
  await world.settle();
  const expected = [expect.stringContaining("no category 601517 any more")];
  expect(world.shop().products).toEqual([]);
  expect(await titles()).toEqual(expected);
  const listing = await world.prisma.listing.findFirstOrThrow();
  await world.run("publish-listings", listing.productId);
  expect(await titles()).toEqual(expected);
});

it("pictures that are none are issues that say why, and keep no other product back", async () => {
  const says = {
    page: "the address holds no image",
    disguised: "Not one of JPEG, PNG, WEBP, HEIC, BMP",
    truncated: "it ends too early",
    empty: "Not one of JPEG, PNG, WEBP, HEIC, BMP",
    missing: "answered HTTP 404",
    huge: "TikTok Shop takes up to 10.0 MB",
    endless: "it is larger than 20.0 MB",
  };
  const kinds = Object.keys(says);
  const products = kinds.map((kind) =>
    aProduct({
      handle: kind,
      title: `Soap, ${kind}`,
      images: [{ url: `https://example.com/soap.jpg?twin=${kind}`, altText: null }],
      variants: [aVariant({ sku: kind.toUpperCase() })],
    }),
  );
  await publish(aProduct(), ...products);
  expect(world.shop().products).toMatchObject([{ title: "Oat milk soap bar", status: "ACTIVATE" }]);
  const found = (await titles()).sort();
  const expected = Object.entries(says).sort(([a], [b]) => (a < b ? -1 : 1));
  expect(found).toEqual(
    expected.map(([kind]) => expect.stringContaining(`"Soap, ${kind}" cannot`) as string),
  );
  for (const [at, [, words]] of expected.entries()) expect(found[at]).toContain(words);
}, 60_000);

it("a quota of calls that ends in the middle of a run delays products and blames none", async () => {
  const name = "POST /product/202309/products";
  world.twin.faults.arm({ channel: "call", name, times: 3, fault: { kind: "throttle", seconds: 1 } });
  const products = Array.from({ length: 8 }, (_, at) =>
    aProduct({ handle: `soap-${at}`, title: `Soap ${at}`, variants: [aVariant({ sku: `SOAP-${at}` })] }),
  );
  world.twin.shopify.importProducts(DEMO_STORE, products);
  await world.connect();
  const marks = [{ storeId: world.storeId, verb: "import-catalog" as const, subject: "catalog" }];
  await world.ports.records.work.mark(marks);
  const { twin, ports } = world;
  await workLanes({ database: world.database.database, twin, ports, workerId: "one" });
  const refused = twin.history.all().filter((one) => one.kind === "call" && one.status === 429);
  expect(refused).toHaveLength(3);
  expect(world.shop().products.map((one) => one.status)).toEqual(products.map(() => "ACTIVATE"));
  expect(await world.issues()).toEqual([]);
}, 60_000);
