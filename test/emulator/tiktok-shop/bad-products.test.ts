// Bad input is the ordinary case: whatever stands in a field, the answer is the platform's own and a refusal changes nothing.
import fc from "fast-check";
import { expect, it } from "vitest";
import { type AShop, aLiveProduct, aProductBody, aShop, aSku, WAREHOUSE } from "./a-shop.ts";

const CREATE = "POST /product/202309/products";
const WRONG: readonly unknown[] = [
  7,
  -1,
  1e300,
  true,
  "",
  "x",
  "🎉🎉",
  "מדף \u202E עץ",
  "<script>alert(1)</script>",
  "\ud800",
  "9".repeat(20_000),
  "nul\u0000",
  [],
  [[]],
  [null],
  ["x"],
  {},
  { id: 7 },
  { uri: {} },
  { value: -1, unit: [] },
  { amount: "NaN", currency: "USD" },
  [{ id: {}, values: "x" }],
  [{ uri: "__proto__" }],
  JSON.parse('{"__proto__":{"title":"x"},"constructor":1}'),
];
const FIELDS = [
  "save_mode",
  "idempotency_key",
  "title",
  "description",
  "category_id",
  "category_version",
  "brand_id",
  "main_images",
  "product_attributes",
  "package_weight",
  "package_dimensions",
  "certifications",
  "size_chart",
  "is_cod_allowed",
  "delivery_option_ids",
  "manufacturer_ids",
  "responsible_person_ids",
  "external_product_id",
  "minimum_order_quantity",
  "is_not_for_sale",
  "video",
  "listing_platforms",
  "skus",
];
const SKU_FIELDS = [
  "id",
  "seller_sku",
  "price",
  "inventory",
  "sales_attributes",
  "identifier_code",
  "list_price",
  "external_sku_id",
  "pre_sale",
  "combined_skus",
];

/** All that is remembered of the catalogue, and how many ids were given out. */
function memory(shop: AShop): unknown {
  const { products, skus, ids, createReplies, listingsToday } = shop.twin.save() as Record<string, unknown>;
  return { products, skus, ids, createReplies, listingsToday };
}

async function expectSound(shop: AShop, operation: string, body: unknown): Promise<void> {
  const before = memory(shop);
  const answer = await shop.call(operation, body);
  expect(answer).toMatchObject({ message: expect.any(String), request_id: expect.any(String) });
  if (answer.code === 0) return;
  expect([answer.status, String(answer.code)]).toEqual([
    200,
    expect.stringMatching(/^(?:120\d{5}|98001004)$/),
  ]);
  expect(memory(shop)).toEqual(before);
}

it("a product with any field of any wrong kind is answered in the platform's words", async () => {
  const shop = aShop({ actors: "manual" });
  await shop.signIn();
  const whole = await aProductBody(shop);
  for (const field of FIELDS)
    for (const value of WRONG) await expectSound(shop, CREATE, { ...whole, [field]: value });
  for (const field of SKU_FIELDS)
    for (const value of WRONG)
      await expectSound(shop, CREATE, { ...whole, skus: [aSku("A", "One", { [field]: value })] });
});

it.each([
  ["title", 7, 98001004],
  ["main_images", {}, 98001004],
  ["skus", "all", 98001004],
  ["is_cod_allowed", "yes", 98001004],
  ["package_weight", "1 kg", 98001004],
  ["external_product_id", "x".repeat(1_000), 12052992],
  ["idempotency_key", "x".repeat(129), 12052910],
  ["video", { id: "v1" }, 12052910],
  ["size_chart", { template: { id: "7" } }, 12052128],
])("a wrong %s is refused by its name or code", async (field, value, code) => {
  const shop = aShop();
  await shop.signIn();
  const answer = await shop.call(CREATE, await aProductBody(shop, { [field]: value }));
  expect(answer.code).toBe(code);
  if (code === 98001004 || code === 12052910) expect(answer.message).toContain(field);
});

it("no body breaks creating, editing, pricing or stocking, and a refused one leaves no trace", async () => {
  const shop = aShop({ actors: "manual" });
  await shop.signIn();
  const whole = await aProductBody(shop);
  const { data } = await shop.call(CREATE, whole);
  shop.twin.decideAudit(data.product_id, { approve: true });
  const path = `/product/202309/products/${data.product_id}`;
  const operations = [
    CREATE,
    `PUT ${path}`,
    `POST ${path}/partial_edit`,
    `POST ${path}/prices/update`,
    `POST ${path}/inventory/update`,
    "POST /product/202309/products/activate",
    "POST /product/202502/products/search",
    "POST /product/202309/inventory/search",
    "POST /product/202309/categories/recommend",
  ];
  const skuId = data.skus[0].id;
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(...WRONG.filter((wrong) => wrong !== "\ud800")),
  );
  const sku = fc
    .dictionary(fc.constantFrom(...SKU_FIELDS), value)
    .map((wrong) => ({ ...aSku("A", "One", { id: skuId }), ...wrong }));
  const body = fc
    .dictionary(
      fc.constantFrom(...FIELDS, "product_ids", "sku_ids", "seller_skus", "status", "update_time_ge"),
      value,
    )
    .chain((wrong) => fc.array(sku, { maxLength: 3 }).map((skus) => ({ ...whole, skus, ...wrong })));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...operations), body, (operation, given) =>
      expectSound(shop, operation, given),
    ),
    { numRuns: 300, interruptAfterTimeLimit: 8_000 },
  );
});

it("an inventory update of a wrong shape in its second SKU leaves the first alone", async () => {
  const shop = aShop();
  const { id, skuIds } = await aLiveProduct(shop);
  const path = `POST /product/202309/products/${id}/inventory/update`;
  const good = { id: skuIds[0], inventory: [{ warehouse_id: WAREHOUSE, quantity: 3 }] };
  for (const inventory of ["none", [7], [{ warehouse_id: 7, quantity: 1 }]])
    await expectSound(shop, path, { skus: [good, { id: skuIds[1], inventory }] });
  expect((await shop.call(path, { skus: [good, { inventory: [] }] })).code).toBe(98001004);
  expect(shop.twin.view("7495540735365777507").products[0]?.skus[0]?.stock[0]?.quantity).toBe(10);
});
