// Stand-in for Shopify's App Bridge script: the same global, elements and fetch, answered by the admin shell that
// frames the page. Loaded first on every page of the app, with its API key in data-api-key. Its three files are
// served as one script; this first one talks with the admin.
(() => {
  const script = document.currentScript;
  const TOKEN_TIMEOUT_MS = 10_000;
  const isFramed = window.parent !== window;

  function tell(message) {
    if (isFramed) window.parent.postMessage({ twinBridge: true, ...message }, "*");
  }

  // Shop and host stand in the first address only; pages opened later within the frame still need them. A browser
  // that blocks storage in frames throws on access.
  function remembered(name, value) {
    try {
      if (value) sessionStorage.setItem(`twin-bridge-${name}`, value);
      return value ?? sessionStorage.getItem(`twin-bridge-${name}`) ?? undefined;
    } catch {
      return value ?? undefined;
    }
  }

  const query = new URLSearchParams(location.search);
  const config = {
    apiKey: script?.dataset.apiKey ?? "",
    shop: remembered("shop", query.get("shop")),
    host: remembered("host", query.get("host")),
    locale: remembered("locale", query.get("locale")) ?? "en",
  };

  let lastId = 0;
  const waiting = new Map();

  function idToken() {
    if (!isFramed)
      return Promise.reject(new Error("there is no admin around this page to ask for a session token"));
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(id);
        reject(new Error("the admin did not answer with a session token"));
      }, TOKEN_TIMEOUT_MS);
      waiting.set(id, { resolve, reject, timer });
      tell({ type: "id-token", id });
    });
  }

  function settleToken({ id, token, error }) {
    const { resolve, reject, timer } = waiting.get(id) ?? {};
    if (!resolve) return;
    waiting.delete(id);
    clearTimeout(timer);
    if (token) resolve(token);
    else reject(new Error(error));
  }

  window.twinBridge = { isFramed, query, config, tell, idToken, settleToken };
})();
