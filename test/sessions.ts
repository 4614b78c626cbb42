// Sessions of installed stores for tests of the Shopify adapter: held in memory, made by a real token exchange.
import { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import type { Twin } from "./emulator/twin.ts";

/** A session storage that forgets with the test. Sessions are copied in and out, as a database would. */
export function memorySessions(): SessionStorage {
  const sessions = new Map<string, Session>();
  const copy = (session: Session) => new Session(session.toObject());
  return {
    storeSession: async (session) => {
      sessions.set(session.id, copy(session));
      return true;
    },
    loadSession: async (id) => {
      const found = sessions.get(id);
      return found && copy(found);
    },
    deleteSession: async (id) => sessions.delete(id),
    deleteSessions: async (ids) => ids.map((id) => sessions.delete(id)).every(Boolean),
    findSessionsByShop: async (shop) =>
      [...sessions.values()].filter((session) => session.shop === shop).map(copy),
  };
}

/** The offline session of a store, its token exchanged with the twin for a session token. */
export async function installedSession(twin: Twin, domain: string): Promise<Session> {
  const { apiKey, apiSecret } = twin.settings.shopify;
  const response = await fetch(`https://${domain}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      client_id: apiKey,
      client_secret: apiSecret,
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: twin.shopify.sessionToken(domain),
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      expiring: "1",
    }),
  });
  if (!response.ok) throw new Error(`token exchange answered ${response.status}`);
  const tokens = (await response.json()) as {
    access_token: string;
    scope: string;
    expires_in: number;
    refresh_token: string;
    refresh_token_expires_in: number;
  };
  return new Session({
    id: `offline_${domain}`,
    shop: domain,
    state: "",
    isOnline: false,
    scope: tokens.scope,
    accessToken: tokens.access_token,
    expires: new Date(Date.now() + tokens.expires_in * 1000),
    refreshToken: tokens.refresh_token,
    refreshTokenExpires: new Date(Date.now() + tokens.refresh_token_expires_in * 1000),
  });
}
