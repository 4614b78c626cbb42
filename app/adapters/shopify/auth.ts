// Shopify's own library, configured: who is asking (session token), installation by token exchange, and the headers
// that let the store's admin frame us. Background work takes its tokens from offline-tokens.ts.
import "@shopify/shopify-app-remix/adapters/node";
import { ApiVersion, LogSeverity } from "@shopify/shopify-api";
import { AppDistribution, shopifyApp } from "@shopify/shopify-app-remix/server";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import type { Log } from "../../use-cases/ports/ports.ts";
import { type Fetch, network } from "../http/request.ts";
import { installForLibrary } from "./stand-in.ts";

export type ShopifyAuthParts = {
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Where merchants' browsers and Shopify reach us, https. */
  readonly appUrl: string;
  readonly scopes: readonly string[];
  readonly sessionStorage: SessionStorage;
  /** A store was installed, or its token exchanged anew: must be safe to repeat. */
  readonly afterAuth: (installed: { readonly domain: string }) => Promise<void>;
  readonly log: Log;
  /** Left out: the network as it is. */
  readonly network?: Fetch;
};

export type ShopifyAuth = {
  /** Whose embedded request this is. Throws the Response that Shopify's flow wants (redirect, bounce page, 401, 410). */
  readonly authenticateAdmin: (request: Request) => Promise<{ domain: string }>;
  /** Sends a merchant who came without a store to Shopify's own install page. */
  readonly login: (request: Request) => Promise<unknown>;
  readonly addDocumentResponseHeaders: (request: Request, headers: Headers) => void;
};

/** The library for this process. */
export function createShopifyAuth(parts: ShopifyAuthParts): ShopifyAuth {
  installForLibrary(parts.network ?? network);
  const shopify = shopifyApp({
    apiKey: parts.apiKey,
    apiSecretKey: parts.apiSecret,
    apiVersion: ApiVersion.October26,
    appUrl: parts.appUrl,
    scopes: [...parts.scopes],
    authPathPrefix: "/auth",
    sessionStorage: parts.sessionStorage,
    distribution: AppDistribution.AppStore,
    isEmbeddedApp: true,
    useOnlineTokens: false,
    hooks: { afterAuth: ({ session }) => parts.afterAuth({ domain: session.shop }) },
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    // Its own lines may carry query strings with tokens: only that something went wrong is kept.
    logger: {
      level: LogSeverity.Error,
      log: async () => parts.log.warn("shopify-library-error"),
    },
  });
  return {
    authenticateAdmin: async (request) => {
      const { session } = await shopify.authenticate.admin(request);
      return { domain: session.shop };
    },
    login: (request) => shopify.login(request),
    addDocumentResponseHeaders: (request, headers) => shopify.addDocumentResponseHeaders(request, headers),
  };
}
