// Session tokens: what App Bridge hands to the app's page, and what a token exchange has to show.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { Shop } from "./state.ts";
import { legacyId, shopAt, type World } from "./world.ts";

const SESSION_TOKEN_SECONDS = 60;
/** How far ahead of Shopify's clock a token may begin. */
const LEEWAY_SECONDS = 10;

type Claims = {
  readonly iss: unknown;
  readonly dest: unknown;
  readonly aud: unknown;
  readonly sub: unknown;
  readonly exp: unknown;
  readonly nbf: unknown;
};

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

/** Why a session token is refused for this store; nothing when it is good. */
export function sessionTokenProblem(world: World, shop: Shop, token: string): string | undefined {
  const [head = "", body = "", signature = ""] = token.split(".");
  const expected = Buffer.from(signed(world, `${head}.${body}`, "base64url"));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return "The session token's signature is wrong.";
  if (algorithmOf(head) !== "HS256") return "The session token's algorithm is not HS256.";
  const claims = claimsIn(body);
  if (!claims) return "The session token's claims cannot be read.";
  const at = world.parts.clock.now() / 1_000;
  const { exp, nbf, aud, dest, iss } = claims;
  if (typeof exp !== "number" || typeof nbf !== "number" || exp <= at || nbf > at + LEEWAY_SECONDS)
    return "The session token has expired or is not valid yet.";
  if (aud !== world.parts.settings.shopify.apiKey) return "The session token is for another app.";
  const own = dest === `https://${shop.domain}` && iss === `https://${shop.domain}/admin`;
  return own ? undefined : "The session token is for another shop.";
}

/** The person of the staff whose session a token stands for. */
export function staffIn(token: string): string {
  const sub = claimsIn(token.split(".")[1] ?? "")?.sub;
  return typeof sub === "string" ? sub : "";
}

function algorithmOf(head: string): unknown {
  return (objectIn(head) as { readonly alg?: unknown } | undefined)?.alg;
}

function claimsIn(body: string): Claims | undefined {
  return objectIn(body) as Claims | undefined;
}

function objectIn(part: string): object | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function signed(world: World, text: string, encoding: "hex" | "base64url"): string {
  return createHmac("sha256", world.parts.settings.shopify.apiSecret).update(text).digest(encoding);
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
