import { describe, expect, it } from "vitest";
import { type Alone, aProduct, STORE, shopifyAlone } from "./alone.ts";

async function told(alone: Alone): Promise<(string | null)[]> {
  await alone.parts.clock.advance(0);
  return alone.heard
    .map(({ headers }) => headers.get("x-shopify-topic"))
    .filter((topic) => topic?.startsWith("products/"));
}

const search = async (alone: Alone, query: string): Promise<string[]> => {
  const { data } = await alone.graphql(
    "query($q: String) { products(first: 50, query: $q, sortKey: UPDATED_AT) { nodes { handle } } }",
    { q: query },
  );
  return data["products"].nodes.map(({ handle }: { handle: string }) => handle);
};

describe("the catalogue", () => {
  it("takes a product with its variants, options, weight, stock and images", async () => {
    const alone = shopifyAlone();
    alone.twin.importProducts(STORE, [
      aProduct("tent", [
        { sku: "T-1", imageUrl: "https://images.example/only.jpg" },
        { sku: "T-2", weightGrams: 900 },
      ]),
    ]);
    const { data } =
      await alone.graphql(`{ products(first: 1) { nodes { title hasOnlyDefaultVariant totalInventory options { name values } mediaCount { count }
      variants(first: 5) { nodes { sku title price image { url } inventoryItem { sku tracked measurement { weight { value unit } } } } } } } }`);
    const [product] = data["products"].nodes;
    expect(product).toMatchObject({
      title: "The tent",
      hasOnlyDefaultVariant: false,
      totalInventory: 20,
      options: [{ name: "Size", values: ["T-1", "T-2"] }],
      mediaCount: { count: 3 },
    });
    expect(product.variants.nodes[0].image.url).toMatch(/^https:\/\/cdn\.shopify\.com\/s\/files\//);
    expect(product.variants.nodes[1]).toMatchObject({
      sku: "T-2",
      image: null,
      inventoryItem: { sku: "T-2", measurement: { weight: { value: 900, unit: "GRAMS" } } },
    });
  });

  it("replaces by handle and keeps the identity of product and variants", async () => {
    const alone = shopifyAlone();
    const ids = () =>
      alone.twin
        .view(STORE)
        .products.flatMap(({ id, variants }) => [id, ...variants.map((variant) => variant.id)]);
    alone.twin.importProducts(STORE, [aProduct("tent", [{ sku: "T-1" }, { sku: "T-2" }])]);
    const before = ids();
    alone.twin.importProducts(STORE, [aProduct("tent", [{ sku: "T-1", quantity: 4 }, { sku: "T-2" }])]);
    expect(ids()).toEqual(before);
    alone.twin.importProducts(STORE, [aProduct("tent", [{ sku: "T-2" }])]);
    expect(ids()).toEqual([before[0], before[2]]);
    expect(await told(alone)).toEqual(["products/create", "products/update", "products/update"]);
  });

  it("is edited by staff, and search follows with its lag", async () => {
    const alone = shopifyAlone();
    alone.twin.importProducts(STORE, [
      aProduct("tent", [{ sku: "T-1" }]),
      aProduct("lamp", [{ sku: "L-1" }]),
    ]);
    await alone.parts.clock.advance(60_000);
    alone.twin.updateProduct(STORE, "tent", { title: "Tent, larger", status: "DRAFT" });
    alone.twin.setVariantPrice(STORE, "T-1", "25.00");
    expect(await search(alone, "status:active")).toEqual(["lamp", "tent"].sort());
    await alone.parts.clock.advance(1_000);
    expect(await search(alone, "status:active")).toEqual(["lamp"]);
    expect(await search(alone, "updated_at:>'2026-11-22T12:00:30Z'")).toEqual(["tent"]);
    expect(await search(alone, "sku:T-1 OR handle:lamp")).toEqual(["lamp", "tent"]);
    expect(alone.twin.view(STORE).products[0]?.variants[0]?.price).toBe("25.00");
  });

  it("forgets a deleted product, its stock and its place in the search", async () => {
    const alone = shopifyAlone();
    alone.twin.importProducts(STORE, [aProduct("tent", [{ sku: "T-1" }])]);
    const id = alone.twin.view(STORE).products[0]?.id;
    alone.twin.deleteProduct(STORE, "tent");
    await alone.parts.clock.advance(1_000);
    expect(await search(alone, "handle:tent")).toEqual([]);
    const { data } = await alone.graphql(
      "query($id: ID!) { product(id: $id) { id } nodes(ids: [$id]) { id } }",
      { id },
    );
    expect(data).toEqual({ product: null, nodes: [null] });
    expect(() => alone.twin.deleteProduct(STORE, "tent")).toThrow("tent");
    expect(await told(alone)).toEqual(["products/create", "products/delete"]);
  });

  it("is read page by page, each product once", async () => {
    const alone = shopifyAlone();
    const handles = Array.from({ length: 7 }, (_, at) => `p-${at}`);
    alone.twin.importProducts(
      STORE,
      handles.map((handle) => aProduct(handle, [{ sku: handle }])),
    );
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await alone.graphql(
        "query($after: String) { products(first: 3, after: $after, sortKey: UPDATED_AT) { nodes { handle } pageInfo { hasNextPage endCursor } } }",
        { after },
      );
      seen.push(...data["products"].nodes.map(({ handle }: { handle: string }) => handle));
      // A product that changes while pages are read must not upset the cursor.
      if (seen.length === 3) alone.twin.deleteProduct(STORE, "p-2");
      after = data["products"].pageInfo.hasNextPage ? data["products"].pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(handles);
  });

  it("stores what apps note on it and reads it back", async () => {
    const alone = shopifyAlone();
    alone.twin.importProducts(STORE, [aProduct("tent", [{ sku: "T-1" }])]);
    const id = alone.twin.view(STORE).products[0]?.id;
    const { data } = await alone.graphql(
      "mutation($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { metafields { namespace key value } userErrors { message } } }",
      {
        m: [
          { ownerId: id, namespace: "$app", key: "listing", type: "single_line_text_field", value: "live" },
        ],
      },
    );
    expect(data["metafieldsSet"].userErrors).toEqual([]);
    const read = await alone.graphql(
      'query($id: ID!) { product(id: $id) { metafield(namespace: "$app", key: "listing") { value } } }',
      { id },
    );
    expect(read.data["product"].metafield).toEqual({ value: "live" });
  });
});
