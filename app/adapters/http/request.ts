// One HTTP exchange with a platform: time-out, size limit, status, and what went wrong as a PlatformError.
// Both platform clients go through here and add only signing and their own error envelope.

import { PlatformError } from "../../use-cases/ports/platform-error.ts";
import { type Exchange, lostExchange, refusedExchange, requestIdOf } from "./classify.ts";
import { LimitExceeded, readBytes } from "./read-bytes.ts";

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** The network as it is. Looked up per call, so that whatever observes the global fetch sees these requests too. */
export const network: Fetch = (url, init) => fetch(url, init);

export type PlatformRequest = Exchange & {
  readonly url: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer> | FormData;
  /** Statuses whose body the caller reads itself, for platforms that explain refusals there. Left out: 2xx only. */
  readonly accepts?: (status: number) => boolean;
  /** Left out: redirects are refused, so that no signed header reaches another host. */
  readonly redirect?: "follow";
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
};

export type PlatformAnswer = {
  readonly exchange: Exchange;
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The body as UTF-8. */
  readonly text: () => string;
  readonly requestId: string | undefined;
};

export type SendRequest = (request: PlatformRequest) => Promise<PlatformAnswer>;

export type RequestOptions = {
  /** Where requests really go: the network, or the local stand-in. */
  readonly fetch?: Fetch;
  /** For the whole exchange, body included. */
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
};

const DEFAULT_TIMEOUT_MS = 15_000;
const DEFAULT_MAX_BYTES = 20 * 1024 * 1024;

/** Makes the one function both clients send through. It never retries: the lane does. */
export function createRequest(options: RequestOptions = {}): SendRequest {
  const send = options.fetch ?? network;
  return async (request) => {
    const signal = AbortSignal.timeout(request.timeoutMs ?? options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    const response = await open(send, request, signal);
    const bytes = await readWhole(
      request,
      response,
      request.maxBytes ?? options.maxBytes ?? DEFAULT_MAX_BYTES,
    );
    if (!(request.accepts ?? isSuccess)(response.status)) throw refusedExchange(request, response);
    return {
      exchange: { platform: request.platform, operation: request.operation, idempotent: request.idempotent },
      status: response.status,
      headers: response.headers,
      bytes,
      text: () => new TextDecoder().decode(bytes),
      requestId: requestIdOf(response.headers),
    };
  };
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

async function open(send: Fetch, request: PlatformRequest, signal: AbortSignal): Promise<Response> {
  const init: RequestInit = {
    method: request.method,
    redirect: request.redirect ?? "manual",
    signal,
    ...(request.headers ? { headers: { ...request.headers } } : {}),
    ...(request.body === undefined ? {} : { body: request.body }),
  };
  try {
    return await send(request.url, init);
  } catch (error) {
    throw lostExchange(request, error);
  }
}

async function readWhole(
  request: PlatformRequest,
  response: Response,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readBytes(response, maxBytes);
  } catch (error) {
    if (!(error instanceof LimitExceeded)) throw lostExchange(request, error);
    throw new PlatformError({
      platform: request.platform,
      operation: request.operation,
      kind: "malformed",
      detail: `it is larger than ${(maxBytes / 1024 / 1024).toFixed(1)} MB`,
    });
  }
}
