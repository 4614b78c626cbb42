// Settings are saved whole or refused in words, and concern the products they make different, no other.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aProduct, aVariant, type CatalogWorld, createCatalogWorld } from "../../test/catalog-world.ts";
import { DEMO_STORE } from "../../test/emulator/settings.ts";
import type { ConnectionId } from "../domain/ids.ts";
import { type ListingSettings, STORES_OWN } from "../domain/listing-settings.ts";
import { changeListingSettings } from "./change-listing-settings.ts";
import { chooseForProducts } from "./choose-for-products.ts";

let world: CatalogWorld;
let connectionId: ConnectionId;
beforeEach(async () => {
  world = await createCatalogWorld();
  world.twin.shopify.importProducts(DEMO_STORE, [soap, pot, socks]);
  await world.connect();
  await world.settle();
  const [connection] = await world.ports.records.stores.connections(world.storeId);
  connectionId = (connection as { id: ConnectionId }).id;
});
afterEach(() => world.close());

const product = (handle: string, vendor: string, productType: string) =>
  aProduct({
    handle,
    title: `${handle} of ${vendor}`,
    vendor,
    productType,
    variants: [aVariant({ sku: handle })],
  });
const soap = product("soap", "Fernweh", "Soap");
const pot = product("pot", "Cascade", "Cookware");
const socks = product("socks", "Fernweh", "Socks");

const [HOODIES, BRANCH, FERNWEH] = ["601265", "601152", "7082042702200000001"];

async function change(settings: Partial<ListingSettings>, version = 0) {
  const input = { ...STORES_OWN, ...settings };
  return changeListingSettings(world.ports, {
    storeId: world.storeId,
    connectionId,
    settings: input,
    version,
  });
}

/** Titles of the products that wait to be published, after the saved settings were applied. */
async function concerned(): Promise<readonly string[]> {
  await world.run("apply-settings", connectionId);
  return waiting();
}

async function waiting(): Promise<readonly string[]> {
  const marks = (await world.marked()).filter(([verb]) => verb === "publish-listings");
  const rows = await world.prisma.product.findMany({
    where: { id: { in: marks.map(([, id]) => id ?? "") } },
  });
  return rows.map((row) => row.title.split(" ")[0] ?? "").sort();
}

const rule = (value: string, categoryId: string) => ({ field: "product-type", value, categoryId }) as const;

describe("a change of settings", () => {
  it("of a category rule concerns the products it moves, and they move", async () => {
    expect(await change({ categories: [rule(" SOCKS ", HOODIES)] })).toEqual({ kind: "saved", version: 1 });
    expect(await concerned()).toEqual(["socks"]);
    await world.settle();
    const moved = world.shop().products.filter((one) => one.categoryId === HOODIES);
    expect(moved.map((one) => one.title)).toEqual(["socks of Fernweh"]);
  });

  it("applied again concerns nothing", async () => {
    await change({ categories: [rule("socks", HOODIES)] });
    await concerned();
    await world.prisma.workItem.deleteMany();
    expect(await concerned()).toEqual([]);
  });

  it("of the words concerns the products whose words differ", async () => {
    await change({ titleTemplate: "{title}" });
    expect(await concerned()).toEqual([]);
    await change({ titleTemplate: "{title}, {type}" }, 1);
    expect(await concerned()).toEqual(["pot", "soap", "socks"]);
  });

  it("of a brand concerns its vendor's products", async () => {
    await change({ brands: { fernweh: FERNWEH } });
    expect(await concerned()).toEqual(["soap", "socks"]);
  });

  it("of an attribute concerns the products it gives another value", async () => {
    const source = { kind: "option", name: "Color" } as const;
    await change({ attributes: [{ attributeId: "100398", categoryId: null, source }] });
    expect(await concerned()).toEqual([]);
    const field = { kind: "field", field: "vendor" } as const;
    await change({ attributes: [{ attributeId: "no-such", categoryId: null, source: field }] }, 1);
    expect(await concerned()).toEqual([]);
    await change({ attributes: [{ attributeId: "100398", categoryId: HOODIES, source: field }] }, 2);
    expect(await concerned()).toEqual([]);
    await change({ attributes: [{ attributeId: "100398", categoryId: null, source: field }] }, 3);
    expect(await concerned()).toEqual(["pot", "soap", "socks"]);
  });

  it("of the price concerns every product, of the daily number none", async () => {
    await change({ listingsPerDay: 5 });
    expect(await concerned()).toEqual([]);
    const price = { ...STORES_OWN.price, change: { kind: "percent", basisPoints: 1_000 } } as const;
    await change({ price }, 1);
    expect(await concerned()).toEqual(["pot", "soap", "socks"]);
  });

  it("saved before the last one was applied still knows what was published", async () => {
    await change({ brands: { fernweh: FERNWEH } });
    await change({ brands: {}, titleTemplate: "{title}" }, 1);
    expect(await concerned()).toEqual(["soap", "socks"]);
    await world.settle();
    expect(world.shop().products.map((one) => one.brandId)).toEqual([null, null, null]);
  });

  it("that names a metafield for the first time has the store read again", async () => {
    const source = { kind: "metafield", namespace: "custom", key: "material" } as const;
    const attributes = [{ attributeId: "100398", categoryId: null, source }];
    await change({ attributes });
    expect((await world.marked()).map(([verb]) => verb)).toContain("import-catalog");
    await world.prisma.workItem.deleteMany();
    await change({ attributes, titleTemplate: "{title}!" }, 1);
    expect((await world.marked()).map(([verb]) => verb)).toEqual(["apply-settings"]);
  });
});

