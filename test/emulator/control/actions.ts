// What a person can do from the top of the control page: buy, and make something fail.
import { type Html, html } from "../html.ts";
import type { Twin } from "../twin.ts";

/** What can be made to fail, in words; the values are faults as POST /control/faults takes them. */
const TROUBLES: readonly (readonly [string, object])[] = [
  ["is refused: the platform is down", { channel: "call", fault: { kind: "unavailable" } }],
  ["is refused: too many calls", { channel: "call", fault: { kind: "throttle", seconds: 2 } }],
  ["is refused: the token expired", { channel: "call", fault: { kind: "unauthorized" } }],
  ["is done, but the answer is lost", { channel: "call", fault: { kind: "lost-answer" } }],
  ["is done, but no answer ever comes", { channel: "call", fault: { kind: "timeout-after" } }],
  ["is not done, and no answer ever comes", { channel: "call", fault: { kind: "timeout-before" } }],
  ["is answered as done, but is not", { channel: "call", fault: { kind: "no-effect" } }],
  ["is answered five seconds late", { channel: "call", fault: { kind: "slow", milliseconds: 5_000 } }],
];

const LOST: readonly (readonly [string, object])[] = [
  ["is lost", { channel: "webhook", fault: { kind: "lost" } }],
  ["comes twice", { channel: "webhook", fault: { kind: "duplicate" } }],
  ["comes a minute late", { channel: "webhook", fault: { kind: "late", milliseconds: 60_000 } }],
  ["is forged", { channel: "webhook", fault: { kind: "forged" } }],
];

export function actions(twin: Twin): Html {
  const store = twin.settings.shopify.stores[0]?.domain ?? "";
  const shop = twin.settings.tiktokShop.shops[0]?.id ?? "";
  return html`<div class="acts">
<form id="buy" class="card" data-store="${store}" data-shop="${shop}"><h2>Buy something</h2>
<div class="fields"><label class="wide">Article <input name="sku" list="skus" required placeholder="Type or choose a SKU" autocomplete="off"></label>
<label>Units <input name="quantity" type="number" min="1" max="1000" value="1" required></label></div>
<div class="buttons">
<button class="main" name="what" value="marketplace">Order on TikTok Shop</button>
<button class="main" name="what" value="store">Order in the store</button>
<button name="what" value="fbt">Stock TikTok Shop's warehouse</button>
</div></form>
<form id="fail" class="card"><h2>Make something fail</h2>
<div class="fields"><label class="wide">What <select name="trouble">
<optgroup label="The app's next call">${TROUBLES.map(choice)}</optgroup>
<optgroup label="The next message to the app">${LOST.map(choice)}</optgroup>
</select></label>
<label>Where <select name="platform"><option value="">anywhere</option><option value="shopify">Shopify</option><option value="tiktok-shop">TikTok Shop</option></select></label>
<label>Times <input name="times" type="number" min="1" max="1000" value="1" required></label></div>
<div class="buttons"><button class="main">Make it fail</button></div></form>
</div>`;
}

function choice([label, fault]: readonly [string, object]): Html {
  return html`<option value="${JSON.stringify(fault)}">${label}</option>`;
}
