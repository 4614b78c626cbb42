// Sends what is meant for Shopify to a local stand-in instead. Only ever to this machine: a token sent elsewhere is lost.
import "@shopify/shopify-app-remix/adapters/node";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { type Fetch, network } from "../http/request.ts";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);
const SHOPIFY_HOST = /(^|\.)(myshopify\.com|shopify\.com|shopifycdn\.com|shopifycloud\.com)$/;
const STORAGE_HOST = /(^|\.)storage\.googleapis\.com$/;

/** The network as seen with a stand-in at `origin`. Throws when the origin is not on this machine. */
export function shopifyStandIn(origin: string): Fetch {
  const local = new URL(origin);
  if (!LOOPBACK.has(local.hostname)) {
    throw new Error(`a local Shopify must be on this machine, not on ${local.hostname}`);
  }
  return async (url, init) => {
    const target = new URL(url);
    if (!SHOPIFY_HOST.test(target.hostname) && !STORAGE_HOST.test(target.hostname)) return network(url, init);
    const headers = new Headers(init?.headers);
    headers.set("x-twin-host", target.hostname);
    return network(new URL(target.pathname + target.search, local).href, { ...init, headers });
  };
}

/** Makes Shopify's own library use the same network: token exchange goes through it. */
export function installForLibrary(network: Fetch): void {
  setAbstractFetchFunc((input, init) => network(input instanceof Request ? input.url : String(input), init));
}
