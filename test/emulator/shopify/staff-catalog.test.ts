import { beforeEach, describe, expect, it, test } from "vitest";
import type { SeedVariant } from "../platform.ts";
import { type Alone, aProduct, STORE, shopifyAlone } from "./alone.ts";

let alone: Alone;

beforeEach(() => {
  alone = shopifyAlone();
  alone.twin.importProducts(STORE, [
    aProduct("tent", [{ sku: "T-1" }, { sku: "T-2" }]),
    { ...aProduct("lamp", [{ sku: "L-1" }]), vendor: "Acme", tags: ["sale"] },
  ]);
});

async function toldSince(from: number): Promise<readonly string[]> {
  await alone.parts.clock.advance(0);
  return alone.heard.slice(from).map(({ headers }) => headers.get("x-shopify-topic") ?? "");
}

async function tent() {
  const { data } = await alone.graphql(
    `{ products(first: 1) { nodes { title vendor tags status options { id name optionValues { id name } } media(first: 9) { nodes { id alt } }
      variants(first: 9) { nodes { id sku title position price barcode inventoryQuantity
        inventoryItem { sku tracked countryCodeOfOrigin harmonizedSystemCode measurement { weight { value } } } } } } } }`,
  );
  return data["products"].nodes[0];
}

const small = (value: string): SeedVariant => ({
  sku: "T-3",
  options: [{ name: "Size", value }],
  price: "19.90",
  compareAtPrice: null,
  barcode: null,
  weightGrams: 250,
  requiresShipping: true,
  quantity: 10,
  imageUrl: null,
  taxable: true,
  inventoryPolicy: "DENY",
});

describe("a variant", () => {
  it("is added behind the others, with an option value of its own and stock", async () => {
    const before = await tent();
    await alone.parts.clock.advance(0);
    const heard = alone.heard.length;
    alone.twin.addVariant(STORE, "tent", small("XL"));
    const after = await tent();
    expect(
      after.variants.nodes.map((one: { sku: string; position: number }) => [one.sku, one.position]),
    ).toEqual([
      ["T-1", 1],
      ["T-2", 2],
      ["T-3", 3],
    ]);
    expect(after.variants.nodes[2]).toMatchObject({ title: "XL", inventoryQuantity: 10 });
    expect(after.options[0].id).toBe(before.options[0].id);
    expect(after.options[0].optionValues.slice(0, 2)).toEqual(before.options[0].optionValues);
    expect(await toldSince(heard)).toEqual([
      "inventory_items/create",
      "inventory_levels/connect",
      "variants/in_stock",
      "products/update",
    ]);
  });

  it("is renamed, weighed and labelled under the same id, and found by its new SKU", async () => {
    const [before] = (await tent()).variants.nodes;
    const change = {
      sku: "NEW",
      weightGrams: 900,
      barcode: "4006381333931",
      countryCodeOfOrigin: "DE",
      harmonizedSystemCode: "630622",
    };
    for (const sku of ["T-1", "NEW"]) alone.twin.updateVariant(STORE, sku, change);
    const [after] = (await tent()).variants.nodes;
    expect(after).toMatchObject({
      id: before.id,
      barcode: change.barcode,
      inventoryItem: {
        sku: "NEW",
        countryCodeOfOrigin: "DE",
        harmonizedSystemCode: "630622",
        measurement: { weight: { value: 900 } },
      },
    });
    expect(() => alone.twin.updateVariant(STORE, "T-1", { price: "1.00" })).toThrow("T-1");
    const told = await toldSince(0);
    expect(told.filter((topic) => topic === "inventory_items/update")).toHaveLength(1);
    await alone.parts.clock.advance(1_000);
    const { data } = await alone.graphql(
      '{ products(first: 5, query: "sku:NEW") { nodes { handle } } productVariants(first: 5, query: "sku:T-1") { nodes { id } } }',
    );
    expect(data).toEqual({ products: { nodes: [{ handle: "tent" }] }, productVariants: { nodes: [] } });
  });

  it("is removed with its item and stock, but never the last one", async () => {
    alone.twin.removeVariant(STORE, "T-1");
    expect((await tent()).variants.nodes).toMatchObject([{ sku: "T-2", position: 1 }]);
    expect(await toldSince(0)).toContain("inventory_items/delete");
    expect(() => alone.twin.removeVariant(STORE, "T-2")).toThrow("only variant");
    expect(() => alone.twin.removeVariant(STORE, "T-1")).toThrow("T-1");
  });

  test.each([
    ["other options", [{ name: "Color", value: "Red" }], "options Size"],
    ["the values of another", [{ name: "Size", value: "T-1" }], "already"],
    ["four options", ["Size", "B", "C", "D"].map((name) => ({ name, value: "x" })), "more than 3 options"],
  ])("with %s is refused and nothing changes", async (_name, options, words) => {
    const before = await tent();
    expect(() => alone.twin.addVariant(STORE, "tent", { ...small("x"), options })).toThrow(words);
    expect(() => alone.twin.updateVariant(STORE, "T-2", { sku: "Y", options })).toThrow(words);
    expect(await tent()).toEqual(before);
  });

  it("may have 2,047 others, and no more", async () => {
    const many = (count: number) =>
      aProduct(
        "rope",
        Array.from({ length: count }, (_, at) => ({ sku: `R-${at}` })),
      );
    alone.twin.importProducts(STORE, [many(2_048)]);
    expect(() => alone.twin.importProducts(STORE, [many(2_049)])).toThrow("2048");
    const { data } = await alone.graphql(
      "{ products(first: 3, sortKey: TITLE, reverse: false) { nodes { handle variantsCount { count } } } }",
    );
    expect(data["products"].nodes[1]).toEqual({ handle: "rope", variantsCount: { count: 2_048 } });
  });
});

