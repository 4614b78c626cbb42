// What every call passes before business sees it, in the order the platform checks: path, method, version, app key,
// timestamp, signature, token, scope, cipher, quota, body. Only "app key before signature" is documented; the rest of
// the order is inferred.
import type { GrantRow } from "./auth-rows.ts";
import { type Core, type Shop, seconds } from "./core.ts";
import { refuse } from "./refusal.ts";
import type { Call, Json, Route } from "./route.ts";
import { mediaType, sameDigest, signRequest } from "./signature.ts";

/** Not older than five minutes, not more than half a minute ahead. */
const OLDEST_SECONDS = 300;
const AHEAD_SECONDS = 30;
const LARGEST_BODY = 24 * 1024 * 1024;

export type Incoming = {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
};

export class Gateway {
  private readonly core: Core;
  private readonly routes: readonly Route[];
  private readonly byShape = new Map<string, Route[]>();
  private readonly buckets = new Map<string, { left: number; at: number }>();

  constructor(core: Core, routes: readonly Route[]) {
    this.core = core;
    this.routes = routes;
    for (const route of routes) {
      const shape = shapeOf(route.path);
      this.byShape.set(shape, [...(this.byShape.get(shape) ?? []), route]);
    }
  }

  /** "POST /product/202309/products/{id}/prices/update", whether or not the platform has it. */
  operationOf(method: string, pathname: string): string {
    const known = this.routes.find(
      (route) => route.method === method && route.path === templateOf(pathname, route.path),
    );
    return `${method} ${known?.path ?? pathname.replaceAll(/\/\d{10,}(?=\/|$)/g, "/{id}")}`;
  }

  /** The business answer, or a Refusal. */
  async answer(incoming: Incoming): Promise<unknown> {
    const route = this.routeOf(incoming);
    this.checkSigned(incoming);
    const grant = this.grantOf(incoming.headers);
    if (!grant.scopes.includes(route.scope)) {
      refuse(105005, `Access denied: the app lacks the scope ${route.scope}`, 403);
    }
    const shop = this.shopOf(route, incoming.url.searchParams, grant);
    this.spend(incoming, shop);
    const call: Call = {
      core: this.core,
      grant,
      query: incoming.url.searchParams,
      id: idOf(incoming.url.pathname, route.path),
      body: route.body === "multipart" ? {} : jsonBody(incoming),
      form: route.body === "multipart" ? await formBody(incoming) : null,
    };
    if (!route.cipher) return route.run(call);
    return route.run({ ...call, shop: shop ?? refuse(106013, "Invalid shop_cipher", 400) });
  }

  private routeOf({ method, url }: Incoming): Route {
    const shape = [...this.byShape.keys()].find(
      (candidate) => templateOf(shapeOf(url.pathname), candidate) === candidate,
    );
    const candidates = shape === undefined ? [] : (this.byShape.get(shape) ?? []);
    if (candidates.length === 0) refuse(36009009, `Invalid path: ${url.pathname}`, 404);
    const sameMethod = candidates.filter((route) => route.method === method);
    if (sameMethod.length === 0) refuse(36009010, `Method ${method} is not allowed for ${url.pathname}`, 405);
    const version = url.pathname.split("/")[2];
    const route = sameMethod.find((candidate) => candidate.path.split("/")[2] === version);
    return route ?? refuse(36009014, `Invalid API version ${version}`, 400);
  }

  private checkSigned({ url, headers, bytes }: Incoming): void {
    const { appKey, appSecret } = this.core.parts.settings.tiktokShop;
    const query = url.searchParams;
    if (query.get("app_key") !== appKey) refuse(36009004, "Invalid app_key", 400);
    this.checkTimestamp(query.get("timestamp") ?? "");
    const sign = query.get("sign");
    if (!sign) refuse(36009004, "Missing sign parameter", 400);
    const signed = { path: url.pathname, query, contentType: headers.get("content-type") ?? "", body: bytes };
    if (sameDigest(signRequest(appSecret, signed), sign)) return;
    const mayLackBody = this.core.options.signing === "lenient" && Buffer.from(bytes).toString() === "{}";
    if (mayLackBody && sameDigest(signRequest(appSecret, { ...signed, body: new Uint8Array() }), sign))
      return;
    refuse(106001, "Signature invalid", 401);
  }

