// The two worlds as the control page shows them, and the tail of what happened.
import type { HistoryEntry } from "../history.ts";
import { type Html, html } from "../html.ts";
import type { ShopifyView, TikTokShopView, TwinSettings } from "../platform.ts";
import type { Twin } from "../twin.ts";
import { button } from "./button.ts";

/** What is shown of each list; the rest is in GET /control/state. */
const SHOWN = 30;

type Store = TwinSettings["shopify"]["stores"][number];
type Shop = TwinSettings["tiktokShop"]["shops"][number];

export function storeWorld(store: Store, view: ShopifyView): Html {
  const orders = view.orders.slice(-SHOWN).reverse();
  return html`<section class="world"><h2>${store.name} <small>Shopify store</small></h2>
<p>${view.installed ? "The app is installed." : "The app is not installed."} ${view.products.length} products, ${view.orders.length} orders.</p>
<h3>Orders</h3>
${orders.length === 0 ? html`<p class="none">No orders yet.</p>` : html`<ul>${orders.map((order) => storeOrder(store, order))}</ul>`}
</section>`;
}

function storeOrder(store: Store, order: ShopifyView["orders"][number]): Html {
  const at = `/control/shopify/stores/${store.domain}/orders/${encodeURIComponent(order.name)}`;
  const isOpen = order.fulfillmentOrders.some(({ status }) => status === "OPEN" || status === "IN_PROGRESS");
  const number = `FW${order.name.replaceAll(/\D/g, "").padStart(9, "0")}`;
  return html`<li><strong>${order.name}</strong> <span class="state">${order.cancelled ? "CANCELLED" : order.displayFulfillmentStatus}</span>
${order.sourceIdentifier && html`<small>from ${order.sourceIdentifier}</small>`}
<div>${order.lines.map((line) => html`<span class="line">${line.quantity} × ${line.sku ?? "no SKU"}</span>`)}</div>
${order.fulfillmentOrders.map((part) => html`<small>${part.status} · ${part.requestStatus}</small>`)}
${order.fulfillments.map((parcel) => html`<small>parcel ${parcel.company} ${parcel.numbers.join(", ")}</small>`)}
${
  isOpen &&
  html`<div class="buttons">${button({ label: "Ship as merchant", path: `${at}/fulfillment`, body: { company: "UPS", number } })}
${button({ label: "Request fulfillment", path: `${at}/fulfillment-request` })}</div>`
}</li>`;
}

export function marketplaceWorld(shop: Shop, view: TikTokShopView): Html {
  const orders = view.orders.slice(-SHOWN).reverse();
  const outbound = view.outboundOrders.slice(-SHOWN).reverse();
  const live = view.products.filter(({ status }) => status === "ACTIVATE").length;
  return html`<section class="world"><h2>${shop.name} <small>TikTok Shop</small></h2>
<p>${view.authorized ? "The app is authorized." : "The app is not authorized."} ${view.products.length} listings, ${live} live, ${view.orders.length} orders.</p>
<h3>Orders</h3>
${orders.length === 0 ? html`<p class="none">No orders yet.</p>` : html`<ul>${orders.map(marketplaceOrder)}</ul>`}
<h3>Outbound orders</h3>
${outbound.length === 0 ? html`<p class="none">The platform's warehouse ships nothing for the store yet.</p>` : html`<ul>${outbound.map(outboundOrder)}</ul>`}
<h3>Platform warehouse</h3>
${view.fbtStock.length === 0 ? html`<p class="none">Nothing is stocked there.</p>` : html`<ul>${view.fbtStock.slice(0, SHOWN).map((goods) => html`<li>${goods.sellerSkus.join(", ")}: ${goods.available} available, ${goods.reserved} reserved</li>`)}</ul>`}
<h3>Listings</h3>
${view.products.length === 0 ? html`<p class="none">No listings yet.</p>` : html`<ul>${view.products.slice(0, SHOWN).map(listing)}</ul>`}
</section>`;
}

function marketplaceOrder(order: TikTokShopView["orders"][number]): Html {
  const parcels = new Set(
    order.lines.flatMap((line) =>
      line.trackingNumber ? [`${line.carrier ?? ""} ${line.trackingNumber}`] : [],
    ),
  );
  return html`<li><strong>${order.id}</strong> <span class="state">${order.status}</span>
<div>${order.lines.map((line) => html`<span class="line">${line.sellerSku}</span>`)}</div>
<small>${order.fulfillmentType} · ${order.shippingType}</small> ${[...parcels].map((parcel) => html`<small>parcel ${parcel}</small>`)}
<div class="buttons">${button({ label: "Advance", path: `/control/tiktok-shop/orders/${order.id}/advance` })}</div></li>`;
}

function outboundOrder(order: TikTokShopView["outboundOrders"][number]): Html {
  return html`<li><strong>${order.mcfOrderId}</strong> <small>for ${order.externalOrderId}</small>
${order.consignOrders.map((part) => html`<span class="state">${part.status}</span> <small>${part.carrier} ${part.trackingNumber}</small>`)}
<div class="buttons">${button({ label: "Advance", path: `/control/tiktok-shop/outbound-orders/${order.mcfOrderId}/advance` })}</div></li>`;
}

function listing(product: TikTokShopView["products"][number]): Html {
  const path = `/control/tiktok-shop/products/${product.id}/audit`;
  return html`<li>${product.title} <span class="state">${product.status}</span>
${
  product.auditStatus === "AUDITING" &&
  html`<div class="buttons">${button({ label: "Approve", path, body: { approve: true } })}
${button({ label: "Reject", path, body: { approve: false, reasons: ["The main image shows text that covers the product"] } })}</div>`
}</li>`;
}

export function happened(twin: Twin): Html {
  const tail = twin.history
    .all()
    .slice(-2 * SHOWN)
    .reverse();
  return html`<section class="happened"><h2>What just happened</h2>
${twin.faults.list().map((fault) => html`<p class="armed">Armed: ${fault.fault.kind} on ${fault.channel}s ${fault.name ?? "of any kind"}</p>`)}
${tail.length === 0 ? html`<p class="none">Nothing yet.</p>` : html`<ol>${tail.map((entry) => html`<li><time>${entry.at.slice(11, 23)}</time> <span class="platform">${entry.platform}</span> ${sentence(entry)}</li>`)}</ol>`}
</section>`;
}

function sentence(entry: HistoryEntry): string {
  switch (entry.kind) {
    case "call":
      return `call ${entry.operation} → ${entry.status}${entry.code && entry.code !== "0" ? ` (${entry.code})` : ""}`;
    case "effect":
      return `${entry.name} ${Object.values(entry.ids).join(" ")}`;
    case "webhook":
      return `webhook ${entry.topic}: ${entry.outcome}${entry.attempt > 1 ? `, attempt ${entry.attempt}` : ""}`;
    case "fault":
      return `fault ${entry.name} on ${entry.on}`;
  }
}
