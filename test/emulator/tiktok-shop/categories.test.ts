// The category trees and what their leaves ask for.
import { expect, it } from "vitest";
import { aBodyIn, aShopIn } from "./a-market.ts";
import { aShop } from "./a-shop.ts";

const POWER_BANK = { category_id: "604517", title: "Fernweh Power Bank" };
const battery = (...ids: string[]) => ({ id: "101610", values: ids.map((id) => ({ id })) });
const capacity = (name: string) => ({ id: "101611", values: [{ name }] });
const materials = (...names: string[]) => ({ id: "100398", values: names.map((name) => ({ name })) });

it("v1 has three levels, v2 up to seven, and each call means one", async () => {
  const [us, gb] = [await aShopIn("US"), await aShopIn("GB")];
  const ids = async (shop: typeof us, query = {}) =>
    (await shop.call("GET /product/202309/categories", undefined, query)).data.categories.map(({ id }) => id);
  expect(await ids(us, { category_version: "v2" })).toContain("844105");
  expect(await ids(us, { category_version: "v2" })).not.toContain("603190");
  expect(await ids(gb)).toContain("603190");
  expect(await ids(gb)).not.toContain("844105");
  expect(await ids(gb, { keyword: "STOVES" })).toEqual(["603126"]);
  const deep = await aBodyIn(us, "US", { category_id: "844105" });
  const created = await us.call("POST /product/202309/products", deep);
  const read = await us.call(`GET /product/202309/products/${created.data.product_id}`);
  expect((read.data as { category_chains?: unknown }).category_chains).toHaveLength(7);
  const wrong = await aBodyIn(us, "US", { category_id: "603190" });
  expect((await us.call("POST /product/202309/products", wrong)).code).toBe(12052230);
});

it("a prohibited category is shown only when asked for, and never recommended", async () => {
  const shop = await aShopIn("MX");
  const find = async (query: Record<string, string>) =>
    (await shop.call("GET /product/202309/categories", undefined, { keyword: "power", ...query })).data
      .categories;
  expect(await find({})).toEqual([]);
  expect(await find({ include_prohibited_categories: "true" })).toMatchObject([
    { id: "604517", permission_statuses: ["PROHIBITED"] },
  ]);
  const body = { product_title: "lithium powerbank" };
  const recommend = async (more: object) =>
    (await shop.call("POST /product/202309/categories/recommend", { ...body, ...more })).data
      .leaf_category_id;
  expect(await recommend({})).not.toBe("604517");
  expect(await recommend({ include_prohibited_categories: true })).toBe("604517");
});

it("attributes say is_requried and is_required, conditions and formats", async () => {
  const shop = await aShopIn("GB");
  const { data } = await shop.call("GET /product/202309/categories/604517/attributes");
  expect(data.attributes.slice(0, 2)).toMatchObject([
    { id: "101610", is_requried: true, is_required: true, is_customizable: false },
    {
      id: "101611",
      is_required: false,
      value_data_format: "POSITIVE_INT_OR_DECIMAL",
      requirement_conditions: [{ attribute_id: "101610", attribute_value_id: "1016101" }, {}],
    },
  ]);
});

it.each([
  ["a required one missing", [], 12052104],
  ["one of another category", [battery("1016103"), { id: "100392", values: [{ id: "1003921" }] }], 12052243],
  ["one that is an axis", [battery("1016103"), { id: "100007", values: [{ name: "S" }] }], 12052243],
  ["two values where one goes", [battery("1016102", "1016103")], 12052244],
  ["a value of another", [battery("1003981")], 12052245],
  [
    "a value of one's own where only listed ones go",
    [{ id: "101610", values: [{ name: "Nuclear" }] }],
    12052246,
  ],
  ["words for a number", [battery("1016101"), capacity("plenty")], 12052247],
  ["zero for a positive number", [battery("1016101"), capacity("0.0")], 12052247],
  ["one missing that the value of another asks for", [battery("1016101")], 12052182],
  ["one given twice", [battery("1016103"), battery("1016103")], 12052556],
  ["a value of 2,001 characters", [battery("1016103"), materials("x".repeat(2_001))], 12052242],
  ["no id", [{ values: [] }], 12052240],
  ["an empty value", [battery("1016103"), { id: "100398", values: [{}] }], 12052241],
  ["no certification", [battery("1016103"), materials("Steel", "Tin")], 12052105],
])("a listing with the attributes wrong is refused: %s", async (_says, product_attributes, code) => {
  const shop = aShop();
  await shop.signIn();
  const body = await aBodyIn(shop, "US", { ...POWER_BANK, product_attributes });
  expect((await shop.call("POST /product/202309/products", body)).code).toBe(code);
});

it("what a category asks for can be given, and is read back", async () => {
  const shop = await aShopIn("GB");
  const { uri } = (await shop.upload()).data;
  const certificate = { id: "7182427400245217070", images: [{ uri }] };
  const body = await aBodyIn(shop, "GB", {
    ...POWER_BANK,
    product_attributes: [battery("1016101"), capacity("37.5"), materials("Steel", "Tin")],
    certifications: [certificate],
    size_chart: { image: { uri } },
  });
  const { data } = await shop.call("POST /product/202309/products", body);
  expect((await shop.call(`GET /product/202309/products/${data.product_id}`)).data).toMatchObject({
    product_attributes: body["product_attributes"],
    certifications: [{ id: certificate.id, images: [{ uri }] }],
    size_chart: { image: { uri } },
  });
  const edited = await shop.call(`POST /product/202309/products/${data.product_id}/partial_edit`, {
    certifications: [],
  });
  expect(edited.code).toBe(12052105);
});

it.each([
  ["US", "604517", { product_certifications: [{ id: "7182427400245217070", is_required: true }] }],
  ["GB", "601241", { size_chart: { is_supported: true, is_required: true } }],
  ["MY", "600170", { cod: { is_supported: true }, package_dimension: { is_required: false } }],
  [
    "DE",
    "604509",
    {
      manufacturer: { is_required: true },
      responsible_person: { is_required: true },
      epr: { is_required: true },
    },
  ],
])("the rules of a leaf in %s tell what it asks for: %s", async (market, id, rules) => {
  const shop = await aShopIn(market);
  const query: Record<string, string> = market === "US" ? { category_version: "v2" } : {};
  expect(
    (await shop.call(`GET /product/202309/categories/${id}/rules`, undefined, query)).data,
  ).toMatchObject(rules);
  expect((await shop.call("GET /product/202309/categories/603014/rules", undefined, query)).code).toBe(
    12052024,
  );
});
