// Shopify's twin on its own, as the tests beside it use it: one installed store, virtual time, an app that listens.
import { VirtualClock } from "../clock.ts";
import { Faults } from "../faults.ts";
import { History } from "../history.ts";
import type { SeedProduct, SeedVariant, TwinParts, TwinSettings } from "../platform.ts";
import { Random } from "../random.ts";
import { DEMO_STORE, defaultSettings } from "../settings.ts";
import { WebhookSender } from "../webhook-sender.ts";
import { GRANTED_SCOPES } from "./installation.ts";
import { SENT_TOPICS } from "./topics.ts";
import { createShopifyTwin, type ShopifyTwinWithCompliance } from "./twin.ts";

export type Heard = { readonly url: string; readonly headers: Headers; readonly body: string };

export type Alone = {
  readonly twin: ShopifyTwinWithCompliance;
  readonly parts: TwinParts;
  readonly heard: readonly Heard[];
  /** Calls the token endpoint. */
  token(body: Readonly<Record<string, unknown>>): Promise<{ status: number; body: Record<string, string> }>;
  /** Runs a GraphQL call with a token of the installed app; answers the whole body. */
  graphql(query: string, variables?: object): Promise<GraphQLAnswer>;
};

/** Loose on purpose: tests look into many shapes. */
export type GraphQLAnswer = {
  data: Record<string, any>;
  errors?: readonly Record<string, any>[];
  extensions: Record<string, any>;
};

export const STORE = DEMO_STORE;

type Change = {
  readonly timing?: Partial<TwinSettings["timing"]>;
  readonly startAt?: number;
  readonly scopes?: readonly string[];
  readonly lostRefresh?: TwinSettings["shopify"]["lostRefresh"];
  readonly shopify?: Partial<Pick<TwinSettings["shopify"], "plan" | "customerData" | "callbackSignature">>;
};

export function shopifyAlone(change: Change = {}): Alone {
  const settings: TwinSettings = {
    ...defaultSettings,
    shopify: {
      ...defaultSettings.shopify,
      ...change.shopify,
      appSubscriptions: Object.keys(SENT_TOPICS).map((topic) => ({ topic, uri: "/webhooks/shopify" })),
      lostRefresh: change.lostRefresh ?? "forgiven",
      // The merchant agreed to the optional scope to submit requests as well.
      scopes: change.scopes ?? [...GRANTED_SCOPES, "write_third_party_fulfillment_orders"],
    },
    timing: { ...defaultSettings.timing, ...change.timing },
  };
  const clock = new VirtualClock(change.startAt ?? Date.UTC(2026, 10, 22, 12));
  const random = new Random(7);
  const history = new History(() => clock.now());
  const faults = new Faults(random);
  const webhooks = new WebhookSender({ clock, faults, history });
  const heard: Heard[] = [];
  webhooks.deliver = async (url, init) => {
    heard.push({
      url,
      headers: new Headers(init.headers),
      body: typeof init.body === "string" ? init.body : "",
    });
    return new Response(null, { status: 200 });
  };
  const parts = { settings, clock, random, history, faults, webhooks };
  const twin = createShopifyTwin(parts);
  twin.install(STORE);
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    twin.respond(
      new Request(`https://${STORE}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify(body),
      }),
    );
  const token: Alone["token"] = async (body) => {
    const response = await post("/admin/oauth/access_token", body);
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  };
  let accessToken: string | undefined;
  return {
    twin,
    parts,
    heard,
    token,
    async graphql(query, variables = {}) {
      accessToken ??= (await token(exchangeOf(twin, { expiring: "0" }))).body["access_token"];
      const response = await post(
        "/admin/api/2026-10/graphql.json",
        { query, variables },
        { "x-shopify-access-token": accessToken ?? "" },
      );
      return (await response.json()) as GraphQLAnswer;
    },
  };
}

/** The body of a token exchange, as the app's library sends it. */
export function exchangeOf(
  twin: Alone["twin"],
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    client_id: defaultSettings.shopify.apiKey,
    client_secret: defaultSettings.shopify.apiSecret,
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: twin.sessionToken(STORE),
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
    ...more,
  };
}

/** A product with one variant per SKU. */
export function aProduct(
  handle: string,
  variants: readonly (Partial<SeedVariant> & { sku: string })[],
): SeedProduct {
  return {
    handle,
    title: `The ${handle}`,
    descriptionHtml: `<p>About the ${handle}</p>`,
    vendor: "Fernweh",
    productType: "Gear",
    tags: ["outdoor"],
    status: "ACTIVE",
    images: [
      { url: `https://images.example/${handle}-1.jpg`, altText: `${handle} front` },
      { url: `https://images.example/${handle}-2.jpg`, altText: null },
    ],
    variants: variants.map((variant) => ({
      options: [{ name: "Size", value: variant.sku }],
      price: "19.90",
      compareAtPrice: null,
      barcode: null,
      weightGrams: 250,
      requiresShipping: true,
      quantity: 10,
      imageUrl: null,
      taxable: true,
      inventoryPolicy: "DENY",
      ...variant,
    })),
  };
}
