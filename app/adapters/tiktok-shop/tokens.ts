// Access tokens: exchanged for a code, refreshed ahead of expiry by one caller at a time, rotated with every refresh.
import { z } from "zod";
import { isPlatformError, PlatformError } from "../../use-cases/ports/platform-error.ts";
import type { AccessTokens, TikTokShopApp } from "./client.ts";
import { openEnvelope } from "./envelope.ts";
import { id, list, seconds, text } from "./fields.ts";

export type Tokens = {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: Date;
};

export type TokenGrant = {
  readonly tokens: Tokens;
  /** The authorizing account's stable id for our app. */
  readonly openId: string;
  readonly sellerName: string | null;
  readonly grantedScopes: readonly string[];
};

/** How one connection's tokens are kept. */
export type TokenStore = {
  load(): Promise<Tokens>;
  save(tokens: Tokens): Promise<void>;
  /** Runs work while no other process refreshes this connection. */
  withConnectionLock<T>(work: () => Promise<T>): Promise<T>;
};

// An access token lives 7 days; refreshed within its last one, a day of outage passes unnoticed.
const AHEAD_MS = 24 * 60 * 60 * 1000;
// A token this close to its end may expire on the way.
const TOO_LATE_MS = 60_000;
// Read so lately, tokens are not read again: one that was renewed elsewhere meanwhile is refused, and then it is.
const KNOWN_MS = 30_000;

const grantSchema = z.object({
  access_token: z.string().min(1),
  // Absolute moments, in spite of the names.
  access_token_expire_in: seconds,
  refresh_token: z.string().min(1),
  refresh_token_expire_in: seconds,
  open_id: id,
  seller_name: text,
  granted_scopes: list(z.string()),
});

/** Exchanges the single-use code of a redirect. Throws `unauthorized` when it is invalid, used or older than 30 minutes. */
export function exchangeCode(app: TikTokShopApp, code: string): Promise<TokenGrant> {
  return requestGrant(app, "/api/v2/token/get", { auth_code: code, grant_type: "authorized_code" });
}

function refresh(app: TikTokShopApp, refreshToken: string): Promise<TokenGrant> {
  return requestGrant(app, "/api/v2/token/refresh", {
    refresh_token: refreshToken,
    grant_type: "refresh_token",
  });
}

async function requestGrant(
  app: TikTokShopApp,
  path: string,
  query: Record<string, string>,
): Promise<TokenGrant> {
  const search = new URLSearchParams({ app_key: app.appKey, app_secret: app.appSecret, ...query });
  const answer = await app.send({
    platform: "tiktok-shop",
    operation: `GET ${path}`,
    idempotent: "safe",
    method: "GET",
    url: `${app.authUrl}${path}?${search}`,
    accepts: () => true,
  });
  const data = openEnvelope(answer, grantSchema);
  return {
    tokens: {
      accessToken: data.access_token,
      accessTokenExpiresAt: data.access_token_expire_in,
      refreshToken: data.refresh_token,
      refreshTokenExpiresAt: data.refresh_token_expire_in,
    },
    openId: data.open_id,
    sellerName: data.seller_name,
    grantedScopes: data.granted_scopes,
  };
}

/** The tokens of one connection, kept fresh. Whoever makes these keeps them for a turn's time. */
export function createTokens(app: TikTokShopApp, store: TokenStore): AccessTokens {
  let known: { readonly tokens: Tokens; readonly readAt: number } | undefined;
  const load = async (): Promise<Tokens> => {
    const tokens = await store.load();
    known = { tokens, readAt: app.now().getTime() };
    return tokens;
  };
  const remaining = (tokens: Tokens) => tokens.accessTokenExpiresAt.getTime() - app.now().getTime();

  // Re-read under the lock: whoever held it before us has usually done the work already.
  function refreshUnless(isGood: (tokens: Tokens) => boolean): Promise<Tokens> {
    return store.withConnectionLock(async () => {
      const tokens = await load();
      if (isGood(tokens)) return tokens;
      if (tokens.refreshTokenExpiresAt.getTime() <= app.now().getTime()) throw expired();
      const fresh = await refreshOrReport(app, tokens.refreshToken);
      await store.save(fresh);
      known = undefined;
      return fresh;
    });
  }

  return {
    current: async () => {
      const isFresh = known !== undefined && app.now().getTime() - known.readAt < KNOWN_MS;
      const tokens = isFresh && known ? known.tokens : await load();
      if (remaining(tokens) > AHEAD_MS) return tokens.accessToken;
      try {
        return (await refreshUnless((now) => remaining(now) > AHEAD_MS)).accessToken;
      } catch (error) {
        // There is time left: the platform being away for a moment stops nothing.
        const passing = isPlatformError(error, "throttled", "unavailable", "indeterminate");
        if (passing && remaining(tokens) > TOO_LATE_MS) return tokens.accessToken;
        throw error;
      }
    },
    renewed: async (refused) => (await refreshUnless((now) => now.accessToken !== refused)).accessToken,
  };
}

async function refreshOrReport(app: TikTokShopApp, refreshToken: string): Promise<Tokens> {
  try {
    return (await refresh(app, refreshToken)).tokens;
  } catch (error) {
    // Whatever the reason for a plain no, the authorization is over for us.
    if (!isPlatformError(error, "rejected", "not-found")) throw error;
    throw new PlatformError({ ...error.facts, kind: "unauthorized" }, { cause: error });
  }
}

function expired(): PlatformError {
  return new PlatformError({
    platform: "tiktok-shop",
    operation: "GET /api/v2/token/refresh",
    kind: "unauthorized",
    detail: "the authorization has ended; connect the shop again",
  });
}
