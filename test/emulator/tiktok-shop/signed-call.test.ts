// The signing vectors that others published, sent through the gateway: what is signed rightly is asked for its token
// next.
import { expect, it } from "vitest";
import { createTwin } from "../twin.ts";

const WEBHOOKS = {
  appKey: "68xu9ks5p4i8",
  timestamp: 1_696_909_648,
  path: "/event/202309/webhooks",
  query: "&shop_cipher=ROW_xkMbgAAAeVAQra0eZWebFQq5aIK",
};
const VECTORS = [
  {
    appKey: "29a39d",
    timestamp: 1_623_812_664,
    method: "GET",
    path: "/authorization/202309/shops",
    query: "",
    body: null,
    sign: "b596b73e0cc6de07ac26f036364178ab16b0a907af13d43f0a0cd2345f582dc8",
  },
  {
    ...WEBHOOKS,
    method: "GET",
    body: null,
    sign: "ed58e1b5e59865c22a7b828c1cab65007441f43cc91a6cb2f2cdc638e0995a37",
  },
  {
    ...WEBHOOKS,
    method: "PUT",
    body: '{"event_type":"PACKAGE_UPDATE","address":"https://partner.tiktokshop.com"}',
    sign: "701dd6deb2389fe4c469b89bd37fc56f96a6da6afeb4d01c9077a65169752fa7",
  },
] as const;

const cases = VECTORS.flatMap((vector) =>
  (["strict", "lenient"] as const).map((signing) => ({ vector, signing })),
);

it.each(cases)(
  "the vector $vector.method $vector.path passes where signing is $signing, and not when a letter differs",
  async ({ vector: { appKey, timestamp, method, path, query, body, sign }, signing }) => {
    const { tiktokShop } = createTwin({
      startAt: new Date(timestamp * 1000),
      settings: { tiktokShop: { appKey, appSecret: "e59af819cc", gateway: { signing } } },
    });
    const answer = async (signed: string) => {
      const url = `https://open-api.tiktokglobalshop.com${path}?app_key=${appKey}&timestamp=${timestamp}${query}`;
      const headers = { "content-type": "application/json" };
      const response = await tiktokShop.respond(
        new Request(`${url}&sign=${signed}`, { method, body, headers }),
      );
      const { code, message } = (await response.json()) as { code: number; message: string };
      return `${code} ${message}`;
    };
    expect(await answer(sign)).toBe("36009004 Invalid or missing x-tts-access-token header");
    expect(await answer(sign.toUpperCase())).toMatch(/^106001 /);
    expect(await answer(sign.slice(1))).toMatch(/^106001 /);
  },
);
