// The admin's side of App Bridge: answers what the framed app asks by postMessage, and mirrors its navigation,
// title, save bar and toasts. Only the frame with the app's own origin is listened to.

const frame = document.querySelector("#app");
const title = document.querySelector("#title");
const titleActions = document.querySelector("#title-actions");
const saveBar = document.querySelector("#save-bar");
const menu = document.querySelector("#menu");
const TOAST_MS = 5_000;

function tell(message) {
  frame.contentWindow.postMessage({ twinBridge: true, ...message }, frame.dataset.origin);
}

async function answerToken({ id }) {
  const response = await fetch(`/shell/session-token?store=${encodeURIComponent(frame.dataset.store)}`);
  const { token, error } = await response.json();
  tell({ type: "id-token", id, token, error });
}

function showToast({ id, message, isError, duration, action }) {
  const toast = document.createElement("div");
  toast.className = isError ? "toast error" : "toast";
  toast.dataset.id = id;
  toast.append(message);
  if (action) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = action;
    button.addEventListener("click", () => tell({ type: "toast-action", id }));
    toast.append(button);
  }
  document.querySelector("#toasts").append(toast);
  setTimeout(() => hideToast({ id }), duration ?? TOAST_MS);
}

function hideToast({ id }) {
  const toast = document.querySelector(`.toast[data-id="${CSS.escape(String(id))}"]`);
  if (!toast) return;
  toast.remove();
  tell({ type: "toast-dismissed", id });
}

function showNavigation({ items }) {
  const home = items.find((item) => item.isHome);
  const links = items.filter((item) => !item.isHome).map((item) => navigationLink(item.label, item.href));
  const first = navigationLink("Reeldock", home?.href ?? "/app");
  first.firstElementChild.dataset.home = "";
  document.querySelector("#app-nav").replaceChildren(first, ...links);
  markCurrent(frame.dataset.path ?? "/app");
}

function navigationLink(label, href) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = href;
  link.textContent = label;
  item.append(link);
  return item;
}

function markCurrent(path) {
  const links = [...document.querySelectorAll("#app-nav a")];
  const isAt = (link) =>
    path === link.getAttribute("href") || path.startsWith(`${link.getAttribute("href")}/`);
  const current = links
    .filter(isAt)
    .sort((a, b) => b.getAttribute("href").length - a.getAttribute("href").length)[0];
  for (const link of links) {
    if (link === current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

function showLocation({ path }) {
  frame.dataset.path = path.split("?")[0];
  markCurrent(frame.dataset.path);
  history.replaceState(null, "", `${location.pathname}?path=${encodeURIComponent(frame.dataset.path)}`);
}

function showTitle({ text, actions }) {
  title.textContent = text || "Reeldock";
  document.title = `${title.textContent} · Admin`;
  const buttons = (actions ?? []).map((action, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = action.label;
    button.className = action.variant ?? "";
    button.addEventListener("click", () => tell({ type: "title-action", index }));
    return button;
  });
  titleActions.replaceChildren(...buttons);
}

const answers = {
  "id-token": answerToken,
  toast: showToast,
  "toast-hide": hideToast,
  navigation: showNavigation,
  location: showLocation,
  title: showTitle,
  loading: ({ on }) => {
    document.querySelector("#loading").hidden = !on;
  },
  "save-bar": ({ visible, id }) => {
    saveBar.hidden = !visible;
    saveBar.dataset.id = id ?? "";
  },
  top: ({ url }) => {
    if (/^https?:/.test(url)) location.assign(url);
  },
  admin: ({ path }) =>
    showToast({ id: `admin-${Date.now()}`, message: `Shopify admin would now open ${path}` }),
};

window.addEventListener("message", (event) => {
  if (!frame || event.source !== frame.contentWindow || event.origin !== frame.dataset.origin) return;
  if (event.data?.twinBridge !== true || !Object.hasOwn(answers, event.data.type)) return;
  answers[event.data.type](event.data);
});

document.querySelector("#app-nav")?.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  event.preventDefault();
  document.body.classList.remove("menu-open");
  menu.setAttribute("aria-expanded", "false");
  tell({ type: "navigate", href: link.getAttribute("href") });
});

saveBar?.addEventListener("click", (event) => {
  const action = event.target.closest("button")?.dataset.action;
  if (action) tell({ type: "save-bar-action", id: saveBar.dataset.id, action });
});

menu.addEventListener("click", () => {
  const isOpen = document.body.classList.toggle("menu-open");
  menu.setAttribute("aria-expanded", String(isOpen));
});

document.querySelector("#install")?.addEventListener("click", async (event) => {
  await fetch(event.target.dataset.path, { method: "POST" });
  location.reload();
});
