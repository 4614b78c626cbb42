import { describe, expect, it } from "vitest";
import { type Alone, aProduct, STORE, shopifyAlone } from "./alone.ts";

const CREATE = `mutation($t: WebhookSubscriptionTopic!, $w: WebhookSubscriptionInput!) { webhookSubscriptionCreate(topic: $t, webhookSubscription: $w) {
  webhookSubscription { id topic uri name filter includeFields metafieldNamespaces apiVersion { handle } endpoint { __typename ... on WebhookHttpEndpoint { callbackUrl } } } userErrors { field message } } }`;
const UPDATE = `mutation($id: ID!, $w: WebhookSubscriptionInput!) { webhookSubscriptionUpdate(id: $id, webhookSubscription: $w) {
  webhookSubscription { id uri filter includeFields } userErrors { field message } } }`;
const uri = "https://else.example/hook";

const create = async (alone: Alone, topic: string, input: object) =>
  (await alone.graphql(CREATE, { t: topic, w: { uri, ...input } })).data["webhookSubscriptionCreate"];
const update = async (alone: Alone, id: string, input: object) =>
  (await alone.graphql(UPDATE, { id, w: input })).data["webhookSubscriptionUpdate"];

async function elsewhere(alone: Alone): Promise<Record<string, any>[]> {
  await alone.parts.clock.advance(0);
  return alone.heard.filter(({ url }) => url === uri).map(({ body }) => JSON.parse(body));
}

const listed = async (alone: Alone): Promise<number> =>
  (await alone.graphql("{ webhookSubscriptions(first: 9) { nodes { id } } }")).data["webhookSubscriptions"]
    .nodes.length;

