// Who may call: managed installation, session tokens, token exchange, and refresh with rotation.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Shop } from "./state.ts";
import { legacyId, shopAt, type World } from "./world.ts";

const SESSION_TOKEN_SECONDS = 60;
const ACCESS_TOKEN_SECONDS = 3_600;
/** Ninety days. */
const REFRESH_TOKEN_SECONDS = 7_776_000;

const EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";

/** What managed installation grants unless the settings say otherwise: the scopes of the app's configuration. */
export const GRANTED_SCOPES = [
  "read_products",
  "read_inventory",
  "write_inventory",
  "read_locations",
  "read_orders",
  "write_orders",
  "read_assigned_fulfillment_orders",
  "write_assigned_fulfillment_orders",
  "read_merchant_managed_fulfillment_orders",
  "write_merchant_managed_fulfillment_orders",
  "read_fulfillments",
  "write_fulfillments",
  "read_returns",
  "write_returns",
  "read_publications",
  "write_publications",
  "read_product_listings",
  "write_resource_feedbacks",
];

type Body = Readonly<Record<string, unknown>>;
type Claims = { iss: string; dest: string; aud: string; exp: number; nbf: number };

/** A session token as App Bridge hands it out: HS256, about a minute long. */
export function sessionToken(world: World, domain: string): string {
  const shop = shopAt(world, domain);
  const at = Math.floor(world.parts.clock.now() / 1_000);
  const claims = {
    iss: `https://${domain}/admin`,
    dest: `https://${domain}`,
    aud: world.parts.settings.shopify.apiKey,
    sub: String(legacyId(shop.id) + 1),
    exp: at + SESSION_TOKEN_SECONDS,
    nbf: at,
    iat: at,
    jti: world.parts.random.uuid(),
    sid: world.parts.random.uuid(),
    sig: world.parts.random.hex(64),
  };
  const head = `${part({ alg: "HS256", typ: "JWT" })}.${part(claims)}`;
  return `${head}.${signed(world, head, "base64url")}`;
}

/** The query of the page that Shopify admin frames, with Shopify's own signature over it. */
export function embedQuery(world: World, domain: string): URLSearchParams {
  const query = new URLSearchParams({
    embedded: "1",
    host: hostOf(domain),
    id_token: sessionToken(world, domain),
    locale: "en-US",
    session: world.parts.random.hex(64),
    shop: domain,
    timestamp: String(Math.floor(world.parts.clock.now() / 1_000)),
  });
  query.sort();
  query.set("hmac", signed(world, query.toString(), "hex"));
  return query;
}

/** base64, without padding, of where the store's admin lives. */
export function hostOf(domain: string): string {
  return Buffer.from(`admin.shopify.com/store/${domain.replace(/\.myshopify\.com$/, "")}`)
    .toString("base64")
    .replace(/=+$/, "");
}

