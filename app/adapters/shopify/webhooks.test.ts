// Who gets in and who does not.
import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createWebhookReader } from "./webhooks.ts";

const secret = "hush";
const read = createWebhookReader({ apiSecret: secret });
const readShopifyWebhook = (message: ReturnType<typeof received>) => read(message.headers, message.body);
const domain = "fernweh.myshopify.com";

function received(body: string, headers: Record<string, string> = {}) {
  const bytes = Buffer.from(body);
  return {
    body: bytes,
    headers: {
      "x-shopify-topic": "products/update",
      "x-shopify-shop-domain": domain,
      "x-shopify-webhook-id": "w1",
      "x-shopify-triggered-at": "2026-11-22T10:00:00.123456Z",
      "x-shopify-hmac-sha256": createHmac("sha256", secret).update(bytes).digest("base64"),
      ...headers,
    },
  };
}

describe("a webhook", () => {
  it("that is signed becomes an inbox entry with the exact bytes", () => {
    const message = received('{"id":1, "title":"x"}');
    expect(readShopifyWebhook(message)).toEqual({
      kind: "accepted",
      entry: {
        source: "shopify",
        messageId: "w1",
        topic: "products/update",
        owner: domain,
        notices: [{ verb: "import-products", subject: "gid://shopify/Product/1" }],
        body: message.body,
        triggeredAt: new Date("2026-11-22T10:00:00.123Z"),
      },
    });
  });

  it("keeps every digit of an id that no double can hold", () => {
    const answer = readShopifyWebhook(received('{"id":788032119674292922}'));
    expect(answer).toMatchObject({
      entry: { notices: [{ subject: "gid://shopify/Product/788032119674292922" }] },
    });
  });

  it("with a wrong, truncated or missing signature is refused", () => {
    for (const signature of ["", "AAAA", createHmac("sha256", "other").update('{"id":1}').digest("base64")]) {
      const message = received('{"id":1}', { "x-shopify-hmac-sha256": signature });
      expect(readShopifyWebhook(message)).toEqual({ kind: "bad-signature" });
    }
  });

  it("whose body was changed on the way is refused", () => {
    const message = received('{"id":1}');
    expect(readShopifyWebhook({ ...message, body: Buffer.from('{"id":2}') })).toEqual({
      kind: "bad-signature",
    });
  });

  it("that is signed but lacks a header is unreadable, by name", () => {
    const answer = readShopifyWebhook(received('{"id":1}', { "x-shopify-webhook-id": "" }));
    expect(answer).toEqual({ kind: "unreadable", detail: "x-shopify-webhook-id: missing" });
  });

  it("that is signed but holds no JSON object is unreadable", () => {
    for (const body of ["", "not json", "[]", "1"]) {
      expect(readShopifyWebhook(received(body)).kind).toBe("unreadable");
    }
  });

  it("of a topic nobody subscribed to is kept without notices", () => {
    const answer = readShopifyWebhook(received('{"id":1}', { "x-shopify-topic": "toString" }));
    expect(answer).toMatchObject({ kind: "accepted", entry: { notices: [] } });
  });

  it("without a usable id gives no notice rather than a wrong one", () => {
    for (const body of ['{"id":null}', '{"id":"gid://shopify/Order/1"}', "{}"]) {
      expect(readShopifyWebhook(received(body))).toMatchObject({ entry: { notices: [] } });
    }
  });
});
