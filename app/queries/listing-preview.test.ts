// Unsaved settings on real products: what would change, by how many, and that nothing does.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import { type ListingSettings, STORES_OWN } from "../domain/listing-settings.ts";
import { previewSettings } from "./listing-preview.server.ts";
import { mappingPage, productsOfListings, searchCategories, shopsOf } from "./mapping.server.ts";

let world: CatalogWorld;
let connectionId: string;
const [HOODIES, FERNWEH] = ["601265", "7082042702200000001"];

beforeAll(async () => {
  world = await createCatalogWorld();
  const kinds = [
    ["soap", "Fernweh", "Soap"],
    ["pot", "Cascade", "Cookware"],
    ["socks", "Fernweh", "Socks"],
  ] as const;
  world.twin.shopify.importProducts(
    DEMO_STORE,
    kinds.map(([handle, vendor, productType]) =>
      aProduct({
        handle,
        title: `A ${handle}`,
        vendor,
        productType,
        tags: ["new", handle],
        variants: [aVariant({ sku: handle })],
      }),
    ),
  );
  await world.connect();
  await world.settle();
  connectionId = (await shopsOf(world.prisma, world.storeId))[0]?.id ?? "";
  await world.application.listingRules.learnCategories(world.storeId, connectionId);
  await world.application.listingRules.brands(world.storeId, connectionId, "fern");
});
afterAll(() => world.close());

function preview(change: Partial<ListingSettings>, search = "") {
  const after = { ...STORES_OWN, ...change };
  return previewSettings(world.prisma, {
    storeId: world.storeId,
    connectionId,
    before: STORES_OWN,
    after,
    search,
  });
}

const rule = (field: "product-type" | "vendor", value: string) => ({ field, value, categoryId: HOODIES });

describe("a preview", () => {
  it("of settings as they are shows products and changes none", async () => {
    const answer = await preview({});
    expect(answer).toMatchObject({ active: 3, changed: 0, isEstimate: false, decidedByRule: [] });
    expect(answer.rows).toHaveLength(3);
    expect(answer.rows.every((row) => row.before.Title === row.after.Title)).toBe(true);
  });

  it("counts what each rule decides, the first that fits, and names the categories", async () => {
    const answer = await preview({
      categories: [rule("product-type", "socks"), rule("vendor", "fernweh"), rule("vendor", "nobody")],
    });
    expect(answer).toMatchObject({ changed: 2, decidedByRule: [1, 1, 0], decidedByChoice: 0 });
    expect(answer.rows[0]?.after.Category).toBe(
      "Womenswear & Menswear › Tops & Outerwear › Hoodies & Sweatshirts",
    );
    expect(answer.rows[0]?.before.Category).not.toBe(answer.rows[0]?.after.Category);
  });

  it("shows the products the merchant looks for, changed or not", async () => {
    const answer = await preview({ brands: { cascade: FERNWEH } }, "POT");
    expect(answer.rows.map((row) => [row.title, row.before.Brand, row.after.Brand])).toEqual([
      ["A pot", "none", "Fernweh"],
    ]);
    expect((await preview({}, "100% of nothing")).rows).toEqual([]);
  });

  it("does not count an attribute the products' categories do not have", async () => {
    const source = { kind: "fixed", value: "x" } as const;
    const answer = await preview({ attributes: [{ attributeId: "no-such", categoryId: null, source }] });
    expect(answer.changed).toBe(0);
    const known = await preview({ attributes: [{ attributeId: "100398", categoryId: null, source }] });
    expect(known.changed).toBe(3);
  });

  it("saves nothing", async () => {
    await preview({ titleTemplate: "{title}!" });
    const kept = await world.application.listingRules.current(world.storeId, connectionId);
    expect(kept).toEqual({ settings: STORES_OWN, version: 0 });
    expect(await world.marked()).toEqual([]);
  });
});

describe("the mapping page", () => {
  it("offers the store's own values and the names of what settings refer to", async () => {
    const settings = {
      ...STORES_OWN,
      categories: [rule("vendor", "fernweh")],
      brands: { fernweh: FERNWEH },
      attributes: [
        { attributeId: "100398", categoryId: null, source: { kind: "fixed", value: "x" } as const },
      ],
    };
    const page = await mappingPage(world.prisma, { storeId: world.storeId, connectionId, settings });
    expect(page.suggestions.vendor).toEqual(["Fernweh", "Cascade"]);
    expect(page.suggestions.tag[0]).toBe("new");
    expect(page.names).toMatchObject({ [FERNWEH]: "Fernweh", "100398": "Materials" });
    expect(page.names[HOODIES]).toContain("Hoodies");
  });

  it("finds leaf categories by every word of a search", async () => {
    const find = (search: string) =>
      searchCategories(world.prisma, { storeId: world.storeId, connectionId, search });
    expect((await find("women hoodie")).map((one) => one.id)).toEqual([HOODIES]);
    expect(await find("hoodie zeppelin")).toEqual([]);
    expect((await find("")).length).toBeGreaterThan(5);
  });

  it("finds the products behind listings of this store only", async () => {
    const listings = await world.prisma.listing.findMany();
    const ids = listings.map((one) => one.id);
    const found = await productsOfListings(world.prisma, world.storeId, [...ids, "another store's"]);
    expect(found.get(connectionId)?.length).toBe(3);
    expect((await productsOfListings(world.prisma, "other" as typeof world.storeId, ids)).size).toBe(0);
  });
});
