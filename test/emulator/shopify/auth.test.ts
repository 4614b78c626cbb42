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

/** A session token whose head and claims are changed, signed with the secret named. */
function forged(alone: Alone, change: { alg?: string; secret?: string; claims?: object | string }): string {
  const [, body = ""] = alone.twin.sessionToken(STORE).split(".");
  const claims: unknown = JSON.parse(Buffer.from(body, "base64url").toString());
  const text =
    typeof change.claims === "string"
      ? change.claims
      : JSON.stringify({ ...(claims as object), ...change.claims });
  const encode = (part: string) => Buffer.from(part).toString("base64url");
  const head = `${encode(JSON.stringify({ alg: change.alg ?? "HS256", typ: "JWT" }))}.${encode(text)}`;
  const secret = change.secret ?? defaultSettings.shopify.apiSecret;
  return `${head}.${createHmac("sha256", secret).update(head).digest("base64url")}`;
}

describe("a session token", () => {
  const alone = shopifyAlone();
  const at = Math.floor(alone.parts.clock.now() / 1_000);

  it("with its claims unchanged is taken", async () => {
    const { status } = await alone.token(exchangeOf(alone.twin, { subject_token: forged(alone, {}) }));
    expect(status).toBe(200);
  });

  it.each([
    ["signed with another secret", { secret: "guessed" }],
    ["of no algorithm", { alg: "none" }],
    ["for another app", { claims: { aud: "other" } }],
    ["for another shop", { claims: { dest: "https://other.myshopify.com" } }],
    ["issued by another shop", { claims: { iss: "https://other.myshopify.com/admin" } }],
    ["that ends now", { claims: { exp: at } }],
    ["that begins in a minute", { claims: { nbf: at + 60 } }],
    ["without an end", { claims: { exp: null } }],
    ["whose claims are no JSON", { claims: "nonsense" }],
    ["whose claims are a list", { claims: "null" }],
  ])("%s is refused", async (_says, change) => {
    const { status, body } = await alone.token(
      exchangeOf(alone.twin, { subject_token: forged(alone, change) }),
    );
    expect([status, body["error"]]).toEqual([400, "invalid_subject_token"]);
  });
});

describe("kinds of token", () => {
  it("an online token acts for a person, for a day, and is not refreshed", async () => {
    const alone = shopifyAlone();
    const requested_token_type = "urn:shopify:params:oauth:token-type:online-access-token";
    const { status, body } = await alone.token(exchangeOf(alone.twin, { requested_token_type }));
    expect([status, body]).toMatchObject([
      200,
      {
        access_token: expect.stringMatching(/^shpua_/),
        expires_in: 86_399,
        associated_user: { id: expect.any(Number), account_owner: true },
        associated_user_scope: body["scope"],
      },
    ]);
    expect(body).not.toHaveProperty("refresh_token");
    expect(await call(alone, body["access_token"] ?? "")).toBe(200);
    await alone.parts.clock.advance(86_399_000);
    expect(await call(alone, body["access_token"] ?? "")).toBe(401);
  });

  it("a token that never expires is exchanged once for one that does, and dies", async () => {
    const alone = shopifyAlone();
    const old = (await alone.token(exchangeOf(alone.twin, { expiring: "0" }))).body;
    expect(old).not.toHaveProperty("expires_in");
    const migration = exchangeOf(alone.twin, {
      subject_token: old["access_token"],
      subject_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    });
    const { status, body } = await alone.token(migration);
    expect([status, body["expires_in"]]).toEqual([200, 3600]);
    expect([
      await call(alone, old["access_token"] ?? ""),
      await call(alone, body["access_token"] ?? ""),
    ]).toEqual([401, 200]);
    expect((await alone.token(migration)).body["error"]).toBe("invalid_subject_token");
  });

  it.each([
    ["a subject of no kind", { subject_token_type: undefined }, "invalid_request"],
    ["a wanted token of no kind", { requested_token_type: "urn:x" }, "invalid_request"],
    ["a grant of no kind", { grant_type: "password" }, "unsupported_grant_type"],
  ])("%s is refused", async (_says, change, error) => {
    const alone = shopifyAlone();
    const { status, body } = await alone.token(exchangeOf(alone.twin, change));
    expect([status, body["error"]]).toEqual([400, error]);
  });

  it("a refresh token that was replaced is refused at once where lost answers are fatal", async () => {
    const alone = shopifyAlone({ lostRefresh: "fatal" });
    const { body } = await alone.token(exchangeOf(alone.twin));
    expect((await alone.token(refreshOf(body["refresh_token"]))).status).toBe(200);
    expect((await alone.token(refreshOf(body["refresh_token"]))).body["error"]).toBe("invalid_grant");
  });
});

describe("installing anew", () => {
  it("leaves the old tokens dead", async () => {
    const alone = shopifyAlone();
    const { body } = await alone.token(exchangeOf(alone.twin));
    alone.twin.uninstall(STORE);
    alone.twin.install(STORE);
    expect(await call(alone, body["access_token"] ?? "")).toBe(401);
    expect((await alone.token(refreshOf(body["refresh_token"]))).body["error"]).toBe("invalid_grant");
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
