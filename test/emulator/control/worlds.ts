// The two worlds as the control page shows them.
import { type Html, html } from "../html.ts";
import type { ShopifyView, TikTokShopView, TwinSettings } from "../platform.ts";
import { button } from "./button.ts";
import { said } from "./words.ts";

/** What is shown of each list; the rest is in GET /control/state. */
const SHOWN = 30;

type Store = TwinSettings["shopify"]["stores"][number];
type Shop = TwinSettings["tiktokShop"]["shops"][number];

export function storeWorld(store: Store, view: ShopifyView): Html {
  const orders = view.orders.slice(-SHOWN).reverse();
  return html`<section class="card"><h2>${store.name} <small>Shopify store</small></h2>
<p>${view.installed ? "The app is installed." : "The app is not installed."} ${view.products.length} products, ${view.orders.length} orders.</p>
<h3>Orders</h3>
${orders.length === 0 ? html`<p class="none">No orders yet.</p>` : html`<ul>${orders.map((order) => storeOrder(store, order))}</ul>`}
</section>`;
}

function storeOrder(store: Store, order: ShopifyView["orders"][number]): Html {
  const at = `/control/shopify/stores/${store.domain}/orders/${encodeURIComponent(order.name)}`;
  const isOpen = order.fulfillmentOrders.some(({ status }) => status === "OPEN" || status === "IN_PROGRESS");
  const number = `FW${order.name.replaceAll(/\D/g, "").padStart(9, "0")}`;
  return html`<li><strong>${order.name}</strong> <span class="state">${said(order.cancelled ? "CANCELLED" : order.displayFulfillmentStatus)}</span>
${order.sourceIdentifier && html`<small>TikTok Shop's ${order.sourceIdentifier}</small>`}
<div>${order.lines.map((line) => html`<span class="line">${line.quantity} × ${line.sku ?? "no SKU"}</span>`)}</div>
${order.fulfillmentOrders.filter(({ status }) => status !== "CLOSED").map((part) => html`<small>part to ship: ${said(part.status)}, ${said(part.requestStatus)}</small>`)}
${order.fulfillments.map((parcel) => html`<small>parcel ${parcel.company} ${parcel.numbers.join(", ")}</small>`)}
${
  isOpen &&
  html`<div class="buttons">${button({ label: "Ship it", path: `${at}/fulfillment`, body: { company: "UPS", number } })}
${button({ label: "Ask TikTok Shop to ship it", path: `${at}/fulfillment-request` })}</div>`
}</li>`;
}

export function marketplaceWorld(shop: Shop, view: TikTokShopView): Html {
  const orders = view.orders.slice(-SHOWN).reverse();
  const outbound = view.outboundOrders.slice(-SHOWN).reverse();
  const live = view.products.filter(({ status }) => status === "ACTIVATE").length;
  return html`<section class="card"><h2>${shop.name} <small>TikTok Shop</small></h2>
<p>${view.authorized ? "The app is authorized." : "The app is not authorized."} ${view.products.length} listings, ${live} live, ${view.orders.length} orders.</p>
<h3>Orders</h3>
${orders.length === 0 ? html`<p class="none">No orders yet.</p>` : html`<ul>${orders.map(marketplaceOrder)}</ul>`}
<h3>Shipped for the store</h3>
${outbound.length === 0 ? html`<p class="none">The platform's warehouse ships nothing for the store yet.</p>` : html`<ul>${outbound.map(outboundOrder)}</ul>`}
<h3>TikTok Shop's warehouse</h3>
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
  return html`<li><strong>${order.id}</strong> <span class="state">${said(order.status)}</span>
<div>${units(order.lines).map(([sku, count]) => html`<span class="line">${count} × ${sku}</span>`)}</div>
<small>${said(order.fulfillmentType)}</small> ${[...parcels].map((parcel) => html`<small>parcel ${parcel}</small>`)}
<div class="buttons">${canMoveOn(order) && button({ label: "Move it on", path: `/control/tiktok-shop/orders/${order.id}/advance` })}
${CANCELLABLE.has(order.status) && button({ label: "Buyer cancels", path: `/control/tiktok-shop/orders/${order.id}/cancel` })}</div></li>`;
}

const CANCELLABLE = new Set(["UNPAID", "ON_HOLD", "AWAITING_SHIPMENT"]);
const ENDED = new Set(["COMPLETED", "CANCELLED", "PARTIALLY_SHIPPING"]);

/** What waits for the seller is moved on by the app's own calls. */
function canMoveOn({ status, fulfillmentType }: TikTokShopView["orders"][number]): boolean {
  const waitsForSeller = status === "AWAITING_SHIPMENT" && fulfillmentType === "FULFILLMENT_BY_SELLER";
  return !waitsForSeller && !ENDED.has(status);
}

/** One line is one unit; people count. */
function units(lines: TikTokShopView["orders"][number]["lines"]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { sellerSku } of lines) counts.set(sellerSku, (counts.get(sellerSku) ?? 0) + 1);
  return [...counts];
}

function outboundOrder(order: TikTokShopView["outboundOrders"][number]): Html {
  return html`<li><strong>${order.mcfOrderId}</strong> <small>for ${order.externalOrderId}</small>
${order.consignOrders.map((part) => html`<span class="state">${said(part.status)}</span> <small>${part.carrier} ${part.trackingNumber}</small>`)}
<div class="buttons">${button({ label: "Move it on", path: `/control/tiktok-shop/outbound-orders/${order.mcfOrderId}/advance` })}</div></li>`;
}

function listing(product: TikTokShopView["products"][number]): Html {
  const path = `/control/tiktok-shop/products/${product.id}/audit`;
  return html`<li>${product.title} <span class="state">${said(product.status)}</span>
${
  product.auditStatus === "AUDITING" &&
  html`<div class="buttons">${button({ label: "Approve", path, body: { approve: true } })}
${button({ label: "Reject", path, body: { approve: false, reasons: ["The main image shows text that covers the product"] } })}</div>`
}</li>`;
}
