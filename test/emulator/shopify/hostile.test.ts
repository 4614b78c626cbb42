// What a hostile or mistaken client sends is answered as Shopify does, at once, and leaves the twin as it was.
import { describe, expect, it, test } from "vitest";
import { exchangeOf, STORE, shopifyAlone } from "./alone.ts";

const GRAPHQL = `https://${STORE}/admin/api/2026-10/graphql.json`;
/** Generous to a busy machine: alone, each takes a few milliseconds. */
const SOON_MS = 1_000;

const many = (count: number, part: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => part(at)).join(" ");
const nested = (levels: number, open: string, inner: string) =>
  open.repeat(levels) + inner + "}".repeat((open.match(/{/g)?.length ?? 0) * levels);

const HOSTILE: Readonly<Record<string, string>> = {
  "a query nested a hundred levels deep": `{ ${nested(50, "products(first: 1) { nodes { variants(first: 1) { nodes { product { ", "id")} }`,
  "braces nested without end": nested(9_000, "{ shop ", ""),
  "ten thousand aliases": `{ ${many(10_000, (at) => `a${at}: shop { name }`)} }`,
  "ten thousand times the same field": `{ shop { ${many(10_000, () => "name")} } }`,
  "the same object again and again": `{ ${many(3_000, () => "shop { name }")} }`,
  "two thousand fragments": `{ shop { ${many(2_000, (at) => `...F${at}`)} } } ${many(2_000, (at) => `fragment F${at} on Shop { name }`)}`,
  "fragments that spread each other twice": `{ product(id: "1") { ...F0 } } ${many(60, (at) => `fragment F${at} on Product { a: variants(first: 1) { nodes { product { ...F${at + 1} } } } b: variants(first: 1) { nodes { product { ...F${at + 1} } } } }`)} fragment F60 on Product { id }`,
  "a fragment within itself":
    "{ shop { ...A } } fragment A on Shop { name ...B } fragment B on Shop { ...A }",
  "a huge document": `{ shop { name } } # ${"x".repeat(1_500_000)}\n${many(30_000, () => "{")}`,
  "introspection without end": `{ __schema { types { ${nested(12, "fields { type { ", "name")} } } }`,
  nothing: "",
  "an open brace": "{",
  "a mutation there is none of": "mutation { nothing }",
  "a page larger than there is": "{ products(first: 251) { nodes { id } } }",
  "a list without its length": "{ products { nodes { id } } }",
  "a list of operations without a name": "query A { shop { name } } query B { shop { id } }",
};

describe("a hostile document", () => {
  test.each(Object.entries(HOSTILE))("%s is refused at once", async (_name, query) => {
    const alone = shopifyAlone();
    await alone.graphql("{ shop { name } }");
    const start = performance.now();
    const answer = await alone.graphql(query);
    expect(performance.now() - start).toBeLessThan(SOON_MS);
    expect(answer.errors?.length).toBeGreaterThan(0);
    expect((await alone.graphql("{ shop { name } }")).errors).toBeUndefined();
  });
});

describe("a mistaken document", () => {
  test.each([
    [
      "{ shop { nickname } }",
      "Field 'nickname' doesn't exist on type 'Shop'",
      "undefinedField",
      ["query", "shop", "nickname"],
    ],
    [
      "{ shop(id: 1) { name } }",
      "Field 'shop' doesn't accept argument 'id'",
      "argumentNotAccepted",
      ["query", "shop"],
    ],
    [
      "query Q { order { id } }",
      "Field 'order' is missing required arguments: id",
      "missingRequiredArguments",
      ["query Q", "order"],
    ],
    [
      "{ shop }",
      "Field must have selections (field 'shop' returns Shop but has no selections. Did you mean 'shop { ... }'?)",
      "selectionMismatch",
      ["query", "shop"],
    ],
    [
      "query Q { order(id: $id) { id } }",
      "Variable $id is used by Q but not declared",
      "variableNotDefined",
      undefined,
    ],
    [
      "query Q($id: ID!) { shop { id } }",
      "Variable $id is declared by Q but not used",
      "variableNotUsed",
      undefined,
    ],
    ["{ shop { ...A } }", "Fragment A was used, but not defined", "useAndDefineFragment", undefined],
  ])("%s is refused in Shopify's words", async (query, message, code, path) => {
    const { errors, data } = await shopifyAlone().graphql(query);
    expect(data).toBeUndefined();
    expect(errors?.[0]).toMatchObject({ message, extensions: { code }, ...(path ? { path } : {}) });
  });

  it("names an operation it does not have", async () => {
    const alone = shopifyAlone();
    const { access_token } = (await alone.token(exchangeOf(alone.twin))).body;
    const response = await alone.twin.respond(
      post(access_token, JSON.stringify({ query: "query A { shop { id } }", operationName: "B" })),
    );
    expect(await response.json()).toEqual({ errors: [{ message: 'No operation named "B"' }] });
  });

  it("is told which variable does not fit, and where", async () => {
    const alone = shopifyAlone();
    const absent = await alone.graphql("query($id: ID!) { order(id: $id) { id } }");
    expect(absent.errors?.[0]).toMatchObject({
      message: "Variable $id of type ID! was provided invalid value",
      extensions: { value: null, problems: [{ path: [], explanation: "Expected value to not be null" }] },
    });
    const wrong = await alone.graphql(
      "mutation($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { userErrors { message } } }",
      {
        m: [{ ownerId: "gid://shopify/Product/1", key: "k", value: 5 }],
      },
    );
    expect(wrong.errors?.[0]).toMatchObject({ extensions: { problems: [{ path: [0, "value"] }] } });
  });

  it("is refused a list of more than 250 rows, in variables and in the document", async () => {
    const alone = shopifyAlone();
    const ids = Array.from({ length: 251 }, (_, at) => `gid://shopify/Product/${at + 1}`);
    for (const answer of [
      await alone.graphql("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids }),
      await alone.graphql(`{ nodes(ids: ${JSON.stringify(ids)}) { id } }`),
    ]) {
      expect(answer.errors?.[0]).toMatchObject({ extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" } });
    }
    const fits = await alone.graphql("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", {
      ids: ids.slice(1),
    });
    expect(fits.data["nodes"]).toHaveLength(250);
  });
});

describe("a body that is no call", () => {
  test.each([
    ["broken JSON", "{not json", "application/json", 400],
    ["a list of calls", JSON.stringify([{ query: "{ shop { name } }" }]), "application/json", 400],
    ["no query", "{}", "application/json", 400],
    [
      "variables that are a number",
      JSON.stringify({ query: "{ shop { name } }", variables: 5 }),
      "application/json",
      400,
    ],
    ["another kind of content", "{ shop { name } }", "text/plain", 415],
    ["more than is taken", JSON.stringify({ query: "x".repeat(2_100_000) }), "application/json", 413],
  ])("%s is refused", async (_name, body, type, status) => {
    const alone = shopifyAlone();
    const { access_token } = (await alone.token(exchangeOf(alone.twin))).body;
    const response = await alone.twin.respond(post(access_token, body, type));
    expect(response.status).toBe(status);
    expect(await response.json()).toHaveProperty("errors");
  });

  it("may be bare GraphQL or a form", async () => {
    const alone = shopifyAlone();
    const { access_token } = (await alone.token(exchangeOf(alone.twin))).body;
    const form = new URLSearchParams({
      query: "query($id: ID!) { product(id: $id) { id } }",
      variables: '{"id":"1"}',
    });
    for (const [body, type] of [
      ["{ shop { name } }", "application/graphql"],
      [form.toString(), "application/x-www-form-urlencoded"],
    ] as const) {
      const response = await alone.twin.respond(post(access_token, body, type));
      expect(await response.json()).toHaveProperty("data");
    }
  });
});

function post(token: string | undefined, body: string, type = "application/json"): Request {
  return new Request(GRAPHQL, {
    method: "POST",
    body,
    headers: { "content-type": type, "x-shopify-access-token": token ?? "" },
  });
}
