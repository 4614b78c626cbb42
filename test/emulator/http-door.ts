// Turns a request off the wire into the one the handlers know, as if it had reached the platform's real host, and
// sends their answer back. Whatever arrives, it is answered.

import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { type Answerer, BODY_LIMIT } from "./handlers.ts";
import { nobodyHeard } from "./heard.ts";
import { JsonResponse } from "./json-response.ts";
import { reportBug } from "./report.ts";
import { HeardRequest } from "./wire-request.ts";

/** Pages and calls of the twin itself; undefined when it has none at that path. */
export type Own = (request: Request) => Promise<Response | undefined>;

/** A platform's own port stands for its host; the main port looks at the headers and has pages of its own. */
export type Door = { readonly host: string } | { readonly own: Own };

/** The header by which a client that was pointed here says whom it meant. */
const MEANT_HOST = "x-twin-host";

const HOST_NAME = /^([a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?|\[[0-9a-f:]+\])$/i;

/** Methods that fetch cannot carry, so that no client of the other door can send them either. */
const NEVER_SENT = new Set(["CONNECT", "TRACE", "TRACK"]);

export function requestListener(answerer: Answerer, door: Door): RequestListener {
  return (incoming, outgoing) => {
    answer(incoming, answerer, door)
      .then((response) => send(response, { incoming, outgoing }))
      .catch((error: unknown) => {
        // A client that went away before it had said everything is no fault of ours.
        if (incoming.complete)
          reportBug(`the twin failed to answer ${incoming.method} ${incoming.url}`, error);
        outgoing.destroy();
      });
  };
}

async function answer(incoming: IncomingMessage, answerer: Answerer, door: Door): Promise<Response> {
  const body = await bodyOf(incoming);
  const meant = withoutPort(incoming.headers[MEANT_HOST]);
  const host = meant || ("host" in door ? door.host : withoutPort(incoming.headers.host));
  if (!HOST_NAME.test(host)) return plain(400, `"${host.slice(0, 80)}" is not a host name`);
  const request = requestTo(host, incoming, body);
  if (!request) return plain(400, "the request cannot be read");
  const isOwn = "own" in door && !meant && isOurs(host);
  if (isOwn && request.isTooLarge) return plain(413, "the body is too large");
  return (await (isOwn ? door.own(request.asRequest()) : answerer(request))) ?? nothingHere(host);
}

function withoutPort(host: string | readonly string[] | undefined): string {
  return String(host ?? "").replace(/:\d+$/, "");
}

function isOurs(host: string): boolean {
  return host === "localhost" || /^([\d.]+|\[.*\])$/.test(host);
}

function nothingHere(host: string): Response {
  return plain(
    404,
    `nothing of the twin answers here at ${host}. Say which platform is meant by the header ${MEANT_HOST}, or use the port of its own; /control lists the addresses`,
  );
}

function plain(status: number, message: string): Response {
  return Response.json({ error: message }, { status });
}

function requestTo(
  host: string,
  incoming: IncomingMessage,
  body: Buffer<ArrayBuffer> | "too-large",
): HeardRequest | undefined {
  const path = incoming.url?.startsWith("/") ? incoming.url : "/";
  // Our own pages are reached where they are, the platforms at their real, secure address.
  const origin = isOurs(host) ? `http://${incoming.headers.host}` : `https://${host}`;
  const method = incoming.method ?? "GET";
  const headers = headersOf(incoming);
  if (!headers || NEVER_SENT.has(method) || !URL.canParse(origin + path)) return undefined;
  const from = (incoming.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  return new HeardRequest({ method, url: new URL(origin + path).href, headers, body, from });
}

function headersOf(incoming: IncomingMessage): Headers | undefined {
  const headers = new Headers();
  try {
    for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
      headers.append(incoming.rawHeaders[at] ?? "", incoming.rawHeaders[at + 1] ?? "");
    }
    return headers;
  } catch {
    return undefined;
  }
}

// What is too much is still read to its end (and dropped), so that the client hears the answer.
async function bodyOf(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | "too-large"> {
  if (!carriesBody(incoming)) {
    incoming.resume();
    return Buffer.alloc(0);
  }
  const chunks: Buffer<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer<ArrayBuffer>>) {
    size += chunk.length;
    if (size <= BODY_LIMIT) chunks.push(chunk);
    else chunks.length = 0;
    if (size > 8 * BODY_LIMIT) throw new Error("a request body that does not end");
  }
  return size > BODY_LIMIT ? "too-large" : Buffer.concat(chunks);
}

function carriesBody({ headers }: IncomingMessage): boolean {
  return headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
}

async function send(
  response: Response,
  to: { incoming: IncomingMessage; outgoing: ServerResponse },
): Promise<void> {
  // A lost answer: the connection breaks although everything was done.
  if (response.type === "error") return void to.incoming.socket.destroy();
  if (to.outgoing.destroyed) return nobodyHeard(response);
  const body = response instanceof JsonResponse ? Buffer.from(response.whole) : await bytesOf(response);
  for (const [name, value] of response.headers) if (name !== "set-cookie") to.outgoing.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) to.outgoing.setHeader("set-cookie", cookies);
  if (response.status !== 204 && response.status !== 304)
    to.outgoing.setHeader("content-length", body.length);
  to.outgoing.statusCode = response.status;
  to.outgoing.end(to.incoming.method === "HEAD" ? undefined : body);
}

async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}
