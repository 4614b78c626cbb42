// Whether a call is the app's own and fresh: app key, timestamp, signature, in that order.
import { type Core, seconds } from "./core.ts";
import { refuse } from "./refusal.ts";
import { sameDigest, signRequest } from "./signature.ts";

/** Not older than five minutes, not more than half a minute ahead. */
const OLDEST_SECONDS = 300;
const AHEAD_SECONDS = 30;

type Signed = {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
};

export function checkSigned(core: Core, { path, query, headers, bytes }: Signed): void {
  const { appKey, appSecret, gateway } = core.parts.settings.tiktokShop;
  if (query.get("app_key") !== appKey) refuse(36009004, "Invalid app_key", 400);
  checkTimestamp(core, query.get("timestamp") ?? "");
  const sign = query.get("sign");
  if (!sign) refuse(36009004, "Missing sign parameter", 400);
  const signed = { path, query, contentType: headers.get("content-type") ?? "", body: bytes };
  if (sameDigest(signRequest(appSecret, signed), sign)) return;
  const mayLackBody = gateway.signing === "lenient" && isEmptyObject(bytes);
  if (mayLackBody && sameDigest(signRequest(appSecret, { ...signed, body: new Uint8Array() }), sign)) return;
  refuse(106001, "Signature invalid", 401);
}

function checkTimestamp(core: Core, timestamp: string): void {
  if (!/^\d{1,12}$/.test(timestamp)) refuse(36009004, "Invalid or missing timestamp", 400);
  const age = seconds(core) - Number(timestamp);
  if (age > OLDEST_SECONDS) refuse(36009004, "Invalid timestamp: older than 5 minutes", 400);
  if (-age > AHEAD_SECONDS) refuse(36009004, "Invalid timestamp: more than 30 seconds ahead", 400);
}

function isEmptyObject(bytes: Uint8Array): boolean {
  return bytes.length === 2 && bytes[0] === 0x7b && bytes[1] === 0x7d;
}
