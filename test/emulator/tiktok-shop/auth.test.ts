import { expect, it } from "vitest";
import { DEMO_SHOP, defaultSettings } from "../settings.ts";
import { aShop } from "./a-shop.ts";

const SHOPS = "GET /authorization/202309/shops";

it("a code becomes tokens once, with absolute expiry", async () => {
  const shop = aShop();
  const auth_code = shop.twin.authorize(DEMO_SHOP);
  const now = Math.floor(shop.clock.now() / 1000);
  const first = await shop.auth("get", { auth_code, grant_type: "authorized_code" });
  expect(first).toMatchObject({
    status: 200,
    code: 0,
    message: "success",
    data: {
      access_token: expect.stringMatching(/^TTP_/),
      access_token_expire_in: now + 7 * 86_400,
      open_id: "7010736057180325637",
      seller_base_region: "US",
      user_type: 0,
    },
  });
  const again = await shop.auth("get", { auth_code, grant_type: "authorized_code" });
  expect([again.code, again.data]).toEqual([36004004, undefined]);
});

it("a code dies after thirty minutes, and only the right grant type is taken", async () => {
  const shop = aShop();
  const auth_code = shop.twin.authorize(DEMO_SHOP);
  expect((await shop.auth("get", { auth_code, grant_type: "authorization_code" })).code).toBe(36004001);
  expect((await shop.auth("get", { auth_code, grant_type: "authorized_code", app_secret: "no" })).code).toBe(
    36004001,
  );
  await shop.clock.advance(30 * 60_000);
  expect((await shop.auth("get", { auth_code, grant_type: "authorized_code" })).code).toBe(36004004);
});

it("refreshing rotates both tokens and ends the old ones", async () => {
  const shop = aShop();
  const { data: old } = await shop.signIn();
  const query = { refresh_token: old.refresh_token, grant_type: "refresh_token" };
  const { data: fresh } = await shop.auth("refresh", query);
  expect(fresh.refresh_token).not.toBe(old.refresh_token);
  expect(fresh.refresh_token_expire_in).toBe(old.refresh_token_expire_in);
  expect((await shop.call(SHOPS)).code).toBe(105001);
  shop.setToken(fresh.access_token);
  expect((await shop.call(SHOPS)).code).toBe(0);
  expect((await shop.auth("refresh", query)).code).toBe(36004004);
});

it("the old access token can be let live on", async () => {
  const shop = aShop({}, { oldAccessToken: "lives-on" });
  const { data } = await shop.signIn();
  await shop.auth("refresh", { refresh_token: data.refresh_token, grant_type: "refresh_token" });
  expect((await shop.call(SHOPS)).code).toBe(0);
});

it("an authorization taken back ends every token and says so", async () => {
  const shop = aShop();
  const { data } = await shop.signIn();
  await shop.call("PUT /event/202309/webhooks", {
    event_type: "SELLER_DEAUTHORIZATION",
    address: "https://app.reeldock.test/w",
  });
  shop.twin.deauthorize(DEMO_SHOP);
  await shop.clock.advance(0);
  expect(shop.received.map(({ message }) => message.type)).toEqual([6]);
  expect((await shop.call(SHOPS)).code).toBe(105002);
  expect(
    (await shop.auth("refresh", { refresh_token: data.refresh_token, grant_type: "refresh_token" })).code,
  ).toBe(36004004);
  expect(shop.twin.view(DEMO_SHOP).authorized).toBe(false);
});

it("a refresh that names the other grant type passes only where that is lenient", async () => {
  for (const [refreshGrantType, code] of [
    ["lenient", 0],
    ["strict", 36004001],
  ] as const) {
    const shop = aShop({}, { refreshGrantType });
    const { data } = await shop.signIn();
    const query = { refresh_token: data.refresh_token, grant_type: "authorized_code" };
    expect((await shop.auth("refresh", query)).code).toBe(code);
  }
});

it("a refresh that is refused leaves the tokens as they were", async () => {
  const shop = aShop();
  const { data } = await shop.signIn();
  const query = { refresh_token: data.refresh_token, grant_type: "client_credentials" };
  for (const _ of [1, 2]) expect((await shop.auth("refresh", query)).code).toBe(36004001);
  expect((await shop.call(SHOPS)).code).toBe(0);
  expect((await shop.auth("refresh", { ...query, grant_type: "refresh_token" })).code).toBe(0);
});

it("a refusal says data as the gateway is set to", async () => {
  for (const [refusalData, data] of [
    ["absent", undefined],
    ["null", null],
    ["empty", {}],
  ] as const) {
    const shop = aShop({}, { refusalData });
    expect((await shop.auth("get", {})).data).toEqual(data);
  }
});

const page = (query: string) => new Request(`https://services.us.tiktokshop.com/open/authorize?${query}`);

it("the authorize page asks, and sends the browser back with a code that works", async () => {
  const shop = aShop();
  const { serviceId, redirectUrl, appKey } = defaultSettings.tiktokShop;
  const asked = await shop.twin.respond(page(`service_id=${serviceId}&state=a%26b`));
  const href = /href="([^"]+)"/.exec(await asked.text())?.[1]?.replaceAll("&amp;", "&") ?? "";
  const back = await shop.twin.respond(page(href.slice(1)));
  const location = new URL(back.headers.get("location") ?? "");
  expect([back.status, location.origin + location.pathname]).toEqual([302, redirectUrl]);
  const { code, ...rest } = Object.fromEntries(location.searchParams);
  expect(rest).toEqual({ state: "a&b", app_key: appKey, shop_region: "US", locale: "en-US" });
  expect((await shop.auth("get", { auth_code: code ?? "", grant_type: "authorized_code" })).code).toBe(0);
  expect((await shop.twin.respond(page("service_id=1&state=x"))).status).toBe(400);
});
