import { expect, it } from "vitest";
import { DEMO_SHOP } from "../settings.ts";
import { type AShop, aShop } from "./a-shop.ts";

const SHOPS = "GET /authorization/202309/shops";
const now = (shop: AShop) => Math.floor(shop.clock.now() / 1000);

async function refusal(shop: AShop, request: Request) {
  const { status, code } = await shop.send(request);
  return [status, code];
}

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
