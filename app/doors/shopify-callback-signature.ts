// Whether a call to our fulfillment service comes from Shopify: the body's digest in a header for the wake-up call,
// the query's digest for the two reads.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

export const SIGNATURE_HEADER = "x-shopify-hmac-sha256";

/** Like a webhook: base64 HMAC-SHA256 of the raw body. */
export function isSignedBody(secret: string, headers: IncomingHttpHeaders, body: Uint8Array): boolean {
  const given = headers[SIGNATURE_HEADER];
  return typeof given === "string" && same(digest(secret, body, "base64"), given);
}

/**
 * The two reads carry either `hmac` in the query (over the other parameters, sorted, decoded), as all of Shopify's
 * links do, or the header over the query as it was sent. The documentation names neither, so both are taken.
 */
export function isSignedQuery(secret: string, headers: IncomingHttpHeaders, url: URL): boolean {
  const given = url.searchParams.get("hmac");
  if (given !== null) return same(digest(secret, sortedQuery(url), "hex"), given);
  const header = headers[SIGNATURE_HEADER];
  return typeof header === "string" && same(digest(secret, url.search.slice(1), "base64"), header);
}

function sortedQuery(url: URL): string {
  return [...url.searchParams]
    .filter(([name]) => name !== "hmac" && name !== "signature")
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join("&");
}

function digest(secret: string, message: string | Uint8Array, encoding: "hex" | "base64"): string {
  return createHmac("sha256", secret).update(message).digest(encoding);
}

function same(expected: string, given: string): boolean {
  const left = Buffer.from(expected, "utf8");
  const right = Buffer.from(given, "utf8");
  return left.length === right.length && timingSafeEqual(left, right);
}
