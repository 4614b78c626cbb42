import { expect, it } from "vitest";
import { signRequest, signWebhook } from "./signature.ts";

const none = new Uint8Array();

it("signs the documented request for authorized shops", () => {
  const query = new URLSearchParams({
    timestamp: "1623812664",
    app_key: "29a39d",
    sign: "x",
    access_token: "y",
  });
  expect(
    signRequest("e59af819cc", { path: "/authorization/202309/shops", query, contentType: "", body: none }),
  ).toBe("b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8");
});

const webhooksQuery = new URLSearchParams({
  app_key: "68xu9ks5p4i8",
  shop_cipher: "ROW_xkMbgAAAeVAQra0eZWebFQq5aIK",
  timestamp: "1696909648",
});

it("signs a read with a shop cipher", () => {
  const request = {
    path: "/event/202309/webhooks",
    query: webhooksQuery,
    contentType: "application/json",
    body: none,
  };
  expect(signRequest("e59af819cc", request)).toBe(
    "ed58e1b5e59865c22a7b828c1cab65007441f43cc91a6cb2f2cdc638e0995a37",
  );
});

it("signs the raw body of a write, and leaves a multipart body out", () => {
  const body = Buffer.from('{"event_type":"PACKAGE_UPDATE","address":"https://partner.tiktokshop.com"}');
  const request = {
    path: "/event/202309/webhooks",
    query: webhooksQuery,
    contentType: "application/json",
    body,
  };
  expect(signRequest("e59af819cc", request)).toBe(
    "701dd6deb2389fe4c469b89bd37fc56f96a6da6afeb4d01c9077a65169752fa7",
  );
  expect(signRequest("e59af819cc", { ...request, contentType: "Multipart/Form-Data; boundary=x" })).toBe(
    signRequest("e59af819cc", { ...request, body: none }),
  );
});

it("signs the documented webhook", () => {
  const body =
    '{"type":1,"tts_notification_id":"7380066284010030890","shop_id":"7495540735365777507","timestamp":1718305585,"data":{"is_on_hold_order":true,"order_id":"576653688135258178","order_status":"UNPAID","update_time":1718305585}}';
  expect(signWebhook("abcdef", "123", body)).toBe(
    "5dec0f11ec2f6783b8deee53c9ffbf8d024302f7c7e7fa55a35d17629031ac05",
  );
});
