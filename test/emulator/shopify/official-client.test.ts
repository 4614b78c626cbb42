// Shopify's own client, used as it comes: only its way out is turned to the twin.
import "@shopify/shopify-api/adapters/node";
import {
  ApiVersion,
  GraphqlQueryError,
  HttpResponseError,
  RequestedTokenType,
  type Session,
  shopifyApi,
} from "@shopify/shopify-api";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { beforeAll, describe, expect, it } from "vitest";
import { defaultSettings } from "../settings.ts";
import { type Alone, aProduct, STORE, shopifyAlone } from "./alone.ts";

const { apiKey, apiSecret } = defaultSettings.shopify;
let alone: Alone;

const api = shopifyApi({
  apiKey,
  apiSecretKey: apiSecret,
  apiVersion: ApiVersion.October26,
  hostName: "app.reeldock.test",
  isEmbeddedApp: true,
  logger: { log: () => undefined },
});

beforeAll(() => {
  // The library compares tokens with the machine's own clock.
  alone = shopifyAlone({ startAt: Date.now() });
  alone.twin.importProducts(STORE, [aProduct("tent", [{ sku: "T-1" }])]);
  setAbstractFetchFunc(((url: string, init: RequestInit) =>
    alone.twin.respond(new Request(url, init))) as typeof fetch);
});

async function signIn(): Promise<Session> {
  const { session } = await api.auth.tokenExchange({
    shop: STORE,
    sessionToken: alone.twin.sessionToken(STORE),
    requestedTokenType: RequestedTokenType.OfflineAccessToken,
    expiring: true,
  });
  return session;
}

describe("Shopify's official client", () => {
  it("exchanges the session token and refreshes with rotation", async () => {
    const session = await signIn();
    expect(session).toMatchObject({
      shop: STORE,
      isOnline: false,
      accessToken: expect.stringMatching(/^shpat_/),
    });
    expect(session.refreshToken).toMatch(/^shprt_/);
    const { session: fresh } = await api.auth.refreshToken({
      shop: STORE,
      refreshToken: session.refreshToken ?? "",
    });
    expect(fresh.accessToken).not.toBe(session.accessToken);
    expect(fresh.refreshToken).not.toBe(session.refreshToken);
  });

  it("reads, and throws its own error for what the schema refuses", async () => {
    const client = new api.clients.Graphql({ session: await signIn() });
    const answer = await client.request(
      "query($first: Int!) { products(first: $first) { nodes { handle } } }",
      { variables: { first: 3 } },
    );
    expect(answer.data).toEqual({ products: { nodes: [{ handle: "tent" }] } });
    await expect(client.request("{ shop { nickname } }")).rejects.toBeInstanceOf(GraphqlQueryError);
  });

  it("sees 401 once the app is uninstalled", async () => {
    const client = new api.clients.Graphql({ session: await signIn() });
    alone.twin.uninstall(STORE);
    const error = await client.request("{ shop { name } }").catch((caught: unknown) => caught);
    alone.twin.install(STORE);
    expect(error).toBeInstanceOf(HttpResponseError);
    expect((error as HttpResponseError).response.code).toBe(401);
  });

  it("verifies our webhooks and service calls, and refuses one with another body", async () => {
    alone.twin.setVariantPrice(STORE, "T-1", "5.00");
    await alone.parts.clock.advance(0);
    const last = alone.heard.at(-1);
    const validate = (rawBody: string) =>
      api.webhooks.validate({
        rawBody,
        rawRequest: { method: "POST", url: "/webhooks", headers: Object.fromEntries(last?.headers ?? []) },
      });
    expect(await validate(last?.body ?? "")).toMatchObject({
      valid: true,
      topic: "PRODUCTS_UPDATE",
      domain: STORE,
    });
    expect(await validate(`${last?.body} `)).toMatchObject({ valid: false, reason: "invalid_hmac" });
  });
});
