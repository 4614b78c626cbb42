// Offline tokens for background work: they live an hour, so they are refreshed here, one refresh per store at a time.
// The library would refresh without a lock and store an answer that lacks an expiry: both lose the store for good.
import { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { z } from "zod";
import { isPlatformError, PlatformError } from "../../use-cases/ports/platform-error.ts";
import { parseAnswer, readJson } from "../http/parse.ts";
import type { PlatformAnswer, SendRequest } from "../http/request.ts";
import type { StoreTokens } from "./client.ts";

export type OfflineTokenParts = {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly sessionStorage: SessionStorage;
  readonly send: SendRequest;
  readonly now: () => Date;
  /** Runs work while no other process works on this store's token. */
  readonly withStoreLock: <Result>(domain: string, work: () => Promise<Result>) => Promise<Result>;
};

// A token with less than this left is refreshed first: longer than any batch takes.
const FRESH_FOR_MS = 5 * 60_000;
const OPERATION = "refresh token";

const refreshed = z.object({
  access_token: z.string().min(1),
  scope: z.string().optional(),
  // Required: a session without expiry would count as good for ever.
  expires_in: z.number().positive(),
  refresh_token: z.string().min(1),
  refresh_token_expires_in: z.number().positive(),
});

/** Reads and refreshes the offline tokens that installing a store left in the session storage. */
export function createOfflineTokens(parts: OfflineTokenParts): StoreTokens {
  const underway = new Map<string, Promise<string>>();

  async function refreshOnce(domain: string): Promise<string> {
    const running = underway.get(domain);
    if (running) return running;
    const work = parts
      .withStoreLock(domain, () => freshToken(parts, domain))
      .finally(() => underway.delete(domain));
    underway.set(domain, work);
    return work;
  }

  return {
    offlineToken: async (domain) => {
      const session = await load(parts, domain);
      return usableToken(session, parts.now()) ?? refreshOnce(domain);
    },
    tokenRefused: async (domain, token) => {
      await parts.withStoreLock(domain, async () => {
        const session = await parts.sessionStorage.loadSession(idOf(domain));
        if (session?.accessToken !== token) return;
        // Expired as of now: the next use asks for another, and so does the merchant's next visit.
        session.expires = parts.now();
        await parts.sessionStorage.storeSession(session);
      });
    },
  };
}

function idOf(domain: string): string {
  return `offline_${domain}`;
}

async function load(parts: OfflineTokenParts, domain: string): Promise<Session> {
  const session = await parts.sessionStorage.loadSession(idOf(domain));
  if (!session?.accessToken) throw unauthorized("the app is not installed in this store");
  return session;
}

function usableToken(session: Session, now: Date): string | undefined {
  const left = session.expires ? session.expires.getTime() - now.getTime() : Number.POSITIVE_INFINITY;
  return left > FRESH_FOR_MS ? session.accessToken : undefined;
}

// Reads again under the lock: whoever held it before may have refreshed already.
async function freshToken(parts: OfflineTokenParts, domain: string): Promise<string> {
  const session = await load(parts, domain);
  const usable = usableToken(session, parts.now());
  if (usable) return usable;
  const { refreshToken, refreshTokenExpires } = session;
  if (!refreshToken || (refreshTokenExpires && refreshTokenExpires <= parts.now())) {
    throw unauthorized("the store's access has lapsed: the merchant must open the app");
  }
  try {
    return await refresh(parts, session, refreshToken);
  } catch (error) {
    if (!isPlatformError(error, "unauthorized")) throw error;
    // A visit of the merchant may have exchanged a new token meanwhile, which makes the old one worthless.
    const current = await load(parts, domain);
    const token = current.refreshToken === refreshToken ? undefined : usableToken(current, parts.now());
    if (token) return token;
    throw error;
  }
}

async function refresh(parts: OfflineTokenParts, session: Session, refreshToken: string): Promise<string> {
  const answer = await askForRefresh(parts, session.shop, refreshToken);
  const fresh = parseAnswer(answer, refreshed, readJson(answer));
  const at = parts.now().getTime();
  const stored = new Session({
    ...session.toObject(),
    accessToken: fresh.access_token,
    expires: new Date(at + fresh.expires_in * 1000),
    refreshToken: fresh.refresh_token,
    refreshTokenExpires: new Date(at + fresh.refresh_token_expires_in * 1000),
    ...(fresh.scope === undefined ? {} : { scope: fresh.scope }),
  });
  await parts.sessionStorage.storeSession(stored);
  return fresh.access_token;
}

// Repeatable: the previous refresh token stays good until the new one has been used.
async function askForRefresh(
  parts: OfflineTokenParts,
  domain: string,
  refreshToken: string,
): Promise<PlatformAnswer> {
  const answer = await parts.send({
    platform: "shopify",
    operation: OPERATION,
    idempotent: "safe",
    method: "POST",
    url: `https://${domain}/admin/oauth/access_token`,
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify({
      client_id: parts.apiKey,
      client_secret: parts.apiSecret,
      grant_type: "refresh_token",
      refresh_token: refreshToken,
    }),
    accepts: (status) => status === 200 || REFUSED.has(status),
  });
  if (REFUSED.has(answer.status)) throw unauthorized("the store no longer lets the app in", answer.status);
  return answer;
}

// 400 invalid grant; 401, 403 and 404: uninstalled, refused, gone.
const REFUSED = new Set([400, 401, 403, 404]);

function unauthorized(detail: string, status?: number): PlatformError {
  const code = status === undefined ? {} : { code: `HTTP_${status}` };
  return new PlatformError({
    platform: "shopify",
    operation: OPERATION,
    kind: "unauthorized",
    detail,
    ...code,
  });
}
