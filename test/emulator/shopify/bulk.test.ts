import { describe, expect, it } from "vitest";
import { type Alone, aProduct, STORE, shopifyAlone } from "./alone.ts";

const RUN =
  "mutation($q: String!, $g: Boolean! = false) { bulkOperationRunQuery(query: $q, groupObjects: $g) { bulkOperation { id status } userErrors { code message } } }";
const READ =
  "query($id: ID!) { bulkOperation(id: $id) { status url partialDataUrl objectCount rootObjectCount errorCode fileSize } }";
const CATALOG = `{ products(query: "status:active") { edges { node { id title media { edges { node { id alt ... on MediaImage { image { url } } } } }
  variants { edges { node { id sku inventoryItem { id measurement { weight { unit value } } inventoryLevels { edges { node { id quantities(names: ["available"]) { name quantity } } } } } } } } } } } }`;

async function run(alone: Alone, query: string, grouped = false): Promise<string> {
  const { data } = await alone.graphql(RUN, { q: query, g: grouped });
  expect(data["bulkOperationRunQuery"].userErrors).toEqual([]);
  return data["bulkOperationRunQuery"].bulkOperation.id;
}

async function linesOf(alone: Alone, id: string): Promise<Record<string, unknown>[]> {
  const { url } = (await alone.graphql(READ, { id })).data["bulkOperation"];
  const text = await (await alone.twin.respond(new Request(url))).text();
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Whether only kin of the line at a position stand between it and its parent. */
function stands(lines: readonly Record<string, unknown>[], position: number, parentId: unknown): boolean {
  for (let at = position - 1; at >= 0; at -= 1) {
    if (lines[at]?.["id"] === parentId) return true;
    if (!lines[at]?.["__parentId"]) return false;
  }
  return false;
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

  it("has its children behind their parents when they are grouped, and only somewhere after them when not", async () => {
    const alone = shopifyAlone();
    const handles = Array.from({ length: 400 }, (_, at) => `p-${at}`);
    alone.twin.importProducts(
      STORE,
      handles.map((handle) => aProduct(handle, [{ sku: `${handle}-1` }, { sku: `${handle}-2` }])),
    );
    await alone.parts.clock.advance(1_000);
    const [grouped, mixed] = [await run(alone, CATALOG, true), await run(alone, CATALOG)];
    await alone.parts.clock.advance(1_000);
    const [inOrder, loose] = [await linesOf(alone, grouped), await linesOf(alone, mixed)];
    expect(inOrder).toHaveLength(400 * (1 + 2 + 2 + 2));
    expect(new Set(loose.map((line) => JSON.stringify(line)))).toEqual(
      new Set(inOrder.map((line) => JSON.stringify(line))),
    );
    for (const lines of [inOrder, loose]) {
      const at = new Map(lines.map((line, position) => [line["id"], position]));
      const late = lines.filter((line, position) => (at.get(line["__parentId"]) ?? -1) > position);
      expect(late).toEqual([]);
      expect(lines.flatMap(({ title }) => (title === undefined ? [] : [title]))).toEqual(
        handles.map((handle) => `The ${handle}`),
      );
    }
    const apart = loose.filter(
      (line, position) => line["__parentId"] && !stands(loose, position, line["__parentId"]),
    );
    expect(apart.length).toBeGreaterThan(100);
    expect(inOrder.every((line, at) => !line["__parentId"] || stands(inOrder, at, line["__parentId"]))).toBe(
      true,
    );
  });

  it("is cancelled while it waits, and once only", async () => {
    const alone = shopifyAlone();
    const id = await run(alone, CATALOG);
    const cancel = async () =>
      (
        await alone.graphql(
          "mutation($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { field message } } }",
          { id },
        )
      ).data["bulkOperationCancel"];
    expect(await cancel()).toEqual({ bulkOperation: { status: "CANCELING" }, userErrors: [] });
    await alone.parts.clock.advance(500);
    expect((await alone.graphql(READ, { id })).data["bulkOperation"]).toMatchObject({
      status: "CANCELED",
      url: null,
    });
    expect((await cancel()).userErrors[0].message).toContain("canceled");
    expect(alone.heard.map(({ body }) => JSON.parse(body).status)).toContain("canceled");
  });

  it("that fails leaves what it had read, for as long as results are kept", async () => {
    const alone = shopifyAlone();
    alone.twin.importProducts(STORE, [
      aProduct("tent", [{ sku: "T-1" }]),
      aProduct("lamp", [{ sku: "L-1" }]),
    ]);
    await alone.parts.clock.advance(1_000);
    alone.twin.failNextBulk(STORE, { code: "TIMEOUT", after: 3 });
    const id = await run(alone, CATALOG, true);
    await alone.parts.clock.advance(500);
    const failed = (await alone.graphql(READ, { id })).data["bulkOperation"];
    expect(failed).toMatchObject({ status: "FAILED", errorCode: "TIMEOUT", url: null, objectCount: "3" });
    const get = () => alone.twin.respond(new Request(failed.partialDataUrl));
    expect((await (await get()).text()).trim().split("\n")).toHaveLength(3);
    await alone.parts.clock.advance(7 * 86_400_000 + 1);
    expect((await get()).status).toBe(400);
    expect((await get()).status).toBe(400);
    const next = await run(alone, CATALOG);
    await alone.parts.clock.advance(500);
    expect((await alone.graphql(READ, { id: next })).data["bulkOperation"].status).toBe("COMPLETED");
  });

  it("fails when the token may not read what it asks for", async () => {
    const alone = shopifyAlone({ scopes: ["read_orders"] });
    alone.twin.importProducts(STORE, [aProduct("tent", [{ sku: "T-1" }])]);
    const id = await run(alone, "{ products { edges { node { id } } } }");
    await alone.parts.clock.advance(500);
    expect((await alone.graphql(READ, { id })).data["bulkOperation"]).toMatchObject({
      status: "FAILED",
      errorCode: "ACCESS_DENIED",
      partialDataUrl: null,
    });
  });

  it("that has not ended after ten days has expired", async () => {
    const alone = shopifyAlone({ timing: { bulkMs: 11 * 86_400_000 } });
    const id = await run(alone, CATALOG);
    await alone.parts.clock.advance(11 * 86_400_000);
    expect((await alone.graphql(READ, { id })).data["bulkOperation"].status).toBe("EXPIRED");
  });

  it.each([
    ["{ shop { name } }", "at least one connection"],
    ["{ products { edges { node { nope } } } }", "nope"],
    ["mutation { bulkOperationCancel(id: 1) { userErrors { message } } }", "query operation"],
    ["query A { shop { id } } query B { products { edges { node { id } } } }", "exactly one"],
    [
      "{ products { edges { node { id variants { edges { node { id media { edges { node { id } } } inventoryItem { inventoryLevels { edges { node { id location { inventoryLevels { edges { node { id } } } } } } } } } } } } } } }",
      "nesting depth",
    ],
    [
      "{ a: products { nodes { id } } b: products { nodes { id } } c: products { nodes { id } } d: products { nodes { id } } e: products { nodes { id } } f: products { nodes { id } } }",
      "maximum of 5",
    ],
    ["{ products { edges { node { title variants { edges { node { id } } } } } } }", "must select the 'id'"],
    [
      "{ products { edges { node { ...P } } } } fragment P on Product { title variants { nodes { id } } }",
      "must select the 'id'",
    ],
    ["{ nodes(ids: [1]) { ... on Product { id variants { nodes { id } } } } }", "list field"],
  ])("%s is refused", async (query, words) => {
    const { data } = await shopifyAlone().graphql(RUN, { q: query });
    expect(data["bulkOperationRunQuery"]).toMatchObject({
      bulkOperation: null,
      userErrors: [{ code: "INVALID", message: expect.stringContaining(words) }],
    });
  });

  it("is refused with all that the twin does not support", async () => {
    const { errors } = await shopifyAlone().graphql(RUN, {
      q: "{ products { edges { node { id seo { title } } } } }",
    });
    expect(errors?.[0]).toMatchObject({ extensions: { fields: ["Product.seo", "SEO.title"] } });
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

  it("is refused as the sixth at a time", async () => {
    const alone = shopifyAlone();
    const refusal = async (q: string) =>
      (await alone.graphql(RUN, { q })).data["bulkOperationRunQuery"].userErrors[0]?.code;
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
