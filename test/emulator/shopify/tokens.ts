// Who may call: token exchange, online and offline, refresh with rotation, and which access tokens are good.
import { sessionTokenProblem, staffIn } from "./auth.ts";
import type { RefreshToken, Shop, Token } from "./state.ts";
import type { World } from "./world.ts";

const ACCESS_TOKEN_SECONDS = 3_600;
/** Ninety days. */
const REFRESH_TOKEN_SECONDS = 7_776_000;
/** A person's session of the admin: a day, less a second. */
const ONLINE_TOKEN_SECONDS = 86_399;

const EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";
const ONLINE = "urn:shopify:params:oauth:token-type:online-access-token";

type Body = Readonly<Record<string, unknown>>;

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
  const subject = textOf(body["subject_token"]);
  const kind = textOf(body["subject_token_type"]);
  const wanted = textOf(body["requested_token_type"]);
  const expiring = textOf(body["expiring"]) === "1";
  if (kind === OFFLINE) return migrate(world, shop, { subject, isWanted: wanted === OFFLINE && expiring });
  if (kind !== ID_TOKEN) return refusal("invalid_request", "The subject_token_type is missing or unknown.");
  const problem = sessionTokenProblem(world, shop, subject);
  if (problem) return refusal("invalid_subject_token", problem);
  if (!shop.installed) return refusal("app_not_installed", "The app is not installed on this shop.");
  if (wanted === ONLINE) return Response.json(onlineToken(world, shop, staffIn(subject)));
  if (wanted !== OFFLINE)
    return refusal("invalid_request", "The requested_token_type is missing or unknown.");
  if (expiring) return Response.json(expiringTokens(world, shop));
  const token = newToken(world, shop, { expiresAt: null, refreshToken: null, isOnline: false });
  return Response.json({ access_token: token, scope: shop.scopes.join(",") });
}

/** A token that never expires is exchanged for one that does, and is good no longer. */
function migrate(
  world: World,
  shop: Shop,
  { subject, isWanted }: { subject: string; isWanted: boolean },
): Response {
  const known = shop.tokens.get(subject);
  if (!isWanted) return refusal("invalid_request", "An offline token is exchanged for an expiring one only.");
  if (!shop.installed || !known || known.isOnline || known.expiresAt !== null)
    return refusal("invalid_subject_token", "The token is not a non-expiring offline token of this shop.");
  shop.tokens.delete(subject);
  return Response.json(expiringTokens(world, shop));
}

// The token that was replaced stays good until its replacement has been used: a lost answer can be asked for again.
function refresh(world: World, shop: Shop, refreshToken: string): Response {
  const known = shop.refreshTokens.get(refreshToken);
  if (!shop.installed || !known || !isGood(world, shop, known))
    return refusal("invalid_grant", "The refresh token is invalid or has expired.");
  known.used = true;
  if (known.replacedBy) shop.refreshTokens.delete(known.replacedBy);
  const fresh = expiringTokens(world, shop);
  known.replacedBy = fresh.refresh_token;
  return Response.json(fresh);
}

function isGood(world: World, shop: Shop, known: RefreshToken): boolean {
  if (known.expiresAt <= world.parts.clock.now()) return false;
  if (known.replacedBy === null) return true;
  return (
    world.parts.settings.shopify.lostRefresh !== "fatal" && !shop.refreshTokens.get(known.replacedBy)?.used
  );
}

function expiringTokens(world: World, shop: Shop) {
  const now = world.parts.clock.now();
  const refreshToken = `shprt_${world.parts.random.hex(32)}`;
  const expiresAt = now + REFRESH_TOKEN_SECONDS * 1_000;
  shop.refreshTokens.set(refreshToken, { expiresAt, replacedBy: null, used: false });
  const token = { expiresAt: now + ACCESS_TOKEN_SECONDS * 1_000, refreshToken, isOnline: false };
  return {
    access_token: newToken(world, shop, token),
    scope: shop.scopes.join(","),
    expires_in: ACCESS_TOKEN_SECONDS,
    refresh_token: refreshToken,
    refresh_token_expires_in: REFRESH_TOKEN_SECONDS,
  };
}

/** The store's owner is the only person of the staff. */
function onlineToken(world: World, shop: Shop, staff: string): object {
  const expiresAt = world.parts.clock.now() + ONLINE_TOKEN_SECONDS * 1_000;
  return {
    access_token: newToken(world, shop, { expiresAt, refreshToken: null, isOnline: true }),
    scope: shop.scopes.join(","),
    expires_in: ONLINE_TOKEN_SECONDS,
    associated_user_scope: shop.scopes.join(","),
    associated_user: {
      id: Number(staff),
      first_name: shop.name,
      last_name: "Owner",
      email: `owner@${shop.domain}`,
      email_verified: true,
      account_owner: true,
      locale: "en",
      collaborator: false,
    },
  };
}

function newToken(world: World, shop: Shop, token: Omit<Token, "scope">): string {
  const text = `${token.isOnline ? "shpua" : "shpat"}_${world.parts.random.hex(32)}`;
  shop.tokens.set(text, { ...token, scope: shop.scopes });
  return text;
}

/** The scopes of a call's access token, if it is good; using it ends the life of the refresh token it replaced. */
export function admits(world: World, shop: Shop, accessToken: string | null): readonly string[] | undefined {
  const token = shop.tokens.get(accessToken ?? "");
  if (!shop.installed || !token) return undefined;
  if (token.expiresAt !== null && token.expiresAt <= world.parts.clock.now()) return undefined;
  const own = shop.refreshTokens.get(token.refreshToken ?? "");
  if (own) own.used = true;
  if (token.scope === shop.scopes) return token.scope;
  return token.scope.filter((scope) => shop.scopes.includes(scope));
}

function refusal(error: string, description: string): Response {
  return Response.json({ error, error_description: description }, { status: 400 });
}
