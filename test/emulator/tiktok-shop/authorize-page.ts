// The page on which a seller agrees: it says what it is, and sends the browser back to the app's fixed address.
import { authorizeShop } from "./auth.ts";
import type { Core } from "./core.ts";

/** `/open/authorize?service_id&state`; with `auto=1` the seller agrees at once. */
export function answerAuthorize(core: Core, url: URL): Response {
  const { serviceId, appKey, shops } = core.parts.settings.tiktokShop;
  const query = url.searchParams;
  const isOurs = query.get("service_id") === serviceId || query.get("app_key") === appKey;
  if (!isOurs) return page("Unknown app", "<p>No app is published under this service_id.</p>", 400);
  const shopId = query.get("shop_id") ?? shops[0]?.id ?? "";
  const shop = shops.find((candidate) => candidate.id === shopId);
  if (!shop) return page("Unknown shop", "<p>There is no such shop.</p>", 400);
  if (query.get("auto") === "1") return redirect(core, shopId, query.get("state") ?? "");
  const links = shops.map(({ id, name }) => {
    const agreed = new URLSearchParams({ ...Object.fromEntries(query), shop_id: id, auto: "1" });
    return `<li><a href="?${escape(agreed.toString())}">Authorize</a> ${escape(name)}</li>`;
  });
  const says = `<p>An app asks to act for your shop: products, stock, orders, shipping.</p><ul>${links.join("")}</ul>
<p>This is the local twin of TikTok Shop. Nothing here reaches a real shop.</p>`;
  return page("Authorize an app", says, 200);
}

function redirect(core: Core, shopId: string, state: string): Response {
  const { redirectUrl, appKey, shops } = core.parts.settings.tiktokShop;
  const back = new URL(redirectUrl);
  back.searchParams.set("code", authorizeShop(core, shopId));
  back.searchParams.set("state", state);
  back.searchParams.set("app_key", appKey);
  back.searchParams.set("shop_region", shops.find((shop) => shop.id === shopId)?.region ?? "");
  back.searchParams.set("locale", "en-US");
  return new Response(null, { status: 302, headers: { location: back.toString() } });
}

function page(title: string, says: string, status: number): Response {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><body><main><h1>${title}</h1>${says}</main></body></html>`;
  return new Response(html, { status, headers: { "content-type": "text/html; charset=utf-8" } });
}

function escape(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
