// Brands: listed page by page, made by sellers within limits, and named on listings by those who may.
import { expect, it } from "vitest";
import { aProductBody, aShop } from "./a-shop.ts";

type Brand = {
  id: string;
  name: string;
  authorized_status: string;
  is_t1_brand: boolean;
  brand_status?: string;
};
const PATH = "GET /product/202309/brands";

async function signedIn() {
  const shop = aShop();
  await shop.signIn();
  const list = async (query: Record<string, string> = {}) => {
    const { data } = await shop.call(PATH, undefined, { page_size: "100", ...query });
    return { ...data, brands: (data as unknown as { brands: Brand[] }).brands };
  };
  const make = (name: unknown) => shop.call("POST /product/202309/brands", { name });
  return { shop, list, make };
}

it("brands are found by prefix and authorization, with the platform's spelling of it", async () => {
  const { list } = await signedIn();
  expect((await list({ brand_name: "fern" })).brands).toMatchObject([
    { name: "Fernweh", authorized_status: "AUTHORIZED", is_t1_brand: false },
    { name: "Fernblick", authorized_status: "UNAUTHORIEZD", is_t1_brand: false },
  ]);
  const authorized = (await list({ is_authorized: "1", category_id: "603126", category_version: "v2" }))
    .brands;
  expect(authorized.map(({ name, brand_status }) => [name, brand_status])).toEqual([
    ["Fernweh", "AVAILABLE"],
    ["Nordlicht", "AVAILABLE"],
    ["Quiet Harbor", "AVAILABLE"],
  ]);
  const first = await list({ page_size: "5" });
  const second = await list({ page_size: "5", page_token: first.next_page_token });
  expect([first.brands.length, second.brands.length, second.total_count]).toEqual([5, 3, 8]);
});

it("a brand of one's own is listed and may stand on a listing", async () => {
  const { shop, list, make } = await signedIn();
  const { id } = (await make("Waldläufer")).data as unknown as Brand;
  expect((await list({ brand_name: "wald" })).brands).toMatchObject([
    { id, authorized_status: "UNAUTHORIEZD" },
  ]);
  const created = await shop.call(
    "POST /product/202309/products",
    await aProductBody(shop, { brand_id: id }),
  );
  const read = await shop.call(`GET /product/202309/products/${created.data.product_id}`);
  expect(read.data).toMatchObject({ brand: { id, name: "Waldläufer" } });
});

it.each([
  ["one character", "A", 12019013],
  ["31 characters", "x".repeat(31), 12019013],
  ["Chinese characters", "茶杯", 12019013],
  ["the name of another", "fernweh", 12019013],
  ["nothing", "", 98001004],
  ["a number", 7, 98001004],
])("a brand of %s is refused", async (_says, name, code) => {
  const { make } = await signedIn();
  expect((await make(name)).code).toBe(code);
});

it("a seller makes 50 brands a day, and the next day 50 more", async () => {
  const { shop, make } = await signedIn();
  for (let n = 0; n < 50; n++) expect((await make(`Brand ${n}`)).code).toBe(0);
  expect((await make("One more")).code).toBe(12052109);
  await shop.clock.advance(86_400_000);
  expect((await make("One more")).code).toBe(0);
});

it.each([
  ["of nobody", "1", 12052026],
  ["of an owner who has not agreed", "7082042702200000006", 12052201],
  ["whose authorization has expired", "7082042702200000007", 12052200],
  ["of an owner who has agreed", "7082042702200000008", 0],
  ["that anyone may name", "7082042702200000003", 0],
])("a listing under a brand %s is answered %s: %d", async (_says, brand_id, code) => {
  const { shop } = await signedIn();
  expect(
    (await shop.call("POST /product/202309/products", await aProductBody(shop, { brand_id }))).code,
  ).toBe(code);
});
