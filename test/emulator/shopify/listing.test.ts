import { describe, expect, it, test } from "vitest";
import { type Alone, aProduct, STORE, shopifyAlone } from "./alone.ts";

const HANDLES = ["c", "a", "e", "b", "d"];

/** Five products, one second apart. */
async function withProducts(): Promise<Alone> {
  const alone = shopifyAlone();
  for (const handle of HANDLES) {
    alone.twin.importProducts(STORE, [{ ...aProduct(handle, [{ sku: handle }]), title: handle }]);
    await alone.parts.clock.advance(1_000);
  }
  return alone;
}

const PAGE = `query($first: Int, $last: Int, $after: String, $before: String, $reverse: Boolean, $sortKey: ProductSortKeys, $query: String) {
  products(first: $first, last: $last, after: $after, before: $before, reverse: $reverse, sortKey: $sortKey, query: $query) {
    edges { cursor node { handle } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

async function page(alone: Alone, args: object) {
  const { data, errors } = await alone.graphql(PAGE, args);
  const found = data?.["products"];
  return {
    handles: found?.edges.map(({ node }: { node: { handle: string } }) => node.handle).join(""),
    cursors: found?.edges.map(({ cursor }: { cursor: string }) => cursor),
    info: found?.pageInfo,
    errors,
  };
}

describe("a list", () => {
  test.each([
    [{ sortKey: "ID" }, "caebd"],
    [{ sortKey: "TITLE" }, "abcde"],
    [{ sortKey: "TITLE", reverse: true }, "edcba"],
    [{ sortKey: "CREATED_AT", reverse: true }, "dbeac"],
    [{ sortKey: "UPDATED_AT" }, "caebd"],
  ])("sorted by %j is read from both ends, page by page", async (args, order) => {
    const alone = await withProducts();
    const forward: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { handles, info } = await page(alone, { ...args, first: 2, after });
      expect(info.hasPreviousPage).toBe(after !== null);
      forward.push(...handles);
      after = info.endCursor;
      more = info.hasNextPage;
    }
    expect(forward.join("")).toBe(order);
    const backward: string[] = [];
    for (let before: string | null = null, more = true; more; ) {
      const { handles, info } = await page(alone, { ...args, last: 2, before });
      expect(info.hasNextPage).toBe(before !== null);
      backward.unshift(...handles);
      before = info.startCursor;
      more = info.hasPreviousPage;
    }
    expect(backward.join("")).toBe(order);
  });

  it("goes on behind a cursor whose product has changed place or is gone", async () => {
    const alone = await withProducts();
    const { cursors } = await page(alone, { first: 3, sortKey: "TITLE" });
    alone.twin.updateProduct(STORE, "b", { title: "z" });
    expect((await page(alone, { first: 5, sortKey: "TITLE", after: cursors[1] })).handles).toBe("cdeb");
    alone.twin.deleteProduct(STORE, "c");
    expect((await page(alone, { first: 5, sortKey: "TITLE", after: cursors[2] })).handles).toBe("deb");
  });

  it("keeps its order through a snapshot", async () => {
    const alone = await withProducts();
    const { info } = await page(alone, { first: 2, sortKey: "UPDATED_AT" });
    alone.twin.load(alone.twin.save());
    alone.twin.updateProduct(STORE, "e", { title: "later" });
    expect((await page(alone, { first: 5, sortKey: "UPDATED_AT", after: info.endCursor })).handles).toBe(
      "bde",
    );
  });

  it("finds what changed since a moment, and only that", async () => {
    const alone = await withProducts();
    await alone.parts.clock.advance(60_000);
    alone.twin.updateProduct(STORE, "a", { title: "new" });
    const query = `updated_at:>='${new Date(alone.parts.clock.now() - 1).toISOString()}'`;
    expect((await page(alone, { first: 5, sortKey: "UPDATED_AT", query })).handles).toBe("");
    await alone.parts.clock.advance(1_000);
    expect((await page(alone, { first: 5, sortKey: "UPDATED_AT", query })).handles).toBe("a");
  });

  test.each([
    [{}, "you must provide one of first or last"],
    [{ first: -1 }, "negative"],
    [{ first: 1, last: 1 }, "both first and last"],
    [{ first: 1, after: "nonsense" }, "Invalid cursor"],
    [{ first: 1, sortKey: "INVENTORY_TOTAL" }, "INVENTORY_TOTAL"],
  ])("asked for with %j is refused", async (args, words) => {
    const { errors } = await page(await withProducts(), args);
    expect(errors?.[0]?.["message"]).toContain(words);
  });

  it("is counted up to a limit", async () => {
    const alone = await withProducts();
    await alone.parts.clock.advance(1_000);
    const count = async (query: string, limit: number | null) =>
      (
        await alone.graphql(
          "query($q: String, $l: Int) { productsCount(query: $q, limit: $l) { count precision } }",
          {
            q: query,
            l: limit,
          },
        )
      ).data["productsCount"];
    expect(await count("", null)).toEqual({ count: 5, precision: "EXACT" });
    expect(await count("handle:a,b", 10)).toEqual({ count: 2, precision: "EXACT" });
    expect(await count("", 3)).toEqual({ count: 3, precision: "AT_LEAST" });
  });
});
