// How TikTok Shop calls and webhooks are signed: HMAC-SHA256, lower-case hex, over the exact bytes sent or received
// ("Sign your API request" and "TTS webhooks overview", read 2026-05).
import { createHmac, timingSafeEqual } from "node:crypto";

export type SignedParts = {
  /** From the first "/" after the host up to the "?". */
  readonly path: string;
  /** Decoded values; arrays already joined by commas. */
  readonly query: Readonly<Record<string, string>>;
  /** The body exactly as sent; left out for GET without one and for multipart/form-data, which is not signed. */
  readonly body?: string;
};

// Neither ever takes part in the signature, wherever it travels.
const UNSIGNED = new Set(["sign", "access_token", "x-tts-access-token"]);

/** The value of the `sign` query parameter. */
export function signRequest(secret: string, parts: SignedParts): string {
  const pairs = Object.keys(parts.query)
    .filter((name) => !UNSIGNED.has(name))
    .sort()
    .map((name) => `${name}${parts.query[name]}`);
  const text = `${secret}${parts.path}${pairs.join("")}${parts.body ?? ""}${secret}`;
  return createHmac("sha256", secret).update(text).digest("hex");
}

/** The bare digest a webhook carries in its Authorization header: over the app key followed by the raw body. */
export function signWebhook(app: { appKey: string; appSecret: string }, body: Uint8Array): string {
  return createHmac("sha256", app.appSecret).update(app.appKey).update(body).digest("hex");
}

/** Compares two digests in constant time; a length that differs is a refusal. */
export function sameDigest(expected: string, given: string): boolean {
  const left = Buffer.from(expected, "utf8");
  const right = Buffer.from(given, "utf8");
  return left.length === right.length && timingSafeEqual(left, right);
}
