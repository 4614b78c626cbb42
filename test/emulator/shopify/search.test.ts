import { beforeAll, describe, expect, it, test } from "vitest";
import { type Alone, aProduct, STORE, shopifyAlone } from "./alone.ts";

let alone: Alone;

beforeAll(async () => {
  alone = shopifyAlone();
  const product = (handle: string, change: object, sku = handle.toUpperCase()) => ({
    ...aProduct(handle, [{ sku }]),
    ...change,
  });
  alone.twin.importProducts(STORE, [
    product("tent", { title: "Green tent (large)", tags: ["Sale", "Summer Camp"], vendor: "Fernweh" }),
    product("lamp", { title: "Lamp, green", tags: ["sale"], vendor: "Acme, Inc", status: "DRAFT" }),
  ]);
  await alone.parts.clock.advance(86_400_000);
  alone.twin.importProducts(STORE, [
    product("mug", { title: "Enamel mug", tags: [], vendor: "acme", productType: "Kitchen ware" }),
    product("pot", { title: "Salt and pepper pot", tags: ["x:y"], vendor: "O'Neil" }, "P-1"),
  ]);
  await alone.parts.clock.advance(60_000);
});

async function search(query: string, list = "products", field = "handle") {
  const { data, errors, extensions } = await alone.graphql(
    `query($q: String) { ${list}(first: 50, query: $q) { nodes { ${field} } } }`,
    { q: query },
  );
  const found = data?.[list].nodes.map((node: Record<string, string>) => node[field]).sort();
  return { found, errors, notes: extensions?.["search"] };
}

describe("a search", () => {
  test.each([
    ["", "lamp mug pot tent"],
    ["green", "lamp tent"],
    ["green large", "tent"],
    ['"green tent"', "tent"],
    ['"tent green"', ""],
    ["gre*", "lamp tent"],
    ["title:gre*", "lamp tent"],
    ["gre", ""],
    ["salt and pepper", "pot"],
    ["title:'salt and pepper'", "pot"],
    ["vendor:acme", "mug"],
    ['vendor:"Acme, Inc"', "lamp"],
    ["vendor:O\\'Neil", "pot"],
    ["vendor:ac*", "lamp mug"],
    ["product_type:'Kitchen ware'", "mug"],
    ["tag:sale", "lamp tent"],
    ['tag:"summer camp"', "tent"],
    ["tag:x\\:y", "pot"],
    ["tag:*", "lamp pot tent"],
    ["-tag:*", "mug"],
    ["NOT tag:sale", "mug pot"],
    ["-green", "mug pot"],
    ["status:draft", "lamp"],
    ["status:active,draft", "lamp mug pot tent"],
    ["handle:mug,pot", "mug pot"],
    ["sku:p-1", "pot"],
    ["sku:P-1 OR handle:lamp", "lamp pot"],
    ["(sku:P-1 OR handle:lamp) AND status:active", "pot"],
    ["sku:P-1 OR handle:lamp AND status:active", "pot"],
    ["NOT (sku:P-1 OR handle:lamp)", "mug tent"],
    ["created_at:>'2026-11-23T00:00:00Z'", "mug pot"],
    ["created_at:<=2026-11-22", ""],
    ["created_at:2026-11-22", "lamp tent"],
    ["created_at:2026", "lamp mug pot tent"],
    ["updated_at:<now", "lamp mug pot tent"],
    ["updated_at:>=2026-11-23T12:00:00", "mug pot"],
    ["inventory_total:>=10", "lamp mug pot tent"],
    ["inventory_total:<10", ""],
    ["inventory_total:10", "lamp mug pot tent"],
    ["handle:tent)", "tent"],
    ["((handle:tent", "tent"],
    ['handle:"tent', "tent"],
    ["AND handle:tent OR", "tent"],
  ])("for %s finds %s", async (query, expected) => {
    const { found, errors, notes } = await search(query);
    expect(errors).toBeUndefined();
    expect(notes).toBeUndefined();
    expect(found.join(" ")).toBe(expected);
  });

  it("finds variants by SKU whatever the case, by product and by wildcard", async () => {
    expect((await search("sku:tent", "productVariants", "sku")).found).toEqual(["TENT"]);
    expect((await search("sku:P*", "productVariants", "sku")).found).toEqual(["P-1"]);
    const id = alone.twin.view(STORE).products.find(({ handle }) => handle === "mug")?.id;
    expect((await search(`product_id:${id?.split("/").at(-1)}`, "productVariants", "sku")).found).toEqual([
      "MUG",
    ]);
  });

  it("leaves out a field that Shopify does not know and says so", async () => {
    const { found, errors, notes } = await search("colour:red AND handle:mug");
    expect(errors).toBeUndefined();
    expect(found).toEqual(["mug"]);
    expect(notes).toEqual([
      {
        path: ["products"],
        query: "colour:red AND handle:mug",
        parsed: {
          and: [
            { field: "colour", match_all: "red" },
            { field: "handle", match_all: "mug" },
          ],
        },
        warnings: [
          { field: "colour", message: "Invalid search field for this query.", code: "invalid_field" },
        ],
      },
    ]);
    expect((await search("colour:red")).found).toHaveLength(4);
    expect((await search("updated_at:>soon")).notes[0].warnings[0].code).toBe("invalid_value");
  });

  it("refuses by name a field that Shopify knows and the twin does not", async () => {
    const { errors } = await search("gift_card:true");
    expect(errors?.[0]).toMatchObject({
      message: "the twin does not support searching by gift_card",
      extensions: { code: "UNSUPPORTED_BY_TWIN" },
    });
  });

  it("survives any text", async () => {
    for (const query of [
      "\\",
      "\\\n",
      ",",
      "a:",
      "a:,",
      "-",
      "--",
      ":",
      "'",
      "(".repeat(40),
      ")".repeat(900),
      "a:\\",
      "title:,a",
    ]) {
      expect((await search(query)).errors, query).toBeUndefined();
    }
    for (const query of ["(".repeat(5_000), "- ".repeat(1), "NOT ".repeat(1_000), "a ".repeat(5_000)]) {
      const { errors } = await search(query);
      expect(errors?.[0]?.["message"] ?? "").not.toContain("Maximum call stack");
    }
  });
});
