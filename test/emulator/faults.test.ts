import { afterEach, expect, test } from "vitest";
import { type Interception, interceptWith } from "./intercept.ts";
import { seedDemo } from "./seed.ts";
import { DEMO_SHOP, DEMO_STORE, defaultSettings } from "./settings.ts";
import { aLiveProduct, aShop } from "./tiktok-shop/a-shop.ts";
import { createTwin, type Twin } from "./twin.ts";

let open: { twin: Twin; interception: Interception } | undefined;
afterEach(() => {
  open?.interception.close();
  open?.twin.stop();
});

const json = async (response: Response) => (await response.json()) as Record<string, any>;

/** A shop that the client is signed in to, with one listing live, its calls going over the wire. */
async function aShopOnTheWire() {
  const shop = aShop();
  await aLiveProduct(shop);
  const twin = createTwin({ startAt: new Date(shop.clock.now()) });
  twin.tiktokShop.load(shop.twin.save());
  open = { twin, interception: interceptWith(twin) };
  const call = (operation: string, body?: unknown, query: Record<string, string> = {}) =>
    fetch(shop.signed(operation, { body, query }));
  const products = async () => twin.tiktokShop.view(DEMO_SHOP).products;
  return { twin, call, products };
}

/** A store with the demo's catalogue and a token for it. */
async function aStoreOnTheWire() {
  const twin = createTwin();
  seedDemo(twin);
  twin.shopify.install(DEMO_STORE);
  open = { twin, interception: interceptWith(twin) };
  const { apiKey, apiSecret } = twin.settings.shopify;
  const token = (body: object) =>
    fetch(`https://${DEMO_STORE}/admin/oauth/access_token`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ client_id: apiKey, client_secret: apiSecret, ...body }),
    });
  const grant = await json(
    await token({
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: twin.shopify.sessionToken(DEMO_STORE),
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      expiring: "1",
    }),
  );
  const graphql = (query: string, variables: object = {}) =>
    fetch(`https://${DEMO_STORE}/admin/api/2026-10/graphql.json`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-shopify-access-token": grant["access_token"] },
      body: JSON.stringify({ query, variables }),
    });
  return { twin, token, grant, graphql };
}

const SET = `mutation ($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) { metafields { id key } userErrors { message } }
}`;

async function metafieldsOf({ twin, graphql }: Awaited<ReturnType<typeof aStoreOnTheWire>>) {
  const ownerId = twin.shopify.view(DEMO_STORE).products[0]?.id ?? "";
  const metafields = ["one", "two", "three", "four"].map((key) => ({
    ownerId,
    namespace: "twin",
    key,
    type: "single_line_text_field",
    value: key,
  }));
  const kept = async () => {
    const answer = await json(
      await graphql(
        `query ($id: ID!) { product(id: $id) { metafields(first: 9, namespace: "twin") { nodes { key } } } }`,
        { id: ownerId },
      ),
    );
    return answer["data"].product.metafields.nodes.map(({ key }: { key: string }) => key);
  };
  return { set: () => graphql(SET, { metafields }), kept };
}

test("on TikTok Shop a success without effect changes nothing, and the same call then does what it says", async () => {
  const { twin, call, products } = await aShopOnTheWire();
  const before = await products();
  const change = { product_ids: [before[0]?.id] };
  twin.faults.arm({ channel: "call", fault: { kind: "no-effect" }, times: 1 });
  expect(await json(await call("POST /product/202309/products/deactivate", change))).toMatchObject({
    code: 0,
  });
  expect(await products()).toEqual(before);
  expect(await json(await call("POST /product/202309/products/deactivate", change))).toMatchObject({
    code: 0,
  });
  expect((await products())[0]?.status).toBe("SELLER_DEACTIVATED");
});

test("on Shopify a success without effect names an id that nobody has, then or later", async () => {
  const store = await aStoreOnTheWire();
  const { set, kept } = await metafieldsOf(store);
  store.twin.faults.arm({ channel: "call", platform: "shopify", fault: { kind: "no-effect" }, times: 1 });
  const first = await json(await set());
  expect(first["data"].metafieldsSet.userErrors).toEqual([]);
  expect(await kept()).toEqual([]);
  const second = await json(await set());
  const ids = (answer: typeof first) =>
    answer["data"].metafieldsSet.metafields.map(({ id }: { id: string }) => id);
  expect(await kept()).toHaveLength(4);
  expect(ids(second).filter((id: string) => ids(first).includes(id))).toEqual([]);
});

test("half a batch of Shopify's is done before the platform fails", async () => {
  const store = await aStoreOnTheWire();
  const { set, kept } = await metafieldsOf(store);
  store.twin.faults.arm({ channel: "call", name: "metafieldsSet", fault: { kind: "half-batch" }, times: 1 });
  expect((await set()).status).toBe(500);
  expect(await kept()).toEqual(["one", "two"]);
  expect((await set()).status).toBe(200);
  expect(await kept()).toHaveLength(4);
});

