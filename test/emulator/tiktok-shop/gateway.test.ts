import { expect, it } from "vitest";
import { DEMO_SHOP } from "../settings.ts";
import { type AShop, aShop } from "./a-shop.ts";

const SHOPS = "GET /authorization/202309/shops";
const WAREHOUSES = "GET /logistics/202309/warehouses";
const now = (shop: AShop) => Math.floor(shop.clock.now() / 1000);

async function refusal(shop: AShop, request: Request) {
  const { status, code } = await shop.send(request);
  return [status, code];
}

/** Every check with a request that fails it and, where it can, all later checks too. */
const CHECKS: readonly {
  says: string;
  request: (shop: AShop) => Request;
  answer: readonly [number, number];
}[] = [
  {
    says: "an unknown path",
    request: (s) => s.signed("GET /no/202309/such", { query: { app_key: "?" } }),
    answer: [404, 36009009],
  },
  {
    says: "a wrong method",
    request: (s) => s.signed("PUT /authorization/202309/shops", { query: { app_key: "?" } }),
    answer: [405, 36009010],
  },
  {
    says: "an unknown version",
    request: (s) => s.signed("GET /authorization/202201/shops", { query: { app_key: "?" } }),
    answer: [400, 36009014],
  },
  {
    says: "a wrong app key",
    request: (s) => s.signed(SHOPS, { query: { app_key: "?", timestamp: "1" } }),
    answer: [400, 36009004],
  },
  {
    says: "a missing timestamp",
    request: (s) => s.signed(SHOPS, { query: { timestamp: "" } }),
    answer: [400, 36009004],
  },
  {
    says: "a timestamp older than five minutes",
    request: (s) => s.signed(SHOPS, { query: { timestamp: String(now(s) - 301) } }),
    answer: [400, 36009004],
  },
  {
    says: "a timestamp half a minute ahead",
    request: (s) => s.signed(SHOPS, { query: { timestamp: String(now(s) + 31) } }),
    answer: [400, 36009004],
  },
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
  { says: "no access token", request: (s) => s.signed(SHOPS, { token: null }), answer: [400, 36009004] },
  {
    says: "an unknown access token",
    request: (s) => s.signed(SHOPS, { token: "TTP_no" }),
    answer: [401, 105001],
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
    says: "a body that is no object",
    request: (s) => s.signed("POST /order/202309/orders/search", { body: [1] }),
    answer: [400, 36009022],
  },
  {
    says: "JSON where a form belongs",
    request: (s) => s.signed("POST /product/202309/images/upload", { body: {} }),
    answer: [400, 36009023],
  },
];

it.each(CHECKS)("$says is refused with $answer", async ({ request, answer }) => {
  const shop = aShop();
  await shop.signIn();
  expect(await refusal(shop, request(shop))).toEqual(answer);
});

it("a timestamp at either end of its window passes", async () => {
  const shop = aShop();
  await shop.signIn();
  for (const offset of [-300, 30]) {
    const answer = await shop.send(shop.signed(SHOPS, { query: { timestamp: String(now(shop) + offset) } }));
    expect(answer).toMatchObject({
      status: 200,
      code: 0,
      message: "Success",
      data: { shops: [{ id: DEMO_SHOP, seller_type: "LOCAL" }] },
    });
  }
});

it("a token past its week is expired", async () => {
  const shop = aShop();
  await shop.signIn();
  await shop.clock.advance(7 * 86_400_000);
  expect(await refusal(shop, shop.signed(SHOPS))).toEqual([401, 105002]);
});

it("a missing scope is refused", async () => {
  const shop = aShop({}, { scopes: ["seller.authorization.info"] });
  await shop.signIn();
  expect(await refusal(shop, shop.signed(SHOPS))).toEqual([200, 0]);
  expect(await refusal(shop, shop.signed(WAREHOUSES))).toEqual([403, 105005]);
});

it("an empty object left out of the signature passes only where signing is lenient", async () => {
  for (const [signing, answer] of [
    ["lenient", [200, 0]],
    ["strict", [401, 106001]],
  ] as const) {
    const shop = aShop({}, { signing });
    await shop.signIn();
    const bare = shop.signed("POST /order/202309/orders/search");
    expect(await refusal(shop, new Request(bare, { body: "{}", method: "POST" }))).toEqual(answer);
  }
});

it("operations are named by method and path, ids left open", async () => {
  const { twin } = aShop();
  const name = (method: string, path: string) =>
    twin.operationOf(new Request(`https://open-api.tiktokglobalshop.com${path}?x=1`, { method }));
  expect(await name("POST", "/product/202309/products/1729500000000010001/prices/update")).toBe(
    "POST /product/202309/products/{id}/prices/update",
  );
  expect(await name("POST", "/product/202309/products/search")).toBe("POST /product/202309/products/search");
  expect(await name("GET", "/api/v2/token/refresh")).toBe("GET /api/v2/token/refresh");
});

it("a fault's answers have the platform's envelope", async () => {
  const { twin, signed } = aShop();
  const throttled = await twin.throttled(signed(SHOPS), 7);
  expect([throttled.status, throttled.headers.get("retry-after"), (await throttled.json()).code]).toEqual([
    429,
    "7",
    36009002,
  ]);
  const unauthorized = await twin.unauthorized(signed(SHOPS));
  expect([unauthorized.status, await unauthorized.json()]).toEqual([
    401,
    {
      code: 105002,
      message: expect.any(String),
      request_id: expect.stringMatching(/^20261120100000[0-9A-F]{20}$/),
    },
  ]);
});

it("answers to its own hosts and no others", () => {
  const { twin } = aShop();
  const hosts = [
    "open-api.tiktokglobalshop.com",
    "auth.tiktok-shops.com",
    "services.us.tiktokshop.com",
    "fernweh.myshopify.com",
    "localhost",
  ];
  expect(hosts.map((host) => twin.answersTo(host))).toEqual([true, true, true, false, false]);
});

function without(request: Request, name: string): Request {
  const url = new URL(request.url);
  url.searchParams.delete(name);
  return new Request(url, request);
}

function altered(request: Request): Request {
  const url = new URL(request.url);
  url.searchParams.set("sign", "0".repeat(64));
  return new Request(url, request);
}
