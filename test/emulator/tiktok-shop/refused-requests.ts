// For the tests: one request for every reason for which the gateway and the auth host refuse, in the order in which they
// check. Each is wrong in its own way and, where it can be, in later ways too.
import { DEMO_SHOP } from "../settings.ts";
import type { AShop } from "./a-shop.ts";
import type { GatewaySettings } from "./gateway-settings.ts";

const SHOPS = "GET /authorization/202309/shops";
const WAREHOUSES = "GET /logistics/202309/warehouses";
const SEARCH = "POST /order/202309/orders/search";
const WEEK = 7 * 86_400_000;
const NO_SHOPS = { shop: "active", seller: "deactivated" } as const;
const NO_SHOP = { shop: "deactivated", seller: "active" } as const;

type Refused = {
  readonly says: string;
  readonly gateway?: Partial<GatewaySettings>;
  readonly before?: (shop: AShop) => unknown;
  readonly request: (shop: AShop) => Request;
  readonly answer: readonly [status: number, code: number];
};

const now = (shop: AShop) => Math.floor(shop.clock.now() / 1000);
const wrongKey = { query: { app_key: "?" } };
const auth = (path: string, query: Record<string, string>) => (shop: AShop) => shop.authRequest(path, query);
const timed = (says: string, timestamp: (now: number) => string): Refused => ({
  says,
  request: (s) => altered(s.signed(SHOPS, { query: { timestamp: timestamp(now(s)) } })),
  answer: [400, 36009004],
});

