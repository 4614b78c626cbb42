// The control page: both worlds side by side, what just happened, and buttons that run control calls.

import type { TwinAddresses } from "../addresses.ts";
import { pageFile } from "../files.ts";
import { type Html, html, page } from "../html.ts";
import type { Twin } from "../twin.ts";
import { actions } from "./actions.ts";
import { happened } from "./happened.ts";
import { now } from "./now.ts";
import { marketplaceWorld, storeWorld } from "./worlds.ts";

const FILES = new Map([
  ["/control/page.js", new URL("./page.js", import.meta.url)],
  ["/control/page.css", new URL("./page.css", import.meta.url)],
]);

/** The page, the part of it that is polled, or one of its files; undefined for anything else. */
export function controlPage(
  twin: Twin,
  path: string,
  addresses: TwinAddresses,
): Promise<Response> | Response | undefined {
  const file = FILES.get(path);
  if (file) return pageFile(file);
  if (path === "/control/worlds") return page(worlds(twin));
  return path === "/control" || path === "/control/" ? page(whole(twin, addresses)) : undefined;
}

function whole(twin: Twin, addresses: TwinAddresses): Html {
  return html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Twin control</title>
<link rel="stylesheet" href="/control/page.css">
<script type="module" src="/control/page.js"></script>
</head>
<body>
<header>
<h1>The twin</h1>
<p>Both platforms on this machine. Be the buyer, the staff, the warehouse, and bad luck.</p>
<a href="/">Open the store's admin</a>
<details><summary>Addresses for clients</summary><dl>${Object.entries(addresses).map(([name, at]) => html`<dt>${ADDRESS_NAMES[name as keyof TwinAddresses]}</dt><dd><code>${at}</code></dd>`)}</dl></details>
</header>
<p id="said" role="status" aria-live="polite"></p>
${actions(twin)}
<main id="worlds">${worlds(twin)}</main>
</body>
</html>`;
}

const ADDRESS_NAMES: Readonly<Record<keyof TwinAddresses, string>> = {
  main: "Everything",
  shopify: "Shopify",
  tiktokApi: "TikTok Shop",
  tiktokAuth: "TikTok Shop sign-in",
  shopifyFiles: "Shopify's files",
  tiktokFiles: "TikTok Shop's images",
};

function worlds(twin: Twin): Html {
  return html`<datalist id="skus">${skusOf(twin).map((sku) => html`<option value="${sku}"></option>`)}</datalist>
${now(twin)}
<div class="worlds">
${twin.settings.shopify.stores.map((store) => storeWorld(store, twin.shopify.view(store.domain)))}
${twin.settings.tiktokShop.shops.map((shop) => marketplaceWorld(shop, twin.tiktokShop.view(shop.id)))}
</div>
${happened(twin)}`;
}

function skusOf(twin: Twin): readonly string[] {
  const store = twin.settings.shopify.stores[0]?.domain;
  return store === undefined ? [] : twin.shopify.skusOnSale(store).slice(0, 300);
}
