// Where the admin shell is reached: the front page, the frame around the app, and the scripts both sides load.
import { pageFile } from "../files.ts";
import { page } from "../html.ts";
import type { Twin } from "../twin.ts";
import { framePage, installPage, unknownStorePage } from "./page.ts";

const FILES = new Map<string, readonly URL[]>([
  ["/shell/shell.js", [new URL("./shell.js", import.meta.url)]],
  ["/shell/shell.css", [new URL("./shell.css", import.meta.url)]],
  [
    "/shell/app-bridge.js",
    ["1-channel.js", "2-elements.js", "3-page.js"].map(
      (part) => new URL(`./app-bridge/${part}`, import.meta.url),
    ),
  ],
]);

const STORE_PAGE = /^\/shell\/store\/([a-z0-9-]+)\/?$/i;

/** Answers the shell's pages; undefined for any other path. */
export async function answerShell(twin: Twin, request: Request): Promise<Response | undefined> {
  const url = new URL(request.url);
  const parts = FILES.get(url.pathname);
  if (parts) return pageFile(...parts);
  if (url.pathname === "/" || url.pathname === "/shell" || url.pathname === "/shell/")
    return toFirstStore(twin);
  if (url.pathname === "/shell/session-token") return sessionToken(twin, url);
  const name = STORE_PAGE.exec(url.pathname)?.[1];
  return name ? storePage(twin, `${name}.myshopify.com`, url) : undefined;
}

function toFirstStore(twin: Twin): Response {
  const name = twin.settings.shopify.stores[0]?.domain.split(".")[0] ?? "";
  return new Response(null, { status: 302, headers: { location: `/shell/store/${name}` } });
}

/** A fresh token, as App Bridge asks the admin for one before every call. */
function sessionToken(twin: Twin, url: URL): Response {
  const domain = url.searchParams.get("store") ?? "";
  if (!twin.settings.shopify.stores.some((store) => store.domain === domain)) {
    return Response.json(
      { error: `store: ${JSON.stringify(domain)} is none of the twin's stores` },
      { status: 400 },
    );
  }
  return Response.json(
    { token: twin.shopify.sessionToken(domain) },
    { headers: { "cache-control": "no-store" } },
  );
}

function storePage(twin: Twin, domain: string, url: URL): Response {
  const { stores, appUrl } = twin.settings.shopify;
  const store = stores.find((one) => one.domain === domain);
  if (!store) return notFound(stores);
  if (!twin.shopify.view(domain).installed) return page(installPage(store));
  return page(
    framePage(store, addressInApp(appUrl, url.searchParams.get("path"), twin.shopify.embedQuery(domain))),
  );
}

function notFound(stores: Twin["settings"]["shopify"]["stores"]): Response {
  const response = page(unknownStorePage(stores));
  return new Response(response.body, { status: 404, headers: response.headers });
}

// A path never leads out of the app: what is no path of its own begins at its start.
function addressInApp(appUrl: string, path: string | null, query: URLSearchParams): URL {
  const asked = new URL(path?.startsWith("/") ? path : "/app", appUrl);
  const address = asked.origin === new URL(appUrl).origin ? asked : new URL("/app", appUrl);
  for (const [name, value] of query) address.searchParams.set(name, value);
  return address;
}
