// The control page: both worlds side by side, what just happened, and buttons that run control calls.

import type { TwinAddresses } from "../addresses.ts";
import { pageFile } from "../files.ts";
import { type Html, html, page } from "../html.ts";
import type { Twin } from "../twin.ts";
import { button } from "./button.ts";
import { happened, marketplaceWorld, storeWorld } from "./worlds.ts";

const FILES = new Map([
  ["/control/page.js", new URL("./page.js", import.meta.url)],
  ["/control/page.css", new URL("./page.css", import.meta.url)],
]);

const FAULTS = "/control/faults";

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
<h1>Twin control</h1>
<a href="/">Admin shell</a>
<details><summary>Addresses</summary><dl>${Object.entries(addresses).map(([name, at]) => html`<dt>${name}</dt><dd><code>${at}</code></dd>`)}</dl></details>
</header>
<p id="said" role="status" aria-live="polite"></p>
${actions(twin)}
<main id="worlds">${worlds(twin)}</main>
</body>
</html>`;
}

function actions(twin: Twin): Html {
  const store = twin.settings.shopify.stores[0]?.domain ?? "";
  const shop = twin.settings.tiktokShop.shops[0]?.id ?? "";
  return html`<form id="buy" class="actions" data-store="${store}" data-shop="${shop}">
<label>SKU <input name="sku" list="skus" required placeholder="choose a SKU" autocomplete="off"></label>
<label>Units <input name="quantity" type="number" min="1" value="1" required></label>
<button name="what" value="marketplace">Order in marketplace</button>
<button name="what" value="store">Order in store</button>
<button name="what" value="fbt">Add to platform warehouse</button>
</form>
<section class="actions" aria-label="Time and chance">
${button({ label: "Fail the next call", path: FAULTS, body: { channel: "call", fault: { kind: "unavailable" }, times: 1 } })}
${button({ label: "Lose the next answer", path: FAULTS, body: { channel: "call", fault: { kind: "lost-answer" }, times: 1 } })}
${button({ label: "Lose the next webhook", path: FAULTS, body: { channel: "webhook", fault: { kind: "lost" }, times: 1 } })}
${button({ label: "Disarm faults", method: "DELETE", path: FAULTS })}
${button({ label: "Next event", path: "/control/clock/step" })}
${button({ label: "Advance an hour", path: "/control/clock/advance", body: { milliseconds: 3_600_000 } })}
${button({ label: "Reset", path: "/control/reset", question: "Everything in the twin begins again as new. Go on?" })}
</section>`;
}

function worlds(twin: Twin): Html {
  return html`<datalist id="skus">${skusOf(twin).map((sku) => html`<option value="${sku}"></option>`)}</datalist>
<div class="worlds">
${twin.settings.shopify.stores.map((store) => storeWorld(store, twin.shopify.view(store.domain)))}
${twin.settings.tiktokShop.shops.map((shop) => marketplaceWorld(shop, twin.tiktokShop.view(shop.id)))}
</div>
${happened(twin)}`;
}

function skusOf(twin: Twin): readonly string[] {
  const store = twin.settings.shopify.stores[0];
  if (!store) return [];
  const skus = twin.shopify
    .view(store.domain)
    .products.flatMap((product) => product.variants.flatMap(({ sku }) => sku ?? []));
  return skus.slice(0, 300);
}
