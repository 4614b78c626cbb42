// Calls that carry a batch, and the same call with the first half of it, signed as if the client had sent that.
import { halfOf } from "../half-batch.ts";
import { HeardRequest, type WireRequest } from "../wire-request.ts";
import type { Core } from "./core.ts";
import { signRequest } from "./signature.ts";

/** Which list is the batch, by the path behind the version. */
const BATCHES: readonly (readonly [RegExp, string])[] = [
  [/^\/product\/\d{6}\/products(\/(activate|deactivate|recover))?$/, "product_ids"],
  [/^\/product\/\d{6}\/products\/\d+\/(inventory|prices)\/update$/, "skus"],
  [/^\/fbt\/\d{6}\/mcf_outbound_orders\/cancel$/, "consign_orders"],
];

export async function halved(core: Core, request: WireRequest): Promise<WireRequest | undefined> {
  const url = new URL(request.url);
  const list = BATCHES.find(([path]) => path.test(url.pathname))?.[1];
  const half = list && halfOf(bodyOf(await request.clone().text()), [list]);
  if (!half) return undefined;
  const { method, headers, from } = request;
  const body = Buffer.from(JSON.stringify(half));
  const contentType = headers.get("content-type") ?? "";
  const { appSecret } = core.parts.settings.tiktokShop;
  const signed = { path: url.pathname, query: url.searchParams, contentType, body };
  url.searchParams.set("sign", signRequest(appSecret, signed));
  return new HeardRequest({ method, url: url.href, headers, body, from });
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