describe("a subscription made by the API", () => {
  it("answers what it was made of, and the version of the app's configuration", async () => {
    const { webhookSubscription } = await create(shopifyAlone(), "PRODUCTS_UPDATE", {
      name: "cheap-ones",
      filter: "variants.price:<20",
      includeFields: ["id", "variants.price"],
      metafieldNamespaces: ["custom"],
    });
    expect(webhookSubscription).toMatchObject({
      topic: "PRODUCTS_UPDATE",
      name: "cheap-ones",
      filter: "variants.price:<20",
      includeFields: ["id", "variants.price"],
      metafieldNamespaces: ["custom"],
      apiVersion: { handle: "2026-10" },
      endpoint: { __typename: "WebhookHttpEndpoint", callbackUrl: uri },
    });
  });

  it("hears only what its filter lets through, and only the fields it asked for", async () => {
    const alone = shopifyAlone();
    await create(alone, "PRODUCTS_CREATE", {
      filter: "variants.price:>=20 AND NOT vendor:Other",
      includeFields: ["id", "variants.sku", "variants.price"],
    });
    alone.twin.importProducts(STORE, [
      aProduct("cheap", [{ sku: "C-1", price: "19.99" }]),
      aProduct("mixed", [
        { sku: "M-1", price: "5.00" },
        { sku: "M-2", price: "20.00" },
      ]),
      { ...aProduct("theirs", [{ sku: "O-1", price: "50.00" }]), vendor: "Other" },
    ]);
    expect(await elsewhere(alone)).toEqual([
      {
        id: expect.any(Number),
        variants: [
          { sku: "M-1", price: "5.00" },
          { sku: "M-2", price: "20.00" },
        ],
      },
    ]);
  });

  it("hears nothing by a filter on a field that the payload lacks", async () => {
    const alone = shopifyAlone();
    await create(alone, "PRODUCTS_CREATE", { filter: "no.such_field:*" });
    alone.twin.importProducts(STORE, [aProduct("tent", [{ sku: "T-1" }])]);
    expect(await elsewhere(alone)).toEqual([]);
  });

  it("carries the metafields of the namespaces it named", async () => {
    const alone = shopifyAlone();
    await create(alone, "PRODUCTS_UPDATE", {
      metafieldNamespaces: ["custom"],
      includeFields: ["metafields.key", "metafields.value"],
    });
    alone.twin.importProducts(STORE, [aProduct("tent", [{ sku: "T-1" }])]);
    const ownerId = alone.twin.view(STORE).products[0]?.id;
    const row = (namespace: string) => ({
      ownerId,
      namespace,
      key: "care",
      value: "cold",
      type: "single_line_text_field",
    });
    await alone.graphql(
      "mutation($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { userErrors { message } } }",
      {
        m: [row("custom"), row("other")],
      },
    );
    alone.twin.setVariantPrice(STORE, "T-1", "5.00");
    expect(await elsewhere(alone)).toEqual([{ metafields: [{ key: "care", value: "cold" }] }]);
  });

  it.each([
    ["an address that is none", "ORDERS_CREATE", { uri: "nowhere" }, /^Address is invalid$/],
    [
      "an address without TLS",
      "ORDERS_CREATE",
      { uri: "http://else.example/hook" },
      /protocol http:\/\/ is not supported/,
    ],
    ["an address at Shopify", "ORDERS_CREATE", { uri: "https://x.myshopify.com/hook" }, /internal domain/],
    ["Pub/Sub", "ORDERS_CREATE", { uri: "pubsub://project:topic" }, /twin does not deliver/],
    [
      "EventBridge",
      "ORDERS_CREATE",
      { uri: "arn:aws:events:us-east-1::event-source/x" },
      /twin does not deliver/,
    ],
    ["XML", "ORDERS_CREATE", { format: "XML" }, /twin does not send XML/],
    [
      "metafields by key",
      "ORDERS_CREATE",
      { metafields: [{ namespace: "a", key: "b" }] },
      /twin does not support metafields/,
    ],
    ["a name of 51 letters", "ORDERS_CREATE", { name: "n".repeat(51) }, /too long/],
    ["a name with a space", "ORDERS_CREATE", { name: "my hook" }, /alphanumeric/],
    ["a filter without a field", "ORDERS_CREATE", { filter: "anything" }, /filter is invalid/],
    ["a topic that is never sent", "CARTS_CREATE", {}, /twin does not send the topic CARTS_CREATE/],
  ])("with %s is refused and not kept", async (_says, topic, input, message) => {
    const alone = shopifyAlone();
    const answer = await create(alone, topic, input);
    expect(answer.webhookSubscription).toBeNull();
    expect(answer.userErrors.map((error: { message: string }) => error.message)).toEqual([
      expect.stringMatching(message),
    ]);
    expect(await listed(alone)).toBe(0);
  });

  it("needs the scope of its topic", async () => {
    const alone = shopifyAlone({ scopes: ["read_orders"] });
    expect((await create(alone, "PRODUCTS_CREATE", {})).userErrors[0].message).toMatch(
      /permission.*products\/create/,
    );
    expect((await create(alone, "ORDERS_CREATE", {})).userErrors).toEqual([]);
  });

  it("is told apart by topic, address and filter", async () => {
    const alone = shopifyAlone();
    expect((await create(alone, "ORDERS_CREATE", {})).userErrors).toEqual([]);
    expect((await create(alone, "ORDERS_CREATE", { filter: "test:false" })).userErrors).toEqual([]);
    expect((await create(alone, "ORDERS_CREATE", { filter: "test:false" })).userErrors).toMatchObject([
      { message: "Address for this topic has already been taken" },
    ]);
    expect(await listed(alone)).toBe(2);
  });

  it("is changed in what is given, keeps the rest, and is refused like a new one", async () => {
    const alone = shopifyAlone();
    const { id } = (await create(alone, "ORDERS_CREATE", { filter: "test:false", includeFields: ["id"] }))
      .webhookSubscription;
    for (const _ of [1, 2])
      expect((await update(alone, id, { uri: "https://third.example/h" })).webhookSubscription).toMatchObject(
        {
          id,
          uri: "https://third.example/h",
          filter: "test:false",
          includeFields: ["id"],
        },
      );
    expect((await update(alone, id, { filter: null })).webhookSubscription.filter).toBeNull();
    expect((await update(alone, id, { uri: "nowhere" })).userErrors).toHaveLength(1);
    expect((await update(alone, "gid://shopify/WebhookSubscription/1", {})).userErrors).toMatchObject([
      { field: ["id"], message: "Webhook subscription does not exist" },
    ]);
  });
});

describe("an address that keeps failing", () => {
  it("costs the subscription made by the API after a warning; the configuration's stay", async () => {
    const alone = shopifyAlone();
    alone.twin.importProducts(STORE, [aProduct("tent", [{ sku: "T-1" }])]);
    await create(alone, "ORDERS_CREATE", {});
    alone.parts.webhooks.deliver = async () => new Response(null, { status: 500 });
    alone.twin.placeOrder(STORE, { lines: [{ sku: "T-1", quantity: 1 }] });
    await alone.parts.clock.advance(4 * 3_600_000 - 1);
    expect(await listed(alone)).toBe(1);
    expect(alone.parts.history.effects("webhook.warning-mailed").length).toBeGreaterThan(0);
    await alone.parts.clock.advance(1);
    expect(await listed(alone)).toBe(0);
    expect(alone.parts.history.effects("subscription.removed")).toMatchObject([
      { ids: { topic: "orders/create", url: uri } },
    ]);
    alone.parts.webhooks.deliver = async (url) => {
      expect(url).not.toBe(uri);
      return new Response();
    };
    alone.twin.placeOrder(STORE, { lines: [{ sku: "T-1", quantity: 1 }] });
    await alone.parts.clock.advance(0);
    const delivered = alone.parts.history
      .all()
      .filter((entry) => entry.kind === "webhook" && entry.outcome === "delivered");
    expect(delivered.map((entry) => entry.kind === "webhook" && entry.topic)).toContain("orders/create");
  });
});
