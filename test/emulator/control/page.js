// Runs the control calls behind the buttons, and shows both worlds anew every two seconds.

const POLL_MS = 2_000;
const SAID_MS = 8_000;

const worlds = document.querySelector("#worlds");
const said = document.querySelector("#said");
let shown = "";
let silence;

async function refresh() {
  const response = await fetch("/control/worlds").catch(() => undefined);
  if (!response?.ok) return say("The twin does not answer. Is it still running?", "wrong");
  const markup = (await response.text()).replace(/^<!doctype html>\s*/, "");
  if (markup === shown) return;
  const held = keyOf(document.activeElement);
  shown = markup;
  worlds.innerHTML = markup;
  // Who works by keyboard stays on the button that was pressed.
  if (held) [...worlds.querySelectorAll("button")].find((button) => keyOf(button) === held)?.focus();
}

function keyOf(element) {
  return worlds.contains(element) && element.dataset.path
    ? `${element.dataset.path} ${element.textContent}`
    : "";
}

function say(text, kind = "") {
  said.className = kind;
  said.textContent = text;
  clearTimeout(silence);
  if (kind === "") silence = setTimeout(() => say(""), SAID_MS);
}

function sentence(label, answer) {
  const facts = Object.entries(answer)
    .filter(([, value]) => ["string", "number"].includes(typeof value))
    .map(([name, value]) => `${name.replaceAll(/([A-Z])/g, " $1").toLowerCase()} ${value}`);
  return `Done: ${label}${facts.length > 0 ? ` (${facts.slice(0, 3).join(", ")})` : ""}`;
}

async function run({ label, method, path, body }) {
  const response = await fetch(path, {
    method,
    ...(body ? { body, headers: { "content-type": "application/json" } } : {}),
  }).catch(() => undefined);
  if (!response) return say("The twin does not answer. Is it still running?", "wrong");
  const answer = await response.json();
  if (response.ok) say(sentence(label, answer));
  else say(answer.error, "wrong");
  await refresh();
}

document.addEventListener("click", (event) => {
  const pressed = event.target.closest("button[data-path]");
  if (!pressed) return;
  const { method, path, body, question } = pressed.dataset;
  if (!question || confirm(question)) run({ label: pressed.textContent.toLowerCase(), method, path, body });
});

document.querySelector("#buy").addEventListener("submit", (event) => {
  event.preventDefault();
  const { store, shop } = event.target.dataset;
  const sku = event.target.elements.sku.value.trim();
  const quantity = Number(event.target.elements.quantity.value);
  const pressed = event.submitter ?? event.target.querySelector("button");
  const of = {
    marketplace: [`/control/tiktok-shop/shops/${shop}/orders`, { lines: [{ sellerSku: sku, quantity }] }],
    store: [`/control/shopify/stores/${store}/orders`, { lines: [{ sku, quantity }] }],
    fbt: [`/control/tiktok-shop/shops/${shop}/fbt-stock`, { sellerSku: sku, quantity }],
  };
  const [path, body] = of[pressed.value];
  run({ label: pressed.textContent.toLowerCase(), method: "POST", path, body: JSON.stringify(body) });
});

document.querySelector("#fail").addEventListener("submit", (event) => {
  event.preventDefault();
  const { trouble, platform, times } = event.target.elements;
  const fault = {
    ...JSON.parse(trouble.value),
    times: Number(times.value),
    ...(platform.value ? { platform: platform.value } : {}),
  };
  const label = trouble.selectedOptions[0].textContent;
  run({
    label: `the next one ${label}`,
    method: "POST",
    path: "/control/faults",
    body: JSON.stringify(fault),
  });
});

setInterval(refresh, POLL_MS);
