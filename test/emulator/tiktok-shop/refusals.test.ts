import { expect, it } from "vitest";
import { aLiveProduct, aPng, aProductBody, aShop, aSku, WAREHOUSE } from "./a-shop.ts";

const axes = (...pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([name, value_name]) => ({ name, value_name }));
const sku = (change: Record<string, unknown>) => ({ skus: [aSku("ONE", "One", change)] });
const stock = (warehouse_id: string, quantity: number) => sku({ inventory: [{ warehouse_id, quantity }] });
const FBT = "7300000000000000011";
const RETURNS = "7300000000000000002";

/** What is wrong with a product, and the code the platform refuses it with. */
const PRODUCTS: readonly (readonly [string, Record<string, unknown>, number])[] = [
  ["no title", { title: "" }, 12052261],
  ["a title of 256 characters", { title: "word ".repeat(52) }, 12052051],
  ["a Chinese title", { title: "茶杯 mug" }, 12052262],
  ["emoji in the title", { title: "Mug 🎉" }, 12052931],
  ["an HTML escape in the title", { title: "Mug &amp; lid" }, 12052932],
  ["a control character in the title", { title: "Mug\u0007" }, 12052933],
  ["a title of symbols", { title: "!!! ???" }, 12052934],
  ["ten equal characters in a row", { title: "Muuuuuuuuuug" }, 12052935],
  ["no description", { description: "<p> </p>" }, 12052015],
  ["a description of 10,001 characters", { description: "x".repeat(10_001) }, 12052013],
  ["broken HTML", { description: "<p>mug<b" }, 12052344],
  ["a script in the description", { description: "<script>x</script>mug" }, 12052345],
  [
    "a foreign image in the description",
    { description: '<img src="https://x.test/a.png" width="9" height="9">' },
    12052340,
  ],
  ["an unmeasured image in the description", { description: '<img src="https://x.test/a.png">' }, 12052348],
  ["the old category tree", { category_version: "v1" }, 12052217],
  ["a category that is no number", { category_id: "mugs" }, 12052002],
  ["a category of nobody", { category_id: "999999" }, 12052023],
  ["a category that is no leaf", { category_id: "842888" }, 12052024],
  ["no category", { category_id: "" }, 12052025],
  ["a required attribute missing", { category_id: "601509" }, 12052104],
  ["no main image", { main_images: [] }, 12052028],
  ["an image uploaded elsewhere", { main_images: [{ uri: "https://x.test/a.png" }] }, 12052722],
  ["ten main images", { main_images: Array.from({ length: 10 }, () => ({ uri: "x" })) }, 12052306],
  ["no weight", { package_weight: null }, 12019011],
  ["a weight of zero", { package_weight: { value: "0.00", unit: "POUND" } }, 12052181],
  ["pounds with three decimals", { package_weight: { value: "0.125", unit: "POUND" } }, 12052006],
  ["grams in the US", { package_weight: { value: "250", unit: "GRAM" } }, 12052915],
  [
    "a height of zero",
    { package_dimensions: { length: "1", width: "1", height: "0", unit: "CENTIMETER" } },
    12052003,
  ],
  [
    "kilograms beside inches",
    { package_dimensions: { length: "1", width: "1", height: "1", unit: "INCH" } },
    12052916,
  ],
  ["no SKU", { skus: [] }, 12019015],
  ["301 SKUs", { skus: Array.from({ length: 301 }, (_, n) => aSku(`S${n}`, `${n}`)) }, 12052050],
  ["a space in the seller SKU", { skus: [aSku("A B", "One")] }, 12019059],
  ["a seller SKU of 51 characters", { skus: [aSku("x".repeat(51), "One")] }, 12052054],
  ["one seller SKU twice", { skus: [aSku("A", "One"), aSku("A", "Two")] }, 12052553],
  ["one combination twice", { skus: [aSku("A", "One"), aSku("B", "One")] }, 12052554],
  [
    "SKUs along different axes",
    { skus: [aSku("A", "One"), aSku("B", "Two", { sales_attributes: axes(["Color", "Red"]) })] },
    12052550,
  ],
  ["four axes", sku({ sales_attributes: axes(["A", "1"], ["B", "1"], ["C", "1"], ["D", "1"]) }), 12052525],
  ["an axis name of 21 characters", sku({ sales_attributes: axes(["x".repeat(21), "1"]) }), 12052522],
  ["a value of 51 characters", sku({ sales_attributes: axes(["Size", "x".repeat(51)]) }), 12052523],
  ["no price", sku({ price: null }), 12052012],
  ["a price with three decimals", sku({ price: { amount: "1.005", currency: "USD" } }), 12052012],
  ["another currency", sku({ price: { amount: "1.00", currency: "EUR" } }), 12052084],
  ["a price of nothing", sku({ price: { amount: "0.00", currency: "USD" } }), 12052073],
  ["no stock", sku({ inventory: [] }), 12052096],
  ["stock of zero", stock(WAREHOUSE, 0), 12052055],
  ["stock of 100,000", stock(WAREHOUSE, 100_000), 12052055],
  ["a warehouse of nobody", stock("123", 1), 12052097],
  ["stock in a platform warehouse", stock(FBT, 1), 12052144],
  ["stock in the return warehouse", stock(RETURNS, 1), 12019022],
  ["a UPC of 11 digits", sku({ identifier_code: { code: "12345678901", type: "UPC" } }), 12052591],
  ["a save mode of nobody", { save_mode: "LATER" }, 12052910],
  ["a title that is no string", { title: 7 }, 98001004],
];

