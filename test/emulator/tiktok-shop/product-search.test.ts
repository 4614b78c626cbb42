// What a product search finds, and what it refuses.
import { expect, it } from "vitest";
import { type AShop, aLiveProduct, aProductBody, aShop, aSku } from "./a-shop.ts";

const PATH = "POST /product/202502/products/search";
const ids = async (shop: AShop, body: object) => {
  const { data } = await shop.call(PATH, body, { page_size: "100" });
  return data.products.map((product) => product.id);
};

async function threeProducts() {
  const shop = aShop();
  const made = [];
  for (const code of ["A", "B", "C"]) made.push((await aLiveProduct(shop, { skus: [aSku(code, "One")] })).id);
  const times = shop.clock.now() / 1000;
  return { shop, made, createdAt: [times - 6, times - 4, times - 2] };
}

it("both ends of a time range are included", async () => {
  const { shop, made, createdAt } = await threeProducts();
  const [first = 0, second = 0, third = 0] = createdAt;
  expect(await ids(shop, { create_time_ge: first, create_time_le: second })).toEqual(made.slice(0, 2));
  expect(await ids(shop, { create_time_ge: second, create_time_le: second })).toEqual(made.slice(1, 2));
  expect(await ids(shop, { create_time_ge: third + 1 })).toEqual([]);
});

it("an update moves a product into the range of its change, and out of the earlier one", async () => {
  const { shop, made } = await threeProducts();
  await shop.clock.advance(60_000);
  const now = Math.floor(shop.clock.now() / 1000);
  expect(await ids(shop, { update_time_ge: now })).toEqual([]);
  for (const _ of [1, 2]) {
    await shop.call("POST /product/202309/products/deactivate", { product_ids: [made[1]] });
    expect(await ids(shop, { update_time_ge: now })).toEqual([made[1]]);
    expect(await ids(shop, { update_time_le: now - 1 })).toEqual([made[0], made[2]]);
  }
});

it("a state that was saved and loaded is searched alike, and goes on from there", async () => {
  const { shop, made } = await threeProducts();
  shop.twin.load(shop.twin.save());
  expect(await ids(shop, { seller_skus: ["C", "A"] })).toEqual([made[0], made[2]]);
  const { id } = await aLiveProduct(shop, { skus: [aSku("A", "One")] });
  expect(await ids(shop, { seller_skus: ["A"] })).toEqual([made[0], id]);
  shop.twin.reset();
  await shop.signIn();
  expect(await ids(shop, {})).toEqual([]);
});

it("a SKU that an edit left out is no longer found, and its code may be used again", async () => {
  const { shop, made } = await threeProducts();
  await shop.call(`POST /product/202309/products/${made[0]}/partial_edit`, { skus: [aSku("D", "One")] });
  await shop.clock.advance(2_000);
  expect([await ids(shop, { seller_skus: ["A"] }), await ids(shop, { seller_skus: ["D"] })]).toEqual([
    [],
    [made[0]],
  ]);
});

it("status and audit filters hold together", async () => {
  const shop = aShop({ actors: "manual" });
  await shop.signIn();
  const create = async (code: string) =>
    (
      await shop.call(
        "POST /product/202309/products",
        await aProductBody(shop, { skus: [aSku(code, "One")] }),
      )
    ).data.product_id;
  const [approved, rejected, waiting] = [await create("A"), await create("B"), await create("C")];
  shop.twin.decideAudit(approved, { approve: true });
  shop.twin.decideAudit(rejected, { approve: false, reasons: ["No"] });
  expect(await ids(shop, { status: "ACTIVATE" })).toEqual([approved]);
  expect(await ids(shop, { audit_status: ["AUDITING", "FAILED"] })).toEqual([rejected, waiting]);
  expect(await ids(shop, { status: "FAILED", audit_status: ["APPROVED"] })).toEqual([]);
});

it.each([
  ["a status of nobody", { status: "LIVE" }, 12052910],
  ["an audit status of nobody", { audit_status: ["NONE OF IT"] }, 12052910],
  ["eleven seller SKUs", { seller_skus: Array(11).fill("A") }, 12019027],
  ["eleven SKU ids", { sku_ids: Array(11).fill("1") }, 12019087],
  ["a range that ends before it begins", { update_time_ge: 2, update_time_le: 1 }, 12019119],
  ["a time before all time", { create_time_ge: -1 }, 12019118],
  ["a time that is no number", { create_time_ge: "yesterday" }, 98001004],
  ["a filter the twin does not hold", { sns_filter: "CONFIGURED" }, 12052910],
])("a search by %s is refused", async (_says, body, code) => {
  const shop = aShop();
  await shop.signIn();
  expect((await shop.call(PATH, body, { page_size: "10" })).code).toBe(code);
});

it("the results beyond 10,000 cannot be reached", async () => {
  const shop = aShop();
  await shop.signIn();
  const token = (await pastTheCap(shop)) ?? "";
  const answer = await shop.call(PATH, {}, { page_size: "1", page_token: token });
  expect(answer.code).toBe(12052180);
});

/** The token of the page that begins at the 10,001st product. */
async function pastTheCap(shop: AShop): Promise<string | undefined> {
  const { id } = await aLiveProduct(shop);
  const state = shop.twin.save() as { products: Map<string, { id: string }> };
  const row = state.products.get(id);
  for (let n = 0; n < 10_001; n++) {
    const copy = `17295${String(n + 100).padStart(14, "0")}`;
    state.products.set(copy, { ...row, id: copy });
  }
  shop.twin.load(state);
  let token: string | undefined;
  for (let page = 0; page < 100; page++) {
    const { data } = await shop.call(PATH, {}, { page_size: "100", ...(token ? { page_token: token } : {}) });
    token = data.next_page_token;
  }
  return token;
}
