// What a fault does to a call: what happens instead of the real answer, and what becomes of the answer on its way back.
import type { CallFault } from "./faults.ts";
import type { HeardOf } from "./history.ts";
import { type PagesRead, withoutFirst } from "./page-faults.ts";
import type { PlatformWire } from "./platform.ts";
import type { WireRequest } from "./wire-request.ts";

/** Longer than any client waits; then the connection breaks. */
const UNANSWERED_MS = 15 * 60_000;

type Case = {
  readonly wire: PlatformWire;
  readonly request: WireRequest;
  /** The same call with half of its batch. */
  readonly halved: WireRequest | undefined;
};

/** What happens instead of, or before, the real answer; undefined where the call never gets to the platform. */
export async function performed(
  fault: CallFault | undefined,
  { wire, request, halved }: Case,
): Promise<Response | undefined> {
  switch (fault?.kind) {
    case "refused":
    case "timeout-before":
      return undefined;
    case "throttle":
      return wire.throttled(request, fault.seconds ?? 1);
    case "unauthorized":
      return wire.unauthorized(request);
    case "unavailable":
      return failure(fault.status ?? 503);
    case "slow":
      await new Promise((resolve) => setTimeout(resolve, fault.milliseconds));
      return wire.respond(request);
    case "no-effect":
      return wire.rehearse(request);
    case "half-batch":
      await wire.respond(halved ?? request);
      return failure(500);
    default:
      return wire.respond(request);
  }
}

const NAMES = {
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

function failure(status: keyof typeof NAMES): Response {
  return new Response(NAMES[status], { status, headers: { "content-type": "text/plain" } });
}

/** How much of the answer a fault lets through. */
export function heardDespite(fault: CallFault | undefined): HeardOf {
  switch (fault?.kind) {
    case "refused":
    case "timeout-before":
    case "timeout-after":
    case "lost-answer":
    case "lost-refresh":
      return "nothing";
    case "cut-body":
      return "part";
    default:
      return "all";
  }
}

/** A page of a list as a fault leaves it. */
export function pageDespite(
  fault: CallFault | undefined,
  text: string,
  at: { platform: PlatformWire["platform"]; pages: PagesRead; read: string },
): string {
  if (fault?.kind === "page-changed") return withoutFirst(at.platform, text);
  if (fault?.kind === "repeated-id") return at.pages.repeated(at.read, at.platform, text);
  return fault?.kind === "cut-body" ? text.slice(0, Math.floor(text.length / 2)) : text;
}

/** What the client meets in place of an answer: a connection that breaks, or one on which nothing ever comes. */
export function silence(fault: CallFault): Promise<Response> {
  if (!fault.kind.startsWith("timeout")) return Promise.resolve(Response.error());
  return new Promise((resolve) => {
    setTimeout(() => resolve(Response.error()), UNANSWERED_MS).unref();
  });
}
