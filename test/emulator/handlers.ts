// The one list of request handlers behind both doors: who answers a host, what goes wrong on purpose, and the record
// of every call.
import { type HttpHandler, HttpResponse, http } from "msw";
import type { CallFault, Faults } from "./faults.ts";
import type { History } from "./history.ts";
import { JsonResponse } from "./json-response.ts";
import type { PlatformWire } from "./platform.ts";
import { HeardRequest, type WireRequest } from "./wire-request.ts";

/** Bytes of a request's body beyond which it is refused unread: room for a picture of 10 MB in a form. */
export const BODY_LIMIT = 12 * 1024 * 1024;

type CallParts = { readonly faults: Faults; readonly history: History };

/** Answers a request to one of the platforms' hosts; undefined for any other. */
export type Answerer = (request: HeardRequest) => Promise<Response> | undefined;

/** What stands behind both doors. */
export function answererFor(wires: readonly PlatformWire[], parts: CallParts): Answerer {
  return (request) => {
    const { hostname } = new URL(request.url);
    const wire = wires.find((candidate) => candidate.answersTo(hostname));
    return wire && answer(wire, request, parts);
  };
}

/** The same for requests that are intercepted in this process, as the one handler of every platform's hosts. */
export function handlersFor(wires: readonly PlatformWire[], parts: CallParts): readonly HttpHandler[] {
  const answerer = answererFor(wires, parts);
  return [
    http.all(
      ({ request }) => wires.some((wire) => wire.answersTo(new URL(request.url).hostname)),
      async ({ request }) => {
        const body = await bodyOf(request);
        const { method, url, headers } = request;
        return answerer(new HeardRequest({ method, url, headers, body }));
      },
    ),
  ];
}

async function answer(wire: PlatformWire, request: HeardRequest, parts: CallParts): Promise<Response> {
  const operation = await wire.operationOf(request);
  const fault = parts.faults.take({ channel: "call", platform: wire.platform, name: operation }) as
    | CallFault
    | undefined;
  if (fault) parts.history.add("twin", { kind: "fault", name: fault.kind, on: operation });
  const respond = request.isTooLarge ? wire.tooLarge() : withFault(wire, fault, request);
  const { response, text } = await read(await respond);
  parts.history.add(wire.platform, {
    kind: "call",
    operation,
    status: response.status,
    ...codeIn(wire.platform, text),
  });
  return fault ? spoilt(response, fault, text) : response;
}

/** What happens instead of, or before, the real answer. */
async function withFault(
  wire: PlatformWire,
  fault: CallFault | undefined,
  request: WireRequest,
): Promise<Response> {
  switch (fault?.kind) {
    case "throttle":
      return wire.throttled(request, fault.seconds ?? 1);
    case "unauthorized":
      return wire.unauthorized(request);
    case "unavailable":
      return new Response("Service Unavailable", { status: 503, headers: { "content-type": "text/plain" } });
    case "slow":
      await new Promise((resolve) => setTimeout(resolve, fault.milliseconds));
      return wire.respond(request);
    case "lost-answer":
    case "cut-body":
    case undefined:
      return wire.respond(request);
  }
}

/** What happens to the real answer on its way back. */
function spoilt(response: Response, fault: CallFault, text: string | undefined): Response {
  if (fault.kind === "lost-answer") return HttpResponse.error();
  if (fault.kind !== "cut-body" || text === undefined) return response;
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  return new Response(text.slice(0, Math.floor(text.length / 2)), { status: response.status, headers });
}

async function bodyOf(request: Request): Promise<Uint8Array<ArrayBuffer> | "too-large"> {
  if (Number(request.headers.get("content-length") ?? 0) > BODY_LIMIT) return "too-large";
  if (!request.body) return new Uint8Array();
  const bytes = new Uint8Array(await request.arrayBuffer());
  return bytes.length > BODY_LIMIT ? "too-large" : bytes;
}

// JSON answers are read for the code they carry and built anew; files pass as they are.
async function read(response: Response): Promise<{ response: Response; text?: string }> {
  if (response instanceof JsonResponse) return { response, text: response.whole };
  if (!response.headers.get("content-type")?.includes("json") || !response.body) return { response };
  const text = await response.text();
  const { status, statusText, headers } = response;
  return { response: new Response(text, { status, statusText, headers }), text };
}

const CODE = {
  /** In the extensions of an error, which stand first or last in the body. */
  shopify: /"extensions":\s*\{[^{}]*"code":\s*"([A-Z_]+)"/,
  /** In the envelope around the data. */
  "tiktok-shop": /"code":\s*(\d+)/,
} satisfies Record<PlatformWire["platform"], RegExp>;

function codeIn(platform: PlatformWire["platform"], text: string | undefined): { code?: string } {
  if (text === undefined) return {};
  const ends = text.length > 1_000 ? text.slice(0, 500) + text.slice(-500) : text;
  const code = CODE[platform].exec(ends)?.[1];
  return code === undefined ? {} : { code };
}
