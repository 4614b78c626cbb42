// Shopify's side of the wire: which addresses it answers, and with what.
import { GraphQLError, Kind } from "graphql";
import { JsonResponse } from "../json-response.ts";
import type { PlatformWire } from "../platform.ts";
import type { WireRequest } from "../wire-request.ts";
import { type GraphQLCall, runGraphQL } from "./graphql.ts";
import { pngOf } from "./images.ts";
import { operationIn, prepare } from "./prepared.ts";
import { type ApiVersion, servedVersion } from "./schema.ts";
import { spoiltPicture } from "./spoilt-pictures.ts";
import type { Shop } from "./state.ts";
import { supported } from "./supported.ts";
import { admits, answerTokenRequest } from "./tokens.ts";
import type { World } from "./world.ts";

const GRAPHQL_PATH = /^\/admin\/api\/([^/]+)\/graphql\.json$/;
const TOKEN_PATH = "/admin/oauth/access_token";
const FILE_PATH = /^\/(s\/files|shopify-bulk)\//;
const HOSTS = /(^|\.)myshopify\.com$|^cdn\.shopify\.com$|^storage\.googleapis\.com$/;
const BODY_TYPES = /^application\/(json|graphql|x-www-form-urlencoded)\b/i;
const MAX_BODY_CHARACTERS = 2_000_000;

/** Whether a host, without its port, is Shopify's. */
export function isShopify(world: World, host: string): boolean {
  return HOSTS.test(host) || host === new URL(world.parts.settings.origins.shopifyFiles).hostname;
}

export async function operationOf(request: WireRequest): Promise<string> {
  const { pathname } = new URL(request.url);
  if (!GRAPHQL_PATH.test(pathname))
    return `${request.method} ${FILE_PATH.test(pathname) ? pathname.replace(/[^/]*$/, "*") : pathname}`;
  const call = await callIn(request.clone());
  if (call instanceof Response) return "graphql";
  const version = servedVersion(GRAPHQL_PATH.exec(pathname)?.[1] ?? "");
  return rootFields(version, call).join("+") || "graphql";
}

function rootFields(version: ApiVersion, call: GraphQLCall): readonly string[] {
  const operation = operationIn(prepare(version, supported, call.query).document, call.operationName);
  if (operation instanceof GraphQLError) return [];
  return operation.selectionSet.selections.flatMap((node) =>
    node.kind === Kind.FIELD ? [node.name.value] : [],
  );
}

/** The real answer, with all its checks. */
export const respond =
  (world: World): PlatformWire["respond"] =>
  async (request) => {
    try {
      return await route(world, request);
    } catch (error) {
      process.stderr.write(`shopify twin: ${error instanceof Error ? error.stack : String(error)}\n`);
      return Response.json({ errors: "Internal Server Error" }, { status: 500 });
    }
  };

async function route(world: World, request: WireRequest): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (FILE_PATH.test(pathname)) return file(world, pathname);
  const shop = shopOf(world, request);
  if (!shop) return Response.json({ errors: "Not Found" }, { status: 404 });
  if (pathname === TOKEN_PATH && request.method === "POST") {
    const body = await bodyOf(request);
    return body
      ? answerTokenRequest(world, shop, body)
      : Response.json({ error: "invalid_request" }, { status: 400 });
  }
  const version = GRAPHQL_PATH.exec(pathname)?.[1];
  if (version && request.method === "POST") return graphql(world, { shop, version }, request);
  return Response.json({ errors: "Not Found" }, { status: 404 });
}

async function graphql(
  world: World,
  at: { shop: Shop; version: string },
  request: WireRequest,
): Promise<Response> {
  const scopes = admits(world, at.shop, request.headers.get("x-shopify-access-token"));
  if (!scopes) return unauthorized();
  const version = servedVersion(at.version);
  const headers = { "x-shopify-api-version": version, "x-request-id": world.parts.random.uuid() };
  const call = await callIn(request);
  if (call instanceof Response) return withHeaders(call, headers);
  const answer = await runGraphQL({ world, shop: at.shop, version, scopes }, supported, call);
  return new JsonResponse(answer, { headers });
}

