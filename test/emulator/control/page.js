// Runs the control calls behind the buttons, and shows both worlds anew every two seconds.

const POLL_MS = 2_000;

const worlds = document.querySelector("#worlds");
const said = document.querySelector("#said");
let shown = "";

async function refresh() {
  const response = await fetch("/control/worlds").catch(() => undefined);
  if (!response?.ok) {
    said.textContent = "The twin does not answer. Is it still running?";
    return;
  }
  const markup = (await response.text()).replace(/^<!doctype html>\s*/, "");
  if (markup === shown || worlds.contains(document.activeElement)) return;
  shown = markup;
  worlds.innerHTML = markup;
}

async function run(method, path, body) {
  const response = await fetch(path, {
    method,
    ...(body ? { body, headers: { "content-type": "application/json" } } : {}),
  });
  const answer = await response.json();
  said.className = response.ok ? "" : "wrong";
  said.textContent = response.ok ? `Done: ${JSON.stringify(answer).slice(0, 120)}` : answer.error;
  document.activeElement?.blur();
  await refresh();
}

document.addEventListener("click", (event) => {
  const pressed = event.target.closest("button[data-path]");
  if (!pressed) return;
  const { method, path, body, question } = pressed.dataset;
  if (!question || confirm(question)) run(method, path, body);
});

document.querySelector("#buy").addEventListener("submit", (event) => {
  event.preventDefault();
  const { store, shop } = event.target.dataset;
  const sku = event.target.elements.sku.value.trim();
  const quantity = Number(event.target.elements.quantity.value);
  const of = {
    marketplace: [`/control/tiktok-shop/shops/${shop}/orders`, { lines: [{ sellerSku: sku, quantity }] }],
    store: [`/control/shopify/stores/${store}/orders`, { lines: [{ sku, quantity }] }],
    fbt: [`/control/tiktok-shop/shops/${shop}/fbt-stock`, { sellerSku: sku, quantity }],
  };
  const [path, body] = of[event.submitter.value];
  run("POST", path, JSON.stringify(body));
});

setInterval(refresh, POLL_MS);
