// For the tests of this folder: a shop of the twin with a client that signs as an outside one would, and a small catalogue.
import { createHmac } from "node:crypto";
import { deflateSync } from "node:zlib";
import { VirtualClock } from "../clock.ts";
import { Faults } from "../faults.ts";
import { History } from "../history.ts";
import type { TwinParts, TwinSettings } from "../platform.ts";
import { Random } from "../random.ts";
import { reportBug } from "../report.ts";
import { DEMO_SHOP, defaultSettings } from "../settings.ts";
import { WebhookSender } from "../webhook-sender.ts";
import type { Answer } from "./answers.ts";
import { type GatewaySettings, gatewayDefaults } from "./gateway-settings.ts";
import { createTikTokShopTwin } from "./twin.ts";
import { problemIn } from "./webhook-data.ts";

const API = "https://open-api.tiktokglobalshop.com";
const AUTH = "https://auth.tiktok-shops.com";
const { appKey, appSecret, shops } = defaultSettings.tiktokShop;

/** Who gets an order that the platform's warehouse ships for another channel, in the platform's words. */
export const CONSIGNEE = {
  name: "Dana Kowalski",
  phone_number: "+12135550134",
  email: "dana@example.com",
  address: {
    country_code: "US",
    state_or_region: "CA",
    city: "San Jose",
    district_or_county: "",
    postal_code: "95110",
    address_line_1: "1471 Coleman Ave",
    // Both spellings stand in what the platform publishes.
    address_line1: "1471 Coleman Ave",
    address_line_2: "",
  },
} as const;

export type Received = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly message: {
    readonly type: number;
    readonly data: {
      readonly status: string;
      readonly order_status: string;
      readonly mcf_order: { readonly consign_orders: { readonly status: string } };
    };
  };
};

/** Anything can be overridden to be wrong. */
export type Given = {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly token?: string | null;
  /** A body that is sent as it stands, signed like any other. */
  readonly raw?: string;
  readonly contentType?: string;
};

/** A twin whose webhooks arrive at an app that only writes them down; the app answers what it is told to. */
function aTwin(settings: Partial<TwinSettings>, gateway: Partial<GatewaySettings>) {
  const clock = new VirtualClock(Date.parse("2026-11-20T10:00:00Z"));
  const random = new Random(7);
  const history = new History(() => clock.now());
  const faults = new Faults(random);
  const webhooks = new WebhookSender({ clock, faults, history });
  const received: Received[] = [];
  const app = { status: 200 };
  webhooks.deliver = async (url, init) => {
    const body = typeof init.body === "string" ? init.body : "";
    const message = JSON.parse(body) as Received["message"];
    const problem = problemIn(message);
    if (problem) reportBug(`a webhook of type ${message.type} has not the shape of its type: ${problem}`);
    received.push({ url, headers: init.headers as Record<string, string>, body, message });
    return new Response(null, { status: app.status });
  };
  const parts: TwinParts = {
    settings: {
      ...defaultSettings,
      tiktokShop: { ...defaultSettings.tiktokShop, gateway: { ...gatewayDefaults, ...gateway } },
      ...settings,
    },
    clock,
    random,
    history,
    faults,
    webhooks,
  };
  const twin = createTikTokShopTwin(parts);
  return { twin, clock, history, app, received };
}

export function aShop(settings: Partial<TwinSettings> = {}, gateway: Partial<GatewaySettings> = {}) {
  const world = aTwin(settings, gateway);
  const { twin, clock } = world;
  let token = "";

  async function send(request: Request): Promise<Answer> {
    const response = await twin.respond(request);
    return { status: response.status, ...((await response.json()) as Omit<Answer, "status">) };
  }
  const authRequest = (path: string, query: Record<string, string>) => {
    const asked = new URLSearchParams({ app_key: appKey, app_secret: appSecret, ...query });
    return new Request(`${AUTH}/api/v2/token/${path}?${asked}`);
  };
  const auth = (path: string, query: Record<string, string>) => send(authRequest(path, query));
  const signed = (operation: string, given: Given = {}) =>
    signedRequest(operation, { token, ...given }, clock.now());
  const call = (operation: string, body?: unknown, query: Record<string, string> = {}) =>
    send(signed(operation, { body, query }));
  const signIn = async () => {
    const answer = await auth("get", { auth_code: twin.authorize(DEMO_SHOP), grant_type: "authorized_code" });
    token = answer.data.access_token;
    return answer;
  };
  const upload = (bytes = aPng(600, 600), useCase = "MAIN_IMAGE") => {
    const form = new FormData();
    form.set("data", new Blob([new Uint8Array(bytes)]), "image.png");
    form.set("use_case", useCase);
    return call("POST /product/202309/images/upload", form);
  };
  const setToken = (to: string) => {
    token = to;
  };
  return { ...world, auth, authRequest, signed, send, call, signIn, upload, setToken };
}

/** A request as an outside client signs it. */
function signedRequest(operation: string, given: Given, now: number): Request {
  const [method = "GET", path = "/"] = operation.split(" ");
  const query: Record<string, string> = {
    app_key: appKey,
    timestamp: String(Math.floor(now / 1000)),
    ...(takesCipher(operation) ? { shop_cipher: shops[0]?.cipher ?? "" } : {}),
    ...given.query,
  };
  const { body, signedBody, contentType } = carriedBy(given);
  const headers = headersOf(given, contentType);
  const url = `${API}${path}?${new URLSearchParams({ ...query, sign: signOf(path, query, signedBody) })}`;
  return new Request(url, method === "GET" ? { method, headers } : { method, headers, body });
}

/** Forms stay outside of the signature. */
function carriedBy(given: Given): { body: BodyInit | null; signedBody: string; contentType?: string } {
  if (given.body instanceof FormData) return { body: given.body, signedBody: "" };
  const body = given.raw ?? JSON.stringify(given.body) ?? "";
  const { contentType = "application/json" } = given;
  return { body: body || null, signedBody: contentType.startsWith("multipart/") ? "" : body, contentType };
}

function signOf(path: string, query: Readonly<Record<string, string>>, body: string): string {
  const names = Object.keys(query).sort();
  const text = `${appSecret}${path}${names.map((name) => `${name}${query[name]}`).join("")}${body}${appSecret}`;
  return createHmac("sha256", appSecret).update(text).digest("hex");
}

function headersOf({ token }: Given, contentType: string | undefined): Record<string, string> {
  return {
    ...(contentType ? { "content-type": contentType } : {}),
    ...(typeof token === "string" ? { "x-tts-access-token": token } : {}),
  };
}

export type AShop = ReturnType<typeof aShop>;
export const WAREHOUSE = "7300000000000000001";

function takesCipher(operation: string): boolean {
  const isFree = [
    "/authorization/202309/shops",
    "/product/202309/images/upload",
    "POST /product/202309/brands",
  ];
  return !operation.includes("/compliance/") && !isFree.some((end) => operation.endsWith(end));
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
  return { id: answer.data.product_id, skuIds: answer.data.skus.map((sku) => sku.id) };
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
