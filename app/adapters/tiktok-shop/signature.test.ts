// The platform's published vectors, reproduced.
import { describe, expect, it } from "vitest";
import { sameDigest, signRequest, signWebhook } from "./signature.ts";

const secret = "e59af819cc";
const webhooksQuery = {
  app_key: "68xu9ks5p4i8",
  shop_cipher: "ROW_xkMbgAAAeVAQra0eZWebFQq5aIK",
  timestamp: "1696909648",
};

describe("signature", () => {
  it("a GET signs path and sorted query", () => {
    const query = { timestamp: "1623812664", app_key: "29a39d" };
    expect(signRequest(secret, { path: "/authorization/202309/shops", query })).toBe(
      "b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8",
    );
  });

  it("a cipher takes part like any other parameter", () => {
    expect(signRequest(secret, { path: "/event/202309/webhooks", query: webhooksQuery })).toBe(
      "ed58e1b5e59865c22a7b828c1cab65007441f43cc91a6cb2f2cdc638e0995a37",
    );
  });

  it("a body takes part exactly as sent", () => {
    const body = '{"event_type":"PACKAGE_UPDATE","address":"https://partner.tiktokshop.com"}';
    expect(signRequest(secret, { path: "/event/202309/webhooks", query: webhooksQuery, body })).toBe(
      "701dd6deb2389fe4c469b89bd37fc56f96a6da6afeb4d01c9077a65169752fa7",
    );
  });

  it("neither the signature itself nor a token takes part", () => {
    const query = { ...webhooksQuery, sign: "x", access_token: "y" };
    expect(signRequest(secret, { path: "/event/202309/webhooks", query })).toBe(
      signRequest(secret, { path: "/event/202309/webhooks", query: webhooksQuery }),
    );
  });

  it("a webhook is signed over the app key and the raw body", () => {
    const body = Buffer.from(
      '{"type":1,"tts_notification_id":"7380066284010030890","shop_id":"7495540735365777507","timestamp":1718305585,"data":{"is_on_hold_order":true,"order_id":"576653688135258178","order_status":"UNPAID","update_time":1718305585}}',
    );
    const digest = signWebhook({ appKey: "abcdef", appSecret: "123" }, body);
    expect(digest).toBe("5dec0f11ec2f6783b8deee53c9ffbf8d024302f7c7e7fa55a35d17629031ac05");
    expect(sameDigest(digest, digest)).toBe(true);
    expect(sameDigest(digest, digest.slice(1))).toBe(false);
    expect(sameDigest(digest, digest.replace("5", "6"))).toBe(false);
  });
});
