// How the platform signs: requests over path, sorted query and raw body, wrapped in the secret; webhooks over key and body.
import { createHmac, timingSafeEqual } from "node:crypto";

export type SignedRequest = {
  /** Exactly as requested, from the first slash to the question mark. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly body: Uint8Array;
};

/** Lower-case hex over decoded query values; multipart bodies stay outside. */
export function signRequest(secret: string, request: SignedRequest): string {
  const names = [...new Set(request.query.keys())].filter(
    (name) => name !== "sign" && name !== "access_token",
  );
  const query = names.sort().map((name) => `${name}${request.query.getAll(name).join(",")}`);
  const signsBody = mediaType(request.contentType) !== "multipart/form-data";
  return createHmac("sha256", secret)
    .update(`${secret}${request.path}${query.join("")}`)
    .update(signsBody ? request.body : new Uint8Array())
    .update(secret)
    .digest("hex");
}

/** What stands in a webhook's Authorization header: the bare digest, no scheme. */
export function signWebhook(key: string, secret: string, body: string): string {
  return createHmac("sha256", secret).update(key).update(body).digest("hex");
}

export function sameDigest(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

export function mediaType(contentType: string): string {
  return (contentType.split(";")[0] ?? "").trim().toLowerCase();
}
