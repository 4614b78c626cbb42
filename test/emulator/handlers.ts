// What stands behind both doors: who answers a host, what goes wrong on purpose, and the record of every call.
import { type HttpHandler, http } from "msw";
import { heardDespite, pageDespite, performed, silence } from "./call-faults.ts";
import { type CallParts, faultOn, type HitCall } from "./fault-on-call.ts";
import { answers, nobodyHeard } from "./heard.ts";
import { JsonResponse } from "./json-response.ts";
import type { PlatformWire } from "./platform.ts";
import { HeardRequest } from "./wire-request.ts";

/** Bytes of a request's body beyond which it is refused unread: room for a picture of 10 MB in a form. */
export const BODY_LIMIT = 12 * 1024 * 1024;

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
        const { method, url, headers, signal } = request;
        const response = await answerer(new HeardRequest({ method, url, headers, body }));
        if (response && signal.aborted) nobodyHeard(response);
        return response;
      },
    ),
  ];
}

async function answer(wire: PlatformWire, request: HeardRequest, parts: CallParts): Promise<Response> {
  const hit = await faultOn(wire, request, parts);
  const { fault } = hit;
  const real = await (request.isTooLarge
    ? wire.tooLarge()
    : performed(fault, { wire, request, halved: hit.halved }));
  const { response, text } = real ? await read(real) : {};
  const heard = heardDespite(fault);
  const { operation, shop } = hit;
  const entry = parts.history.add(wire.platform, {
    kind: "call",
    operation,
    shop,
    status: response?.status ?? null,
    ...codeIn(wire.platform, text),
    heard,
  });
  if (!response || heard === "nothing") return fault ? silence(fault) : Response.error();
  const left = spoilt(response, text, { hit, parts, wire });
  if (text !== undefined && hit.isNoted) parts.faults.pages.note(hit.read, wire.platform, text);
  return answers(left, entry);
}

/** The real answer as it comes back to the client. */
function spoilt(
  response: Response,
  text: string | undefined,
  { hit, parts, wire }: { hit: HitCall; parts: CallParts; wire: PlatformWire },
): Response {
  if (!hit.fault || text === undefined) return response;
  const left = pageDespite(hit.fault, text, {
    platform: wire.platform,
    pages: parts.faults.pages,
    read: hit.read,
  });
  if (left === text) return response;
  const headers = new Headers(response.headers);
  headers.delete("content-length");
  return new Response(left, { status: response.status, headers });
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
