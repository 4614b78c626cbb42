// Shopify's own client, used as it comes, at the platform's real addresses: what an app has to do, from sign-in to the
// last webhook, and what it throws when the platform says no.
import {
  GraphqlQueryError,
  HttpInternalError,
  HttpResponseError,
  HttpThrottlingError,
  RequestedTokenType,
  type Session,
} from "@shopify/shopify-api";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { interceptWith } from "../../emulator/intercept.ts";
import { DEMO_STORE as STORE } from "../../emulator/settings.ts";
import { aProduct } from "../../emulator/shopify/alone.ts";
import { createTwin } from "../../emulator/twin.ts";
import { api, ask, sendsBy } from "./store-client.ts";

const TOPICS = ["orders/create", "orders/cancelled", "fulfillments/create", "products/update"];
const twin = createTwin({
  startAt: new Date(),
  settings: { shopify: { appSubscriptions: TOPICS.map((topic) => ({ topic, uri: "/webhooks" })) } },
});
const interception = interceptWith(twin);
type Kept = { readonly headers: Headers; readonly body: string };
const webhooks: Kept[] = [];
let session: Session;

beforeAll(() => {
  sendsBy((request) => fetch(request));
  twin.webhooks.deliver = async (_url, init) => {
    const body = typeof init.body === "string" ? init.body : "";
    webhooks.push({ headers: new Headers(init.headers), body });
    return new Response();
  };
});
beforeEach(async () => {
  twin.reset();
  webhooks.length = 0;
  twin.shopify.install(STORE);
  twin.shopify.importProducts(STORE, [aProduct("tent", [{ sku: "T-1" }, { sku: "T-2" }])]);
  session = await signIn();
});
afterAll(() => {
  interception.close();
  twin.stop();
});

async function signIn(): Promise<Session> {
  const exchanged = await api.auth.tokenExchange({
    shop: STORE,
    sessionToken: twin.shopify.sessionToken(STORE),
    requestedTokenType: RequestedTokenType.OfflineAccessToken,
    expiring: true,
  });
  return exchanged.session;
}

const CATALOG = `{ products(first: 10, sortKey: TITLE) { nodes { title variants(first: 5) { nodes { id sku price } } } } }`;
const DEAR = "{ products(first: 100) { nodes { variants(first: 50) { nodes { id } } } } }";
const CREATE = `mutation($order: OrderCreateOrderInput!) {
  orderCreate(order: $order) {
    order { id name fulfillmentOrders(first: 5) { nodes { id status } } }
    userErrors { field message }
  }
}`;
const FULFILL = `mutation($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id status } userErrors { field message } }
}`;
const CANCEL = `mutation($id: ID!) {
  orderCancel(orderId: $id, reason: INVENTORY, restock: true, notifyCustomer: false) {
    job { id } orderCancelUserErrors { code message }
  }
}`;
const ORDER = "query($id: ID!) { order(id: $id) { displayFulfillmentStatus cancelledAt } }";

type Made = { orderCreate: { order: { id: string; fulfillmentOrders: { nodes: { id: string }[] } } } };
type Catalog = { products: { nodes: { variants: { nodes: { id: string }[] } }[] } };

async function order(): Promise<{ id: string; partId: string }> {
  const { products } = await ask<Catalog>(session, CATALOG);
  const variantId = products.nodes[0]?.variants.nodes[0]?.id ?? "";
  const { orderCreate } = await ask<Made>(session, CREATE, {
    order: { lineItems: [{ variantId, quantity: 1 }] },
  });
  return { id: orderCreate.order.id, partId: orderCreate.order.fulfillmentOrders.nodes[0]?.id ?? "" };
}

