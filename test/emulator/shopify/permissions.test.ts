import { describe, expect, it } from "vitest";
import { type Alone, aProduct, STORE, shopifyAlone } from "./alone.ts";

const address = {
  firstName: "Ada",
  lastName: "Byron",
  address1: "1 Hill Road",
  address2: null,
  city: "Albany",
  provinceCode: "NY",
  province: "New York",
  zip: "12207",
  countryCode: "US",
  phone: "+15185550100",
  email: "ada@example.test",
};

function withOrder(change: Parameters<typeof shopifyAlone>[0] = {}): Alone & { orderId: string } {
  const alone = shopifyAlone(change);
  alone.twin.importProducts(STORE, [aProduct("tent", [{ sku: "T-1" }])]);
  const { orderId } = alone.twin.placeOrder(STORE, { lines: [{ sku: "T-1", quantity: 1 }], address });
  return { ...alone, orderId };
}

const ORDER = `query($id: ID!) { order(id: $id) {
  name email shippingAddress { firstName zip countryCodeV2 }
  lineItems(first: 1) { nodes { sku variant { id } } } } shop { name } }`;

describe("a field the token has no scope for", () => {
  it("is null with an error at its path, and the rest is answered", async () => {
    const alone = withOrder({ scopes: ["read_orders"] });
    const { data, errors } = await alone.graphql(ORDER, { id: alone.orderId });
    expect(data["shop"]).toEqual({ name: "Fernweh Outfitters" });
    expect(data["order"].lineItems.nodes).toEqual([{ sku: "T-1", variant: null }]);
    expect(errors).toEqual([
      {
        message: "Access denied for variant field. Required access: `read_products` access scope.",
        locations: [{ line: 3, column: 37 }],
        path: ["order", "lineItems", "nodes", 0, "variant"],
        extensions: {
          code: "ACCESS_DENIED",
          documentation: "https://shopify.dev/api/usage/access-scopes",
          requiredAccess: "`read_products` access scope.",
        },
      },
    ]);
  });

  it("takes all of the answer with it where the schema promises a value", async () => {
    const alone = withOrder({ scopes: ["read_products"] });
    const { data, errors } = await alone.graphql("{ shop { name } orders(first: 1) { nodes { id } } }");
    expect(data).toBeNull();
    expect(errors?.[0]).toMatchObject({ path: ["orders"], extensions: { code: "ACCESS_DENIED" } });
  });

  it("is closed by way of its id too", async () => {
    const alone = withOrder({ scopes: ["read_products"] });
    const { data, errors } = await alone.graphql(
      "query($id: ID!) { node(id: $id) { ... on Order { id name } } }",
      { id: alone.orderId },
    );
    expect(data).toEqual({ node: null });
    expect(errors?.[0]).toMatchObject({ path: ["node"], extensions: { code: "ACCESS_DENIED" } });
  });

  it("changes nothing when it is a mutation", async () => {
    const alone = withOrder({ scopes: ["read_products"] });
    const { data, errors } = await alone.graphql(
      'mutation { fulfillmentServiceCreate(name: "X") { userErrors { message } } }',
    );
    expect(data).toEqual({ fulfillmentServiceCreate: null });
    expect(errors?.[0]?.["message"]).toContain("write_fulfillments");
    expect(alone.twin.view(STORE).locations).toHaveLength(1);
  });
});

describe("protected customer data", () => {
  it("is open to an app approved for all of it", async () => {
    const alone = withOrder();
    const { data, errors } = await alone.graphql(ORDER, { id: alone.orderId });
    expect(errors).toBeUndefined();
    expect(data["order"]).toMatchObject({ email: address.email, shippingAddress: { firstName: "Ada" } });
  });

  it("leaves the country and takes the person at the first level", async () => {
    const alone = withOrder({ shopify: { customerData: "level-1" } });
    const { data, errors } = await alone.graphql(ORDER, { id: alone.orderId });
    expect(data["order"]).toMatchObject({
      name: "#1001",
      email: null,
      shippingAddress: { firstName: null, zip: null, countryCodeV2: "US" },
    });
    expect(errors?.map(({ path }) => path.at(-1))).toEqual(["email", "firstName", "zip"]);
    expect(errors?.[0]?.["message"]).toContain("This app is not approved to use the email field");
  });

  it("closes whole orders to an app that is not approved", async () => {
    const alone = withOrder({ shopify: { customerData: "none" } });
    const { data, errors } = await alone.graphql(ORDER, { id: alone.orderId });
    expect(data).toMatchObject({ order: null, shop: { name: "Fernweh Outfitters" } });
    expect(errors?.[0]?.["message"]).toContain("not approved to access the Order object");
  });
});