/** POST /admin/oauth/access_token. */
export function answerTokenRequest(world: World, shop: Shop, body: Body): Response {
  const { apiKey, apiSecret } = world.parts.settings.shopify;
  if (body["client_id"] !== apiKey)
    return refusal("application_cannot_be_found", "The application could not be found.");
  if (body["client_secret"] !== apiSecret) return refusal("invalid_client", "The client secret is wrong.");
  if (body["grant_type"] === EXCHANGE) return exchange(world, shop, body);
  if (body["grant_type"] === "refresh_token") return refresh(world, shop, textOf(body["refresh_token"]));
  return refusal("unsupported_grant_type", "The grant type is not supported.");
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function exchange(world: World, shop: Shop, body: Body): Response {
  const problem = tokenProblem(world, shop, textOf(body["subject_token"]));
  if (problem) return refusal("invalid_subject_token", problem);
  if (!shop.installed) return refusal("app_not_installed", "The app is not installed on this shop.");
  if (body["requested_token_type"] !== OFFLINE) {
    return refusal("invalid_requested_token_type", "The twin hands out offline tokens only.");
  }
  if (textOf(body["expiring"]) === "1") return Response.json(expiringTokens(world, shop));
  const token = newToken(world, shop, { expiresAt: null, refreshToken: null });
  return Response.json({ access_token: token, scope: grantedTo(world).join(",") });
}

// The token that was replaced stays good until its replacement has been used: a lost answer can be asked for again.
function refresh(world: World, shop: Shop, refreshToken: string): Response {
  const known = shop.refreshTokens.get(refreshToken);
  const replacement = shop.refreshTokens.get(known?.replacedBy ?? "");
  const dead = !known || known.expiresAt <= world.parts.clock.now() || replacement?.used;
  if (!shop.installed || !known || dead)
    return refusal("invalid_grant", "The refresh token is invalid or has expired.");
  known.used = true;
  if (known.replacedBy) shop.refreshTokens.delete(known.replacedBy);
  const fresh = expiringTokens(world, shop);
  known.replacedBy = fresh.refresh_token;
  return Response.json(fresh);
}

function expiringTokens(
  world: World,
  shop: Shop,
): Record<"access_token" | "scope" | "refresh_token", string> &
  Record<"expires_in" | "refresh_token_expires_in", number> {
  const now = world.parts.clock.now();
  const refreshToken = `shprt_${world.parts.random.hex(32)}`;
  shop.refreshTokens.set(refreshToken, {
    expiresAt: now + REFRESH_TOKEN_SECONDS * 1_000,
    replacedBy: null,
    used: false,
  });
  return {
    access_token: newToken(world, shop, { expiresAt: now + ACCESS_TOKEN_SECONDS * 1_000, refreshToken }),
    scope: grantedTo(world).join(","),
    expires_in: ACCESS_TOKEN_SECONDS,
    refresh_token: refreshToken,
    refresh_token_expires_in: REFRESH_TOKEN_SECONDS,
  };
}

function newToken(
  world: World,
  shop: Shop,
  token: { expiresAt: number | null; refreshToken: string | null },
): string {
  const text = `shpat_${world.parts.random.hex(32)}`;
  shop.tokens.set(text, { ...token, scope: grantedTo(world) });
  return text;
}

/** The scopes of a call's access token, if it is good; using it ends the life of the refresh token it replaced. */
export function admits(world: World, shop: Shop, accessToken: string | null): readonly string[] | undefined {
  const token = shop.tokens.get(accessToken ?? "");
  if (!shop.installed || !token) return undefined;
  if (token.expiresAt !== null && token.expiresAt <= world.parts.clock.now()) return undefined;
  const own = shop.refreshTokens.get(token.refreshToken ?? "");
  if (own) own.used = true;
  return token.scope;
}

const grantedTo = (world: World): readonly string[] => world.parts.settings.shopify.scopes ?? GRANTED_SCOPES;

function tokenProblem(world: World, shop: Shop, token: string): string | undefined {
  const [head = "", body = "", signature = ""] = token.split(".");
  const expected = signed(world, `${head}.${body}`, "base64url");
  if (
    signature.length !== expected.length ||
    !timingSafeEqual(Buffer.from(signature), Buffer.from(expected))
  ) {
    return "The session token's signature is wrong.";
  }
  const claims = JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as Claims;
  const at = world.parts.clock.now() / 1_000;
  if (claims.exp <= at || claims.nbf > at + 10) return "The session token has expired or is not valid yet.";
  if (claims.aud !== world.parts.settings.shopify.apiKey) return "The session token is for another app.";
  return claims.dest === `https://${shop.domain}` ? undefined : "The session token is for another shop.";
}

function refusal(error: string, description: string): Response {
  return Response.json({ error, error_description: description }, { status: 400 });
}

function signed(world: World, text: string, encoding: "hex" | "base64url"): string {
  return createHmac("sha256", world.parts.settings.shopify.apiSecret).update(text).digest(encoding);
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
