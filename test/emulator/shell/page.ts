// The pages of the admin shell: the frame around the app as merchants know it, and what is shown instead of it.
import { type Html, html } from "../html.ts";
import type { TwinSettings } from "../platform.ts";

type Store = TwinSettings["shopify"]["stores"][number];

export function framePage(store: Store, address: URL): Html {
  return shellPage(
    store,
    html`<nav id="nav" aria-label="Admin">
<ul><li><span>Home</span></li><li><span>Orders</span></li><li><span>Products</span></li></ul>
<h2>Apps</h2>
<ul id="app-nav"><li><a href="/app" data-home aria-current="page">Reeldock</a></li></ul>
</nav>
<main>
<div id="title-bar"><h1 id="title">Reeldock</h1><div id="title-actions"></div></div>
<div id="save-bar" role="region" aria-label="Unsaved changes" hidden><span>Unsaved changes</span><button type="button" data-action="discard">Discard</button><button type="button" data-action="save">Save</button></div>
<iframe id="app" title="App" src="${address.href}" data-origin="${address.origin}" data-store="${store.domain}" allow="clipboard-read; clipboard-write"></iframe>
</main>
<div id="toasts" role="status" aria-live="polite"></div>`,
  );
}

export function installPage(store: Store): Html {
  return shellPage(
    store,
    html`<main class="notice"><h1>Install Reeldock?</h1>
<p>The app is not installed in this store.</p>
<button type="button" id="install" data-path="/control/shopify/stores/${store.domain}/install">Install</button></main>`,
  );
}

export function unknownStorePage(stores: readonly Store[]): Html {
  return html`<html lang="en"><head><meta charset="utf-8"><title>No such store</title><link rel="stylesheet" href="/shell/shell.css"></head>
<body><main class="notice"><h1>No such store</h1><ul>${stores.map((store) => html`<li><a href="/shell/store/${nameOf(store)}">${store.name}</a></li>`)}</ul></main></body></html>`;
}

function shellPage(store: Store, content: Html): Html {
  return html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${store.name} · Admin</title>
<link rel="stylesheet" href="/shell/shell.css">
<script type="module" src="/shell/shell.js"></script>
</head>
<body>
<div id="top"><button type="button" id="menu" aria-expanded="false" aria-controls="nav">Menu</button><strong>${store.name}</strong><span id="loading" hidden>Loading…</span><a href="/control">Twin control</a></div>
${content}
</body>
</html>`;
}

function nameOf(store: Store): string {
  return store.domain.replace(/\.myshopify\.com$/, "");
}
