// Every rule of a market refuses what is just beyond it and takes what is just within.
import { expect, it } from "vitest";
import { aBodyIn, aShopIn, priceIn } from "./a-market.ts";
import { aShop, aSku, WAREHOUSE } from "./a-shop.ts";

type Change = Record<string, unknown> & { sku?: object };
type Row = readonly [market: string, says: string, beyond: Change, code: number, within: Change];

const title = (length: number) => ({
  title: "Mug of tin. "
    .repeat(30)
    .slice(0, length - 1)
    .concat("x"),
});
const weight = (value: string, unit: string) => ({ package_weight: { value, unit } });
const size = (side: string, unit: string) => ({
  package_dimensions: { length: side, width: "1", height: "1", unit },
  ...(unit === "INCH" ? weight("1", "POUND") : {}),
});
const price = (market: string, amount: string) => ({ sku: { price: priceIn(market, amount) } });
const stock = (quantity: number) => ({ sku: { inventory: [{ warehouse_id: WAREHOUSE, quantity }] } });
const skus = (market: string, count: number) => ({
  skus: Array.from({ length: count }, (_, n) => aSku(`S${n}`, `Size ${n}`, { price: priceIn(market) })),
});
const html = (description: string) => ({ description });
const axis = (name: string, value_name: string) => ({ sku: { sales_attributes: [{ name, value_name }] } });
const nested = (depth: number) => html(`${"<div>".repeat(depth)}mug${"</div>".repeat(depth)}`);