  private checkTimestamp(timestamp: string): void {
    if (!/^\d{1,12}$/.test(timestamp)) refuse(36009004, "Invalid or missing timestamp", 400);
    const age = seconds(this.core) - Number(timestamp);
    if (age > OLDEST_SECONDS) refuse(36009004, "Invalid timestamp: older than 5 minutes", 400);
    if (-age > AHEAD_SECONDS) refuse(36009004, "Invalid timestamp: more than 30 seconds ahead", 400);
  }

  private grantOf(headers: Headers): GrantRow {
    const token = headers.get("x-tts-access-token");
    if (!token) refuse(36009004, "Invalid or missing x-tts-access-token header", 400);
    const grant = this.core.state.grants.get(token);
    if (!grant) refuse(105001, "Access token is invalid", 401);
    if (grant.revoked || grant.expiresAt <= seconds(this.core))
      refuse(105002, "Access token is expired", 401);
    return grant;
  }

  private shopOf(route: Route, query: URLSearchParams, grant: GrantRow): Shop | undefined {
    const cipher = query.get("shop_cipher");
    if (!route.cipher) {
      if (cipher !== null) refuse(36009004, "Unexpected identifier shop_cipher for this API", 400);
      return undefined;
    }
    if (query.has("category_asset_cipher"))
      refuse(36009004, "Unexpected identifier category_asset_cipher", 400);
    const shop = this.core.parts.settings.tiktokShop.shops.find(
      (candidate) => candidate.cipher === cipher && candidate.openId === grant.openId,
    );
    return shop ?? refuse(106013, cipher ? "Invalid shop_cipher" : "shop_cipher is required", 400);
  }

  private spend({ url }: Incoming, shop: Shop | undefined): void {
    const rate = this.core.options.callsPerSecond;
    if (!Number.isFinite(rate)) return;
    const key = `${shop?.id ?? ""} ${shapeOf(url.pathname)}`;
    const now = this.core.parts.clock.now();
    const bucket = this.buckets.get(key) ?? { left: rate, at: now };
    const left = Math.min(rate, bucket.left + ((now - bucket.at) / 1000) * rate);
    if (left < 1) refuse(36009002, "Too many requests", 429);
    this.buckets.set(key, { left: left - 1, at: now });
  }
}

/** The path with its version left open. */
function shapeOf(path: string): string {
  return path.replace(/^\/([a-z_]+)\/\d{6}(?=\/)/, "/$1/*");
}

/** The path with `{id}` where the template has it; compares equal to the template when it fits. */
function templateOf(path: string, template: string): string {
  const wanted = template.split("/");
  const parts = path
    .split("/")
    .map((part, at) => (wanted[at] === "{id}" && /^\w+$/.test(part) && isId(part) ? "{id}" : part));
  return parts.join("/");
}

function isId(part: string): boolean {
  return /^\d{1,24}$/.test(part) || /^(?:OBF|IBR)\d+$/.test(part);
}

function idOf(path: string, template: string): string {
  const at = template.split("/").indexOf("{id}");
  return at < 0 ? "" : (path.split("/")[at] ?? "");
}

function jsonBody({ method, headers, bytes }: Incoming): Json {
  if (method === "GET" || bytes.length === 0) return {};
  if (bytes.length > LARGEST_BODY) refuse(36009021, "Request body is too large", 400);
  if (mediaType(headers.get("content-type") ?? "") !== "application/json")
    refuse(36009022, "Body format invalid", 400);
  const parsed = parse(bytes);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    refuse(36009022, "Body format invalid", 400);
  return parsed as Json;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return undefined;
  }
}

async function formBody({ headers, bytes }: Incoming): Promise<FormData> {
  const contentType = headers.get("content-type") ?? "";
  if (mediaType(contentType) !== "multipart/form-data")
    refuse(36009023, "Content type must be multipart/form-data", 400);
  if (bytes.length > LARGEST_BODY) refuse(36009021, "Uploaded file is too large", 400);
  try {
    return await new Response(Buffer.from(bytes), { headers: { "content-type": contentType } }).formData();
  } catch {
    return refuse(36009022, "Body format invalid", 400);
  }
}
