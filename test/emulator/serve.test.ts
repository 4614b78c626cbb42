import { Script } from "node:vm";
import { afterEach, expect, test } from "vitest";
import { type ServedTwin, serveTwin } from "./serve.ts";
import { createTwin, type Twin } from "./twin.ts";

const STORE = "fernweh-outfitters.myshopify.com";

let open: { twin: Twin; served: ServedTwin } | undefined;
afterEach(async () => {
  open?.twin.stop();
  await open?.served.close();
});

async function begin() {
  const twin = createTwin();
  const served = await serveTwin(twin, { port: 0 });
  open = { twin, served };
  return { twin, ...served.addresses };
}

const asJson = async (response: Response | Promise<Response>) =>
  (await response).json() as Promise<Record<string, unknown>>;

test("it listens within a second and hands out links to where it listens", async () => {
  const before = performance.now();
  const { twin, shopifyFiles, tiktokApi } = await begin();
  expect(performance.now() - before).toBeLessThan(1_000);
  expect(twin.settings.origins).toMatchObject({ shopifyFiles, tiktokApi });
  await open?.served.close();
  expect(twin.settings.origins.shopifyFiles).toBe("https://cdn.shopify.com");
});

test("an unsigned call reaches the marketplace on its own port and is refused in its own words", async () => {
  const { twin, tiktokApi } = await begin();
  const answer = await asJson(fetch(`${tiktokApi}/order/202309/orders?ids=1`));
  expect(answer).toMatchObject({ code: expect.any(Number), message: expect.any(String) });
  expect(answer["code"]).not.toBe(0);
  expect(twin.history.all()).toMatchObject([
    { kind: "call", platform: "tiktok-shop", operation: "GET /order/202309/orders" },
  ]);
});

test("a call without a token reaches the store on its own port and by header on the main one", async () => {
  const { shopify, main } = await begin();
  const call = {
    method: "POST",
    body: JSON.stringify({ query: "{ shop { name } }" }),
    headers: { "content-type": "application/json" },
  };
  const path = "/admin/api/2026-10/graphql.json";
  expect((await fetch(`${shopify}${path}`, call)).status).toBe(401);
  const byHeader = await fetch(`${main}${path}`, {
    ...call,
    headers: { ...call.headers, "x-twin-host": STORE },
  });
  expect(byHeader.status).toBe(401);
});

test("images of imported products are reached under the address they are given", async () => {
  const { twin, main, shopify } = await begin();
  const csv =
    "Handle,Title,Variant SKU,Variant Price,Image Src\nmug,Enamel mug,MUG,12,https://images.example/mug.jpg\n";
  await fetch(`${main}/control/shopify/stores/${STORE}/products`, { method: "POST", body: csv });
  const token = await asJson(fetch(`${main}/shell/session-token?store=${STORE}`));
  twin.shopify.install(STORE);
  const exchanged = await asJson(
    fetch(`${shopify}/admin/oauth/access_token`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        client_id: twin.settings.shopify.apiKey,
        client_secret: twin.settings.shopify.apiSecret,
        grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
        subject_token: token["token"],
        subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
        requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      }),
    }),
  );
  const answer = await fetch(`${shopify}/admin/api/2026-10/graphql.json`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-shopify-access-token": String(exchanged["access_token"]),
    },
    body: JSON.stringify({
      query:
        "{ products(first: 1) { nodes { media(first: 1) { nodes { ... on MediaImage { image { url } } } } } } }",
    }),
  });
  const { data } = (await answer.json()) as {
    data: { products: { nodes: { media: { nodes: { image: { url: string } }[] } }[] } };
  };
  const url = data.products.nodes[0]?.media.nodes[0]?.image.url ?? "";
  const image = await fetch(url);
  expect([image.status, image.headers.get("content-type")]).toEqual([200, expect.stringMatching(/^image\//)]);
});

test("the control page shows both worlds and its own files", async () => {
  const { main } = await begin();
  const text = await (await fetch(`${main}/control`)).text();
  expect(text).toContain("Fernweh Outfitters");
  expect(text).toContain("Fernweh on TikTok");
  for (const path of ["/control/page.js", "/control/page.css", "/control/worlds"])
    expect((await fetch(main + path)).status).toBe(200);
});

test("the shell asks to install, then frames the app at its address with a fresh token", async () => {
  const { twin, main } = await begin();
  const at = (await fetch(main, { redirect: "manual" })).headers.get("location") ?? "";
  expect(at).toBe("/shell/store/fernweh-outfitters");
  expect(await (await fetch(main + at)).text()).toContain("Install Reeldock?");
  twin.shopify.install(STORE);
  const text = await (await fetch(`${main + at}?path=//evil.test/x`)).text();
  const source = new URL((/<iframe[^>]* src="([^"]+)"/.exec(text)?.[1] ?? "").replaceAll("&amp;", "&"));
  expect(source.origin + source.pathname).toBe("https://app.reeldock.test/app");
  expect(source.searchParams.get("shop")).toBe(STORE);
  expect(source.searchParams.get("embedded")).toBe("1");
  expect(source.searchParams.get("id_token")?.split(".")).toHaveLength(3);
});

test("an unknown store has no shell and no token", async () => {
  const { main } = await begin();
  expect((await fetch(`${main}/shell/store/nobody`)).status).toBe(404);
  expect((await fetch(`${main}/shell/session-token?store=nobody.myshopify.com`)).status).toBe(400);
});

test("the App Bridge script is one script that any page may load", async () => {
  const { main } = await begin();
  const response = await fetch(`${main}/shell/app-bridge.js`);
  expect(response.headers.get("content-type")).toContain("javascript");
  const text = await response.text();
  expect(() => new Script(text)).not.toThrow();
  for (const name of ["window.shopify =", "ui-nav-menu", "ui-title-bar", "ui-save-bar", "ui-modal"])
    expect(text).toContain(name);
});