export const REFUSED: readonly Refused[] = [
  {
    says: "an unknown path",
    request: (s) => s.signed("GET /no/202309/such", wrongKey),
    answer: [404, 36009009],
  },
  {
    says: "a path that ends in a slash",
    request: (s) => s.signed(`${SHOPS}/`, wrongKey),
    answer: [404, 36009009],
  },
  {
    says: "a path with braces for an id",
    request: (s) => s.signed("GET /product/202309/products/{id}", wrongKey),
    answer: [404, 36009009],
  },
  {
    says: "a wrong method",
    request: (s) => s.signed("PUT /authorization/202309/shops", wrongKey),
    answer: [405, 36009010],
  },
  {
    says: "an unknown version",
    request: (s) => s.signed("GET /authorization/202201/shops", wrongKey),
    answer: [400, 36009014],
  },
  {
    says: "a wrong app key",
    request: (s) => s.signed(SHOPS, { query: { app_key: "?", timestamp: "1" } }),
    answer: [400, 36009004],
  },
  timed("a missing timestamp", () => ""),
  timed("a negative timestamp", () => "-1"),
  timed("a timestamp in milliseconds", (second) => `${second}000`),
  timed("a timestamp older than five minutes", (second) => String(second - 301)),
  timed("a timestamp more than half a minute ahead", (second) => String(second + 31)),
  {
    says: "no signature",
    request: (s) => without(s.signed(SHOPS, { token: null }), "sign"),
    answer: [400, 36009004],
  },
  {
    says: "a wrong signature",
    request: (s) => altered(s.signed(SHOPS, { token: null })),
    answer: [401, 106001],
  },
  {
    says: "a body that is not the one signed",
    request: (s) => new Request(s.signed(SEARCH, { body: {} }), { method: "POST", body: '{"a":1}' }),
    answer: [401, 106001],
  },
  { says: "no access token", request: (s) => s.signed(SHOPS, { token: null }), answer: [400, 36009004] },
  {
    says: "an access token in the query instead of its header",
    request: (s) => withQuery(s.signed(SHOPS, { token: null }), "access_token", "TTP_x"),
    answer: [400, 36009004],
  },
  {
    says: "an unknown access token",
    gateway: { allowedIps: [] },
    request: (s) => s.signed(SHOPS, { token: "TTP_no" }),
    answer: [401, 105001],
  },
  {
    says: "an access token past its week",
    before: (s) => s.clock.advance(WEEK),
    request: (s) => s.signed(SHOPS),
    answer: [401, 105002],
  },
  {
    says: "an access token of an authorization taken back",
    before: (s) => s.twin.deauthorize(DEMO_SHOP),
    request: (s) => s.signed(WAREHOUSES),
    answer: [401, 105002],
  },
  {
    says: "a seller that is deactivated",
    gateway: { allowedIps: [] },
    before: (s) => s.twin.setStanding(DEMO_SHOP, NO_SHOPS),
    request: (s) => s.signed(SHOPS),
    answer: [401, 36009044],
  },
  {
    says: "a caller from an address that is not allowed",
    gateway: { allowedIps: ["203.0.113.7"], scopes: [] },
    request: (s) => s.signed(SHOPS),
    answer: [403, 36009033],
  },
  {
    says: "a scope that was not granted",
    gateway: { scopes: ["seller.authorization.info"], allowedIps: ["127.0.0.1"] },
    request: (s) => s.signed(WAREHOUSES, { query: { shop_cipher: "" } }),
    answer: [403, 105005],
  },
  {
    says: "a missing shop cipher",
    request: (s) => s.signed(WAREHOUSES, { query: { shop_cipher: "" } }),
    answer: [400, 106013],
  },
  {
    says: "a shop cipher of nobody",
    request: (s) => s.signed(WAREHOUSES, { query: { shop_cipher: "TTP_x" } }),
    answer: [400, 106013],
  },
  {
    says: "a shop cipher where none belongs",
    request: (s) => s.signed(SHOPS, { query: { shop_cipher: "x" } }),
    answer: [400, 36009004],
  },
  {
    says: "a category asset cipher",
    request: (s) => s.signed(WAREHOUSES, { query: { category_asset_cipher: "x" } }),
    answer: [400, 36009004],
  },
  {
    says: "a shop that is deactivated",
    gateway: { developmentCallsPerHour: 0 },
    before: (s) => s.twin.setStanding(DEMO_SHOP, NO_SHOP),
    request: (s) => s.signed(WAREHOUSES),
    answer: [401, 36009043],
  },
  {
    says: "a development shop past its hourly cap",
    gateway: { developmentCallsPerHour: 0 },
    before: (s) => s.twin.setQuota({ operation: "*", perSecond: 0 }),
    request: (s) => s.signed(WAREHOUSES),
    answer: [429, 36009037],
  },
  {
    says: "a call beyond the quota",
    before: async (s) => {
      s.twin.setQuota({ operation: "*", perSecond: 0 });
      await s.call(SEARCH, {});
    },
    request: (s) => s.signed(SEARCH, { body: [1] }),
    answer: [429, 36009002],
  },
  ...["[1]", '"text"', "null", "{", "\u0000", `${'{"a":'.repeat(200)}1${"}".repeat(200)}`].map((body) => ({
    says: `the body ${JSON.stringify(body.slice(0, 12))}`,
    request: (s: AShop) => s.signed(SEARCH, { raw: body }),
    answer: [400, 36009022] as const,
  })),
  {
    says: "a body of another content type",
    request: (s) => s.signed(SEARCH, { raw: "{}", contentType: "text/plain" }),
    answer: [400, 36009022],
  },
  {
    says: "a form that is cut off",
    request: (s) =>
      s.signed("POST /product/202309/images/upload", {
        raw: "--x\r\ncontent-disposition: form-data",
        contentType: "multipart/form-data; boundary=x",
      }),
    answer: [400, 36009022],
  },
  {
    says: "JSON where a form belongs",
    request: (s) => s.signed("POST /product/202309/images/upload", { body: {} }),
    answer: [400, 36009023],
  },
  {
    says: "a parameter of the wrong type",
    request: (s) => s.signed("PUT /event/202309/webhooks", { body: { event_type: 1 } }),
    answer: [200, 98001004],
  },
  { says: "a token request of another app", request: auth("get", { app_key: "?" }), answer: [200, 36004001] },
  {
    says: "a token request with a wrong secret",
    request: auth("refresh", { app_secret: "?" }),
    answer: [200, 36004001],
  },
  {
    says: "a token request of a wrong grant type",
    request: auth("get", { grant_type: "authorization_code" }),
    answer: [200, 36004001],
  },
  {
    says: "a code of nobody",
    request: auth("get", { grant_type: "authorized_code", auth_code: "TTP_x" }),
    answer: [200, 36004004],
  },
  {
    says: "a refresh token of nobody",
    request: auth("refresh", { grant_type: "refresh_token", refresh_token: "TTP_x" }),
    answer: [200, 36004004],
  },
  {
    says: "a token request by another method",
    request: (s) => new Request(s.authRequest("get", {}), { method: "POST" }),
    answer: [405, 36009010],
  },
];

function without(request: Request, name: string): Request {
  const url = new URL(request.url);
  url.searchParams.delete(name);
  return new Request(url, request);
}

function altered(request: Request): Request {
  return withQuery(request, "sign", "0".repeat(64));
}

function withQuery(request: Request, name: string, value: string): Request {
  const url = new URL(request.url);
  url.searchParams.set(name, value);
  return new Request(url, request);
}
