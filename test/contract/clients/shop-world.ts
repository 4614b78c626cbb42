// A marketplace for clients written by others: the twin behind the platform's real addresses, at the machine's time,
// because such clients sign with it, and an app that keeps the webhooks it gets.
import { createHmac } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";
import { interceptWith } from "../../emulator/intercept.ts";
import { DEMO_SHOP } from "../../emulator/settings.ts";
import { createTwin } from "../../emulator/twin.ts";

// Reviews and remorse are over at once, parcels stay on the road.
const TIMING = { auditMs: 0, remorseMs: 0, warehouseStepMs: 86_400_000 };

export type Kept = { readonly headers: Headers; readonly body: string };

export function openShop() {
  const twin = createTwin({ startAt: new Date(), settings: { timing: TIMING } });
  const interception = interceptWith(twin);
  const webhooks: Kept[] = [];
  twin.webhooks.deliver = async (_url, init) => {
    const body = typeof init.body === "string" ? init.body : "";
    webhooks.push({ headers: new Headers(init.headers), body });
    return new Response();
  };
  const { appKey, appSecret } = twin.settings.tiktokShop;
  return {
    app: { appKey, appSecret },
    webhooks,
    /** What the browser brings back from the page on which the seller agrees. */
    sellerAgrees: () => twin.tiktokShop.authorize(DEMO_SHOP),
    buy: (sellerSku: string) =>
      twin.tiktokShop.placeOrder(DEMO_SHOP, {
        lines: [{ sellerSku, quantity: 1 }],
        fulfillment: "FULFILLMENT_BY_SELLER",
      }).orderId,
    buyerAsksToCancel: (orderId: string) => twin.tiktokShop.requestCancellation(orderId),
    /** Reviews end, orders leave their hour of remorse, webhooks arrive. */
    settle: () => twin.clock.advance(5_000),
    close: () => {
      interception.close();
      twin.stop();
    },
  };
}

/** What a client publishes; the image is one it has uploaded. */
export function aProduct(imageUri: string, warehouseId: string, sellerSku: string): Record<string, unknown> {
  return {
    title: "Fernweh Titanium Camp Mug",
    description: "<p>Weighs next to nothing.</p>",
    category_id: "603126",
    category_version: "v2",
    main_images: [{ uri: imageUri }],
    package_weight: { value: "0.25", unit: "KILOGRAM" },
    skus: [
      {
        seller_sku: sellerSku,
        price: { amount: "24.00", currency: "USD" },
        inventory: [{ warehouse_id: warehouseId, quantity: 10 }],
        sales_attributes: [{ name: "Size", value_name: "Small" }],
      },
    ],
  };
}

type App = { readonly appKey: string; readonly appSecret: string };

/** For clients that cannot upload: the address of an image somebody else has uploaded with the same token. */
export async function uploadedImage({ appKey, appSecret }: App, token: string): Promise<string> {
  const path = "/product/202309/images/upload";
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const text = `${appSecret}${path}app_key${appKey}timestamp${timestamp}${appSecret}`;
  const sign = createHmac("sha256", appSecret).update(text).digest("hex");
  const form = new FormData();
  form.set("data", new Blob([new Uint8Array(aPng())]), "mug.png");
  form.set("use_case", "MAIN_IMAGE");
  const answer = await fetch(
    `https://open-api.tiktokglobalshop.com${path}?${new URLSearchParams({ app_key: appKey, timestamp, sign })}`,
    { method: "POST", headers: { "x-tts-access-token": token }, body: form },
  );
  return ((await answer.json()) as ClientAnswer).data.uri;
}

/** A white square of 600 pixels. */
export function aPng(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(600, 0);
  header.writeUInt32BE(600, 4);
  header.set([1, 0], 8);
  const rows = deflateSync(Buffer.alloc(76 * 600, 0));
  const chunks = [chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), ...chunks]);
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, "latin1"), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}
