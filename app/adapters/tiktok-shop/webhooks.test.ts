// Verified on the bytes, translated to what may have changed; nothing signed is ever thrown away.
import { describe, expect, it } from "vitest";
import { signWebhook } from "./signature.ts";
import { createWebhookReader } from "./webhooks.ts";

const app = { appKey: "abcdef", appSecret: "123" };
const read = createWebhookReader(app);

function webhook(message: unknown) {
  const body = Buffer.from(typeof message === "string" ? message : JSON.stringify(message));
  return read({ authorization: signWebhook(app, body) }, body);
}

function noticesOf(type: number, data: unknown) {
  const result = webhook({ type, tts_notification_id: "1", shop_id: "749", timestamp: 1_718_305_585, data });
  return result.kind === "accepted" ? result.entry.notices : result;
}

describe("webhooks", () => {
  it("the signature is over the bytes: any change is a forgery", () => {
    const body = Buffer.from('{"type":1}');
    const authorization = signWebhook(app, body);
    expect(read({ authorization }, Buffer.from('{"type":2}'))).toEqual({ kind: "bad-signature" });
    expect(read({ authorization: `Bearer ${authorization}` }, body)).toEqual({ kind: "bad-signature" });
    expect(read({}, body)).toEqual({ kind: "bad-signature" });
  });

  it("names message, owner, topic and time", () => {
    const message = {
      type: 1,
      tts_notification_id: "7380",
      shop_id: "749",
      timestamp: 1_718_305_585,
      data: { order_id: "576" },
    };
    const result = webhook(message);
    expect(result).toMatchObject({
      kind: "accepted",
      entry: {
        source: "tiktok-shop",
        messageId: "7380",
        topic: "ORDER_STATUS_CHANGE",
        owner: "749",
        triggeredAt: new Date("2024-06-13T19:06:25Z"),
      },
    });
  });

  it.each([
    [1, { order_id: "576" }, [{ verb: "import-orders", subject: "576" }]],
    [3, { order_id: "576" }, [{ verb: "import-orders", subject: "576" }]],
    [11, { order_id: "576", cancel_id: "4035" }, [{ verb: "import-orders", subject: "576" }]],
    [
      4,
      {
        package_list: [
          { package_id: "1", order_id_list: ["576", "577"] },
          { package_id: "2", order_id_list: ["576"] },
        ],
      },
      [
        { verb: "import-orders", subject: "576" },
        { verb: "import-orders", subject: "577" },
      ],
    ],
    [5, { product_id: "1729" }, [{ verb: "refresh-listings", subject: "marketplace:1729" }]],
    [15, { product_id: "1729" }, [{ verb: "refresh-listings", subject: "marketplace:1729" }]],
    [37, { product_id: "1729" }, [{ verb: "refresh-listings", subject: "marketplace:1729" }]],
    [16, { product_id: "1729" }, []],
    [6, { message: "gone" }, [{ verb: "reconcile-orders", subject: "all" }]],
    [21, { inbound_order_id: "IBR1" }, [{ verb: "reconcile-inventory", subject: "all" }]],
    [24, { goods_id: "88", sku_id: "1" }, [{ verb: "record-warehouse-stock", subject: "goods:88" }]],
    [
      58,
      { mcf_order: { external_order_id: "our-id", mcf_order_id: "9", consign_orders: {} } },
      [{ verb: "record-shipments", subject: "our-id/9" }],
    ],
    [9_999, { anything: 1 }, []],
  ])("type %i makes us look at what it names", (type, data, notices) => {
    expect(noticesOf(type, data)).toEqual(notices);
  });

  it("data that does not read leaves it to the sweep to find out", () => {
    expect(noticesOf(1, { order: "576" })).toEqual([{ verb: "reconcile-orders", subject: "all" }]);
    expect(noticesOf(5, null)).toEqual([{ verb: "reconcile-listings", subject: "all" }]);
    expect(noticesOf(58, {})).toEqual([{ verb: "reconcile-shipments", subject: "all" }]);
  });

  it("an id written as a number beyond 2^53 keeps its last digit", () => {
    const result = webhook('{"type":5,"shop_id":"749","data":{"product_id":1729382256910270457}}');
    expect(result.kind === "accepted" && result.entry.notices).toEqual([
      { verb: "refresh-listings", subject: "marketplace:1729382256910270457" },
    ]);
  });

  it("a message without an id is known by its bytes: the same on every retry", () => {
    const ids = [1, 1, 2].map((order) => {
      const result = webhook({ type: 1, shop_id: "749", data: { order_id: String(order) } });
      return result.kind === "accepted" ? result.entry.messageId : result.kind;
    });
    expect(ids[0]).toBe(ids[1]);
    expect(ids[0]).not.toBe(ids[2]);
  });

  it("the platform-warehouse types name the seller instead of the shop", () => {
    const result = webhook({ type: 24, seller_open_id: "701", data: { goods_id: "88" } });
    expect(result.kind === "accepted" && result.entry.owner).toBe("701");
  });

  it("signed bytes that are no message are unreadable, by path", () => {
    expect(webhook("not json")).toMatchObject({ kind: "unreadable" });
    expect(webhook({ type: "x", shop_id: "1", data: {} })).toMatchObject({
      kind: "unreadable",
      detail: expect.stringMatching(/^type: /) as string,
    });
    expect(webhook({ type: 1, data: {} })).toEqual({ kind: "unreadable", detail: "shop_id: missing" });
  });
});
