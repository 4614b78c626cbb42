// Pre-flight of a whole catalogue: everything in the way of each product is found, and nothing is sent.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import { STORES_OWN } from "../domain/listing-settings.ts";
import { preflightBoard } from "../queries/preflight.server.ts";

let world: CatalogWorld;
beforeEach(async () => {
  world = await createCatalogWorld();
});
afterEach(() => world.close());

const named = (at: number, change: Parameters<typeof aProduct>[0] = {}) =>
  aProduct({
    handle: `p-${at}`,
    title: `Oat soap ${at}`,
    variants: [aVariant({ sku: `S-${at}` })],
    ...change,
  });

/** Imported, connected, nothing published; the merchant put soap into a category. */
async function ready(
  products: Parameters<CatalogWorld["twin"]["shopify"]["importProducts"]>[1],
  categoryId = "601517",
) {
  world.twin.shopify.importProducts(DEMO_STORE, products);
  await world.connect();
  await world.run("import-catalog", "catalog");
  await world.twin.clock.advance(60_000);
  await world.run("import-catalog", "catalog");
  const connection = await world.prisma.connection.findFirstOrThrow();
  const settings = {
    ...STORES_OWN,
    categories: [{ field: "product-type", value: "Soap", categoryId } as const],
  };
  await world.prisma.connection.update({
    where: { id: connection.id },
    data: { listingSettings: JSON.parse(JSON.stringify(settings)) as object },
  });
  return connection.id;
}

const board = (connectionId: string) =>
  preflightBoard(world.prisma, { storeId: world.storeId, connectionId });
const sent = () =>
  world.shop().products.length +
  world.twin.history.all().filter((entry) => entry.kind === "effect" && entry.platform === "tiktok-shop")
    .length;

describe("a check of all products", () => {
  it("finds all that is in the way of each, and sends nothing", async () => {
    const id = await ready([
      named(1),
      named(2, { title: "Soap 🧼", descriptionHtml: "" }),
      named(3, { title: "Soap 🎉" }),
      named(4, {
        variants: [aVariant({ sku: "S-4", weightGrams: null, price: "9000.00" })],
        productType: "Bowl",
      }),
    ]);
    const before = sent();
    await world.run("check-listings", id);
    expect(sent()).toBe(before);
    const listings = await world.prisma.listing.findMany({ include: { product: true } });
    const found = await board(id);
    expect(found.causes.map(({ cause, products, frees }) => [cause, products, frees])).toEqual([
      ["title-emoji", 2, 1],
      ["description", 1, 0],
      ["price-high", 1, 0],
      ["weight", 1, 0],
    ]);
    expect(found.causes[0]).toMatchObject({
      heading: "Emoji in the title",
      fix: expect.stringContaining("title template") as string,
      examples: [{ title: "Soap 🎉" }, { title: "Soap 🧼" }],
    });
    expect(found.products).toEqual({ all: 4, blocked: 3, categoryUnchecked: 1, imagesUnchecked: 0 });
    expect(listings.find((one) => one.product.title === "Oat soap 1")).toMatchObject({
      unmet: [],
      unchecked: [],
    });
  });

  it("counts each cause once a product, and those it alone keeps back, the most freeing first", async () => {
    const id = await ready([
      named(1, { title: "Soap 🧼" }),
      named(2, { title: "🧼", descriptionHtml: "" }),
      named(3),
    ]);
    await world.run("check-listings", id);
    const kept = (await world.prisma.listing.findMany()).map((row) => [
      ...new Set((row.unmet as { cause: string }[]).map((one) => one.cause)),
    ]);
    const counted = [...new Set(kept.flat())].map((cause) => ({
      cause,
      products: kept.filter((causes) => causes.includes(cause)).length,
      frees: kept.filter((causes) => causes.length === 1 && causes[0] === cause).length,
    }));
    const byWorth = (a: (typeof counted)[0], b: (typeof counted)[0]) =>
      b.frees - a.frees || b.products - a.products || (a.cause < b.cause ? -1 : 1);
    const shown = (await board(id)).causes.map(({ cause, products, frees }) => ({ cause, products, frees }));
    expect(shown).toEqual(counted.sort(byWorth));
  });

  it("again reads and writes nothing new", async () => {
    const id = await ready([named(1), named(2, { title: "Soap 🧼" })]);
    await world.run("check-listings", id);
    const before = await world.prisma.listing.findMany({ orderBy: { id: "asc" } });
    const calls = world.twin.history.all().filter((entry) => entry.kind === "call").length;
    await world.run("check-listings", id);
    expect(await world.prisma.listing.findMany({ orderBy: { id: "asc" } })).toEqual(before);
    expect(world.twin.history.all().filter((entry) => entry.kind === "call")).toHaveLength(calls);
  });

  it("a product put right is free after the next check", async () => {
    const id = await ready([named(1, { title: "Soap 🧼" })]);
    await world.run("check-listings", id);
    expect((await board(id)).products.blocked).toBe(1);
    await world.prisma.product.updateMany({ data: { title: "Soap" } });
    await world.run("check-listings", id);
    expect(await board(id)).toMatchObject({ causes: [], products: { blocked: 0 } });
  });

  it("a category's demands are read once and found for every product in it", async () => {
    const id = await ready([named(1), named(2), named(3)], "601509");
    await world.run("check-listings", id);
    await world.run("check-listings", id);
    expect((await board(id)).causes).toMatchObject([
      {
        cause: "attribute:601509:100392",
        products: 3,
        frees: 3,
        heading: "No Sun Protection Factor in category Sunscreen",
      },
    ]);
    expect(world.calls("GET /product/202309/categories/{id}/attributes")).toBe(1);
  });
});