describe("Shopify's official client", () => {
  it("signs in, reads the catalogue, creates an order, fulfils it, cancels another and verifies webhooks", async () => {
    const { session: fresh } = await api.auth.refreshToken({
      shop: STORE,
      refreshToken: session.refreshToken ?? "",
    });
    session = fresh;
    const catalog = await ask(session, CATALOG);
    expect(catalog).toMatchObject({ products: { nodes: [{ title: "The tent" }] } });

    const [shipped, cancelled] = [await order(), await order()];
    const parcel = {
      lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: shipped.partId }],
      trackingInfo: { company: "UPS", number: "1Z12345E0205271688" },
    };
    const made = await ask(session, FULFILL, { fulfillment: parcel });
    expect(made).toMatchObject({ fulfillmentCreate: { fulfillment: { status: "SUCCESS" }, userErrors: [] } });
    const off = await ask(session, CANCEL, { id: cancelled.id });
    expect(off).toMatchObject({ orderCancel: { orderCancelUserErrors: [] } });
    await twin.clock.advance(60_000);
    expect(await ask(session, ORDER, { id: shipped.id })).toMatchObject({
      order: { displayFulfillmentStatus: "FULFILLED", cancelledAt: null },
    });
    expect(await ask(session, ORDER, { id: cancelled.id })).toMatchObject({
      order: { cancelledAt: expect.stringMatching(/^2\d{3}-/) as unknown },
    });

    const topics = await Promise.all(webhooks.map(verified));
    expect(topics).toEqual(
      expect.arrayContaining(["ORDERS_CREATE", "ORDERS_CANCELLED", "FULFILLMENTS_CREATE"]),
    );
  });

  it("takes a user error for an answer", async () => {
    const { partId } = await order();
    const parcel = { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: partId }] };
    await ask(session, FULFILL, { fulfillment: parcel });
    const again = await ask<{ fulfillmentCreate: { userErrors: unknown[] } }>(session, FULFILL, {
      fulfillment: parcel,
    });
    expect(again.fulfillmentCreate.userErrors).toHaveLength(1);
  });

  it("throws for what the schema refuses", async () => {
    await expect(ask(session, "{ shop { nickname } }")).rejects.toBeInstanceOf(GraphqlQueryError);
  });

  it("throws for a 429 with the seconds to wait", async () => {
    arm({ kind: "throttle", seconds: 1 });
    const thrown = await ask(session, CATALOG).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(HttpThrottlingError);
    expect(thrown).toMatchObject({ response: { code: 429, retryAfter: 1 } });
  });

  it("throws once the store's bucket of points is empty, with the code in the answer", async () => {
    twin.change({ shopify: { plan: "standard" } });
    const emptied = async () => {
      for (let asked = 0; asked < 500; asked++) await ask(session, DEAR);
    };
    const thrown = await emptied().catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(GraphqlQueryError);
    expect(thrown).toMatchObject({
      body: { errors: { graphQLErrors: [{ extensions: { code: "THROTTLED" } }] } },
    });
  });

  it("throws for a platform that is down, and for a token that was refused", async () => {
    arm({ kind: "unavailable" });
    await expect(ask(session, CATALOG)).rejects.toBeInstanceOf(HttpInternalError);
    arm({ kind: "unauthorized" });
    await expect(ask(session, CATALOG)).rejects.toMatchObject({ response: { code: 401 } });
  });

  it("is refused with a session token of another app, and once the app is gone", async () => {
    const [head, , signature] = twin.shopify.sessionToken(STORE).split(".");
    const payload = Buffer.from(JSON.stringify({ aud: "another" })).toString("base64url");
    const forged = api.auth.tokenExchange({
      shop: STORE,
      sessionToken: `${head}.${payload}.${signature}`,
      requestedTokenType: RequestedTokenType.OfflineAccessToken,
      expiring: true,
    });
    await expect(forged).rejects.toThrow();
    twin.shopify.uninstall(STORE);
    await expect(ask(session, CATALOG)).rejects.toBeInstanceOf(HttpResponseError);
  });

  it("refuses a webhook of which one byte was changed", async () => {
    await order();
    await twin.clock.advance(5_000);
    const [first] = webhooks;
    if (!first) throw new Error("no webhook came");
    await expect(verified({ ...first, body: `${first.body} ` })).rejects.toThrow("invalid_hmac");
  });
});

function arm(fault: { kind: "throttle"; seconds: number } | { kind: "unavailable" | "unauthorized" }): void {
  twin.faults.arm({ channel: "call", platform: "shopify", times: 1, fault });
}

/** The topic of a webhook that Shopify's library finds genuine. */
async function verified({ headers, body }: Kept): Promise<string> {
  const rawRequest = { method: "POST", url: "/webhooks", headers: Object.fromEntries(headers) };
  const result = await api.webhooks.validate({ rawBody: body, rawRequest });
  if (!result.valid) throw new Error(result.reason);
  return result.topic;
}
