import { describe, expect, it } from "vitest";
import { type Alone, aProduct, STORE, shopifyAlone } from "./alone.ts";

const RUN =
  "mutation($q: String!) { bulkOperationRunQuery(query: $q) { bulkOperation { id status } userErrors { code message } } }";
const READ =
  "query($id: ID!) { bulkOperation(id: $id) { status url objectCount rootObjectCount errorCode fileSize } }";
const CATALOG = `{ products(query: "status:active") { edges { node { id title media { edges { node { id alt ... on MediaImage { image { url } } } } }
  variants { edges { node { id sku inventoryItem { id measurement { weight { unit value } } inventoryLevels { edges { node { id quantities(names: ["available"]) { name quantity } } } } } } } } } } } }`;

async function run(alone: Alone, query: string): Promise<string> {
  const { data } = await alone.graphql(RUN, { q: query });
  expect(data["bulkOperationRunQuery"].userErrors).toEqual([]);
  return data["bulkOperationRunQuery"].bulkOperation.id;
}

describe("a bulk query", () => {
  it("runs later, leaves lines whose children name their parents, and says so by webhook", async () => {
    const alone = shopifyAlone();
    alone.twin.importProducts(STORE, [
      aProduct("tent", [{ sku: "T-1" }, { sku: "T-2" }]),
      aProduct("lamp", [{ sku: "L-1" }]),
    ]);
    await alone.parts.clock.advance(1_000);
    const id = await run(alone, CATALOG);
    expect((await alone.graphql(READ, { id })).data["bulkOperation"]).toMatchObject({
      status: "CREATED",
      url: null,
    });
    await alone.parts.clock.advance(500);
    const done = (await alone.graphql(READ, { id })).data["bulkOperation"];
    // 2 products, 4 images, 3 variants, 3 levels
    expect(done).toMatchObject({
      status: "COMPLETED",
      objectCount: "12",
      rootObjectCount: "2",
      errorCode: null,
    });
    const text = await (await alone.twin.respond(new Request(done.url))).text();
    expect(Number(done.fileSize)).toBe(Buffer.byteLength(text));
    const lines = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const ids = new Set(lines.map((line) => line.id));
    for (const line of lines) if (line.__parentId) expect(ids).toContain(line.__parentId);
    const variant = lines.find((line) => line.sku === "T-2");
    expect(variant.inventoryItem).toMatchObject({ measurement: { weight: { unit: "GRAMS", value: 250 } } });
    expect(variant.inventoryItem).not.toHaveProperty("inventoryLevels");
    expect(lines.find((line) => line.__parentId === variant.id)).toMatchObject({
      quantities: [{ name: "available", quantity: 10 }],
    });
    const finish = alone.heard.find(
      ({ headers }) => headers.get("x-shopify-topic") === "bulk_operations/finish",
    );
    expect(JSON.parse(finish?.body ?? "{}")).toMatchObject({
      admin_graphql_api_id: id,
      status: "completed",
      error_code: null,
    });
  });

  it("has no file when it found nothing", async () => {
    const alone = shopifyAlone();
    const id = await run(alone, CATALOG);
    await alone.parts.clock.advance(500);
    expect((await alone.graphql(READ, { id })).data["bulkOperation"]).toMatchObject({
      status: "COMPLETED",
      url: null,
      objectCount: "0",
    });
  });

  it("is refused without a connection, nested too deeply, or as the sixth at a time", async () => {
    const alone = shopifyAlone();
    const refusal = async (q: string) =>
      (await alone.graphql(RUN, { q })).data["bulkOperationRunQuery"].userErrors[0]?.code;
    expect(await refusal("{ shop { name } }")).toBe("INVALID");
    expect(await refusal("{ products { edges { node { nope } } } }")).toBe("INVALID");
    for (let count = 0; count < 5; count += 1) await run(alone, CATALOG);
    expect(await refusal(CATALOG)).toBe("LIMIT_REACHED");
    await alone.parts.clock.advance(500);
    expect(await refusal(CATALOG)).toBeUndefined();
    const list = async (query: string) =>
      (
        await alone.graphql("query($q: String) { bulkOperations(first: 10, query: $q) { nodes { id } } }", {
          q: query,
        })
      ).data["bulkOperations"].nodes.length;
    expect([
      await list("operation_type:query"),
      await list("status:completed"),
      await list("status:created"),
    ]).toEqual([6, 5, 1]);
  });
});
