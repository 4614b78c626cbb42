// What App Bridge does to the page itself: its fetch, its navigation, and the global that apps call.
(() => {
  const { isFramed, query, config, tell, idToken, settleToken, announceTitle } = window.twinBridge;
  const RETRY = "X-Shopify-Retry-Invalid-Session-Request";
  const REAUTHORIZE = "X-Shopify-API-Request-Failure-Reauthorize-Url";
  const byId = (id) => document.getElementById(id) ?? undefined;

  let lastToast = 0;
  const toasts = new Map();
  const toast = {
    show(message, options = {}) {
      const id = `toast-${++lastToast}`;
      toasts.set(id, options);
      const { isError, duration, action } = options;
      tell({ type: "toast", id, message, isError, duration, action });
      return id;
    },
    hide: (id) => tell({ type: "toast-hide", id }),
  };

  // Fetch: calls to the app's own server carry a fresh session token, and are repeated once when it was refused.

  const nativeFetch = window.fetch.bind(window);

  async function withToken(request) {
    if (!isFramed || request.headers.has("Authorization")) return request;
    const headers = new Headers(request.headers);
    headers.set("Authorization", `Bearer ${await idToken()}`);
    return new Request(request, { headers });
  }

  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (new URL(request.url).origin !== location.origin) return nativeFetch(request);
    const spare = request.clone();
    let response = await nativeFetch(await withToken(request));
    if (response.headers.get(RETRY) === "1") response = await nativeFetch(await withToken(spare));
    const reauthorize = response.headers.get(REAUTHORIZE);
    if (reauthorize) tell({ type: "top", url: new URL(reauthorize, location.href).href });
    return response;
  };

  // Navigation: the app listens for shopify:navigate and goes to the href of the element it is sent from.

  function navigate(href) {
    const link = document.createElement("a");
    link.setAttribute("href", href);
    link.hidden = true;
    document.body.append(link);
    link.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true }));
    link.remove();
  }

  function announceLocation() {
    tell({ type: "location", path: location.pathname + location.search });
    setTimeout(announceTitle);
  }

  for (const name of ["pushState", "replaceState"]) {
    const native = history[name].bind(history);
    history[name] = (...args) => {
      native(...args);
      announceLocation();
    };
  }
  window.addEventListener("popstate", announceLocation);

  // Addresses of the admin itself, and the whole window, belong to the admin; any other opens as browsers do it.
  const nativeOpen = window.open.bind(window);
  window.open = (url, target, features) => {
    const asked = String(url ?? "");
    if (asked.startsWith("shopify:"))
      return void tell({ type: "admin", path: asked.replace(/^shopify:(\/\/)?admin/, "") });
    if (target === "_top" && isFramed)
      return void tell({ type: "top", url: new URL(asked, location.href).href });
    return nativeOpen(url, target, features);
  };

  const onMessage = {
    "id-token": settleToken,
    navigate: ({ href }) => navigate(href),
    "toast-action": ({ id }) => toasts.get(id)?.onAction?.(),
    "toast-dismissed": ({ id }) => toasts.get(id)?.onDismiss?.(),
    "save-bar-action": ({ id, action }) =>
      (byId(id) ?? document.querySelector("ui-save-bar"))?.press?.(action),
    "title-action": ({ index }) => document.querySelector("ui-title-bar")?.buttons?.()[index]?.click(),
  };

  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || event.data?.twinBridge !== true) return;
    if (Object.hasOwn(onMessage, event.data.type)) onMessage[event.data.type](event.data);
  });

  // The global

  const onElement = (method) => async (id) => byId(id)?.[method]?.();

  window.shopify = {
    config,
    origin: location.origin,
    ready: Promise.resolve(),
    environment: { embedded: isFramed, mobile: false, pos: false, intent: false },
    idToken,
    toast,
    loading: (on = true) => tell({ type: "loading", on: Boolean(on) }),
    modal: { show: onElement("show"), hide: onElement("hide"), toggle: onElement("toggle") },
    saveBar: {
      show: onElement("show"),
      hide: onElement("hide"),
      toggle: onElement("toggle"),
      leaveConfirmation: async () => {},
    },
    user: async () => ({ accountAccess: "Full access" }),
    webVitals: { onReport: async () => {} },
    navigation: { navigate },
  };

  // The bounce page: it holds nothing but this script and the address to come back to with a token.
  const back = query.get("shopify-reload");
  if (back) {
    const address = new URL(back, location.href);
    idToken().then((token) => {
      if (address.origin !== location.origin) return;
      address.searchParams.set("id_token", token);
      location.replace(address);
    });
    return;
  }

  document.addEventListener("DOMContentLoaded", () => {
    announceLocation();
    // An app that changes pages by itself gives the next one its title when it is drawn, some time after the address.
    // Its head may be drawn anew, too: the document is what stays.
    let told = document.title;
    const announceNew = () => {
      if (document.title === told) return;
      told = document.title;
      announceTitle();
    };
    new MutationObserver(announceNew).observe(document, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
})();
