import { expect, it } from "vitest";
import { DEMO_SHOP, defaultSettings } from "../settings.ts";
import { aShop } from "./a-shop.ts";

const SHOPS = "GET /authorization/202309/shops";
const DAY = 86_400_000;
const TOPICS = ["SELLER_DEAUTHORIZATION", "UPCOMING_AUTHORIZATION_EXPIRATION"];

async function listening() {
  const shop = aShop();
  await shop.signIn();
  for (const event_type of TOPICS)
    await shop.call("PUT /event/202309/webhooks", { event_type, address: "https://app.reeldock.test/w" });
  return shop;
}

it("thirty midnights before its end an authorization is called in, then it ends", async () => {
  const shop = await listening();
  const start = shop.clock.now();
  await shop.clock.advance(335 * DAY - 1);
  expect(shop.received).toEqual([]);
  await shop.clock.advance(DAY);
  const [first] = shop.received;
  const ends = Math.floor(start / 1000) + 365 * 86_400;
  expect(first?.message).toMatchObject({ type: 7, data: { expiration_time: String(ends) } });
  await shop.clock.advance(40 * DAY);
  const types = shop.received.map(({ message }) => message.type);
  expect(types).toEqual([...Array(30).fill(7), 6]);
  const times = shop.received.map(({ body }) => (JSON.parse(body) as { timestamp: number }).timestamp);
  expect(times.slice(0, 30).map((time) => time % 86_400)).toEqual(Array(30).fill(0));
  expect(shop.twin.view(DEMO_SHOP).authorized).toBe(false);
  expect((await shop.call(SHOPS)).code).toBe(105002);
});

it("agreeing anew ends the reminders, and no token outlives the authorization", async () => {
  const shop = await listening();
  await shop.clock.advance(337 * DAY);
  const reminded = shop.received.length;
  expect(reminded).toBe(2);
  await shop.signIn();
  await shop.clock.advance(20 * DAY);
  expect(shop.received).toHaveLength(reminded);
  expect(shop.twin.view(DEMO_SHOP).authorized).toBe(true);
});

it("a token renewed in the last days ends with the authorization", async () => {
  const shop = await listening();
  let { data } = await shop.signIn();
  await shop.clock.advance(364 * DAY);
  data = (await shop.auth("refresh", { refresh_token: data.refresh_token, grant_type: "refresh_token" }))
    .data;
  shop.setToken(data.access_token);
  expect((await shop.call(SHOPS)).code).toBe(0);
  await shop.clock.advance(DAY);
  expect((await shop.call(SHOPS)).code).toBe(105002);
  const again = { refresh_token: data.refresh_token, grant_type: "refresh_token" };
  expect((await shop.auth("refresh", again)).code).toBe(36004004);
});

it("an app gives up one of a seller's shops and keeps the other", async () => {
  const [shop] = defaultSettings.tiktokShop.shops;
  if (!shop) throw new Error("no shop in the settings");
  const other = { ...shop, id: "7495540735365777508", cipher: "TTP_other", code: "USLCFERN02" };
  const tiktokShop = { ...defaultSettings.tiktokShop, shops: [shop, other] };
  const twin = aShop({ tiktokShop });
  await twin.signIn();
  const shops = async () =>
    (await twin.call(SHOPS)).data.shops.map(({ id, seller_type }) => [id, seller_type]);
  expect(await shops()).toEqual([
    [DEMO_SHOP, "CROSS_BORDER"],
    [other.id, "CROSS_BORDER"],
  ]);
  const leave = () => twin.call("DELETE /authorization/202403/shops");
  expect([(await leave()).code, (await leave()).code]).toEqual([0, 106013]);
  expect(await shops()).toEqual([[other.id, "CROSS_BORDER"]]);
  expect(
    (await twin.call("DELETE /authorization/202403/shops", undefined, { shop_cipher: "TTP_other" })).code,
  ).toBe(0);
  expect((await twin.call(SHOPS)).code).toBe(105002);
});
