// For the tests of this folder: a shop of the twin with a client that signs as an outside one would, and a small catalogue.
import { createHmac } from "node:crypto";
import { deflateSync } from "node:zlib";
import { VirtualClock } from "../clock.ts";
import { Faults } from "../faults.ts";
import { History } from "../history.ts";
import type { TwinParts, TwinSettings } from "../platform.ts";
import { Random } from "../random.ts";
import { DEMO_SHOP, defaultSettings } from "../settings.ts";
import { WebhookSender } from "../webhook-sender.ts";
import type { GatewayOptions } from "./core.ts";
import { createTikTokShopTwin } from "./twin.ts";

const API = "https://open-api.tiktokglobalshop.com";
const AUTH = "https://auth.tiktok-shops.com";
const { appKey, appSecret, shops } = defaultSettings.tiktokShop;

// biome-ignore lint: answers are JSON of any shape, read by the tests.
export type Answer = { status: number; code: number; message: string; data: any };
export type Received = { url: string; headers: Record<string, string>; body: string };

export function aShop(settings: Partial<TwinSettings> = {}, options: Partial<GatewayOptions> = {}) {
  const clock = new VirtualClock(Date.parse("2026-11-20T10:00:00Z"));
  const random = new Random(7);
  const history = new History(() => clock.now());
  const faults = new Faults(random);
  const webhooks = new WebhookSender({ clock, faults, history });
  const received: Received[] = [];
  webhooks.deliver = async (url, init) => {
    received.push({ url, headers: init.headers as Record<string, string>, body: String(init.body) });
    return new Response();
  };
  const parts: TwinParts = {
    settings: { ...defaultSettings, ...settings },
    clock,
    random,
    history,
    faults,
    webhooks,
  };
  const twin = createTikTokShopTwin(parts, options);
  let token = "";

  async function send(request: Request): Promise<Answer> {
    const response = await twin.respond(request);
    return { status: response.status, ...((await response.json()) as Omit<Answer, "status">) };
  }

  async function auth(path: string, query: Record<string, string>): Promise<Answer> {
    const asked = new URLSearchParams({ app_key: appKey, app_secret: appSecret, ...query });
    return send(new Request(`${AUTH}/api/v2/token/${path}?${asked}`));
  }

  /** A request as an outside client signs it; anything can be overridden to be wrong. */
  function signed(
    operation: string,
    given: { query?: Record<string, string>; body?: unknown; token?: string | null } = {},
  ): Request {
    const [method = "GET", path = "/"] = operation.split(" ");
    const query: Record<string, string> = {
      app_key: appKey,
      timestamp: String(Math.floor(clock.now() / 1000)),
      ...given.query,
    };
    if (takesCipher(path) && query["shop_cipher"] === undefined)
      query["shop_cipher"] = shops[0]?.cipher ?? "";
    const form = given.body instanceof FormData ? given.body : undefined;
    const body = given.body === undefined || form ? "" : JSON.stringify(given.body);
    const text = Object.keys(query)
      .sort()
      .map((name) => name + query[name])
      .join("");
    const sign = createHmac("sha256", appSecret)
      .update(`${appSecret}${path}${text}${body}${appSecret}`)
      .digest("hex");
    const headers: Record<string, string> = form ? {} : { "content-type": "application/json" };
    const bearer = given.token === undefined ? token : given.token;
    if (bearer !== null) headers["x-tts-access-token"] = bearer;
    const init = method === "GET" ? { method, headers } : { method, headers, body: form ?? (body || null) };
    return new Request(`${API}${path}?${new URLSearchParams({ ...query, sign })}`, init);
  }

  async function call(operation: string, body?: unknown, query?: Record<string, string>): Promise<Answer> {
    return send(signed(operation, { body, ...(query ? { query } : {}) }));
  }

  async function signIn(): Promise<Answer> {
    const answer = await auth("get", { auth_code: twin.authorize(DEMO_SHOP), grant_type: "authorized_code" });
    token = answer.data.access_token;
    return answer;
  }

  async function upload(bytes = aPng(600, 600), useCase = "MAIN_IMAGE"): Promise<Answer> {
    const form = new FormData();
    form.set("data", new Blob([new Uint8Array(bytes)]), "image.png");
    form.set("use_case", useCase);
    return call("POST /product/202309/images/upload", form);
  }

  return {
    twin,
    clock,
    history,
    received,
    auth,
    signed,
    send,
    call,
    signIn,
    upload,
    setToken: (to: string) => (token = to),
  };
}

export type AShop = ReturnType<typeof aShop>;
export const WAREHOUSE = "7300000000000000001";

function takesCipher(path: string): boolean {
  return !path.startsWith("/authorization/202309") && !path.endsWith("/images/upload");
}

/** A product body that the platform takes; what a test is about is overridden. */
export async function aProductBody(
  shop: AShop,
  change: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  const image = await shop.upload();
  return {
    title: "Fernweh Titanium Camp Mug",
    description: "<p>Weighs next to nothing.</p>",
    category_id: "603126",
    category_version: "v2",
    main_images: [{ uri: image.data.uri }],
    package_weight: { value: "0.25", unit: "KILOGRAM" },
    skus: [aSku("MUG-S", "Small"), aSku("MUG-L", "Large")],
    ...change,
  };
}

export function aSku(
  sellerSku: string,
  size: string,
  change: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    seller_sku: sellerSku,
    price: { amount: "24.00", currency: "USD" },
    inventory: [{ warehouse_id: WAREHOUSE, quantity: 10 }],
    sales_attributes: [{ name: "Size", value_name: size }],
    ...change,
  };
}

/** Signs in and takes a product through its review. */
export async function aLiveProduct(
  shop: AShop,
  change: Record<string, unknown> = {},
): Promise<{ id: string; skuIds: string[] }> {
  await shop.signIn();
  const answer = await shop.call("POST /product/202309/products", await aProductBody(shop, change));
  if (answer.code !== 0) throw new Error(`the twin refused the product: ${answer.code} ${answer.message}`);
  await shop.clock.advance(2_000);
  return { id: answer.data.product_id, skuIds: answer.data.skus.map((sku: { id: string }) => sku.id) };
}

/** A real PNG of one colour; `shade` makes another content. */
export function aPng(width: number, height: number, shade = 0): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * height, shade);
  for (let row = 0; row < height; row++) rows[row * (Math.ceil(width / 8) + 1)] = 0;
  const chunks = [chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...chunks]);
}

function chunk(kind: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  // The checksum is not read here; four zero bytes stand in its place.
  return Buffer.concat([length, Buffer.from(kind, "latin1"), data, Buffer.alloc(4)]);
}
