import { expect, it } from "vitest";
import { DEMO_SHOP } from "../settings.ts";
import { aLiveProduct, aProductBody, aShop } from "./a-shop.ts";

it("saved and loaded it is the same world, and later changes touch neither", async () => {
  const shop = aShop();
  await aLiveProduct(shop);
  shop.twin.stockFbt(DEMO_SHOP, { sellerSku: "MUG-S", quantity: 5 });
  shop.twin.placeOrder(DEMO_SHOP, { lines: [{ sellerSku: "MUG-S", quantity: 1 }] });
  const saved = shop.twin.save();
  const before = structuredClone(shop.twin.view(DEMO_SHOP));
  shop.twin.stockFbt(DEMO_SHOP, { sellerSku: "MUG-S", quantity: 5 });
  shop.twin.load(saved);
  expect(shop.twin.view(DEMO_SHOP)).toEqual(before);
  shop.twin.stockFbt(DEMO_SHOP, { sellerSku: "MUG-S", quantity: 5 });
  shop.twin.load(saved);
  expect(shop.twin.view(DEMO_SHOP)).toEqual(before);
  shop.twin.reset();
  expect(shop.twin.view(DEMO_SHOP)).toMatchObject({ authorized: false, products: [], orders: [] });
});

it("the same seed and the same calls give the same ids and answers", async () => {
  const run = async () => {
    const shop = aShop();
    await aLiveProduct(shop);
    shop.twin.placeOrder(DEMO_SHOP, { lines: [{ sellerSku: "MUG-L", quantity: 2 }] });
    await shop.clock.advance(10_000);
    return [shop.twin.view(DEMO_SHOP), shop.history.all()];
  };
  expect(await run()).toEqual(await run());
});

it("recommends a leaf for any title, and the category tree knows it", async () => {
  const shop = aShop();
  await shop.signIn();
  const recommend = async (product_title: string) =>
    (await shop.call("POST /product/202309/categories/recommend", { product_title, category_version: "v2" }))
      .data.leaf_category_id;
  expect([await recommend("Kestrel Two-Person Backpacking Tent"), await recommend("Zzz")]).toEqual([
    "603101",
    "600217",
  ]);
  expect((await shop.call("POST /product/202309/categories/recommend", { product_title: "Tent" })).code).toBe(
    12052217,
  );
  const { categories } = (
    await shop.call("GET /product/202309/categories", undefined, { category_version: "v2" })
  ).data;
  const leaves = categories.filter((category) => category.is_leaf);
  expect(leaves.length).toBeGreaterThanOrEqual(25);
  expect(new Set(categories.map((category) => category.id)).size).toBe(categories.length);
  const { attributes } = (
    await shop.call("GET /product/202309/categories/601509/attributes", undefined, { category_version: "v2" })
  ).data;
  expect(attributes[0]).toMatchObject({ is_requried: true, is_required: true });
  const answered = [{ id: attributes[0].id, values: [{ id: attributes[0].values[0].id }] }];
  const body = await aProductBody(shop, { category_id: "601509", product_attributes: answered });
  expect((await shop.call("POST /product/202309/products", body)).code).toBe(0);
});

it("a draft may be incomplete and is listed later", async () => {
  const shop = aShop();
  await shop.signIn();
  const draft = await shop.call("POST /product/202309/products", { title: "Mug", save_mode: "AS_DRAFT" });
  expect(shop.twin.view(DEMO_SHOP).products).toMatchObject([
    { status: "DRAFT", auditStatus: "NONE", imageCount: 0 },
  ]);
  await shop.call(`PUT /product/202309/products/${draft.data.product_id}`, await aProductBody(shop));
  await shop.clock.advance(2_000);
  expect(shop.twin.view(DEMO_SHOP).products).toMatchObject([
    { status: "ACTIVATE", auditStatus: "APPROVED", imageCount: 1 },
  ]);
});

it("ids nobody has are named in the error", () => {
  const { twin } = aShop();
  expect(() => twin.view("1")).toThrow(/TikTok Shop 1/);
  expect(() => twin.advanceOrder("2")).toThrow(/order 2/);
  expect(() => twin.advanceOutboundOrder("3")).toThrow(/order 3/);
  expect(() => twin.decideAudit("4", { approve: true })).toThrow(/product 4/);
});
