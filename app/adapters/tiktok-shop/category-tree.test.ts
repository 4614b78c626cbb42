// Categories, what they ask, and brands, read from the twin through the whole adapter.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CatalogWorld, createCatalogWorld } from "../../../test/catalog-world.ts";
import type { MarketplacePort } from "../../use-cases/ports/marketplace.ts";

let world: CatalogWorld;
let marketplace: MarketplacePort;
beforeEach(async () => {
  world = await createCatalogWorld();
  await world.connect();
  const [connection] = await world.ports.records.stores.connections(world.storeId);
  if (!connection) throw new Error("not connected");
  marketplace = await world.ports.marketplaceFor(connection.id);
});
afterEach(() => world.close());

const BATTERIES = "604517";

describe("the category tree", () => {
  it("has every node under its parent, and says which are leaves", async () => {
    const tree = await marketplace.categories();
    const ids = new Set(tree.map((one) => one.categoryId));
    expect(tree.filter((one) => one.parentId !== null && !ids.has(one.parentId))).toEqual([]);
    expect(tree.find((one) => one.categoryId === "601226")).toEqual({
      categoryId: "601226",
      parentId: "842248",
      name: "T-shirts",
      isLeaf: true,
      standing: "open",
    });
    expect(tree.find((one) => one.categoryId === "601152")).toMatchObject({ parentId: null, isLeaf: false });
  });
});

describe("a category's requirements", () => {
  it("are its rules and attributes, those another's value calls for among them", async () => {
    const { rules, attributes } = await marketplace.categoryRequirements(BATTERIES);
    expect(rules).toMatchObject({
      needsPackageSize: false,
      certificates: [{ name: "Battery safety test report", isRequired: true, requiredBy: [] }],
    });
    expect(attributes.find((one) => one.name === "Battery Type")).toMatchObject({
      kind: "property",
      isRequired: true,
      takesOwnValues: false,
      values: [{ name: "Lithium Ion" }, { name: "Lithium Polymer" }, { name: "None" }],
    });
    expect(attributes.find((one) => one.isNumber)).toMatchObject({
      isRequired: false,
      requiredBy: [{ valueId: "1016101" }, { valueId: "1016102" }],
    });
    expect(attributes.filter((one) => one.kind === "choice").map((one) => one.name)).toEqual([
      "Color",
      "Size",
    ]);
  });

  it("of a category that is none are refused", async () => {
    await expect(marketplace.categoryRequirements("1")).rejects.toMatchObject({
      facts: { kind: "rejected" },
    });
  });
});

describe("brands", () => {
  it("are found by how they begin, with those that only their owner may name", async () => {
    const find = (namePrefix: string) => marketplace.brands({ namePrefix, categoryId: null });
    expect((await find("fern")).map((one) => [one.name, one.isUsable])).toEqual([
      ["Fernweh", true],
      ["Fernblick", true],
    ]);
    expect(await find("Summit")).toMatchObject([{ isUsable: false }]);
    expect(await find("nobody")).toEqual([]);
    expect(await marketplace.brands({ namePrefix: "Fernweh", categoryId: BATTERIES })).toMatchObject([
      { isUsable: true },
    ]);
  });
});
