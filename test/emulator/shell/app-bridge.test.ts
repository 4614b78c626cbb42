import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { expect, test } from "vitest";

const parts = ["1-channel.js", "2-elements.js", "3-page.js"];
const script = parts
  .map((part) => readFileSync(new URL(`./app-bridge/${part}`, import.meta.url), "utf8"))
  .join("\n");

type Message = { type: string; id?: number; [field: string]: unknown };
type Bridge = {
  config: Record<string, unknown>;
  idToken(): Promise<string>;
  toast: { show(message: string, options?: object): string };
};
type Page = {
  shopify: Bridge;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  open(url: string, target?: string): unknown;
};

// As much of a browser as the script touches: a framed page whose storage is blocked, as in a cross-site frame.
function open(search: string, answer: (request: Request) => Response = () => new Response("ok")) {
  const told: Message[] = [];
  const opened: string[] = [];
  const replaced: string[] = [];
  let hear: (event: object) => void = () => {};
  const parent = { postMessage: (message: Message) => told.push(message) };
  const blocked = () => {
    throw new Error("storage is blocked");
  };
  const page = {
    parent,
    addEventListener: (name: string, listener: (event: object) => void) => {
      if (name === "message") hear = listener;
    },
    open: (url: string) => opened.push(url),
    fetch: async (request: Request) => answer(request),
  };
  const absolute = class extends Request {
    constructor(input: string | Request, init?: RequestInit) {
      super(typeof input === "string" ? new URL(input, "https://app.test/app") : input, init);
    }
  };
  const elements = new Map<string, unknown>();
  const browser = {
    window: page,
    document: {
      currentScript: { dataset: { apiKey: "key" } },
      head: { append: () => {} },
      createElement: () => ({}),
      addEventListener: () => {},
    },
    location: {
      search,
      origin: "https://app.test",
      href: `https://app.test/app${search}`,
      replace: (url: URL) => replaced.push(url.href),
    },
    history: { pushState: () => {}, replaceState: () => {} },
    customElements: {
      get: (name: string) => elements.get(name),
      define: (name: string, element: unknown) => elements.set(name, element),
    },
    sessionStorage: { setItem: blocked, getItem: blocked },
    HTMLElement: class {},
    Request: absolute,
    ...{ URL, URLSearchParams, Headers, MutationObserver: class {}, CustomEvent, setTimeout, clearTimeout },
  };
  runInContext(script, createContext(browser));
  /** Answers the next unanswered wish for a token. */
  const answered = new Set<number>();
  const giveToken = async (token: string) => {
    const wish = () => told.find(({ type, id }) => type === "id-token" && !answered.has(id ?? 0));
    await expect.poll(wish).toBeDefined();
    const id = wish()?.id ?? 0;
    answered.add(id);
    hear({ source: parent, data: { twinBridge: true, type: "id-token", id, token } });
  };
  return { page: page as unknown as Page, told, opened, replaced, giveToken, elements };
}

test("the global knows key, shop and host although storage is blocked", () => {
  const { page, elements } = open("?shop=a.myshopify.com&host=aG9zdA&locale=de");
  expect(page.shopify.config).toEqual({
    apiKey: "key",
    shop: "a.myshopify.com",
    host: "aG9zdA",
    locale: "de",
  });
  expect([...elements.keys()]).toEqual([
    "ui-nav-menu",
    "s-app-nav",
    "ui-title-bar",
    "ui-save-bar",
    "ui-modal",
  ]);
});

test("a call to the app's own server carries a token, and one that was refused is repeated once with a fresh one", async () => {
  const bearers: (string | null)[] = [];
  const { page, giveToken } = open("", (request) => {
    bearers.push(request.headers.get("Authorization"));
    const isStale = bearers.length === 1;
    return new Response("ok", { headers: isStale ? { "X-Shopify-Retry-Invalid-Session-Request": "1" } : {} });
  });
  const answer = page.fetch("/app/orders", { method: "POST", body: "x" });
  await giveToken("stale");
  await giveToken("fresh");
  expect((await answer).status).toBe(200);
  expect(bearers).toEqual(["Bearer stale", "Bearer fresh"]);
});

test("a call to anybody else carries no token, and one with its own keeps it", async () => {
  const bearers: (string | null)[] = [];
  const { page, told } = open("", (request) => {
    bearers.push(request.headers.get("Authorization"));
    return new Response("ok");
  });
  await page.fetch("https://elsewhere.test/x");
  await page.fetch("/app", { headers: { Authorization: "Bearer mine" } });
  expect(bearers).toEqual([null, "Bearer mine"]);
  expect(told).toEqual([]);
});

test("a call that must be authorized anew sends the whole window there", async () => {
  const { page, told, giveToken } = open(
    "",
    () => new Response("", { headers: { "X-Shopify-API-Request-Failure-Reauthorize-Url": "/auth?shop=a" } }),
  );
  const answer = page.fetch("/app");
  await giveToken("any");
  await answer;
  expect(told.at(-1)).toMatchObject({ type: "top", url: "https://app.test/auth?shop=a" });
});

test("the bounce page comes back with a token, and never to another origin", async () => {
  const own = open(`?shopify-reload=${encodeURIComponent("https://app.test/app/orders?shop=a")}`);
  await own.giveToken("t");
  await expect.poll(() => own.replaced).toEqual(["https://app.test/app/orders?shop=a&id_token=t"]);
  const foreign = open(`?shopify-reload=${encodeURIComponent("https://evil.test/")}`);
  await foreign.giveToken("t");
  await Promise.resolve();
  expect(foreign.replaced).toEqual([]);
});

test("other windows open as browsers do it, the admin's own pages are left to the admin", () => {
  const { page, told, opened } = open("");
  page.open("https://services.tiktokshop.com/open/authorize", "_blank");
  page.open("shopify:admin/orders/1");
  expect(opened).toEqual(["https://services.tiktokshop.com/open/authorize"]);
  expect(told.at(-1)).toMatchObject({ type: "admin", path: "/orders/1" });
});

test("a toast is shown by the admin", () => {
  const { page, told } = open("");
  const id = page.shopify.toast.show("Saved", { isError: true });
  expect(told.at(-1)).toMatchObject({ type: "toast", id, message: "Saved", isError: true });
});
