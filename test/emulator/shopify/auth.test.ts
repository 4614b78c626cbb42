import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { defaultSettings } from "../settings.ts";
import { type Alone, exchangeOf, STORE, shopifyAlone } from "./alone.ts";

const SHOP_QUERY = { query: "{ shop { name } }" };

async function call(alone: Alone, accessToken: string): Promise<number> {
  const request = new Request(`https://${STORE}/admin/api/2026-10/graphql.json`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-shopify-access-token": accessToken },
    body: JSON.stringify(SHOP_QUERY),
  });
  return (await alone.twin.respond(request)).status;
}

const refreshOf = (refresh_token: string | undefined) => ({
  client_id: defaultSettings.shopify.apiKey,
  client_secret: defaultSettings.shopify.apiSecret,
  grant_type: "refresh_token",
  refresh_token,
});

describe("tokens", () => {
  it("exchanges a session token for an hour's access and ninety days' refresh", async () => {
    const alone = shopifyAlone();
    const { status, body } = await alone.token(exchangeOf(alone.twin));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      expires_in: 3600,
      refresh_token_expires_in: 7_776_000,
      scope: expect.stringContaining("write_orders"),
    });
    expect(await call(alone, body["access_token"] ?? "")).toBe(200);
    await alone.parts.clock.advance(3_600_000);
    expect(await call(alone, body["access_token"] ?? "")).toBe(401);
  });

  it("refuses a session token that is forged, old or for another app", async () => {
    const alone = shopifyAlone();
    const old = alone.twin.sessionToken(STORE);
    await alone.parts.clock.advance(61_000);
    for (const subject_token of [old, `${alone.twin.sessionToken(STORE).slice(0, -4)}AAAA`, "nonsense"]) {
      const { status, body } = await alone.token(exchangeOf(alone.twin, { subject_token }));
      expect([status, body["error"]]).toEqual([400, "invalid_subject_token"]);
    }
    expect((await alone.token(exchangeOf(alone.twin, { client_secret: "wrong" }))).body["error"]).toBe(
      "invalid_client",
    );
    expect((await alone.token(exchangeOf(alone.twin, { client_id: "other" }))).body["error"]).toBe(
      "application_cannot_be_found",
    );
  });

  it("rotates the refresh token; the old one dies when the new one has been used", async () => {
    const alone = shopifyAlone();
    const first = (await alone.token(exchangeOf(alone.twin))).body;
    const lost = (await alone.token(refreshOf(first["refresh_token"]))).body;
    const second = (await alone.token(refreshOf(first["refresh_token"]))).body;
    expect(second["refresh_token"]).not.toBe(lost["refresh_token"]);
    expect(await call(alone, second["access_token"] ?? "")).toBe(200);
    expect(await alone.token(refreshOf(first["refresh_token"]))).toMatchObject({
      status: 400,
      body: { error: "invalid_grant" },
    });
    expect((await alone.token(refreshOf(second["refresh_token"]))).status).toBe(200);
  });

  it("lets a refresh token die after ninety days", async () => {
    const alone = shopifyAlone();
    const { body } = await alone.token(exchangeOf(alone.twin));
    await alone.parts.clock.advance(7_776_000_000);
    expect((await alone.token(refreshOf(body["refresh_token"]))).status).toBe(400);
  });

  it("answers 401 after uninstall, tells the app, and works again after installing anew", async () => {
    const alone = shopifyAlone();
    const { body } = await alone.token(exchangeOf(alone.twin));
    alone.twin.uninstall(STORE);
    alone.twin.uninstall(STORE);
    await alone.parts.clock.advance(0);
    expect(await call(alone, body["access_token"] ?? "")).toBe(401);
    expect((await alone.token(refreshOf(body["refresh_token"]))).status).toBe(400);
    expect((await alone.token(exchangeOf(alone.twin))).body["error"]).toBe("app_not_installed");
    expect(alone.heard.map(({ headers }) => headers.get("x-shopify-topic"))).toEqual(["app/uninstalled"]);
    alone.twin.install(STORE);
    const again = await alone.token(exchangeOf(alone.twin));
    expect(await call(alone, again.body["access_token"] ?? "")).toBe(200);
  });
});

describe("the framed page's query", () => {
  it("carries a host without padding and a signature over the rest", () => {
    const { twin } = shopifyAlone();
    const query = twin.embedQuery(STORE);
    expect(query.get("host")).toBe(
      Buffer.from("admin.shopify.com/store/fernweh-outfitters").toString("base64").replace(/=+$/, ""),
    );
    const rest = [...query].filter(([name]) => name !== "hmac").sort(([a], [b]) => (a < b ? -1 : 1));
    const text = new URLSearchParams(rest).toString();
    expect(query.get("hmac")).toBe(
      createHmac("sha256", defaultSettings.shopify.apiSecret).update(text).digest("hex"),
    );
  });
});
