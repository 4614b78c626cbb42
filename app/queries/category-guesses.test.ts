// What TikTok Shop guessed stands on the mapping page with the products it concerns, until the merchant has decided.
import { afterEach, beforeEach, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import { as, type ProductId } from "../domain/ids.ts";
import { categoryGuesses } from "./category-guesses.server.ts";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
});
afterEach(() => world.close());

const STORAGE = "600217";
const product = (title: string, productType: string) =>
  aProduct({ handle: title, title, productType, variants: [aVariant({ sku: title.replaceAll(" ", "-") })] });

async function published(...products: ReturnType<typeof aProduct>[]) {
  world.twin.shopify.importProducts(DEMO_STORE, products);
  await world.connect();
  await world.settle();
  const { id } = await world.prisma.connection.findFirstOrThrow();
  return () => categoryGuesses(world.prisma, { storeId: world.storeId, connectionId: id });
}

it("guesses are counted by product type, the one of most products first, and named by their whole path", async () => {
  const guesses = await published(
    product("Oak wall hooks", "Storage"),
    product("Oak shelf", "Storage"),
    product("Oat soap", "Soap"),
  );
  expect(await guesses()).toEqual([
    {
      productType: "Storage",
      categoryId: STORAGE,
      label: "Home & Kitchen › Home Supplies › Storage & Decor",
      products: 2,
      examples: ["Oak shelf", "Oak wall hooks"],
    },
    expect.objectContaining({ productType: "Soap", products: 1 }),
  ]);
});

it("what the merchant chose for a product, or decided by a rule, is no guess any more", async () => {
  const guesses = await published(product("Oak shelf", "Storage"), product("Oat soap", "Soap"));
  const rows = await world.prisma.product.findMany({ orderBy: { title: "asc" } });
  const { id } = await world.prisma.connection.findFirstOrThrow();
  await world.ports.records.settings.saveProductChoices(world.storeId, as(id), {
    productIds: [rows[0]?.id as ProductId],
    change: { categoryId: STORAGE },
  });
  expect((await guesses()).map((one) => one.productType)).toEqual(["Soap"]);
  const categories = [
    { field: "tag", value: "none", categoryId: STORAGE },
    { field: "vendor", value: "Fernweh", categoryId: STORAGE },
  ];
  await world.prisma.connection.updateMany({ data: { listingSettings: { categories } } });
  await world.run("publish-listings", ...rows.map((row) => row.id));
  expect(await guesses()).toEqual([]);
});
