import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, it } from "vitest";
import { DEMO_SHOP } from "../settings.ts";
import { HeardRequest } from "../wire-request.ts";
import { type AShop, aLiveProduct, aShop } from "./a-shop.ts";
import { routes } from "./routes.ts";

const METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];
/** Field names that reach deep into the platform's reading of bodies. */
const FIELDS = [
  ..."title description category_id save_mode main_images skus product_ids seller_sku price amount currency".split(
    " ",
  ),
  ..."inventory quantity warehouse_id sales_attributes name value_name id uri goods consignee address".split(
    " ",
  ),
  ..."external_order_id order_id order_line_item_ids tracking_number shipping_provider_id event_type".split(
    " ",
  ),
  ..."create_time_ge update_time_lt cancel_reason order_status seller_skus package_weight value unit".split(
    " ",
  ),
  "__proto__",
  "constructor",
];

const scalar = fc.oneof(
  fc.constantFrom(
    null,
    true,
    -1,
    0,
    1e21,
    2 ** 53,
    0.1,
    "",
    "0",
    "-5",
    "1e9",
    "NaN",
    "🎉",
    "\u0000",
    "\ud800",
  ),
  fc.string({ maxLength: 12 }),
  fc.integer(),
);
const body = fc.letrec<{ value: unknown; record: unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie("value"), { maxLength: 3 }), tie("record")),
  record: fc.dictionary(fc.constantFrom(...FIELDS), tie("value"), { maxKeys: 6 }),
})).record;

const bytes = fc.oneof(
  { weight: 4, arbitrary: body.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 80 }) },
  { weight: 1, arbitrary: fc.nat(5_000).map((depth) => "[".repeat(depth)) },
);
/** Giving the shop up would end the test. */
const operations = routes
  .map((route) => `${route.method} ${route.path}`)
  .filter((operation) => operation !== "DELETE /authorization/202403/shops");
const path = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...operations) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...METHODS), fc.webPath())
      .map(([method, webPath]) => `${method} /${webPath}`),
  },
);
const call = fc.record({
  operation: path,
  id: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom("productId", "orderId", "603126") },
    { weight: 1, arbitrary: fc.constantFrom("0", "x", "%00", "9".repeat(24)) },
  ),
  raw: bytes,
  contentType: fc.oneof(
    { weight: 9, arbitrary: fc.constant("application/json; charset=utf-8") },
    { weight: 1, arbitrary: fc.constantFrom("multipart/form-data; boundary=x", "text/plain", "") },
  ),
  query: fc.dictionary(
    fc.constantFrom("page_size", "page_token", "ids", "sort_order", "category_version", "sign_", "keyword"),
    fc.oneof(fc.constantFrom("1", "50", "v2", "DESC"), fc.string({ maxLength: 8 })),
  ),
  isSigned: fc.nat(19).map((n) => n > 0),
});
type FuzzedCall = typeof call extends fc.Arbitrary<infer Value> ? Value : never;

/** Everything but what a refused call leaves too: counts of calls, and the running number of ids. */
function stateOf(shop: AShop): object {
  return { ...(shop.twin.save() as object), traffic: 0, ids: 0 };
}

function requestOf(
  shop: AShop,
  { operation, id, raw, contentType, query, isSigned }: FuzzedCall,
  ids: Readonly<Record<string, string>>,
): HeardRequest {
  const named = operation.replace("{id}", ids[id] ?? id);
  const { url, headers } = shop.signed(named.replace(/^\S+/, "POST"), { raw, contentType, query });
  const at = isSigned ? url : url.replace(/sign=[0-9a-f]{6}/, "sign=000000");
  return new HeardRequest({ method: named.split(" ")[0] ?? "", url: at, headers, body: Buffer.from(raw) });
}

it("whatever arrives is answered in the envelope, and what is refused has changed nothing", async () => {
  const shop = aShop();
  const { id: productId } = await aLiveProduct(shop);
  const { orderId } = shop.twin.placeOrder(DEMO_SHOP, { lines: [{ sellerSku: "MUG-S", quantity: 2 }] });
  await shop.clock.advance(5_000);
  const seen = new Set<string>();
  const codes = new Set<number>();
  await fc.assert(
    fc.asyncProperty(call, async (fuzzed) => {
      const before = stateOf(shop);
      const response = await shop.twin.respond(requestOf(shop, fuzzed, { productId, orderId }));
      const answer = (await response.json()) as { code: number; message: string; request_id: string };
      expect(answer).toMatchObject({ code: expect.any(Number), message: expect.stringMatching(/./) });
      expect(response.status).toBeLessThan(500);
      expect(seen.has(answer.request_id)).toBe(false);
      seen.add(answer.request_id);
      codes.add(answer.code);
      if (answer.code !== 0) expect(isDeepStrictEqual(stateOf(shop), before)).toBe(true);
    }),
    { numRuns: 1_000, seed: 7, endOnFailure: false },
  );
  // Far more than the gateway's own: bodies were read, field by field.
  expect(codes.size).toBeGreaterThan(15);
});