it.each(PRODUCTS)("a product with %s is refused and leaves nothing behind", async (_says, change, code) => {
  const shop = aShop();
  await shop.signIn();
  const body = await aProductBody(shop, change);
  const answer = await shop.call("POST /product/202309/products", body);
  expect([answer.status, answer.code, answer.data]).toEqual([200, code, undefined]);
  expect(shop.twin.view("7495540735365777507").products).toEqual([]);
  const checked = await shop.call("POST /product/202309/products/listing_check", {
    ...body,
    save_mode: undefined,
  });
  if (!("save_mode" in change))
    expect(checked.data).toMatchObject({ check_result: "FAILED", fail_reasons: [{ code }] });
});

it("a product of another status refuses what its status forbids", async () => {
  const shop = aShop();
  const { id, skuIds } = await aLiveProduct(shop);
  await shop.call("POST /product/202309/products/deactivate", { product_ids: [id] });
  const price = { skus: [{ id: skuIds[0], price: { amount: "1.00", currency: "USD" } }] };
  expect((await shop.call(`POST /product/202309/products/${id}/prices/update`, price)).code).toBe(12052901);
  expect((await shop.call("GET /product/202309/products/1729599999999999999")).code).toBe(12052260);
  expect(
    (
      await shop.call(
        "POST /product/202502/products/search",
        { seller_skus: Array(11).fill("A") },
        { page_size: "1" },
      )
    ).code,
  ).toBe(12019027);
});

const IMAGES: readonly (readonly [string, { bytes: Buffer; useCase: string }, number])[] = [
  ["smaller than 300 pixels", { bytes: aPng(299, 600), useCase: "MAIN_IMAGE" }, 12038014],
  ["larger than 4000 pixels", { bytes: aPng(600, 4001), useCase: "MAIN_IMAGE" }, 12038014],
  ["that is no image", { bytes: Buffer.from("GIF89a"), useCase: "MAIN_IMAGE" }, 12038004],
  ["cut off within its header", { bytes: aPng(600, 600).subarray(0, 12), useCase: "MAIN_IMAGE" }, 12038004],
  ["for an unknown use", { bytes: aPng(600, 600), useCase: "BANNER" }, 98001004],
];

it.each(IMAGES)("an image %s is refused", async (_says, { bytes, useCase }, code) => {
  const shop = aShop();
  await shop.signIn();
  expect((await shop.upload(bytes, useCase)).code).toBe(code);
});

it("a picture is one whatever it is for, until its shape is changed; its bytes are kept once", async () => {
  const shop = aShop();
  await shop.signIn();
  const square = await Promise.all(
    ["MAIN_IMAGE", "DESCRIPTION_IMAGE"].map((useCase) => shop.upload(aPng(600, 600), useCase)),
  );
  expect(new Set(square.map(({ data }) => data.uri)).size).toBe(1);
  const wide = (await shop.upload(aPng(900, 600), "DESCRIPTION_IMAGE")).data;
  const cropped = (await shop.upload(aPng(900, 600), "MAIN_IMAGE")).data;
  expect([wide, cropped]).toMatchObject([
    { width: 900, height: 600 },
    { width: 900, height: 900 },
  ]);
  expect(wide.uri).not.toBe(cropped.uri);
  expect((shop.twin.save() as { imageBytes: Map<string, unknown> }).imageBytes.size).toBe(2);
});

it("a HEIC picture is taken at the size of its largest part", async () => {
  const shop = aShop();
  await shop.signIn();
  const ispe = (width: number, height: number) => {
    const box = Buffer.alloc(20);
    box.writeUInt32BE(20, 0);
    box.write("ispe", 4, "latin1");
    box.writeUInt32BE(width, 12);
    box.writeUInt32BE(height, 16);
    return box;
  };
  const type = Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1");
  const picture = Buffer.concat([type, ispe(320, 240), ispe(1200, 1000)]);
  expect((await shop.upload(picture)).data).toMatchObject({ width: 1200, height: 1000 });
  expect((await shop.upload(type)).code).toBe(12038004);
});

it("the same picture has the same uri, and is served at its url", async () => {
  const shop = aShop();
  await shop.signIn();
  const first = (await shop.upload(aPng(900, 600))).data;
  expect(first).toMatchObject({ width: 900, height: 900, use_case: "MAIN_IMAGE" });
  expect((await shop.upload(aPng(900, 600))).data).toEqual(first);
  expect((await shop.upload(aPng(900, 600, 1))).data.uri).not.toBe(first.uri);
  const served = await shop.twin.respond(new Request(first.url));
  expect([
    served.headers.get("content-type"),
    Buffer.from(await served.arrayBuffer()).equals(aPng(900, 600)),
  ]).toEqual(["image/png", true]);
  expect((await shop.twin.respond(new Request(`${first.url}0`))).status).toBe(404);
});
