// Decides which PlatformError kind a failed exchange is. The one place: no client repeats it per operation.
import {
  type Platform,
  PlatformError,
  type PlatformErrorKind,
} from "../../use-cases/ports/platform-error.ts";

/** Whose exchange this is. "unsafe": sending it twice may do the thing twice. */
export type Exchange = {
  readonly platform: Platform;
  readonly operation: string;
  readonly idempotent: "safe" | "unsafe";
};

// Codes of undici and the resolver that mean: no byte of the request left this machine.
const NEVER_SENT = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** The request did not come back whole: time-out, connection lost, body cut. */
export function lostExchange(exchange: Exchange, cause: unknown): PlatformError {
  const code = errorCode(cause);
  const sent = code === undefined || !NEVER_SENT.has(code);
  const kind = sent && exchange.idempotent === "unsafe" ? "indeterminate" : "unavailable";
  const detail = sent ? "the answer did not arrive" : "could not be reached";
  return new PlatformError({ ...named(exchange), kind, detail, ...(code ? { code } : {}) }, { cause });
}

/** An answer arrived and its status says no. `detail` may carry the platform's own words. */
export function refusedExchange(
  exchange: Exchange,
  answer: { status: number; headers: Headers },
  detail = `answered HTTP ${answer.status}`,
): PlatformError {
  const retryAfterMs = readRetryAfter(answer.headers.get("retry-after"));
  const requestId = requestIdOf(answer.headers);
  return new PlatformError({
    ...named(exchange),
    kind: kindOfStatus(answer.status, exchange.idempotent),
    detail,
    code: `HTTP_${answer.status}`,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(requestId === undefined ? {} : { requestId }),
  });
}

/** 503 is said before work begins; any other 5xx leaves open whether a write was done. */
function kindOfStatus(status: number, idempotent: Exchange["idempotent"]): PlatformErrorKind {
  if (status === 429) return "throttled";
  if (status === 503) return "unavailable";
  if (status >= 500) return idempotent === "unsafe" ? "indeterminate" : "unavailable";
  if (status === 401) return "unauthorized";
  if (status === 404 || status === 410) return "not-found";
  if (status === 409) return "conflict";
  return "rejected";
}

/** Retry-After in milliseconds: seconds (Shopify writes "2.0") or a date. */
export function readRetryAfter(header: string | null, now: number = Date.now()): number | undefined {
  if (header === null) return undefined;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Math.ceil(Number(header) * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The id under which the platform can find this request in its own log. */
export function requestIdOf(headers: Headers): string | undefined {
  return headers.get("x-request-id") ?? headers.get("x-tt-logid") ?? undefined;
}

function errorCode(error: unknown): string | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ("code" in current && typeof current.code === "string") return current.code;
    if (current.name === "TimeoutError") return "TIMEOUT";
  }
  return undefined;
}

function named(exchange: Exchange): { platform: Platform; operation: string } {
  return { platform: exchange.platform, operation: exchange.operation };
}
