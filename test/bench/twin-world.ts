// Fills a twin for the bench by the moves its people have and the calls its clients make, in the twin's own process.
import { crc32, deflateSync } from "node:zlib";
import type { SeedProduct, TwinSettings } from "../emulator/platform.ts";
import { DEMO_SHOP, defaultSettings } from "../emulator/settings.ts";
import type { Twin } from "../emulator/twin.ts";
import { type Account, signedPath } from "./twin-signing.ts";

/** One unit of them is never sold out. */
const PLENTY = 90_000;
const { appKey, appSecret, shops } = defaultSettings.tiktokShop;
const cipher = shops[0]?.cipher ?? "";

/** Stores of the size Shopify sells most, each with a bucket of its own. */
export function stores(count: number): TwinSettings["shopify"]["stores"] {
  return Array.from({ length: count }, (_, index) => ({
    domain: index === 0 ? "fernweh-outfitters.myshopify.com" : `bench-${index}.myshopify.com`,
    name: `Bench ${index}`,
    currency: "USD",
    timeZone: "UTC",
    countryCode: "US",
  }));
}

export function storeProduct(index: number, skus: readonly string[]): SeedProduct {
  return {
    handle: `bench-product-${index}`,
    title: `Bench product number ${index}`,
    descriptionHtml: `<p>Product ${index} of the bench, described in a sentence as most are.</p>`,
    vendor: "Bench",
    productType: "Gear",
    tags: ["bench"],
    status: "ACTIVE",
    images: [{ url: `https://images.example/${index % 10}.jpg`, altText: null }],
    variants: skus.map((sku) => ({
      sku,
      options: [{ name: "Size", value: sku }],
      price: "19.90",
      compareAtPrice: null,
      barcode: null,
      weightGrams: 250,
      requiresShipping: true,
      quantity: PLENTY,
      imageUrl: null,
      taxable: true,
      inventoryPolicy: "DENY",
    })),
  };
}

/** A token of the installed app, exchanged as an embedded app does. */
export async function storeToken(twin: Twin, domain: string): Promise<string> {
  twin.shopify.install(domain);
  const { apiKey, apiSecret } = twin.settings.shopify;
  const body = JSON.stringify({
    client_id: apiKey,
    client_secret: apiSecret,
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: twin.shopify.sessionToken(domain),
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
    expiring: "1",
  });
  const headers = { "content-type": "application/json" };
  const request = new Request(`https://${domain}/admin/oauth/access_token`, {
    method: "POST",
    headers,
    body,
  });
  const { access_token } = (await (await twin.shopify.respond(request)).json()) as { access_token: string };
  return access_token;
}

/** The seller agrees and the app fetches its token. */
export async function shopAccount(twin: Twin): Promise<Account> {
  const query = { app_key: appKey, app_secret: appSecret, auth_code: twin.tiktokShop.authorize(DEMO_SHOP) };
  const asked = new URLSearchParams({ ...query, grant_type: "authorized_code" });
  const answer = await twin.tiktokShop.respond(
    new Request(`https://auth.tiktok-shops.com/api/v2/token/get?${asked}`),
  );
  const { data } = (await answer.json()) as { data: { access_token: string } };
  return { appKey, appSecret, token: data.access_token, cipher };
}

type Client = { readonly twin: Twin; readonly account: Account };

/** Answers what a client would see in `data`; throws at a refusal. */
export async function callShop({ twin, account }: Client, operation: string, body: object | FormData) {
  const [method = "", path = ""] = operation.split(" ");
  const form = body instanceof FormData ? body : undefined;
  const json = form ? "" : JSON.stringify(body);
  const query: Record<string, string> = form ? {} : { shop_cipher: account.cipher };
  const signed = signedPath(account, {
    path,
    query,
    body: json,
    at: Math.floor(twin.clock.now() / 1_000),
  });
  const request = new Request(`https://open-api.tiktokglobalshop.com${signed}`, {
    method,
    headers: { "x-tts-access-token": account.token, ...(form ? {} : { "content-type": "application/json" }) },
    body: form ?? json,
  });
  const answer = (await (await twin.tiktokShop.respond(request)).json()) as { code: number; data: unknown };
  if (answer.code !== 0) throw new Error(`${operation}: ${JSON.stringify(answer)}`);
  return answer.data as Readonly<Record<string, string>>;
}

/** A listing as a client publishes it; live once its review is over. */
export async function publish(
  twin: Twin,
  account: Account,
  { imageUri, index, sku }: { imageUri: string; index: number; sku: string },
): Promise<string> {
  const { product_id } = await callShop({ twin, account }, "POST /product/202309/products", {
    title: `Bench listing number ${index} of many`,
    description: `<p>Listing ${index} of the bench, described in a sentence as most are.</p>`,
    category_id: "603126",
    category_version: "v2",
    main_images: [{ uri: imageUri }],
    package_weight: { value: "0.25", unit: "KILOGRAM" },
    skus: [
      {
        seller_sku: sku,
        price: { amount: "24.00", currency: "USD" },
        inventory: [{ warehouse_id: "7300000000000000001", quantity: PLENTY }],
        sales_attributes: [{ name: "Size", value_name: "One" }],
      },
    ],
  });
  return product_id ?? "";
}

/** A buyer's order that its seller ships. */
export function buy(twin: Twin, sellerSku: string): string {
  const lines = [{ sellerSku, quantity: 1 }];
  return twin.tiktokShop.placeOrder(DEMO_SHOP, { lines, fulfillment: "FULFILLMENT_BY_SELLER" }).orderId;
}

export async function uploadImage(twin: Twin, account: Account): Promise<string> {
  const form = new FormData();
  form.set("data", new Blob([new Uint8Array(aPng(600))]), "image.png");
  form.set("use_case", "MAIN_IMAGE");
  const { uri } = await callShop({ twin, account }, "POST /product/202309/images/upload", form);
  return uri ?? "";
}

/** A white square, whole down to its checksums. */
function aPng(pixels: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(pixels, 0);
  header.writeUInt32BE(pixels, 4);
  header.set([1, 0], 8);
  const rows = deflateSync(Buffer.alloc((Math.ceil(pixels / 8) + 1) * pixels, 0));
  const chunks = [pngChunk("IHDR", header), pngChunk("IDAT", rows), pngChunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...chunks]);
}

function pngChunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