const ROWS: readonly Row[] = [
  ["US", "a title of 256 characters", title(256), 12052051, title(255)],
  ["GB", "a title of 256 characters", title(256), 12052051, title(255)],
  ["DE", "a title of 256 characters", title(256), 12052051, title(1)],
  ["JP", "a title of 256 characters", title(256), 12052051, { title: "チタン製マグカップ 登山用" }],
  ["MX", "a title of 301 characters", title(301), 12052051, title(300)],
  ["BR", "a title of 301 characters", title(301), 12052051, title(300)],
  ["ID", "a title of 24 characters", title(24), 12052051, title(25)],
  ["MY", "a title of 256 characters", title(256), 12052051, title(255)],
  ["GB", "a Chinese title", { title: "茶杯 mug" }, 12052262, { title: "Чашка" }],
  [
    "US",
    "a description of 10,001 characters",
    html("x y".repeat(3_334).slice(0, 10_001)),
    12052013,
    html("x".repeat(10_000)),
  ],
  [
    "US",
    "a script",
    html("<p>mug</p><script>x</script>"),
    12052345,
    html("<table><tr><td>mug</td></tr></table>"),
  ],
  ["DE", "a handler in a tag", html('<p onclick="x()">mug</p>'), 12052350, html('<p class="x">mug</p>')],
  ["GB", "tags 21 deep", nested(21), 12052349, nested(20)],
  ["GB", "a tag left open", html("<b>mug"), 12052344, html("<p>mug<p>cup<ul><li>tin<li>steel</ul>")],
  ["GB", "a tag closed twice", html("<b>mug</b></b>"), 12052344, html("mug<br>cup<br/>")],
  ["US", "301 SKUs", skus("US", 301), 12052050, skus("US", 300)],
  ["DE", "301 SKUs", skus("DE", 301), 12052050, skus("DE", 101)],
  ["MY", "101 SKUs", skus("MY", 101), 12052050, { ...skus("MY", 100) }],
  ["US", "7,600.01 dollars", price("US", "7600.01"), 12052073, price("US", "7600")],
  ["US", "no cent at all", price("US", "0.00"), 12052073, price("US", "0.01")],
  ["BR", "49 centavos", price("BR", "0.49"), 12052073, price("BR", "0.5")],
  ["BR", "10,000.01 reais", price("BR", "10000.01"), 12052073, price("BR", "10000")],
  ["JP", "half a yen", price("JP", "100.5"), 12052012, price("JP", "1")],
  ["ID", "rupiah with decimals", price("ID", "240000.00"), 12052012, price("ID", "99000")],
  ["GB", "a tenth of a penny", price("GB", "1.001"), 12052012, price("GB", "1.1")],
  ["GB", "dollars", { sku: { price: priceIn("US") } }, 12052084, {}],
  ["DE", "less than nothing", price("DE", "-1.00"), 12052012, price("DE", "0.01")],
  ["US", "stock of 100,000", stock(100_000), 12052055, stock(99_999)],
  ["GB", "stock of none", stock(0), 12052055, stock(1)],
  [
    "US",
    "a seller SKU of 51 characters",
    { sku: { seller_sku: "x".repeat(51) } },
    12052054,
    { sku: { seller_sku: "x".repeat(50) } },
  ],
  ["GB", "a weight in pounds", weight("1", "POUND"), 12019061, weight("1.125", "KILOGRAM")],
  ["DE", "a weight in grams", weight("250", "GRAM"), 12052915, weight("0.001", "KILOGRAM")],
  ["US", "a weight in grams", weight("250", "GRAM"), 12052915, weight("0.25", "POUND")],
  ["MX", "half a gram", weight("0.5", "GRAM"), 12052006, weight("250", "GRAM")],
  ["JP", "no weight", weight("0", "GRAM"), 12052181, weight("1", "GRAM")],
  ["US", "151 pounds", weight("151", "POUND"), 12019011, weight("150", "POUND")],
  ["ID", "68.04 kilograms", weight("68.04", "KILOGRAM"), 12019011, weight("68.039", "KILOGRAM")],
  [
    "GB",
    "a parcel in inches",
    { package_dimensions: { length: "1", width: "1", height: "1", unit: "INCH" } },
    12019061,
    size("1", "CENTIMETER"),
  ],
  ["US", "a parcel of 61 inches", size("61", "INCH"), 12019012, size("60", "INCH")],
  ["DE", "a parcel of 154 centimeters", size("154", "CENTIMETER"), 12019012, size("153", "CENTIMETER")],
  ["JP", "half a centimeter", size("0.5", "CENTIMETER"), 12052005, size("1", "CENTIMETER")],
  ["GB", "an axis name of 21 characters", axis("x".repeat(21), "1"), 12052522, axis("x".repeat(20), "1")],
  ["MX", "a value of 51 characters", axis("Size", "x".repeat(51)), 12052523, axis("Size", "x".repeat(50))],
  ["US", "the tree of elsewhere", { category_version: "v1" }, 12052217, { category_version: "v2" }],
  ["GB", "the tree of elsewhere", { category_version: "v2" }, 12052230, { category_version: "v1" }],
  ["ID", "a tree of nobody", { category_version: "v3" }, 12052910, { category_version: "v2" }],
  [
    "US",
    "delivery options",
    { delivery_option_ids: ["7129025001001001001"] },
    12052402,
    { delivery_option_ids: [] },
  ],
  [
    "MY",
    "a delivery option of nobody",
    { delivery_option_ids: ["1"] },
    12052403,
    { delivery_option_ids: ["7129025001001001001"] },
  ],
  ["ID", "a least order of 21", { minimum_order_quantity: 21 }, 12052910, { minimum_order_quantity: 20 }],
  ["DE", "a least order", { minimum_order_quantity: 1 }, 12052910, {}],
  ["US", "cash on delivery", { is_cod_allowed: true }, 12052222, { is_cod_allowed: false }],
  [
    "DE",
    "a category that asks for the maker",
    { category_id: "604509" },
    12052282,
    { category_id: "603126" },
  ],
  [
    "GB",
    "a category that asks for a size chart",
    { category_id: "601241" },
    12052670,
    { category_id: "601226" },
  ],
  [
    "JP",
    "a category that asks for the parcel",
    { category_id: "600170" },
    12052116,
    { category_id: "600170", ...size("9", "CENTIMETER") },
  ],
  ["GB", "a category for invited sellers", { category_id: "600162" }, 12052221, { category_id: "600154" }],
  ["MX", "a prohibited category", { category_id: "604517" }, 12052220, { category_id: "604501" }],
];

it.each(ROWS)("in %s, %s is refused and its neighbour taken", async (...row) => {
  const [market, , beyond, code, within] = row;
  const shop = await aShopIn(market);
  const create = async (change: Change) => {
    const body = await aBodyIn(shop, market, { title: "Fernweh Titanium Camp Mug", ...change });
    return shop.call("POST /product/202309/products", body);
  };
  const refused = await create(beyond);
  expect([refused.code, shop.history.effects("product.created").length]).toEqual([code, 0]);
  const taken = await create(within);
  expect([taken.code, taken.message]).toEqual([0, "Success"]);
});

it("a rule holds from its day on: few tags before October 2025, all but scripts since", async () => {
  const shop = aShop();
  await shop.signIn();
  const body = await aBodyIn(shop, "US", html("<h2>mug</h2>"));
  expect((await shop.call("POST /product/202309/products/listing_check", body)).data).toMatchObject({
    check_result: "PASS",
  });
  shop.clock.load(Date.parse("2025-09-30T12:00:00Z"), []);
  await shop.signIn();
  expect((await shop.call("POST /product/202309/products/listing_check", body)).data).toMatchObject({
    fail_reasons: [{ code: 12052345 }],
  });
});
