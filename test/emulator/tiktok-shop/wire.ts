// The TikTok Shop of the twin as clients reach it: which host is which, and every answer in the platform's envelope.

import { JsonResponse } from "../json-response.ts";
import type { PlatformWire } from "../platform.ts";
import { quietParts } from "../rehearsal.ts";
import { reportBug } from "../report.ts";
import type { WireRequest } from "../wire-request.ts";
import { answerAuth } from "./auth.ts";
import { answerAuthorize } from "./authorize-page.ts";
import { halved } from "./batches.ts";
import type { Core, Shop } from "./core.ts";
import { Gateway, type Incoming } from "./gateway.ts";
import { isImagePath, serveImage } from "./images.ts";
import { Refusal, refuse } from "./refusal.ts";
import { routes } from "./routes.ts";
import { emptyState, type State } from "./state.ts";

const API = "open-api.tiktokglobalshop.com";
const REAL_HOSTS = [
  API,
  "auth.tiktok-shops.com",
  "services.tiktokshop.com",
  "services.us.tiktokshop.com",
  "p16-oec-va.ibyteimg.com",
];
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

export function createWire(core: Core): PlatformWire {
  const gateway = new Gateway(core, routes);
  return {
    platform: "tiktok-shop",
    answersTo: (host) => isOurs(core, host.toLowerCase()),
    operationOf: async (request) => gateway.operationOf(request.method, new URL(request.url).pathname),
    respond: (request) => respond(core, gateway, request),
    throttled: async (_request, retryAfterSeconds) =>
      envelope(core, new Refusal(36009002, "Too many requests", 429), {
        "retry-after": String(retryAfterSeconds),
      }),
    unauthorized: async () => envelope(core, new Refusal(105002, "Access token is expired", 401)),
    tooLarge: async () => envelope(core, new Refusal(36009021, "The request body is too large", 400)),
    shopNamed: ({ url }) => shopMeant(core, url)?.id,
    rehearse: async (request) => {
      const copy: Core = { ...core, parts: quietParts(core.parts), state: structuredClone(core.state) };
      const response = await respond(copy, new Gateway(copy, routes), request);
      // Ids once given away are not given again.
      core.state.ids = Math.max(core.state.ids, copy.state.ids);
      return response;
    },
    halved: (request) => halved(core, request),
    save: () => structuredClone(core.state),
    load: (state) => {
      core.state = structuredClone(state) as State;
    },
    reset: () => {
      core.state = emptyState();
      core.parts.clock.unschedule((event) => event.kind.startsWith("tiktok-shop."));
    },
  };
}

// Without an exception for what cannot be decoded: anything may stand in an address.
function shopMeant(core: Core, url: string): Shop | undefined {
  const cipher = new URLSearchParams(url.slice(url.indexOf("?"))).get("shop_cipher");
  return core.parts.settings.tiktokShop.shops.find((shop) => shop.cipher === cipher);
}

/** The real hosts, and those under which we are reached by settings; loopback names belong to nobody. */
function isOurs(core: Core, host: string): boolean {
  if (REAL_HOSTS.includes(host)) return true;
  const { tiktokApi, tiktokAuth, tiktokFiles } = core.parts.settings.origins;
  return (
    !LOOPBACK.includes(host) &&
    [tiktokApi, tiktokAuth, tiktokFiles].some((origin) => URL.parse(origin)?.hostname === host)
  );
}

async function respond(core: Core, gateway: Gateway, request: WireRequest): Promise<Response> {
  try {
    const url = new URL(request.url);
    const area = areaOf(url);
    if (area === "files") return serveImage(core, url.pathname);
    if (area === "services") return answerAuthorize(core, url);
    if (area === "auth") {
      if (request.method !== "GET") refuse(36009010, `Method ${request.method} is not allowed`, 405);
      return envelope(core, { data: answerAuth(core, url), message: "success" });
    }
    const bytes = new Uint8Array(await request.arrayBuffer());
    const { method, headers, from = "127.0.0.1" } = request;
    const incoming: Incoming = { method, url, headers, bytes, from };
    return envelope(core, { data: await gateway.answer(incoming), message: "Success" });
  } catch (error) {
    if (error instanceof Refusal) return envelope(core, error, retryAfter(core, error));
    reportBug("a bug in the twin's TikTok Shop:", error);
    return envelope(core, new Refusal(36009003, "Internal server error", 500));
  }
}

/** By host where it is a real one; a door of our own serves all areas under one host, told apart by path. */
function areaOf({ hostname, pathname }: URL): "files" | "services" | "auth" | "api" {
  if (hostname === API) return "api";
  if (pathname === "/open/authorize" || pathname === "/oauth/authorize") return "services";
  if (/^\/api\/v2\/token\/(?:get|refresh)$/.test(pathname)) return "auth";
  return isImagePath(pathname) ? "files" : "api";
}

type Answer = { readonly data: unknown; readonly message: string } | Refusal;

function envelope(core: Core, answer: Answer, headers: Readonly<Record<string, string>> = {}): Response {
  const isRefusal = answer instanceof Refusal;
  const body = {
    code: isRefusal ? answer.code : 0,
    message: answer.message,
    ...(isRefusal ? refusalData(core) : { data: answer.data ?? {} }),
    request_id: requestId(core),
  };
  return new JsonResponse(body, { status: isRefusal ? answer.status : 200, headers });
}

function refusalData(core: Core): object {
  const { refusalData: shape } = core.parts.settings.tiktokShop.gateway;
  if (shape === "absent") return {};
  return { data: shape === "null" ? null : {} };
}

/** The same few seconds for everyone: the wait tells nothing of the quota. */
function retryAfter(core: Core, { status }: Refusal): Readonly<Record<string, string>> {
  const isSent = status === 429 && core.parts.settings.tiktokShop.gateway.retryAfter === "sent";
  return isSent ? { "retry-after": "1" } : {};
}

/** The second, then chance: "20220307074900…". */
function requestId(core: Core): string {
  const time = new Date(core.parts.clock.now()).toISOString().replaceAll(/\D/g, "").slice(0, 14);
  return `${time}${core.parts.random.hex(20).toUpperCase()}`;
}