function file(world: World, pathname: string): Response {
  const stored = world.state.files.get(pathname);
  if (stored) return bulkFile(world, pathname, stored);
  if (!pathname.startsWith("/s/files/")) return new Response("Not Found", { status: 404 });
  const spoilt = spoiltPicture(pathname);
  if (spoilt) return spoilt;
  return new Response(new Uint8Array(pngOf(pathname)), {
    headers: { "content-type": "image/png", "cache-control": "public, max-age=31557600" },
  });
}

type Stored = { readonly chunks: readonly string[]; readonly expiresAt: number };

// Results lie at a signed address that works for a while; pieces go out one by one, so that no text holds them all.
function bulkFile(world: World, pathname: string, { chunks, expiresAt }: Stored): Response {
  if (world.parts.clock.now() > expiresAt) {
    world.state.files.set(pathname, { chunks: [], expiresAt });
    return new Response(
      "<?xml version='1.0' encoding='UTF-8'?><Error><Code>ExpiredToken</Code><Message>Invalid argument.</Message></Error>",
      { status: 400, headers: { "content-type": "application/xml; charset=UTF-8" } },
    );
  }
  const encoder = new TextEncoder();
  let next = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = chunks[next];
      next += 1;
      if (chunk === undefined) controller.close();
      else controller.enqueue(encoder.encode(chunk));
    },
  });
  return new Response(stream, { headers: { "content-type": "application/jsonl" } });
}

export function throttled(retryAfterSeconds: number): Response {
  return Response.json(
    {
      errors:
        "Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.",
    },
    { status: 429, headers: { "retry-after": retryAfterSeconds.toFixed(1) } },
  );
}

export function unauthorized(): Response {
  return Response.json(
    { errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" },
    { status: 401 },
  );
}

// On a port of its own the twin is reached without the store's host name: the token tells the store, or the only one is meant.
function shopOf(world: World, request: WireRequest): Shop | undefined {
  const { hostname } = new URL(request.url);
  const named =
    world.state.shops.get(hostname) ??
    world.state.shops.get((request.headers.get("host") ?? "").replace(/:\d+$/, ""));
  if (named || hostname.endsWith(".myshopify.com")) return named;
  const token = request.headers.get("x-shopify-access-token");
  const shops = [...world.state.shops.values()];
  return shops.find((shop) => token && shop.tokens.has(token)) ?? (shops.length === 1 ? shops[0] : undefined);
}

/** The domain of the store that a request is about. */
export function shopNamed(world: World, request: WireRequest): string | undefined {
  return shopOf(world, request)?.domain;
}

/** The call in a request, or the answer to what is no call. A list of calls is none: Shopify takes one at a time. */
async function callIn(request: WireRequest): Promise<GraphQLCall | Response> {
  const type = request.headers.get("content-type") ?? "";
  if (!BODY_TYPES.test(type)) return problem(415, "Unsupported Media Type");
  const text = await request.text();
  if (text.length > MAX_BODY_CHARACTERS) return problem(413, "Payload Too Large");
  if (type.includes("application/graphql")) return { query: text };
  const body = parsed(text, type);
  if (body === undefined) return problem(400, "Bad Request");
  const { query, variables, operationName } = body as Record<string, unknown>;
  if (typeof query !== "string") return problem(400, { query: "Required parameter missing or invalid" });
  const given = typeof variables === "string" ? parsed(variables || "{}", "json") : (variables ?? {});
  if (typeof given !== "object" || Array.isArray(given)) {
    return problem(400, { variables: "Required parameter missing or invalid" });
  }
  return {
    query,
    variables: given as Record<string, unknown>,
    operationName: typeof operationName === "string" ? operationName : null,
  };
}

function problem(status: number, errors: unknown): Response {
  return Response.json({ errors }, { status });
}

function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/** The object or list that a body holds; undefined for anything else. */
function parsed(text: string, type: string): object | undefined {
  if (type.includes("x-www-form-urlencoded")) return Object.fromEntries(new URLSearchParams(text));
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? body : undefined;
  } catch {
    return undefined;
  }
}

async function bodyOf(request: WireRequest): Promise<Record<string, unknown> | undefined> {
  const text = await request.text();
  if (text.length > MAX_BODY_CHARACTERS) return undefined;
  const body = parsed(text, request.headers.get("content-type") ?? "");
  return body === undefined || Array.isArray(body) ? undefined : (body as Record<string, unknown>);
}