describe("a product", () => {
  it("changes its texts, tags and images; what stays keeps its id", async () => {
    const before = await tent();
    for (const _time of ["once", "again"]) {
      alone.twin.updateProduct(STORE, "tent", {
        vendor: "Acme",
        tags: ["new"],
        status: "ARCHIVED",
        images: [
          { url: "https://images.example/tent-2.jpg", altText: "side" },
          { url: "https://images.example/tent-9.jpg", altText: null },
        ],
      });
    }
    const after = await tent();
    expect(after).toMatchObject({ vendor: "Acme", tags: ["new"], status: "ARCHIVED" });
    expect(after.media.nodes[0]).toEqual({ id: before.media.nodes[1].id, alt: "side" });
    expect(after.media.nodes).toHaveLength(2);
  });
});

describe("a collection", () => {
  const READ = `query($id: ID!) { collection(id: $id) { title productsCount { count } products(first: 5) { nodes { handle } }
    ruleSet { appliedDisjunctively rules { column relation condition } } } node(id: $id) { id } }`;
  const handles = async (id: string) =>
    (await alone.graphql(READ, { id })).data["collection"].products.nodes.map(
      ({ handle }: { handle: string }) => handle,
    );

  it("filled by hand keeps the order it was given", async () => {
    const id = alone.twin.putCollection(STORE, "mine", { title: "Mine", products: ["lamp", "tent"] });
    const { data } = await alone.graphql(READ, { id });
    expect(data).toMatchObject({
      collection: { title: "Mine", productsCount: { count: 2 }, ruleSet: null },
      node: { id },
    });
    expect(await handles(id)).toEqual(["lamp", "tent"]);
    alone.twin.deleteProduct(STORE, "lamp");
    expect(await handles(id)).toEqual(["tent"]);
    expect(() => alone.twin.putCollection(STORE, "mine", { title: "Mine", products: ["gone"] })).toThrow(
      "gone",
    );
  });

  it("with rules holds what fits all of them, or any, as products change", async () => {
    const rules = [
      { column: "VENDOR", relation: "EQUALS", condition: "acme" },
      { column: "TAG", relation: "STARTS_WITH", condition: "out" },
    ] as const;
    const id = alone.twin.putCollection(STORE, "smart", { title: "Smart", rules });
    expect(await handles(id)).toEqual([]);
    alone.twin.updateProduct(STORE, "tent", { vendor: "Acme" });
    expect(await handles(id)).toEqual(["tent"]);
    expect(alone.twin.putCollection(STORE, "smart", { title: "Smart", rules, anyRule: true })).toBe(id);
    expect(await handles(id)).toEqual(["tent", "lamp"]);
  });

  it("is found by type and title, named by its products, and gone when deleted", async () => {
    const id = alone.twin.putCollection(STORE, "mine", { title: "Winter sale", products: ["tent"] });
    alone.twin.putCollection(STORE, "smart", {
      title: "All",
      rules: [{ column: "TITLE", relation: "CONTAINS", condition: "the" }],
    });
    const list = async (query: string) =>
      (
        await alone.graphql(
          "query($q: String) { collections(first: 5, query: $q, sortKey: TITLE) { nodes { handle } } }",
          { q: query },
        )
      ).data["collections"].nodes.map(({ handle }: { handle: string }) => handle);
    expect(await list("")).toEqual(["smart", "mine"]);
    expect(await list("collection_type:custom")).toEqual(["mine"]);
    expect(await list("title:winter")).toEqual(["mine"]);
    const { data } = await alone.graphql(
      "query($id: ID!) { products(first: 1) { nodes { inCollection(id: $id) collections(first: 5) { nodes { handle } } } } }",
      { id },
    );
    expect(data["products"].nodes[0]).toEqual({
      inCollection: true,
      collections: { nodes: [{ handle: "mine" }, { handle: "smart" }] },
    });
    alone.twin.deleteCollection(STORE, "mine");
    expect((await alone.graphql(READ, { id })).data).toEqual({ collection: null, node: null });
    expect(() => alone.twin.deleteCollection(STORE, "mine")).toThrow("mine");
  });
});
