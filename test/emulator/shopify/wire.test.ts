import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { aProduct, exchangeOf, STORE, shopifyAlone } from "./alone.ts";

const GRAPHQL = `https://${STORE}/admin/api/2026-10/graphql.json`;

describe("a GraphQL call", () => {
  it("is refused with every field that is not supported, all named at once", async () => {
    const alone = shopifyAlone();
    const { errors, data } = await alone.graphql(
      "{ shop { name accountOwner { email } } products(first: 1) { nodes { id seo { title } } } }",
    );
    expect(data).toBeUndefined();
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.["extensions"]).toEqual({
      code: "UNSUPPORTED_BY_TWIN",
      fields: ["Product.seo", "SEO.title", "Shop.accountOwner", "StaffMember.email"],
    });
  });

  it("is refused when Shopify's own schema does not know it", async () => {
    const alone = shopifyAlone();
    const { errors } = await alone.graphql("{ shop { nickname } }");
    expect(errors?.[0]?.["message"]).toContain("nickname");
  });

  it("gets 401 in Shopify's words without a good token", async () => {
    const { twin } = shopifyAlone();
    const response = await twin.respond(
      new Request(GRAPHQL, { method: "POST", body: "{}", headers: { "x-shopify-access-token": "shpat_no" } }),
    );
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
    });
  });

  it("names the version that answered; one too old falls forward", async () => {
    const { twin } = shopifyAlone();
    const { access_token } = (await (await twin.respond(tokenRequest(exchangeOf(twin)))).json()) as {
      access_token: string;
    };
    for (const [asked, used] of [
      ["2026-10", "2026-10"],
      ["2024-01", "2026-07"],
    ] as const) {
      const response = await twin.respond(
        new Request(GRAPHQL.replace("2026-10", asked), {
          method: "POST",
          headers: { "content-type": "application/json", "x-shopify-access-token": access_token },
          body: JSON.stringify({ query: "{ shop { name } }" }),
        }),
      );
      expect(response.headers.get("x-shopify-api-version")).toBe(used);
    }
  });

  it("is named by its root fields for faults and history", async () => {
    const { twin } = shopifyAlone();
    const of = (query: string) =>
      twin.operationOf(
        new Request(GRAPHQL, {
          method: "POST",
          body: JSON.stringify({ query }),
          headers: { "content-type": "application/json" },
        }),
      );
    expect(await of("mutation A { orderCreate(order: {}) { order { id } } }")).toBe("orderCreate");
    expect(await of("query B { one: order(id: 1) { id } shop { name } }")).toBe("order+shop");
    expect(await twin.operationOf(tokenRequest({}))).toBe("POST /admin/oauth/access_token");
  });
});

describe("files", () => {
  it("are real PNGs: each image other bytes, the same image always the same", async () => {
    const alone = shopifyAlone();
    alone.twin.importProducts(STORE, [aProduct("tent", [{ sku: "T" }]), aProduct("lamp", [{ sku: "L" }])]);
    const { data } = await alone.graphql(
      "{ products(first: 5) { nodes { media(first: 5) { nodes { ... on MediaImage { image { url width } } } } } } }",
    );
    const urls = data["products"].nodes.flatMap(
      (product: { media: { nodes: { image: { url: string } }[] } }) =>
        product.media.nodes.map(({ image }) => image.url),
    );
    expect(urls).toHaveLength(4);
    const digests = new Set<string>();
    for (const url of [...urls, ...urls]) {
      const bytes = Buffer.from(await (await alone.twin.respond(new Request(url))).arrayBuffer());
      digests.add(createHash("sha256").update(bytes).digest("hex"));
      expect(bytes.subarray(1, 4).toString()).toBe("PNG");
      expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([800, 800]);
      const at = bytes.indexOf("IDAT");
      expect(inflateSync(bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at - 4)))).toHaveLength(
        800 * 101,
      );
    }
    expect(digests.size).toBe(4);
  });
});

describe("state", () => {
  it("is saved, restored and reset whole", async () => {
    const alone = shopifyAlone();
    alone.twin.importProducts(STORE, [aProduct("tent", [{ sku: "T" }])]);
    const saved = alone.twin.save();
    const before = alone.twin.view(STORE);
    alone.twin.placeOrder(STORE, { lines: [{ sku: "T", quantity: 1 }] });
    expect(alone.twin.view(STORE)).not.toEqual(before);
    alone.twin.load(saved);
    expect(alone.twin.view(STORE)).toEqual(before);
    alone.twin.reset();
    expect(alone.twin.view(STORE)).toMatchObject({ installed: false, products: [], orders: [] });
  });
});

function tokenRequest(body: object): Request {
  return new Request(`https://${STORE}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}