test("half a batch of TikTok Shop's is done although the client signed the whole", async () => {
  const { twin, call, products } = await aShopOnTheWire();
  const id = (await products())[0]?.id ?? "";
  const change = { product_ids: [id, "1729599999999999999"] };
  twin.faults.arm({ channel: "call", fault: { kind: "half-batch" }, times: 1 });
  expect((await call("POST /product/202309/products/deactivate", change)).status).toBe(500);
  expect((await products())[0]?.status).toBe("SELLER_DEACTIVATED");
});

test("a lost refresh spends the old token and hits no other call", async () => {
  const { twin, token, grant, graphql } = await aStoreOnTheWire();
  twin.faults.arm({ channel: "call", fault: { kind: "lost-refresh" }, times: 1 });
  expect((await graphql("{ shop { name } }")).status).toBe(200);
  const refresh = () => token({ grant_type: "refresh_token", refresh_token: grant["refresh_token"] });
  await expect(refresh()).rejects.toThrow();
  const [lost] = twin.history.all().filter((entry) => entry.kind === "call" && entry.heard === "nothing");
  expect(lost).toMatchObject({ status: 200 });
});

const PAGE = `query ($after: String) {
  products(first: 3, after: $after) { nodes { id } pageInfo { endCursor } }
}`;

async function twoPages({ graphql }: Awaited<ReturnType<typeof aStoreOnTheWire>>) {
  const first = (await json(await graphql(PAGE)))["data"].products;
  const second = (await json(await graphql(PAGE, { after: first.pageInfo.endCursor })))["data"].products;
  const ids = (page: typeof first): string[] => page.nodes.map(({ id }: { id: string }) => id);
  return { first: ids(first), second: ids(second) };
}

test("a repeated id stands last on one page and first on the next, and only there", async () => {
  const store = await aStoreOnTheWire();
  const truth = await twoPages(store);
  store.twin.faults.arm({ channel: "call", name: "products", fault: { kind: "repeated-id" }, times: 1 });
  const read = await twoPages(store);
  expect(read.first).toEqual(truth.first);
  expect(read.second).toEqual([truth.first.at(-1), ...truth.second]);
  expect(await twoPages(store)).toEqual(truth);
});

test("a list that changed while it was read skips an item between two pages", async () => {
  const store = await aStoreOnTheWire();
  const truth = await twoPages(store);
  store.twin.faults.arm({ channel: "call", name: "products", fault: { kind: "page-changed" }, times: 1 });
  expect(await twoPages(store)).toEqual({ first: truth.first, second: truth.second.slice(1) });
});

test("a subscription that is gone is no longer listed, and no more messages come until it is made again", async () => {
  const { twin, call, products } = await aShopOnTheWire();
  const heard: string[] = [];
  twin.webhooks.deliver = async (_url, init) => {
    heard.push(init.body as string);
    return new Response();
  };
  const path = "/event/202309/webhooks";
  const subscribe = () =>
    call(`PUT ${path}`, { event_type: "PRODUCT_STATUS_CHANGE", address: "https://app.example.test/tts" });
  const listed = async () => (await json(await call(`GET ${path}`)))["data"].webhooks;
  const id = (await products())[0]?.id;
  const turn = async (how: string) => {
    await call(`POST /product/202309/products/${how}`, { product_ids: [id] });
    await twin.clock.advance(1_000);
  };
  await subscribe();
  twin.faults.arm({ channel: "webhook", name: "PRODUCT_STATUS_CHANGE", fault: { kind: "gone" }, times: 1 });
  await turn("deactivate");
  await turn("activate");
  expect([heard, await listed()]).toEqual([[], []]);
  expect(twin.history.all().filter((entry) => entry.kind === "webhook")).toMatchObject([{ outcome: "gone" }]);
  await subscribe();
  await turn("deactivate");
  expect(heard.length).toBeGreaterThan(0);
});

test("reordered messages arrive in another order than they were sent in, none missing, the same for the same seed", async () => {
  const order = async () => {
    const twin = createTwin({
      settings: {
        shopify: { ...defaultSettings.shopify, appSubscriptions: [{ topic: "orders/create", uri: "/" }] },
      },
    });
    seedDemo(twin);
    twin.shopify.install(DEMO_STORE);
    const names: string[] = [];
    twin.webhooks.deliver = async (_url, init) => {
      names.push((JSON.parse(init.body as string) as { name: string }).name);
      return new Response();
    };
    twin.faults.arm({ channel: "webhook", fault: { kind: "reordered", milliseconds: 500 } });
    for (let at = 0; at < 8; at += 1)
      twin.shopify.placeOrder(DEMO_STORE, { lines: [{ sku: "CSC-POT", quantity: 1 }] });
    await twin.clock.advance(1_000);
    twin.stop();
    return names;
  };
  const names = await order();
  expect(names).not.toEqual(names.toSorted());
  expect(names).toHaveLength(8);
  expect(await order()).toEqual(names);
});
