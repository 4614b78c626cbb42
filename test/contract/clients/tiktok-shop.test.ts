// npm's tiktok-shop 2.0.0 signs and fetches tokens, its user sends: one who does so can do all an app has to.
import { createHmac } from "node:crypto";
import TikTokShop from "tiktok-shop";
import { afterAll, expect, it } from "vitest";
import { aPng, aProduct, openShop } from "./shop-world.ts";

const API = "https://open-api.tiktokglobalshop.com";
const shop = openShop();
const client = new TikTokShop(shop.app);
const SKU = "MUG-1";
const known = { token: "", cipher: "" };
afterAll(() => shop.close());

type Asked = {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
  /** What is signed in place of the body. */
  readonly signedBody?: object;
};

/** Sends as the client's own instructions say: the signature of the whole address goes to its end. */
async function call(operation: string, asked: Asked = {}): Promise<ClientAnswer> {
  const [method = "GET", path = ""] = operation.split(" ");
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const query = new URLSearchParams({ app_key: shop.app.appKey, timestamp, ...asked.query });
  const { signed, headers, body } = bodyOf(asked);
  const { signature } = client.signByUrl(`${API}${path}?${query}`, signed);
  const url = `${API}${path}?${query}&sign=${signature}`;
  const answer = await fetch(url, { method, headers, ...(body ? { body } : {}) });
  return (await answer.json()) as ClientAnswer;
}

// A file stays outside of what is signed, and its content type is the form's own.
function bodyOf({ body, signedBody }: Asked) {
  const headers: Record<string, string> = { "x-tts-access-token": known.token };
  if (body instanceof FormData) return { signed: {}, headers, body };
  headers["content-type"] = "application/json";
  return { signed: signedBody ?? body, headers, body: body && JSON.stringify(body) };
}

/** A call on the shop, which succeeds. */
async function inShop(operation: string, asked: Asked = {}): Promise<ClientAnswer> {
  const answer = await call(operation, { ...asked, query: { ...asked.query, shop_cipher: known.cipher } });
  expect(answer).toMatchObject({ code: 0, message: "Success" });
  return answer;
}

const PARCEL = "9400110898825022579493";

it("signs in, publishes, reads, ships, cancels and verifies webhooks", async () => {
  const granted = await client.authCodeToken(shop.sellerAgrees());
  expect(granted).toMatchObject({ code: 0, message: "success", data: { seller_base_region: "US" } });
  const fresh = await client.refreshToken(granted.data.refresh_token);
  expect(fresh.refresh_token).not.toBe(granted.data.refresh_token);
  known.token = fresh.access_token;
  const shops = await call("GET /authorization/202309/shops");
  known.cipher = shops.data.shops[0]?.cipher ?? "";
  const event = { event_type: "ORDER_STATUS_CHANGE", address: "https://app.reeldock.test/hook" };
  await inShop("PUT /event/202309/webhooks", { body: event });

  await publish();
  const [shipped, cancelled] = [shop.buy(SKU), shop.buy(SKU)];
  await shop.settle();
  const search = await inShop("POST /order/202309/orders/search", {
    query: { page_size: "20" },
    body: { order_status: "AWAITING_SHIPMENT" },
  });
  expect(search.data.orders.map((order) => order.id).sort()).toEqual([shipped, cancelled].sort());

  await inShop(`POST /fulfillment/202309/orders/${shipped}/packages`, {
    body: { tracking_number: PARCEL, shipping_provider_id: await aCarrier() },
  });
  const reason = { order_id: cancelled, cancel_reason: "seller_cancel_reason_out_of_stock" };
  await inShop("POST /return_refund/202309/cancellations", { body: reason });
  await shop.settle();
  const after = await inShop("GET /order/202309/orders", { query: { ids: `${shipped},${cancelled}` } });
  const statuses = Object.fromEntries(after.data.orders.map((order) => [order.id, order.status]));
  expect(statuses).toEqual({ [shipped]: "AWAITING_COLLECTION", [cancelled]: "CANCELLED" });

  expect(shop.webhooks.length).toBeGreaterThan(3);
  for (const { headers, body } of shop.webhooks) {
    const digest = createHmac("sha256", shop.app.appSecret).update(shop.app.appKey + body);
    expect(headers.get("authorization")).toBe(digest.digest("hex"));
    expect(JSON.parse(body)).toMatchObject({ type: 1, data: { order_id: expect.any(String) as unknown } });
  }
});

async function publish(): Promise<void> {
  const form = new FormData();
  form.set("data", new Blob([new Uint8Array(aPng())]), "mug.png");
  form.set("use_case", "MAIN_IMAGE");
  const { data: image } = await call("POST /product/202309/images/upload", { body: form });
  const { data: places } = await inShop("GET /logistics/202309/warehouses");
  const product = aProduct(image.uri, places.warehouses[0]?.id ?? "", SKU);
  const created = await inShop("POST /product/202309/products", { body: product });
  await shop.settle();
  const read = await inShop(`GET /product/202309/products/${created.data.product_id}`);
  expect(read.data).toMatchObject({ status: "ACTIVATE", title: product["title"] });
}

async function aCarrier(): Promise<string | undefined> {
  const { data: places } = await inShop("GET /logistics/202309/warehouses");
  const at = `/logistics/202309/warehouses/${places.warehouses[0]?.id}/delivery_options`;
  const { data: options } = await inShop(`GET ${at}`);
  const by = `/logistics/202309/delivery_options/${options.delivery_options[0]?.id}/shipping_providers`;
  return (await inShop(`GET ${by}`)).data.shipping_providers[0]?.id;
}

it("a signature over another body is refused", async () => {
  const granted = await client.authCodeToken(shop.sellerAgrees());
  known.token = granted.data.access_token;
  const answer = await call("GET /authorization/202309/shops", { signedBody: { not: "sent" } });
  expect(answer).toMatchObject({ code: 106001 });
});

it("a code that was used is refused", async () => {
  const code = shop.sellerAgrees();
  expect(await client.authCodeToken(code)).toMatchObject({ code: 0 });
  expect(await client.authCodeToken(code)).toMatchObject({ code: 36004004 });
});
