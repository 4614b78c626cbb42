// The part of every port's contract that is failure: thrown by adapters, classified once, judged by the lane alone.

export type Platform = "shopify" | "tiktok-shop";

export type PlatformErrorKind =
  /** Asked to slow down. Uses up no attempt. */
  | "throttled"
  /** 5xx, or the network failed before anything was sent. */
  | "unavailable"
  /** Sent, no answer: look before writing again. */
  | "indeterminate"
  /** Token refused: the connection pauses, "reconnect" is raised. */
  | "unauthorized"
  /** A deterministic no: no retry, an issue in the platform's own words. */
  | "rejected"
  /** Gone. The only kind a use-case may catch: absence is often a fact. */
  | "not-found"
  /** Changed under us: retried at once, once. */
  | "conflict"
  /** The answer does not fit our schema. `detail` holds path and type, never the value. */
  | "malformed";

export type PlatformErrorFacts = {
  readonly platform: Platform;
  /** The operation's name, e.g. "orderCreate" or "POST /product/202309/products". */
  readonly operation: string;
  readonly kind: PlatformErrorKind;
  /** The platform's own words, safe to show a merchant: no personal data, no token. */
  readonly detail: string;
  /** The platform's own code, where it gave one. */
  readonly code?: string;
  /** Milliseconds to wait, when the platform said so. */
  readonly retryAfterMs?: number;
  readonly requestId?: string;
};

export class PlatformError extends Error {
  override readonly name = "PlatformError";
  readonly facts: PlatformErrorFacts;
  constructor(facts: PlatformErrorFacts, options?: ErrorOptions) {
    super(`${facts.platform} ${facts.operation}: ${facts.kind}: ${facts.detail}`, options);
    this.facts = facts;
  }
}

/** True for a PlatformError of one of the given kinds. */
export function isPlatformError(error: unknown, ...kinds: PlatformErrorKind[]): error is PlatformError {
  return error instanceof PlatformError && (kinds.length === 0 || kinds.includes(error.facts.kind));
}

/** Key of the one issue that asks the merchant to let us in again; clearing it makes the work that waits for it due. */
export function reconnectKey(platform: Platform): string {
  return `reconnect:${platform}`;
}
