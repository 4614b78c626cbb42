// The auth host: codes become tokens, tokens are renewed with rotation, and an authorization ends.
import type { GrantRow } from "./auth-rows.ts";
import { watchEnd } from "./authorization-end.ts";
import { type Core, effect, type Shop, seconds, shopOf } from "./core.ts";
import { refuse } from "./refusal.ts";
import { notify } from "./webhooks.ts";

const CODE_SECONDS = 30 * 60;
const ACCESS_SECONDS = 7 * 86_400;
/** The refresh token lives as long as the authorization: a year by default. */
const AUTHORIZATION_SECONDS = 365 * 86_400;

export const SCOPES = {
  authorization: "seller.authorization.info",
  productRead: "seller.product.basic",
  productWrite: "seller.product.write",
  logistics: "seller.logistics",
  orders: "seller.order.info",
  fulfillment: "seller.fulfillment.basic",
  returns: "seller.return_refund.basic",
  fbt: "seller.fbt.info",
  events: "seller.event",
} as const;

/** The code that the redirect carries after the seller agreed. */
export function authorizeShop(core: Core, shopId: string): string {
  const { openId, region } = shopOf(core, shopId);
  const code = `${storagePrefix(region)}${core.parts.random.hex(48)}`;
  core.state.codes.set(code, { code, openId, expiresAt: seconds(core) + CODE_SECONDS, used: false });
  effect(core, "shop.authorized", { shopId });
  return code;
}

/** The seller takes the authorization back: tokens die, and the app is told one last time for each shop. */
export function deauthorizeShop(core: Core, shopId: string): void {
  const { openId } = shopOf(core, shopId);
  endAuthorization(core, openId, "The seller removed the authorization of your app.");
}

/** Every shop of the seller is lost, by the seller's wish or at the end of the year. */
export function endAuthorization(core: Core, openId: string, message: string): void {
  for (const shop of core.parts.settings.tiktokShop.shops) {
    if (shop.openId === openId) leaveShop(core, shop, message);
  }
}

/** One shop is lost; with the last one, the tokens die. */
export function leaveShop(core: Core, shop: Shop, message: string): void {
  notify(core, shop, { type: 6, data: { message } });
  for (const grant of core.state.grants.values()) {
    grant.shopIds = grant.shopIds.filter((id) => id !== shop.id);
    if (grant.openId === shop.openId && grant.shopIds.length === 0) grant.revoked = true;
  }
  for (const [key, webhook] of core.state.webhooks) {
    if (webhook.shopId === shop.id) core.state.webhooks.delete(key);
  }
  effect(core, "shop.deauthorized", { shopId: shop.id });
}

export function isAuthorized(core: Core, shopId: string): boolean {
  shopOf(core, shopId);
  return [...core.state.grants.values()].some((grant) => !grant.revoked && grant.shopIds.includes(shopId));
}

/** `/api/v2/token/get` and `/api/v2/token/refresh`: unsigned, the secret in the query. */
export function answerAuth(core: Core, url: URL): unknown {
  const query = url.searchParams;
  const { appKey, appSecret } = core.parts.settings.tiktokShop;
  if (query.get("app_key") !== appKey) refuse(36004001, "app_key is invalid");
  if (query.get("app_secret") !== appSecret) refuse(36004001, "app_secret is invalid");
  return url.pathname.endsWith("/refresh") ? refreshed(core, query) : exchanged(core, query);
}

function exchanged(core: Core, query: URLSearchParams): unknown {
  if (query.get("grant_type") !== "authorized_code") refuse(36004001, "grant_type must be authorized_code");
  const row = core.state.codes.get(query.get("auth_code") ?? "");
  if (!row || row.used || row.expiresAt <= seconds(core))
    refuse(36004004, "auth_code is invalid, used or expired");
  row.used = true;
  const shopIds = core.parts.settings.tiktokShop.shops.filter((shop) => shop.openId === row.openId);
  const endsAt = seconds(core) + AUTHORIZATION_SECONDS;
  watchEnd(core, row.openId, endsAt);
  return tokenAnswer(
    core,
    newGrant(core, { openId: row.openId, shopIds: shopIds.map(({ id }) => id), endsAt }),
  );
}

function refreshed(core: Core, query: URLSearchParams): unknown {
  const { refreshGrantType, oldAccessToken } = core.parts.settings.tiktokShop.gateway;
  const isLenient = refreshGrantType === "lenient" && query.get("grant_type") === "authorized_code";
  if (query.get("grant_type") !== "refresh_token" && !isLenient)
    refuse(36004001, "grant_type must be refresh_token");
  const refreshToken = query.get("refresh_token") ?? "";
  const old = core.state.grants.get(core.state.refreshTokens.get(refreshToken) ?? "");
  if (!old || old.revoked || old.refreshExpiresAt <= seconds(core))
    refuse(36004004, "refresh_token is invalid or expired");
  core.state.refreshTokens.delete(refreshToken);
  if (oldAccessToken === "dies") core.state.grants.delete(old.accessToken);
  return tokenAnswer(core, newGrant(core, { ...old, endsAt: old.refreshExpiresAt }));
}

function newGrant(
  core: Core,
  { openId, shopIds, endsAt }: { openId: string; shopIds: readonly string[]; endsAt: number },
): GrantRow {
  const shop = core.parts.settings.tiktokShop.shops.find((candidate) => candidate.openId === openId);
  const prefix = storagePrefix(shop?.region ?? "");
  const grant: GrantRow = {
    accessToken: `${prefix}${core.parts.random.hex(40)}`,
    refreshToken: `${prefix}${core.parts.random.hex(48)}`,
    openId,
    scopes: core.parts.settings.tiktokShop.gateway.scopes ?? Object.values(SCOPES),
    shopIds,
    // No token outlives the authorization it stands on.
    expiresAt: Math.min(seconds(core) + ACCESS_SECONDS, endsAt),
    refreshExpiresAt: endsAt,
    revoked: false,
  };
  core.state.grants.set(grant.accessToken, grant);
  core.state.refreshTokens.set(grant.refreshToken, grant.accessToken);
  return grant;
}

function tokenAnswer(core: Core, grant: GrantRow): unknown {
  const shop = core.parts.settings.tiktokShop.shops.find((candidate) => candidate.openId === grant.openId);
  return {
    access_token: grant.accessToken,
    // Absolute Unix seconds, whatever the name says.
    access_token_expire_in: grant.expiresAt,
    refresh_token: grant.refreshToken,
    refresh_token_expire_in: grant.refreshExpiresAt,
    open_id: grant.openId,
    seller_name: shop?.sellerName ?? "",
    seller_base_region: shop?.region ?? "",
    user_type: 0,
    granted_scopes: grant.scopes,
  };
}

/** Data of US sellers is stored apart; the prefix says so. */
function storagePrefix(region: string): string {
  return region === "US" ? "TTP_" : "ROW_";
}