describe("a change that is not saved", () => {
  const nothingKept = async () => {
    const kept = await world.ports.records.settings.listingSettings(world.storeId, connectionId);
    expect(kept).toEqual({ settings: STORES_OWN, version: 0 });
    expect(await world.marked()).toEqual([]);
  };

  it.each([
    ["a category that is none", { categories: [rule("Soap", "1")] }, "categories.0", "no such category"],
    ["a category with others below", { categories: [rule("Soap", BRANCH)] }, "categories.0", "below it"],
    ["a placeholder that is none", { titleTemplate: "{titel}" }, "titleTemplate", "{titel}"],
    ["an empty title", { titleTemplate: " " }, "titleTemplate", "Write something"],
    ["a rule for nothing", { categories: [rule(" ", HOODIES)] }, "categories.0", "which value"],
  ] as const)("names %s", async (_, settings, ...[field, words]) => {
    const answer = await change(settings);
    expect(answer).toMatchObject({ kind: "refused", faults: [{ field }] });
    expect(answer.kind === "refused" && answer.faults[0]?.sentence).toContain(words);
    await nothingKept();
  });

  it("says that somebody else saved meanwhile", async () => {
    expect(await change({ titleTemplate: "{vendor} {title}" }, 7)).toEqual({ kind: "changed-meanwhile" });
    await nothingKept();
  });
});

describe("a choice for products", () => {
  const idOf = async (handle: string) => {
    const row = await world.prisma.product.findFirstOrThrow({ where: { title: { startsWith: handle } } });
    return row.id;
  };
  const choose = (productIds: readonly string[], categoryId: string | null) =>
    chooseForProducts(world.ports, {
      storeId: world.storeId,
      connectionId,
      productIds,
      change: { categoryId },
    });

  it("beats the rules, concerns those it changes, and goes back to the rules", async () => {
    const ids = [await idOf("soap"), await idOf("pot")];
    expect(await choose([...ids, ...ids], HOODIES)).toEqual({ kind: "chosen", changed: 2 });
    expect(await waiting()).toEqual(["pot", "soap"]);
    await world.settle();
    expect(world.shop().products.filter((one) => one.categoryId === HOODIES)).toHaveLength(2);
    expect(await choose(ids, HOODIES)).toEqual({ kind: "chosen", changed: 0 });
    expect(await choose(ids.slice(0, 1), null)).toEqual({ kind: "chosen", changed: 1 });
    expect(await choose([await idOf("socks")], null)).toEqual({ kind: "chosen", changed: 0 });
  });

  it("of a category that is none, or for nothing, is refused in words", async () => {
    const ids = [await idOf("soap")];
    const answer = await choose(ids, BRANCH);
    expect(answer.kind === "refused" && answer.sentence).toContain("below it");
    expect(await choose(ids, "1")).toMatchObject({ kind: "refused" });
    expect(await choose([], HOODIES)).toMatchObject({ kind: "refused" });
    expect(await choose(["another store's"], HOODIES)).toEqual({ kind: "chosen", changed: 0 });
    expect(await world.marked()).toEqual([]);
  });
});
